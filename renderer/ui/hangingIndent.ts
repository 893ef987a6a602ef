// A line that is wrapped goes on below its own beginning, so that the nesting stays to be seen. Each depth is a class:
// the content security policy allows no style attributes.
import { RangeSetBuilder, type Extension } from '@codemirror/state';
import { Decoration, EditorView, ViewPlugin, type DecorationSet, type ViewUpdate } from '@codemirror/view';

/** Deeper lines hang as far as these, or nothing would be left of a narrow pane. */
const deepest = 24;

const classOf = (spaces: number) => `cm-hanging-${spaces}`;

const marks = Array.from({ length: deepest + 1 }, (_, spaces) => Decoration.line({ class: classOf(spaces) }));

/** What the editor leaves at a line's start, and how much further in a wrapped line goes on. */
const linePadding = 6;
const hang = 4;

const look = EditorView.theme(
  Object.fromEntries(
    marks.map((_, spaces) => [
      `.${classOf(spaces)}`,
      { paddingLeft: `calc(${spaces + hang}ch + ${linePadding}px)`, textIndent: `-${spaces + hang}ch` },
    ]),
  ),
);

function indentsOf(view: EditorView): DecorationSet {
  const builder = new RangeSetBuilder<Decoration>();
  for (const { from, to } of view.visibleRanges) {
    for (let at = from; at <= to;) {
      const line = view.state.doc.lineAt(at);
      const spaces = /^ */.exec(line.text.slice(0, deepest))?.[0].length ?? 0;
      const mark = marks[spaces];
      if (mark) builder.add(line.from, line.from, mark);
      at = line.to + 1;
    }
  }
  return builder.finish();
}

const lines = ViewPlugin.fromClass(
  class {
    decorations: DecorationSet;
    constructor(view: EditorView) {
      this.decorations = indentsOf(view);
    }
    update(update: ViewUpdate): void {
      if (update.docChanged || update.viewportChanged) this.decorations = indentsOf(update.view);
    }
  },
  { decorations: ({ decorations }) => decorations },
);

export const hangingIndent: Extension = [look, lines];

// Underlines where a question is wrong, until it is changed there or runs again.
import { StateEffect, StateField, type Extension, type Range } from '@codemirror/state';
import { Decoration, EditorView, type DecorationSet } from '@codemirror/view';

export type ErrorPlace = { readonly from: number; readonly to: number; readonly message: string };

/** Marks the place; `undefined` takes the mark away. */
export const setErrorPlace = StateEffect.define<ErrorPlace | undefined>();

const marked = StateField.define<DecorationSet>({
  create: () => Decoration.none,
  update(before, transaction) {
    let marks = before.map(transaction.changes);
    marks = marks.update({ filter: (from, to) => !transaction.changes.touchesRange(from, to) });
    for (const effect of transaction.effects) {
      if (effect.is(setErrorPlace)) marks = Decoration.set(effect.value ? markAt(effect.value) : []);
    }
    return marks;
  },
  provide: (field) => EditorView.decorations.from(field),
});

function markAt({ from, to, message }: ErrorPlace): Range<Decoration>[] {
  if (to <= from) return [];
  return [Decoration.mark({ class: 'sql-wrong', attributes: { title: message } }).range(from, to)];
}

/** Where the mark is now; nothing where the text at it was changed. */
export function errorPlace(view: EditorView): { readonly from: number; readonly to: number } | undefined {
  const cursor = view.state.field(marked, false)?.iter();
  return cursor?.value ? { from: cursor.from, to: cursor.to } : undefined;
}

export function errorMarks(): Extension {
  return marked;
}

const wordEnd = /^(?:"[^"]*"|[\w.]+)/;

/** The place of an error in the editor: at least a word, or the last character where the text ends too soon. */
export function placeInText(text: string, from: number, to: number): { readonly from: number; readonly to: number } {
  const start = Math.min(Math.max(0, from), text.length);
  const word = wordEnd.exec(text.slice(start))?.[0].length ?? 1;
  const end = Math.min(text.length, Math.max(to, start + word));
  if (end > start) return { from: start, to: end };
  return { from: Math.max(0, text.trimEnd().length - 1), to: text.trimEnd().length };
}

// Where typing replaces a selection, Chromium keeps the look of what was there as an inline style, which the content
// security policy refuses with an error on the console. The editor therefore replaces it itself.
import type { Extension } from '@codemirror/state';
import { EditorView } from '@codemirror/view';

export function plainInput(): Extension {
  return EditorView.domEventHandlers({
    beforeinput(event, view) {
      const { main, ranges } = view.state.selection;
      const { data, inputType } = event;
      if (inputType !== 'insertText' || !data || main.empty || ranges.length > 1 || view.composing) return false;
      const { from, to } = main;
      const insert = () =>
        view.state.update({
          changes: { from, to, insert: data },
          selection: { anchor: from + data.length },
          userEvent: 'input.type',
          scrollIntoView: true,
        });
      // Closing brackets, among others, have a say in what is typed.
      const handlers = view.state.facet(EditorView.inputHandler);
      if (!handlers.some((handle) => handle(view, from, to, data, insert))) view.dispatch(insert());
      return true;
    },
  });
}

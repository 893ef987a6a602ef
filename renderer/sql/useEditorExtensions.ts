import type { Extension } from '@codemirror/state';
import { useLayoutEffect, useState } from 'react';

import { editorExtensions, type EditorActions } from './editorExtensions.ts';

/** The extensions are made once, for the editor's life; what they do is always of the last drawing. */
export function useEditorExtensions(now: EditorActions): Extension {
  const [made] = useState(() => makeExtensions(now));
  useLayoutEffect(() => made.setActions(now));
  return made.extensions;
}

function makeExtensions(first: EditorActions) {
  let actions = first;
  return {
    setActions: (next: EditorActions) => {
      actions = next;
    },
    extensions: editorExtensions({
      run: () => actions.run(),
      cancel: () => actions.cancel(),
      step: (by) => actions.step(by),
      tables: () => actions.tables(),
    }),
  };
}

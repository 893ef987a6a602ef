import type { EditorView } from '@codemirror/view';
import { useEffect } from 'react';

import type { SqlRun } from '../state/sqlRun.ts';
import { placeInText, setErrorPlace, type ErrorPlace } from './errorMark.ts';

/** Underlines what the last run said is wrong, as long as the text is still what was run. */
export function useErrorMark(editor: { readonly current: EditorView | null }, { error, asked }: SqlRun): void {
  useEffect(() => {
    const view = editor.current;
    view?.dispatch({ effects: setErrorPlace.of(wrongPlace(view, error, asked)) });
  }, [editor, error, asked]);
}

function wrongPlace(view: EditorView, error: SqlRun['error'], asked: SqlRun['asked']): ErrorPlace | undefined {
  const from = error?.detail?.from;
  if (!error || !asked || from === undefined) return undefined;
  const { text, offset } = asked;
  if (view.state.sliceDoc(offset, offset + text.length) !== text) return undefined;
  const place = placeInText(text, from, error.detail?.to ?? from);
  return { from: place.from + offset, to: place.to + offset, message: error.message };
}

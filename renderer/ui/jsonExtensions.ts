import { json } from '@codemirror/lang-json';
import { foldGutter, foldKeymap } from '@codemirror/language';
import { search, searchKeymap } from '@codemirror/search';
import { EditorState } from '@codemirror/state';
import { drawSelection, EditorView, keymap, lineNumbers } from '@codemirror/view';

import { hangingIndent } from './hangingIndent.ts';

/** The words of the search panel, as the window's other controls have them. */
const words = EditorState.phrases.of({
  next: 'Next',
  previous: 'Previous',
  all: 'Select all',
  'match case': 'Match case',
  regexp: 'Regular expression',
  'by word': 'Whole words',
});

/** What an editor needs that shows JSON to read: folding, search, wrapped lines. */
export const jsonExtensions = [
  lineNumbers(),
  foldGutter(),
  drawSelection(),
  EditorView.lineWrapping,
  hangingIndent,
  json(),
  search({ top: true }),
  words,
  keymap.of([...searchKeymap, ...foldKeymap]),
];

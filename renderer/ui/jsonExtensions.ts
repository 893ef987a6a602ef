import { json } from '@codemirror/lang-json';
import { foldGutter, foldKeymap } from '@codemirror/language';
import { search, searchKeymap } from '@codemirror/search';
import { drawSelection, EditorView, keymap, lineNumbers } from '@codemirror/view';

import { hangingIndent } from './hangingIndent.ts';

/** What an editor needs that shows JSON to read: folding, search, wrapped lines. */
export const jsonExtensions = [
  lineNumbers(),
  foldGutter(),
  drawSelection(),
  EditorView.lineWrapping,
  hangingIndent,
  json(),
  search({ top: true }),
  keymap.of([...searchKeymap, ...foldKeymap]),
];

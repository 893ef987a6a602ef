// The editor's keys, language and completion.
import {
  acceptCompletion,
  autocompletion,
  closeBrackets,
  closeBracketsKeymap,
  completionKeymap,
} from '@codemirror/autocomplete';
import { defaultKeymap, history, historyKeymap } from '@codemirror/commands';
import { sql } from '@codemirror/lang-sql';
import { bracketMatching, syntaxTree } from '@codemirror/language';
import { search, searchKeymap } from '@codemirror/search';
import { Prec, type EditorState, type Extension } from '@codemirror/state';
import { drawSelection, EditorView, keymap, lineNumbers, placeholder, type KeyBinding } from '@codemirror/view';

import type { AskedSql } from '../state/sqlRun.ts';
import { completeSql, type SqlTable } from './completion.ts';
import { duckdb } from './dialect.ts';
import { errorMarks } from './errorMark.ts';
import { plainInput } from './plainInput.ts';

export type EditorActions = {
  readonly run: () => void;
  /** False where nothing runs, so that the key does what it does else. */
  readonly cancel: () => boolean;
  /** Back (1) or forth (-1) in the history. */
  readonly step: (by: 1 | -1) => void;
  readonly tables: () => readonly SqlTable[];
};

export function editorExtensions({ run, cancel, step, tables }: EditorActions): Extension {
  return [
    Prec.highest(
      keymap.of([
        always('Mod-Enter', run),
        always('Alt-ArrowUp', () => step(1)),
        always('Alt-ArrowDown', () => step(-1)),
      ]),
    ),
    // An open list of completions takes Escape first.
    Prec.low(keymap.of([{ key: 'Escape', run: cancel }])),
    lineNumbers(),
    history(),
    drawSelection(),
    bracketMatching(),
    closeBrackets(),
    errorMarks(),
    plainInput(),
    placeholder('SELECT …'),
    autocompletion({ override: [(context) => completeSql(context, tables())], icons: false, maxRenderedOptions: 60 }),
    EditorView.lineWrapping,
    sql({ dialect: duckdb }).language,
    search({ top: true }),
    keymap.of([
      { key: 'Tab', run: acceptCompletion },
      ...completionKeymap,
      ...closeBracketsKeymap,
      ...searchKeymap,
      ...historyKeymap,
      ...defaultKeymap,
    ]),
  ];
}

function always(key: string, act: () => void): KeyBinding {
  const run = () => {
    act();
    return true;
  };
  return { key, run, preventDefault: true };
}

/** What is to be run: the selection, else of several statements the one at the cursor, else all. */
export function askedOf(state: EditorState): AskedSql {
  const { from, to } = state.selection.main;
  const selected = state.sliceDoc(from, to);
  if (selected.trim() !== '') return { text: selected, offset: from };
  const statements = syntaxTree(state).topNode.getChildren('Statement');
  const here = statements.find((statement) => from <= statement.to) ?? statements.at(-1);
  if (statements.length < 2 || !here) return { text: state.doc.toString(), offset: 0 };
  return { text: state.sliceDoc(here.from, here.to), offset: here.from };
}

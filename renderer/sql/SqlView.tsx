import { autocompletion, closeBrackets } from '@codemirror/autocomplete';
import { defaultKeymap, history, historyKeymap } from '@codemirror/commands';
import { PostgreSQL, sql } from '@codemirror/lang-sql';
import { bracketMatching } from '@codemirror/language';
import { search, searchKeymap } from '@codemirror/search';
import { Prec } from '@codemirror/state';
import { drawSelection, EditorView, keymap, lineNumbers } from '@codemirror/view';
import { useCallback, useMemo, useRef } from 'react';
import { Group, Panel, Separator } from 'react-resizable-panels';

import { columnIds } from '../../shared/events/columns.ts';
import { useAppState, useUpdateView, useView } from '../state/AppStateProvider.tsx';
import { usePane } from '../state/usePane.ts';
import { CodeEditor } from '../ui/CodeEditor.tsx';
import { Menu, MenuItem } from '../ui/Menu.tsx';
import { examples } from './examples.ts';
import { ResultArea } from './ResultArea.tsx';
import { quoted, SchemaList } from './SchemaList.tsx';
import { useQueryRun } from './useQueryRun.ts';
import './sql.css';

/** A read-only query over the workspace's tables. */
export function SqlView() {
  const text = useView((view) => view.sql);
  const update = useUpdateView();
  const { run, start, cancel } = useQueryRun();
  const { defaultSize, onLayoutChanged } = usePane('sqlEditor', '40%');
  const editor = useRef<EditorView>(null);
  const { view: store } = useAppState();
  const runText = useCallback(() => void start(store.getState().sql), [start, store]);
  const extensions = useMemo(() => sqlExtensions(runText), [runText]);
  const insert = (name: string) => {
    const view = editor.current;
    if (!view) return;
    view.dispatch(view.state.replaceSelection(name));
    view.focus();
  };
  return (
    <Group orientation="vertical" className="sql" onLayoutChanged={onLayoutChanged}>
      <Panel id="sqlEditor" defaultSize={defaultSize} minSize="120px">
        <div className="sql-top">
          <div className="sql-edit">
            <div className="sql-tools">
              <button type="button" className="button primary small" onClick={runText}>
                Run <kbd>Ctrl+Enter</kbd>
              </button>
              {run.isRunning && (
                <button type="button" className="button small" onClick={cancel}>
                  Cancel query
                </button>
              )}
              <Menu label="Examples" className="button quiet small">
                {examples.map((example) => (
                  <MenuItem key={example.title} onSelect={() => update({ sql: example.text })}>
                    {example.title}
                  </MenuItem>
                ))}
              </Menu>
              <span className="spring" />
              <span className="muted sql-note">One SELECT, read-only</span>
            </div>
            <CodeEditor
              text={text}
              label="SQL query"
              extensions={extensions}
              onChange={(next) => update({ sql: next })}
              editorRef={editor}
            />
          </div>
          <SchemaList onPick={insert} />
        </div>
      </Panel>
      <Separator className="separator horizontal" aria-label="Resize the editor" />
      <Panel id="sqlResult" minSize="120px">
        <ResultArea run={run} editor={editor} onRetry={runText} />
      </Panel>
    </Group>
  );
}

function sqlExtensions(onRun: () => void) {
  const runKey = {
    key: 'Mod-Enter',
    run: () => {
      onRun();
      return true;
    },
  };
  return [
    Prec.highest(keymap.of([runKey])),
    lineNumbers(),
    history(),
    drawSelection(),
    bracketMatching(),
    closeBrackets(),
    autocompletion(),
    EditorView.lineWrapping,
    sql({
      dialect: PostgreSQL,
      schema: {
        events: columnIds.map(quoted),
        copies: ['eventID', 'account', 'file', 'ordinal'],
        files: [],
        problems: [],
      },
      defaultTable: 'events',
    }),
    search({ top: true }),
    keymap.of([...searchKeymap, ...historyKeymap, ...defaultKeymap]),
  ];
}

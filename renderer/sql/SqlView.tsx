import type { EditorView } from '@codemirror/view';
import { useRef } from 'react';
import { Group, Panel, Separator } from 'react-resizable-panels';

import { useAppState, useUpdateView, useView } from '../state/AppStateProvider.tsx';
import { cancelSql, startSql, type AskedSql } from '../state/sqlRun.ts';
import { useCall } from '../state/useCall.ts';
import { usePane } from '../state/usePane.ts';
import { CodeEditor } from '../ui/CodeEditor.tsx';
import { ErrorNotice } from '../ui/ErrorNotice.tsx';
import { askedOf } from './editorExtensions.ts';
import { ResultArea } from './ResultArea.tsx';
import { SchemaList } from './SchemaList.tsx';
import { SqlTools } from './SqlTools.tsx';
import { useEditorExtensions } from './useEditorExtensions.ts';
import { useErrorMark } from './useErrorMark.ts';
import { useSqlHistory } from './useSqlHistory.ts';
import { useSqlRun } from './useSqlRun.ts';
import './sql.css';

/** Questions in SQL over the workspace's tables, which they cannot change. */
export function SqlView() {
  const text = useView((view) => view.sql);
  const run = useSqlRun();
  const history = useSqlHistory();
  const { defaultSize, onLayoutChanged } = usePane('sqlEditor', '40%');
  const editor = useRef<EditorView>(null);
  const { data: schema, error: schemaError, refetch } = useCall('sql.schema', {});
  const tables = schema?.tables ?? [];
  const { put, ask, runText, cancel, step } = useQuestions(editor, history);
  const extensions = useEditorExtensions({ run: runText, cancel, step, tables: () => tables });
  useErrorMark(editor, run);
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
            <SqlTools run={run} history={history} onRun={runText} onCancel={cancel} onPut={put} onAsk={ask} />
            <CodeEditor text={text} label="SQL query" extensions={extensions} onChange={put} editorRef={editor} />
          </div>
          {schemaError ? (
            <ErrorNotice error={schemaError} on={{ retry: refetch }} />
          ) : (
            <SchemaList tables={tables} onPick={insert} />
          )}
        </div>
      </Panel>
      <Separator className="separator horizontal" aria-label="Resize the editor" />
      <Panel id="sqlResult" minSize="120px">
        <ResultArea run={run} editor={editor} onRun={runText} onAsk={ask} />
      </Panel>
    </Group>
  );
}

/** What is done with the text: running it or a part of it, and putting another one in its place. */
function useQuestions(editor: { readonly current: EditorView | null }, history: ReturnType<typeof useSqlHistory>) {
  const state = useAppState();
  const update = useUpdateView();
  const put = (sql: string) => update({ sql });
  const start = (asked: AskedSql) => {
    if (asked.text.trim() === '') return;
    history.add(asked.text);
    void startSql(state, asked);
  };
  const runText = () => {
    if (editor.current) start(askedOf(editor.current.state));
  };
  const ask = (sql: string) => {
    put(sql);
    start({ text: sql, offset: 0 });
    editor.current?.focus();
  };
  const cancel = () => {
    const isRunning = state.sqlRun.getState().phase === 'running';
    if (isRunning) cancelSql(state);
    return isRunning;
  };
  const step = (by: 1 | -1) => {
    const next = history.step(by, state.view.getState().sql);
    if (next !== undefined) put(next);
  };
  return { put, ask, runText, cancel, step };
}

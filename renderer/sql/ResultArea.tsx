import type { EditorView } from '@codemirror/view';
import { useMemo, useState } from 'react';

import { useSession, useView } from '../state/AppStateProvider.tsx';
import { rowLimit, type QueryResult, type SqlRun } from '../state/sqlRun.ts';
import { countOf, formatCount, formatDuration } from '../ui/numbers.ts';
import { Segmented } from '../ui/Segmented.tsx';
import { useNow } from '../ui/useNow.ts';
import { chartOf } from './chart.ts';
import { ExampleList } from './ExampleList.tsx';
import { QueryError } from './QueryError.tsx';
import { ResultChart } from './ResultChart.tsx';
import { ResultGrid } from './ResultGrid.tsx';
import { isTime } from './resultRows.ts';
import { resultSource } from './resultSource.ts';
import { ResultTools } from './ResultTools.tsx';

type ResultAreaProps = {
  readonly run: SqlRun;
  readonly editor: { readonly current: EditorView | null };
  readonly onRun: () => void;
  /** A question to put into the editor and run. */
  readonly onAsk: (sql: string) => void;
};

const shapes = [
  { value: 'table', label: 'Table' },
  { value: 'chart', label: 'Chart' },
] as const;

export function ResultArea({ run, editor, onRun, onAsk }: ResultAreaProps) {
  const { error, answer, phase } = run;
  const [shape, setShape] = useState<'table' | 'chart'>('table');
  const source = useMemo(() => answer && resultSource(answer.result), [answer]);
  const chart = useMemo(() => answer && chartOf(answer.result), [answer]);
  const isChart = shape === 'chart' && chart !== undefined;
  return (
    <div className="result" aria-busy={phase === 'running'}>
      {error && <QueryError run={run} error={error} editor={editor} onRun={onRun} />}
      <div className="result-line">
        <output>
          <RunLine run={run} />
        </output>
        {answer && <Remarks answer={answer} />}
        <span className="spring" />
        {chart && <Segmented name="Shape of the result" value={shape} choices={shapes} onChange={setShape} />}
        {answer && source && answer.result.rows.length > 0 && <ResultTools answer={answer} source={source} />}
      </div>
      {!answer && phase === 'rest' && <ExampleList onPick={onAsk} />}
      {answer && source && (
        <div className={phase === 'running' ? 'result-host old' : 'result-host'}>
          {isChart ? <ResultChart chart={chart} /> : <ResultGrid result={answer.result} source={source} />}
        </div>
      )}
    </div>
  );
}

function RunLine({ run }: { readonly run: SqlRun }) {
  const { phase, answer, startedAt } = run;
  switch (phase) {
    case 'rest':
      return 'The answer appears here. Questions to begin with:';
    case 'running':
      return <Elapsed since={startedAt} />;
    case 'cancelled':
      return answer ? 'The query was cancelled. Below is the answer before it.' : 'The query was cancelled.';
    case 'failed':
      return answer ? 'Below is the answer before it.' : '';
    case 'done':
      return answer ? describe(answer.result) : '';
  }
}

function Elapsed({ since }: { readonly since: number }) {
  const now = useNow(500);
  return now - since < 1000 ? 'Running' : `Running for ${Math.floor((now - since) / 1000)} s`;
}

function describe({ rows, columns, isCut, durationMs }: QueryResult): string {
  const time = formatDuration(durationMs);
  if (isCut) return `The first ${formatCount(rows.length)} rows in ${time}; an export has all of them`;
  if (rows.length === 0) return `No rows in ${time}`;
  return `${countOf(rows.length, 'row')}, ${countOf(columns.length, 'column')} in ${time}`;
}

/** What else the reader should know of an answer. */
function Remarks({ answer: { result, revision } }: { readonly answer: NonNullable<SqlRun['answer']> }) {
  const now = useSession((session) => session.workspace?.revision ?? 0);
  const timeZone = useView((view) => view.query.timeZone);
  const hasTimes = result.columns.some(({ type }) => isTime(type));
  return (
    <>
      {hasTimes && timeZone !== 'UTC' && <span>Times are in UTC</span>}
      {now > revision && <span>Logs were read since: run it again to see them</span>}
      {result.isCut && <span className="visually-hidden">At most {formatCount(rowLimit)} rows are shown</span>}
    </>
  );
}

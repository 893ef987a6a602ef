import type { EditorView } from '@codemirror/view';

import { ErrorNotice } from '../ui/ErrorNotice.tsx';
import { countOf, formatCount, formatDuration } from '../ui/numbers.ts';
import { ResultGrid } from './ResultGrid.tsx';
import { rowLimit, type QueryResult, type QueryRun } from './useQueryRun.ts';

type ResultAreaProps = {
  readonly run: QueryRun;
  readonly editor: { readonly current: EditorView | null };
  readonly onRetry: () => void;
};

export function ResultArea({ run, editor, onRetry }: ResultAreaProps) {
  const { error, result, isRunning } = run;
  const edit = () => {
    const view = editor.current;
    if (!view) return;
    const length = view.state.doc.length;
    const from = Math.min(error?.detail?.from ?? length, length);
    const to = Math.min(error?.detail?.to ?? from, length);
    view.dispatch({ selection: { anchor: from, head: to }, scrollIntoView: true });
    view.focus();
  };
  return (
    <div className="result" aria-busy={isRunning}>
      {error && <ErrorNotice error={error} on={{ editInput: edit, retry: onRetry }} />}
      <output className="result-line">{lineOf(run)}</output>
      {result && (
        <div className="result-host">
          <ResultGrid result={result} />
        </div>
      )}
    </div>
  );
}

function lineOf({ isRunning, isCancelled, result, error }: QueryRun): string {
  if (isRunning) return 'Running';
  if (isCancelled) return 'The query was cancelled.';
  if (error) return result ? 'The result below is of the query before.' : '';
  return result ? describe(result) : 'The result of the query appears here.';
}

function describe({ rows, isCut, durationMs }: QueryResult): string {
  const time = formatDuration(durationMs);
  if (isCut)
    return `The first ${formatCount(rows.length)} rows in ${time}: a query shows at most ${formatCount(rowLimit)}.`;
  return `${countOf(rows.length, 'row')} in ${time}`;
}

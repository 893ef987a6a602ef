import type { SqlRun } from '../state/sqlRun.ts';
import { ExamplesMenu } from './ExamplesMenu.tsx';
import { HistoryMenu } from './HistoryMenu.tsx';
import type { SqlHistory } from './useSqlHistory.ts';

type SqlToolsProps = {
  readonly run: SqlRun;
  readonly history: SqlHistory;
  readonly onRun: () => void;
  readonly onCancel: () => void;
  /** A question to put into the editor. */
  readonly onPut: (sql: string) => void;
  /** A question to put there and run. */
  readonly onAsk: (sql: string) => void;
};

export function SqlTools({ run, history, onRun, onCancel, onPut, onAsk }: SqlToolsProps) {
  return (
    <div className="sql-tools">
      <button
        type="button"
        className="button primary small"
        title="Runs the selection, or the statement at the cursor"
        onClick={onRun}
      >
        Run <kbd>Ctrl+Enter</kbd>
      </button>
      {run.phase === 'running' && (
        <button type="button" className="button small" onClick={onCancel}>
          Cancel query
        </button>
      )}
      <ExamplesMenu onPick={onAsk} />
      <HistoryMenu history={history} onPick={onPut} />
      <span className="spring" />
      <span className="muted sql-note" title="A question can read the workspace’s tables and nothing else">
        Read-only: one SELECT, no files, no network
      </span>
    </div>
  );
}

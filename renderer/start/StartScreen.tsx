import type { RecentWorkspace } from '../../shared/ipc/contract.ts';
import { useUpdateView, useView } from '../state/AppStateProvider.tsx';
import { useCall } from '../state/useCall.ts';
import { useOpen } from '../state/useOpen.ts';
import { useRun } from '../state/useRun.ts';
import { countOf } from '../ui/numbers.ts';
import { formatTime } from '../ui/times.ts';
import './start.css';

/** What the window shows while no workspace is open. */
export function StartScreen() {
  const open = useOpen();
  const update = useUpdateView();
  return (
    <main className="start">
      <div className="start-column">
        <h1>Read AWS CloudTrail logs</h1>
        <p className="start-what">
          Open a folder of log files as CloudTrail delivers them, or read them from S3. Nothing leaves this computer,
          and every file that could not be read is listed.
        </p>
        <div className="start-buttons">
          <button type="button" className="button primary" onClick={() => void open.folder()}>
            Open folder…
          </button>
          <button type="button" className="button" onClick={() => void open.files()}>
            Open files…
          </button>
          <button type="button" className="button" onClick={() => void open.samples()}>
            Open sample logs
          </button>
        </div>
        <p className="muted">Or drop folders and files anywhere in this window.</p>
        <div className="start-aws">
          <button type="button" className="button" onClick={() => update({ dialog: { kind: 's3', where: 'new' } })}>
            Open logs in S3…
          </button>
          <p className="muted">
            Finds trails in a bucket, and downloads only the accounts, regions and days you choose.
          </p>
          <button
            type="button"
            className="button"
            onClick={() => update({ dialog: { kind: 'eventHistory', where: 'new' } })}
          >
            Open Event history…
          </button>
          <p className="muted">The last 90 days of management events of an account, without a bucket.</p>
        </div>
        <RecentWorkspaces />
      </div>
    </main>
  );
}

function RecentWorkspaces() {
  const { data, refetch } = useCall('workspace.recent', {});
  const run = useRun();
  const workspaces = data?.workspaces ?? [];
  if (workspaces.length === 0) return null;
  const forget = async (workspaceId: string) => {
    await run('workspace.forget', { workspaceId });
    refetch();
  };
  return (
    <section className="recent" aria-labelledby="recent-title">
      <h2 id="recent-title">Recent workspaces</h2>
      <ul>
        {workspaces.map((workspace) => (
          <RecentRow key={workspace.id} workspace={workspace} onForget={() => void forget(workspace.id)} />
        ))}
      </ul>
    </section>
  );
}

function RecentRow({ workspace, onForget }: { readonly workspace: RecentWorkspace; readonly onForget: () => void }) {
  const open = useOpen();
  const timeZone = useView((view) => view.query.timeZone);
  return (
    <li>
      <button type="button" className="recent-open" onClick={() => void open.recent(workspace.id)}>
        <span className="recent-name">{workspace.name}</span>
        <span className="muted">
          {countOf(workspace.events, 'event')} · opened {formatTime(workspace.openedAt, timeZone).slice(0, 16)}
        </span>
        <span className="recent-paths mono">{workspace.paths.join(', ')}</span>
      </button>
      <button type="button" className="button quiet small" aria-label={`Forget ${workspace.name}`} onClick={onForget}>
        Forget
      </button>
    </li>
  );
}

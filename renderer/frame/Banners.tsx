import { useState, type ReactNode } from 'react';

import { AppError, type ErrorCode } from '../../shared/errors.ts';
import type { Workspace } from '../../shared/ipc/contract.ts';
import { useAppState, useSession } from '../state/AppStateProvider.tsx';
import type { AppState } from '../state/appState.ts';
import { currentProfile } from '../state/aws.ts';
import { showProfiles, signIn } from '../state/awsActions.ts';
import { refreshSession } from '../state/connect.ts';
import { currentJob, recordFailure } from '../state/session.ts';
import { useOpen } from '../state/useOpen.ts';
import { useRun } from '../state/useRun.ts';
import { ErrorNotice, Notice } from '../ui/ErrorNotice.tsx';
import { countOf } from '../ui/numbers.ts';
import { BackBar } from './BackBar.tsx';
import { ExportBanners } from './ExportBanners.tsx';

/** What the reader should know about the core and the workspace, each with what can be done about it. */
export function Banners({ children }: { readonly children: ReactNode }) {
  return (
    <div className="banners">
      <CoreBanner />
      {children}
      <FailureBanner />
      <JobFailureBanner />
      <ExportBanners />
      <WorkspaceBanner />
      <BackBar />
    </div>
  );
}

function CoreBanner() {
  const { session } = useAppState();
  const run = useRun();
  const core = useSession((state) => state.core);
  const restartMessage = useSession((state) => state.restartMessage);
  if (core.phase === 'failed') {
    return (
      <Notice tone="error">
        <p>{core.message ?? 'The reading process stopped and could not be started again.'}</p>
        <button type="button" className="button small" onClick={() => void run('shell.restartCore', {})}>
          Start it again
        </button>
      </Notice>
    );
  }
  if (core.phase === 'restarting') {
    return (
      <Notice tone="warn">
        <p>{core.message ?? 'The reading process stopped and is being started again.'}</p>
      </Notice>
    );
  }
  if (restartMessage === undefined) return null;
  return (
    <Notice tone="warn">
      <p>{restartMessage}</p>
      <button
        type="button"
        className="button quiet small"
        onClick={() => session.setState({ restartMessage: undefined })}
      >
        Dismiss
      </button>
    </Notice>
  );
}

function FailureBanner() {
  const state = useAppState();
  const open = useOpen();
  const failure = useSession((session) => session.failure);
  if (!failure) return null;
  const dismiss = () => state.session.setState({ failure: undefined });
  const ask = () => {
    dismiss();
    refreshSession(state).catch((error: unknown) => recordFailure(state.session, error));
  };
  const on = { retry: ask, reload: ask, openOther: () => void open.folder(), dismiss, ...awsActions(state, dismiss) };
  return <ErrorNotice error={failure} on={on} />;
}

/** An import that AWS, the cache's limit or a full disk has ended, with what can be done about it. */
function JobFailureBanner() {
  const state = useAppState();
  const open = useOpen();
  const job = useSession((session) => currentJob(session.jobs));
  const [dismissed, setDismissed] = useState<string>();
  if (job?.phase !== 'failed' || !job.error) return null;
  // What fails every minute for the same reason is told once.
  const key = job.kind === 'follow' ? job.error.message : String(job.id);
  if (key === dismissed) return null;
  const { code, message } = job.error;
  if (!/^(?:aws|cache|disk)\//.test(code)) return null;
  const on = {
    retry: () => void open.refresh(),
    dismiss: () => setDismissed(key),
    ...awsActions(state, () => void open.refresh()),
  };
  return <ErrorNotice error={new AppError(code as ErrorCode, message)} on={on} />;
}

/** What leads out of an error of AWS; `afterwards` once it is signed in. */
function awsActions(state: AppState, afterwards: () => void) {
  return {
    signIn: () => {
      const profile = currentProfile(state.aws.getState());
      if (profile !== undefined) void signIn(state, profile).then((isIn) => isIn && afterwards());
    },
    chooseProfile: () => showProfiles('#aws-profile'),
    showCache: () => state.view.setState({ dialog: { kind: 'cache' } }),
  };
}

function WorkspaceBanner() {
  const open = useOpen();
  const workspace = useSession((session) => session.workspace);
  const isBusy = useSession((session) => currentJob(session.jobs)?.phase === 'running');
  const [dismissed, setDismissed] = useState<string>();
  if (!workspace || isBusy) return null;
  const news = newsOf(workspace);
  const key = news && `${workspace.id}: ${news.text}`;
  if (!news || key === dismissed) return null;
  return (
    <Notice tone="info">
      <p>{news.text}</p>
      <button type="button" className="button small" onClick={() => void open.refresh()}>
        {news.action}
      </button>
      <button type="button" className="button quiet small" onClick={() => setDismissed(key)}>
        Not now
      </button>
    </Notice>
  );
}

type News = { readonly text: string; readonly action: string };

function newsOf({ isIncomplete, changes, sources }: Workspace): News | undefined {
  if (isIncomplete) {
    const kept = sources.some(({ remote }) => remote) ? ' What was downloaded is not fetched again.' : '';
    return { text: `The import was stopped before its end: events are missing here.${kept}`, action: 'Continue' };
  }
  const parts = [
    changes && changes.changed > 0 ? `${countOf(changes.changed, 'file')} changed` : '',
    changes && changes.vanished > 0 ? `${countOf(changes.vanished, 'file')} gone` : '',
    changes && changes.added > 0 ? `${countOf(changes.added, 'new file')}` : '',
  ].filter(Boolean);
  if (parts.length === 0) return undefined;
  return { text: `On disk since the import: ${parts.join(', ')}.`, action: 'Import changes' };
}

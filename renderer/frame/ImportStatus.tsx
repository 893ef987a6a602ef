import { useState } from 'react';

import type { Job } from '../../shared/ipc/contract.ts';
import { useAws, useSession } from '../state/AppStateProvider.tsx';
import type { AwsState } from '../state/aws.ts';
import { currentJob } from '../state/session.ts';
import { useRun } from '../state/useRun.ts';
import { formatCount } from '../ui/numbers.ts';
import { CancelButton } from './CancelButton.tsx';
import { progressOf, runningText, summaryOf } from './importText.ts';

/** How an import goes, and once it has ended, how it went. */
export function ImportStatus() {
  const job = useSession((session) => currentJob(session.jobs));
  const [dismissedId, setDismissedId] = useState<number>();
  const shown = job && job.id !== dismissedId ? job : undefined;
  return (
    <div className="import">
      <output className="import-status" aria-label="Import progress">
        {shown && <JobLine job={shown} />}
      </output>
      {shown?.phase === 'running' && shown.canPause && <PauseButton jobId={shown.id} isPaused={shown.isPaused} />}
      {shown?.phase === 'running' && (
        <CancelButton jobId={shown.id} name={shown.kind === 'import' ? 'Cancel import' : 'Cancel'} />
      )}
      {shown && shown.phase !== 'running' && (
        <button
          type="button"
          className="button quiet icon"
          aria-label="Dismiss the summary"
          onClick={() => setDismissedId(shown.id)}
        >
          ×
        </button>
      )}
    </div>
  );
}

/** What is being fetched comes to its end; nothing more is fetched until it goes on. */
function PauseButton({ jobId, isPaused }: { readonly jobId: number; readonly isPaused: boolean }) {
  const run = useRun();
  return (
    <button
      type="button"
      className="link"
      aria-label={isPaused ? 'Resume import' : 'Pause import'}
      onClick={() => void run(isPaused ? 'jobs.resume' : 'jobs.pause', { jobId })}
    >
      {isPaused ? 'Resume' : 'Pause'}
    </button>
  );
}

function JobLine({ job }: { readonly job: Job }) {
  const problems = useSession((session) => session.workspace?.counts.errors ?? 0);
  const waitsFor = useAws(awaited);
  if (job.phase !== 'running') return <span title={summaryOf(job, problems)}>{summaryOf(job, problems)}</span>;
  // What waits reads nothing, whatever the last seconds brought.
  const isWaiting = job.isPaused || waitsFor !== undefined;
  const rate = isWaiting ? 0 : Math.round(job.counts.recordsPerSecond);
  return (
    <>
      {rate > 0 && <span className="mono">{formatCount(rate)} events/s</span>}
      <progress className={isWaiting ? 'bar paused' : 'bar'} aria-label={job.title} {...progressOf(job)} />
      <span title={runningText(job, waitsFor)}>{runningText(job, waitsFor)}</span>
    </>
  );
}

/** What the user is asked for, and nothing goes on without. */
function awaited({ prompts }: AwsState): string | undefined {
  switch (prompts[0]?.kind) {
    case 'signIn':
      return 'sign-in';
    case 'mfa':
      return 'an MFA code';
    case 'renew':
      return 'new credentials';
    case undefined:
      return undefined;
  }
}

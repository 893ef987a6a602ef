import { useState } from 'react';

import { assertNever } from '../../shared/assert.ts';
import type { Job } from '../../shared/ipc/contract.ts';
import { useSession } from '../state/AppStateProvider.tsx';
import { currentJob } from '../state/session.ts';
import { useRun } from '../state/useRun.ts';
import { countOf, formatBytes, formatCount, formatDuration } from '../ui/numbers.ts';

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
      {shown?.phase === 'running' && <CancelButton jobId={shown.id} kind={shown.kind} />}
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

function CancelButton({ jobId, kind }: { readonly jobId: number; readonly kind: Job['kind'] }) {
  const run = useRun();
  const [cancelledId, setCancelledId] = useState<number>();
  const cancel = () => {
    setCancelledId(jobId);
    void run('jobs.cancel', { jobId });
  };
  const isCancelling = cancelledId === jobId;
  return (
    <button
      type="button"
      className="link"
      aria-label={kind === 'import' ? 'Cancel import' : 'Cancel'}
      disabled={isCancelling}
      onClick={cancel}
    >
      {isCancelling ? 'Cancelling' : 'Cancel'}
    </button>
  );
}

function JobLine({ job }: { readonly job: Job }) {
  const problems = useSession((session) => session.workspace?.counts.errors ?? 0);
  if (job.phase !== 'running') return <span>{summaryOf(job, problems)}</span>;
  const rate = Math.round(job.counts.recordsPerSecond);
  return (
    <>
      {rate > 0 && <span className="mono">{formatCount(rate)} events/s</span>}
      <progress className="bar" aria-label={job.title} {...progressOf(job)} />
      <span>{runningText(job)}</span>
    </>
  );
}

/** The share that is done, or nothing where the total is not known yet: the bar then only shows that work goes on. */
export function progressOf({ counts }: Job): { readonly value?: number; readonly max?: number } {
  if (!counts.isTotalKnown) return {};
  if (counts.bytesTotal > 0) return { value: Math.min(counts.bytesDone, counts.bytesTotal), max: counts.bytesTotal };
  if (counts.filesTotal > 0) return { value: counts.filesDone, max: counts.filesTotal };
  return {};
}

function runningText({ kind, title, counts }: Job): string {
  if (kind !== 'import') return title;
  const done = formatCount(counts.filesDone);
  if (!counts.isTotalKnown) return `Importing: ${done} files done, ${formatCount(counts.filesTotal)} found so far`;
  return `Importing ${done} of ${countOf(counts.filesTotal, 'file')}`;
}

/** `problems`: those of the whole ledger, which holds some that a job cannot know, such as conflicts with old files. */
export function summaryOf({ kind, title, phase, counts, error }: Job, problems: number): string {
  const files = countOf(counts.filesDone, 'file');
  const time = formatDuration(counts.elapsedMs);
  const toSee = problems > 0 ? ` · ${countOf(problems, 'problem')}` : '';
  switch (phase) {
    case 'running':
      return title;
    case 'failed':
      return error?.message ?? `${title}: failed`;
    case 'cancelled':
      return `${title}: cancelled after ${files}`;
    case 'done': {
      if (kind !== 'import') return `${title}: done in ${time}`;
      if (counts.filesDone === 0) return 'Import: nothing new';
      const size = formatBytes(counts.bytesDone);
      return `Imported ${countOf(counts.records, 'record')} from ${files} (${size}) in ${time}${toSee}`;
    }
    default:
      return assertNever(phase);
  }
}

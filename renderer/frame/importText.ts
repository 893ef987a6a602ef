// How an import goes, and how it went, in words.
import { assertNever } from '../../shared/assert.ts';
import type { Job, JobCounts } from '../../shared/ipc/contract.ts';
import { countOf, formatBytes, formatCount, formatDuration } from '../ui/numbers.ts';

type Fetch = NonNullable<JobCounts['fetch']>;

/** The share that is done, or nothing where the total is not known yet: the bar then only shows that work goes on. */
export function progressOf({ counts }: Job): { readonly value?: number; readonly max?: number } {
  const { fetch } = counts;
  if (fetch) {
    if (!fetch.isTotalKnown || fetch.objectsTotal === 0) return {};
    return { value: Math.min(fetch.objectsDone, fetch.objectsTotal), max: fetch.objectsTotal };
  }
  if (!counts.isTotalKnown) return {};
  if (counts.bytesTotal > 0) return { value: Math.min(counts.bytesDone, counts.bytesTotal), max: counts.bytesTotal };
  if (counts.filesTotal > 0) return { value: counts.filesDone, max: counts.filesTotal };
  return {};
}

/** `waitsFor`: what the user is asked for meanwhile, such as `sign-in`. */
export function runningText({ kind, title, counts, isPaused }: Job, waitsFor: string | undefined): string {
  if (kind !== 'import' && kind !== 'follow') return title;
  const { fetch } = counts;
  // Nothing of it has begun: what is asked for is what it waits for.
  if (!fetch) return waitsFor !== undefined && counts.filesTotal === 0 ? `Waiting for ${waitsFor}` : filesText(counts);
  if (isPaused) return `Paused at ${objectsText(fetch)}`;
  if (waitsFor !== undefined) return `Waiting for ${waitsFor} at ${objectsText(fetch)}`;
  const parts = [
    fetch.isTotalKnown ? `Fetching ${objectsText(fetch)}` : `Fetching: ${objectsText(fetch)}`,
    bytesText(fetch),
    fetch.bytesPerSecond > 0 ? `${formatBytes(fetch.bytesPerSecond)}/s` : '',
    fetch.objectsFromCache > 0 ? `${formatCount(fetch.objectsFromCache)} were here` : '',
    fetch.secondsLeft === undefined ? '' : `${leftText(fetch.secondsLeft)} left`,
  ];
  return parts.filter(Boolean).join(' · ');
}

function filesText(counts: JobCounts): string {
  const done = formatCount(counts.filesDone);
  if (!counts.isTotalKnown) return `Importing: ${done} files done, ${formatCount(counts.filesTotal)} found so far`;
  return `Importing ${done} of ${countOf(counts.filesTotal, 'file')}`;
}

function objectsText({ objectsDone, objectsTotal, isTotalKnown }: Fetch): string {
  const done = formatCount(objectsDone);
  if (isTotalKnown) return `${done} of ${countOf(objectsTotal, 'object')}`;
  return `${done} objects, ${formatCount(objectsTotal)} found so far`;
}

function bytesText({ bytesDone, bytesTotal, isTotalKnown }: Fetch): string {
  if (bytesDone === 0 && bytesTotal === 0) return '';
  if (!isTotalKnown || bytesTotal === 0) return formatBytes(bytesDone);
  return `${formatBytes(bytesDone)} of ${formatBytes(bytesTotal)}`;
}

function leftText(seconds: number): string {
  if (seconds < 60) return `${Math.max(1, Math.ceil(seconds))} s`;
  const minutes = Math.round(seconds / 60);
  return minutes < 100 ? `${minutes} min` : `${Math.round(minutes / 60)} h`;
}

/** `problems`: those of the whole ledger, which holds some that a job cannot know, such as conflicts with old files. */
export function summaryOf({ kind, title, phase, counts, error }: Job, problems: number): string {
  const time = formatDuration(counts.elapsedMs);
  switch (phase) {
    case 'running':
      return title;
    case 'failed':
      return error?.message ?? `${title}: failed`;
    case 'cancelled':
      return `${title}: cancelled after ${countOf(counts.filesDone, 'file')}`;
    case 'done': {
      if (kind !== 'import' && kind !== 'follow') return `${title}: done in ${time}`;
      if (counts.filesDone === 0) return 'Import: nothing new';
      const toSee = problems > 0 ? ` · ${countOf(problems, 'problem')}` : '';
      return `Imported ${countOf(counts.records, 'record')} from ${broughtText(counts)} in ${time}${toSee}`;
    }
    default:
      return assertNever(phase);
  }
}

/** `20 files (3.2 MB)`, `20 objects (3.2 MB downloaded, 5 objects were here)` */
function broughtText({ fetch, filesDone, bytesDone }: JobCounts): string {
  if (!fetch) return `${countOf(filesDone, 'file')} (${formatBytes(bytesDone)})`;
  const { objectsFromCache } = fetch;
  const here = objectsFromCache > 0 ? `, ${countOf(objectsFromCache, 'object')} from the cache` : '';
  return `${countOf(filesDone, 'file')} (${formatBytes(fetch.bytesDone)} downloaded${here})`;
}

// One line on standard error that says how far an import is; only where it is a terminal.
import type { JobCounts } from '../../shared/ipc/contract.ts';

const everyMs = 100;
let lastShownMs = Number.NEGATIVE_INFINITY;
/** A report says only what has changed. */
let known: Partial<JobCounts> = {};

export function showProgress(changed: Partial<JobCounts>): void {
  known = { ...known, ...changed };
  if (!process.stderr.isTTY || performance.now() - lastShownMs < everyMs) return;
  lastShownMs = performance.now();
  const width = process.stderr.columns - 1;
  process.stderr.write(`\r\u001b[K${progressText(known).slice(0, width > 0 ? width : undefined)}`);
}

/** What takes long before anything is read. */
export function showStep(text: string): void {
  if (process.stderr.isTTY) process.stderr.write(`\r\u001b[K${text}`);
}

export function clearProgress(): void {
  if (process.stderr.isTTY) process.stderr.write('\r\u001b[K');
}

const count = new Intl.NumberFormat('en');

/** `120 of 1,600 objects, 2.4 of 31.2 MB, 1.1 MB/s, 26 s left; 14,200 events` */
export function progressText({ fetch, records = 0, ...counts }: Partial<JobCounts>): string {
  const events = `${count.format(records)} events`;
  if (fetch === undefined)
    return `${amount(counts.filesDone, counts.filesTotal, counts.isTotalKnown)} files, ${events}`;
  const { objectsDone, objectsTotal, bytesDone, bytesTotal, bytesPerSecond, secondsLeft, isTotalKnown } = fetch;
  const parts = [
    `${amount(objectsDone, objectsTotal, isTotalKnown)} objects`,
    isTotalKnown ? `${megabytes(bytesDone)} of ${megabytes(bytesTotal)} MB` : `${megabytes(bytesDone)} MB`,
    bytesPerSecond > 0 ? `${megabytes(bytesPerSecond)} MB/s` : '',
    secondsLeft === undefined ? '' : `${duration(secondsLeft)} left`,
  ];
  return `${parts.filter((part) => part !== '').join(', ')}; ${events}`;
}

function amount(done = 0, total = 0, isTotalKnown = false): string {
  return isTotalKnown ? `${count.format(done)} of ${count.format(total)}` : count.format(done);
}

function megabytes(bytes: number): string {
  return (bytes / 1e6).toFixed(1);
}

function duration(seconds: number): string {
  if (seconds < 100) return `${seconds} s`;
  return seconds < 6000 ? `${Math.round(seconds / 60)} min` : `${(seconds / 3600).toFixed(1)} h`;
}

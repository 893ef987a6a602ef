// How an export goes, and how it went, in words.
import type { Export } from '../state/exports.ts';
import type { Job } from '../../shared/ipc/contract.ts';
import { countOf, formatBytes, formatCount, formatDuration } from '../ui/numbers.ts';

/** `Writing orders.csv: 120,000 of 1,000,000 rows` */
export function writingText({ title, counts }: Job, fileName: string | undefined): string {
  const { records, recordsTotal } = counts;
  const done = formatCount(records);
  const what = recordsTotal === undefined ? countOf(records, 'row') : `${done} of ${countOf(recordsTotal, 'row')}`;
  return `${fileName === undefined ? title : `Writing ${fileName}`}: ${what}`;
}

export function writtenText({ fileName, job }: Export): string {
  if (!job) return fileName;
  const { records, bytesDone, elapsedMs } = job.counts;
  return `${fileName} is written: ${countOf(records, 'row')}, ${formatBytes(bytesDone)}, in ${formatDuration(elapsedMs)}.`;
}

/** The share that is written; nothing where the total is not known. */
export function writtenShare({ counts }: Job): { readonly value?: number; readonly max?: number } {
  const { records, recordsTotal } = counts;
  return recordsTotal === undefined || recordsTotal === 0
    ? {}
    : { value: Math.min(records, recordsTotal), max: recordsTotal };
}

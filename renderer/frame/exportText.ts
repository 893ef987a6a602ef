// How an export goes, and how it went, in words.
import { nounOf, type Export } from '../state/exports.ts';
import type { Job } from '../../shared/ipc/contract.ts';
import { countOf, formatBytes, formatCount, formatDuration } from '../ui/numbers.ts';

/** `Writing orders.csv: 120,000 of 1,000,000 events` */
export function writingText({ title, counts }: Job, begun: Export | undefined): string {
  const { records, recordsTotal } = counts;
  const noun = begun ? nounOf(begun) : 'row';
  const total = recordsTotal === undefined ? '' : `${formatCount(records)} of `;
  return `${begun ? `Writing ${begun.fileName}` : title}: ${total}${countOf(recordsTotal ?? records, noun)}`;
}

/** `orders.csv is written: 1,000,000 events, 210 MB, in 4.2 s.` */
export function writtenText(written: Export): string {
  const { fileName, job } = written;
  if (!job) return fileName;
  const { records, bytesDone, elapsedMs } = job.counts;
  const time = formatDuration(elapsedMs);
  return `${fileName} is written: ${countOf(records, nounOf(written))}, ${formatBytes(bytesDone)}, in ${time}.`;
}

/** The share that is written; nothing where the total is not known. */
export function writtenShare({ counts }: Job): { readonly value?: number; readonly max?: number } {
  const { records, recordsTotal } = counts;
  return recordsTotal === undefined || recordsTotal === 0
    ? {}
    : { value: Math.min(records, recordsTotal), max: recordsTotal };
}

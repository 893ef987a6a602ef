import type { Place } from '../../shared/ipc/contract.ts';
import { formatCount } from '../ui/numbers.ts';

/** `trail.json.gz, record 12, bytes 4,096–5,120`: the record's ordinal counts from 0, as in the command line. */
export function describePlace({ file, ordinal, start, end }: Place): string {
  const name = file.slice(file.lastIndexOf('/') + 1);
  return `${name}, record ${formatCount(ordinal)}, bytes ${formatCount(start)}–${formatCount(end)}`;
}

/** Where two texts begin to differ and how far that goes: the parts they share at both ends left out. */
export function differenceOf(
  a: string,
  b: string,
): { readonly start: number; readonly endA: number; readonly endB: number } {
  let start = 0;
  while (start < a.length && start < b.length && a[start] === b[start]) start += 1;
  let endA = a.length;
  let endB = b.length;
  while (endA > start && endB > start && a[endA - 1] === b[endB - 1]) {
    endA -= 1;
    endB -= 1;
  }
  return { start, endA, endB };
}

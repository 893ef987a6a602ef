// The objects of an account's region on a range of days. One listing goes from the first day on; where its first page
// shows that there is much more, the days that follow are listed beside each other.
import { dayOf } from '../../../../shared/aws/timeRange.ts';
import { dayFolder } from '../../../../shared/aws/trailKeys.ts';
import type { Bucket } from './bucket.ts';
import { inParallel } from './inParallel.ts';
import { listFirstPage, listPages, type ListedObject } from './listing.ts';

export type DayRange = {
  /** What is listed: the region's folder, or one in it. */
  readonly prefix: string;
  /** The folder that holds the years; ends in `/`. */
  readonly regionFolder: string;
  readonly firstDay?: string | undefined;
  readonly lastDay?: string | undefined;
};

const dayMs = 86_400_000;
const mostListings = 6;
/** A listing is not worth its request for less than this many pages. */
const pagesEach = 2;

/** Page by page. Errors: aws/*, cancelled. */
export async function* listDays(
  bucket: Bucket,
  range: DayRange,
  signal: AbortSignal,
): AsyncGenerator<readonly ListedObject[]> {
  const { prefix, regionFolder, firstDay } = range;
  const startAfter = firstDay === undefined ? undefined : startOf(regionFolder, firstDay);
  const page = await listFirstPage(bucket, { prefix, ...(startAfter !== undefined && { startAfter }) }, signal);
  yield inRange(page.objects, range);
  const last = page.objects.at(-1);
  if (page.isLast || last === undefined || isPast(last.key, range)) return;
  const spans = splitRest(page.objects, range, Date.now());
  const asked = { bucket, range, signal };
  yield* inParallel(spans, { parallel: spans.length, ahead: spans.length }, (span) => listSpan(asked, span));
}

/** Keys after one, up to and with another. */
type Span = { readonly startAfter: string; readonly until?: string | undefined };

async function* listSpan(
  { bucket, range, signal }: { readonly bucket: Bucket; readonly range: DayRange; readonly signal: AbortSignal },
  { startAfter, until }: Span,
): AsyncGenerator<readonly ListedObject[]> {
  for await (const page of listPages(bucket, { prefix: range.prefix, startAfter }, signal)) {
    yield inRange(until === undefined ? page.objects : page.objects.filter(({ key }) => key <= until), range);
    const last = page.objects.at(-1);
    if (last !== undefined && (isPast(last.key, range) || (until !== undefined && last.key > until))) return;
  }
}

/** What follows the first page, in spans that are about as long as each other. */
function splitRest(first: readonly ListedObject[], range: DayRange, nowMs: number): readonly Span[] {
  const lastKey = first.at(-1)?.key ?? '';
  const fromMs = Date.parse(dayIn(first[0]?.key ?? '', range) ?? '');
  const reachedMs = Date.parse(dayIn(lastKey, range) ?? '');
  // Open at its end: nothing is delivered tomorrow.
  const endMs = Date.parse(range.lastDay ?? dayOf(nowMs));
  const daysAPage = (reachedMs - fromMs) / dayMs + 1;
  const daysLeft = (endMs - reachedMs) / dayMs;
  const spans = Math.min(mostListings, Math.ceil(daysLeft / (daysAPage * pagesEach)));
  if (!(daysLeft > 0) || !(spans > 1)) return [{ startAfter: lastKey }];
  const daysEach = Math.max(1, Math.round(daysLeft / spans));
  const bounds = Array.from({ length: spans - 1 }, (_, index) => reachedMs + (index + 1) * daysEach * dayMs)
    .filter((ms) => ms <= endMs)
    .map((ms) => startOf(range.regionFolder, dayOf(ms)));
  return [lastKey, ...bounds].map((startAfter, index) => ({ startAfter, until: bounds[index] }));
}

/** Stands before every key of the day, and after every key of the day before. */
function startOf(regionFolder: string, day: string): string {
  return `${regionFolder}${dayFolder(day).slice(0, -1)}`;
}

function inRange(objects: readonly ListedObject[], range: DayRange): readonly ListedObject[] {
  const { firstDay, lastDay } = range;
  if (firstDay === undefined && lastDay === undefined) return objects;
  return objects.filter(({ key }) => {
    const day = dayIn(key, range);
    return day !== undefined && day >= (firstDay ?? day) && day <= (lastDay ?? day);
  });
}

function isPast(key: string, { regionFolder, lastDay }: DayRange): boolean {
  // Greater than every key of the day: `0` follows `/`.
  return lastDay !== undefined && key >= `${startOf(regionFolder, lastDay)}0`;
}

/** Undefined for a key that stands in no folder of a day. */
function dayIn(key: string, { regionFolder }: DayRange): string | undefined {
  const [, year, month, day] = /^(\d{4})\/(\d{2})\/(\d{2})\//.exec(key.slice(regionFolder.length)) ?? [];
  return day === undefined ? undefined : `${year}-${month}-${day}`;
}

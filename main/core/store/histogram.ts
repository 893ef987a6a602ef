// How many events of a set there are in each step of time, and how many of them failed: those with an error code, or
// with an error message alone, as sign-ins to the console have when they fail.
import { timeSteps, type TimeSteps } from '../../../shared/events/timeSteps.ts';
import type { Database } from './database.ts';
import type { EventQuestion, EventSets } from './eventSets.ts';
import { columnSql } from './schema.ts';
import { fromWhere, type Filtering } from './select.ts';

type Bar = { readonly fromMs: number; succeeded: number; failed: number };

export type Histogram = {
  readonly bars: Bar[];
  readonly toMs: number;
  readonly step: string;
  readonly withoutTime: number;
};

/** Like a range that is closed at both ends. */
type Extent = { readonly fromMs: number; readonly toMs: number };

const time = `epoch_ms(${columnSql('eventTime')})`;
const isFailed = `${columnSql('errorCode')} IS NOT NULL OR ${columnSql('errorMessage')} IS NOT NULL`;

export async function readHistogram(
  database: Database,
  sets: EventSets,
  question: EventQuestion & { readonly maxBars: number },
  signal: AbortSignal,
): Promise<Histogram> {
  return sets.with(question, signal, async (filtering) => {
    const { own, withoutTime } = await readExtent(database, filtering, signal);
    const { starts, toMs, step } = stepsFor(question, own);
    return { bars: await countBars(database, filtering, starts, signal), toMs, step, withoutTime };
  });
}

/** From the first event up to after the last; `undefined` where none has a time. */
export async function readExtent(
  database: Database,
  filtering: Filtering,
  signal: AbortSignal,
): Promise<{ readonly own: Extent | undefined; readonly withoutTime: number }> {
  const eventTime = columnSql('eventTime');
  const [row = {}] = await database.rows(
    `SELECT count(${eventTime}) > 0 AS has_times, epoch_ms(min(${eventTime})) AS first, epoch_ms(max(${eventTime})) AS last,
      count(*) - count(${eventTime}) AS without_time ${fromWhere(filtering, [])}`,
    signal,
  );
  const own = row['has_times'] === true ? { fromMs: Number(row['first']), toMs: Number(row['last']) + 1 } : undefined;
  return { own, withoutTime: Number(row['without_time']) };
}

/** Over the range that was asked for; where that is open, as far as there are events. */
function stepsFor(
  { range, timeZone, maxBars }: EventQuestion & { readonly maxBars: number },
  own: Extent | undefined,
): TimeSteps {
  const fromMs = range?.fromMs ?? own?.fromMs ?? range?.toMs ?? 0;
  const toMs = range?.toMs ?? own?.toMs ?? fromMs;
  return timeSteps(fromMs, toMs, timeZone, maxBars);
}

/** Counts the events from each of the starts to the next. */
export async function countBars(
  database: Database,
  filtering: Filtering,
  starts: readonly number[],
  signal: AbortSignal,
): Promise<Bar[]> {
  const bars = starts.map((fromMs): Bar => ({ fromMs, succeeded: 0, failed: 0 }));
  const [first] = bars;
  if (first === undefined) return bars;
  const unit = commonUnit(starts);
  const rows = await database.rows(
    `SELECT (${time} - ${first.fromMs}) // ${unit} AS unit, count(*) AS events, count(*) FILTER (${isFailed}) AS failed
      ${fromWhere(filtering, [])} GROUP BY unit HAVING unit IS NOT NULL ORDER BY unit`,
    signal,
  );
  let at = 0;
  for (const row of rows) {
    const ms = first.fromMs + Number(row['unit']) * unit;
    while ((starts[at + 1] ?? Number.POSITIVE_INFINITY) <= ms) at += 1;
    const bar = bars[at] ?? first;
    bar.failed += Number(row['failed']);
    bar.succeeded += Number(row['events']) - Number(row['failed']);
  }
  return bars;
}

const secondMs = 1000;
const units = [24 * 3600, 6 * 3600, 3600, 1800, 900, 300, 60, 15, 5].map((seconds) => seconds * secondMs);

/** The longest stretch of which every step holds a whole number: the fewest groups that can be put into bars. */
function commonUnit(starts: readonly number[]): number {
  const [first = 0] = starts;
  return units.find((unit) => starts.every((start) => (start - first) % unit === 0)) ?? secondMs;
}

// How many events of a set there are in each step of time, and how many of them failed: those with an error code, or
// with an error message alone, as sign-ins to the console have when they fail.
import { timeSteps, type TimeSteps } from '../../../shared/events/timeSteps.ts';
import type { EventRange } from '../../../shared/events/query.ts';
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

const time = `epoch_ms(${columnSql('eventTime')})`;
const isFailed = `${columnSql('errorCode')} IS NOT NULL OR ${columnSql('errorMessage')} IS NOT NULL`;

export async function readHistogram(
  database: Database,
  sets: EventSets,
  question: EventQuestion & { readonly maxBars: number },
  signal: AbortSignal,
): Promise<Histogram> {
  return sets.with(question, signal, async (filtering) => {
    const [extent = {}] = await database.rows(
      `SELECT min(${columnSql('eventTime')}) IS NOT NULL AS has_times, epoch_ms(min(${columnSql('eventTime')})) AS first,
        epoch_ms(max(${columnSql('eventTime')})) AS last, count(*) - count(${columnSql('eventTime')}) AS without_time
        ${fromWhere(filtering, [])}`,
      signal,
    );
    const own =
      extent['has_times'] === true ? { fromMs: Number(extent['first']), toMs: Number(extent['last']) + 1 } : {};
    const steps = stepsOf(question, own);
    return {
      bars: await countBars(database, filtering, steps, signal),
      toMs: steps.toMs,
      step: steps.step,
      withoutTime: Number(extent['without_time']),
    };
  });
}

/** Over the range that was asked for; where that is open, as far as there are events. */
function stepsOf(
  { range, timeZone, maxBars }: EventQuestion & { readonly maxBars: number },
  own: EventRange,
): TimeSteps {
  const fromMs = range?.fromMs ?? own.fromMs ?? range?.toMs ?? 0;
  const toMs = range?.toMs ?? own.toMs ?? fromMs;
  return timeSteps(fromMs, toMs, timeZone, maxBars);
}

async function countBars(
  database: Database,
  filtering: Filtering,
  { starts }: TimeSteps,
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

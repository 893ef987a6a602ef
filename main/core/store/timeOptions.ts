// Times to propose while a reader types one: the years, months, days or hours in which there are events.
import type { EventRange } from '../../../shared/events/query.ts';
import { stepsOfUnit } from '../../../shared/events/timeSteps.ts';
import { clockAt } from '../../../shared/events/zoneClock.ts';
import { readPeriod } from '../../../shared/filter/time.ts';
import type { CallOutput } from '../../../shared/ipc/contract.ts';
import type { Database } from './database.ts';
import type { EventQuestion, EventSets } from './eventSets.ts';
import { countBars, readExtent } from './histogram.ts';

type Option = CallOutput<'filter.complete'>['options'][number];

type Request = {
  readonly question: EventQuestion;
  readonly typed: string;
  /** An end of a range or comparison: how many events lie in that time says nothing then. */
  readonly isBound: boolean;
};

type Unit = 'year' | 'month' | 'day' | 'hour';

const dayMs = 24 * 3600 * 1000;

/** As much of `2026-06-12T14` as names a time of that length. */
const lengths: Readonly<Record<Unit, number>> = { year: 4, month: 7, day: 10, hour: 13 };

/** The last first. */
export async function timeOptions(
  database: Database,
  sets: EventSets,
  { question, typed, isBound }: Request,
  signal: AbortSignal,
): Promise<readonly Option[]> {
  const times = await timesWithEvents(database, sets, question, typed, signal);
  const options = times.map(({ text, events }): Option => ({
    kind: 'value',
    text,
    ...(isBound ? {} : { count: events }),
  }));
  return typed === '' && !isBound ? [...options, ...forms] : options;
}

const forms: readonly Option[] = [
  { kind: 'operator', text: '>=', detail: 'From a time on' },
  { kind: 'operator', text: '<=', detail: 'Up to a time' },
  { kind: 'operator', text: '[', label: '[from TO to]', detail: 'Between two times, both included' },
];

async function timesWithEvents(
  database: Database,
  sets: EventSets,
  question: EventQuestion,
  typed: string,
  signal: AbortSignal,
): Promise<readonly { readonly text: string; readonly events: number }[]> {
  const { timeZone } = question;
  // Within what was typed, where that is a time by itself.
  const period = readPeriod(typed, timeZone);
  const within =
    period === undefined ? question.range : overlap(question.range, { fromMs: period.start, toMs: period.end });
  return sets.with({ ...question, range: within }, signal, async (filtering) => {
    const { own } = await readExtent(database, filtering, signal);
    const unit = unitFor(typed, own);
    if (own === undefined || unit === undefined) return [];
    const { starts } = stepsOfUnit(unit, own.fromMs, own.toMs, timeZone);
    const found = new Map<string, number>();
    for (const { fromMs, succeeded, failed } of await countBars(database, filtering, starts, signal)) {
      const text = clockAt(fromMs, timeZone).toISOString().slice(0, lengths[unit]);
      // The hour that the clocks run through twice is one time.
      found.set(text, (found.get(text) ?? 0) + succeeded + failed);
    }
    return [...found]
      .flatMap(([text, events]) => (events > 0 && text.startsWith(typed) ? [{ text, events }] : []))
      .toReversed();
  });
}

/** The next shorter unit than the one that was typed; at first one of which there are not too many. */
function unitFor(typed: string, own: { readonly fromMs: number; readonly toMs: number } | undefined): Unit | undefined {
  if (typed.length >= lengths.hour) return undefined;
  if (typed.length >= lengths.day) return 'hour';
  if (typed.length >= lengths.month) return 'day';
  if (typed.length >= lengths.year) return 'month';
  const days = own === undefined ? 0 : (own.toMs - own.fromMs) / dayMs;
  if (days <= 62) return 'day';
  return days <= 5 * 365 ? 'month' : 'year';
}

function overlap(a: EventRange | undefined, b: { readonly fromMs: number; readonly toMs: number }): EventRange {
  return { fromMs: Math.max(a?.fromMs ?? b.fromMs, b.fromMs), toMs: Math.min(a?.toMs ?? b.toMs, b.toMs) };
}

// Time cut into steps that people know: seconds, minutes and hours of round numbers, days, weeks that begin on Mondays,
// months, years; where they begin, the clocks of a zone say, also on the days on which these are changed.
import { toUtc } from '../filter/time.ts';
import { clockAt } from './zoneClock.ts';

type Step = { readonly unit: 'second' | 'minute' | 'hour' | 'day' | 'week' | 'month' | 'year'; readonly count: number };

export type TimeSteps = {
  /** When each step begins; it lasts until the next. */
  readonly starts: readonly number[];
  /** When the last one ends. */
  readonly toMs: number;
  /** How long one is, in words. */
  readonly step: string;
};

const minuteMs = 60_000;
const hourMs = 60 * minuteMs;
const dayMs = 24 * hourMs;

const typicalMs = {
  second: 1000,
  minute: minuteMs,
  hour: hourMs,
  day: dayMs,
  week: 7 * dayMs,
  month: 30 * dayMs,
  year: 365 * dayMs,
} as const;

const counts: readonly (readonly [Step['unit'], readonly number[]])[] = [
  ['second', [1, 5, 10, 15, 30]],
  ['minute', [1, 5, 10, 15, 30]],
  ['hour', [1, 3, 6, 12]],
  ['day', [1]],
  ['week', [1]],
  ['month', [1, 3]],
  ['year', [1, 2, 5, 10, 20, 50, 100, 200, 500, 1000, 2000, 5000]],
];

const steps: readonly Step[] = counts.flatMap(([unit, each]) => each.map((count) => ({ unit, count })));

/** The years that a text of a record's time can name. */
const firstMs = Date.UTC(-1, 0, 1);
const lastMs = Date.UTC(10_000, 0, 1);

/** The shortest steps of which no more than `most` reach from one instant up to, but not including, another. */
export function timeSteps(fromMs: number, toMs: number, timeZone: string, most: number): TimeSteps {
  const from = Math.max(fromMs, firstMs);
  const to = Math.min(toMs, lastMs);
  if (from >= to) return { starts: [], toMs: to, step: words(steps[0]) };
  for (const step of steps) {
    if ((to - from) / (typicalMs[step.unit] * step.count) > most + 1) continue;
    const { starts, end } = cut(step, from, to, timeZone);
    if (starts.length <= most) return { starts, toMs: end, step: words(step) };
  }
  return { starts: [from], toMs: to, step: words(steps.at(-1)) };
}

/** The years, months, days or hours from the one in which an instant lies to the one before another. */
export function stepsOfUnit(
  unit: Step['unit'],
  fromMs: number,
  toMs: number,
  timeZone: string,
): Pick<TimeSteps, 'starts'> {
  return cut({ unit, count: 1 }, fromMs, toMs, timeZone);
}

function words(step: Step | undefined): string {
  const { count, unit } = step ?? { count: 1, unit: 'second' };
  return `${count} ${unit}${count === 1 ? '' : 's'}`;
}

type Cut = { readonly starts: readonly number[]; readonly end: number };

function cut(step: Step, from: number, to: number, timeZone: string): Cut {
  const length = typicalMs[step.unit] * step.count;
  return length <= hourMs ? cutByLength(length, from, to, timeZone) : cutByCalendar(step, from, to, timeZone);
}

/** An hour that comes twice is two hours. */
function cutByLength(length: number, from: number, to: number, timeZone: string): Cut {
  const aligned = (instant: number) => instant - remainder(clockAt(instant, timeZone).getTime(), length);
  const starts: number[] = [];
  let at = aligned(from);
  for (; at < to; at = aligned(at + length)) starts.push(at);
  return { starts, end: at };
}

/** What the clocks show decides, so that a day is a day, whether it lasts 23, 24 or 25 hours. */
function cutByCalendar(step: Step, from: number, to: number, timeZone: string): Cut {
  const starts: number[] = [];
  let shown = floorShown(clockAt(from, timeZone), step);
  for (;;) {
    const at = toUtc(shown, timeZone, 'earliest');
    if (at >= to && starts.length > 0) return { starts, end: at };
    if (at > (starts.at(-1) ?? Number.NEGATIVE_INFINITY)) starts.push(at);
    shown = nextShown(new Date(shown), step);
  }
}

/** What the clocks show when the step begins in which they show this. */
function floorShown(shown: Date, { unit, count }: Step): number {
  const [year, month, day] = [shown.getUTCFullYear(), shown.getUTCMonth(), shown.getUTCDate()];
  const midnight = dateOf(year, month, day);
  if (unit === 'year') return dateOf(year - remainder(year, count), 0, 1);
  if (unit === 'month') return dateOf(year, month - remainder(month, count), 1);
  if (unit === 'week') return midnight - remainder(shown.getUTCDay() + 6, 7) * dayMs;
  return unit === 'day'
    ? midnight
    : midnight + Math.floor((shown.getTime() - midnight) / hourMs / count) * count * hourMs;
}

function nextShown(shown: Date, { unit, count }: Step): number {
  const [year, month, day] = [shown.getUTCFullYear(), shown.getUTCMonth(), shown.getUTCDate()];
  if (unit === 'year') return dateOf(year + count, 0, 1);
  if (unit === 'month') return dateOf(year, month + count, 1);
  return unit === 'hour' ? shown.getTime() + count * hourMs : dateOf(year, month, day) + typicalMs[unit] * count;
}

/** Unlike Date.UTC, which takes a year below 100 for one of the twentieth century. */
function dateOf(year: number, month: number, day: number): number {
  const date = new Date(0);
  date.setUTCFullYear(year, month, day);
  return date.getTime();
}

function remainder(value: number, divisor: number): number {
  return ((value % divisor) + divisor) % divisor;
}

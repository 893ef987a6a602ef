// The times that stand under the bars: round ones of the zone's clocks and calendar, as few as can be read.
import { monthNames } from '../../shared/events/timeWords.ts';
import { toUtc } from '../../shared/filter/time.ts';
import { clockAt, shifted, startOf, type TimeUnit } from '../../shared/events/zoneClock.ts';
import type { Stretch } from './bars.ts';

export type Tick = { readonly at: number; readonly label: string };

type Step = { readonly unit: TimeUnit; readonly count: number; readonly lengthMs: number };

const second = 1000;
const minute = 60 * second;
const hour = 60 * minute;
const day = 24 * hour;

const steps: readonly Step[] = [
  ...stepsOf('second', second, [1, 5, 15, 30]),
  ...stepsOf('minute', minute, [1, 5, 15, 30]),
  ...stepsOf('hour', hour, [1, 3, 6, 12]),
  ...stepsOf('day', day, [1, 2, 5, 10]),
  ...stepsOf('month', 30 * day, [1, 3, 6]),
  ...stepsOf('year', 365 * day, [1, 2, 5, 10, 50]),
];

function stepsOf(unit: TimeUnit, lengthMs: number, counts: readonly number[]): readonly Step[] {
  return counts.map((count) => ({ unit, count, lengthMs: count * lengthMs }));
}

export function ticksOf(span: Stretch, timeZone: string, most: number): readonly Tick[] {
  const lengthMs = span.toMs - span.fromMs;
  const step = steps.find((each) => lengthMs / each.lengthMs <= Math.max(1, most)) ?? steps.at(-1);
  if (step === undefined) return [];
  const instants = instantsOf(step, span, timeZone);
  return instants.map((at, index) => ({ at, label: labelOf(clockAt(at, timeZone), step.unit, index === 0) }));
}

function instantsOf(step: Step, span: Stretch, timeZone: string): readonly number[] {
  const isWithin = (instant: number) => span.fromMs <= instant && instant < span.toMs;
  const { unit, count } = step;
  if (unit === 'second' || unit === 'minute' || unit === 'hour') return ofClock(step, span, timeZone).filter(isWithin);
  const instants: number[] = [];
  for (let at = startOf(unit, span.fromMs, timeZone); at < span.toMs; at = shifted(at, 1, unit, timeZone)) {
    if (isWithin(at) && isRound(clockAt(at, timeZone), unit, count)) instants.push(at);
  }
  return instants;
}

/** Counted from the beginning of each day: hours as the clocks show them, which may skip one, shorter steps as they pass. */
function ofClock({ unit, lengthMs }: Step, span: Stretch, timeZone: string): readonly number[] {
  const instants: number[] = [];
  for (let from = startOf('day', span.fromMs, timeZone); from < span.toMs;) {
    const to = shifted(from, 1, 'day', timeZone);
    const midnight = clockAt(to, timeZone).getTime() - day;
    const first = unit === 'hour' ? 0 : Math.max(0, Math.floor((span.fromMs - from) / lengthMs));
    for (let index = first; ; index += 1) {
      const passed = index * lengthMs;
      const at = unit === 'hour' ? toUtc(midnight + passed, timeZone, 'earliest') : from + passed;
      if (at >= Math.min(to, span.toMs)) break;
      instants.push(at);
    }
    from = to;
  }
  return instants;
}

function isRound(clock: Date, unit: TimeUnit, count: number): boolean {
  if (unit === 'year') return clock.getUTCFullYear() % count === 0;
  if (unit === 'month') return clock.getUTCMonth() % count === 0;
  // Days are counted anew in each month; one right before the next first would stand too near it.
  return (clock.getUTCDate() - 1) % count === 0 && (count === 1 || clock.getUTCDate() <= 31 - count);
}

/** The first says what the others can leave out. */
function labelOf(clock: Date, unit: TimeUnit, isFirst: boolean): string {
  const iso = clock.toISOString();
  const month = monthNames[clock.getUTCMonth()] ?? '';
  const date = `${clock.getUTCDate()} ${month}`;
  switch (unit) {
    case 'year':
      return iso.slice(0, 4);
    case 'month':
      return isFirst || clock.getUTCMonth() === 0 ? `${month} ${iso.slice(0, 4)}` : month;
    case 'week':
    case 'day':
      return isFirst || (clock.getUTCMonth() === 0 && clock.getUTCDate() === 1) ? `${date} ${iso.slice(0, 4)}` : date;
    case 'hour':
    case 'minute':
    case 'second': {
      const time = iso.slice(11, unit === 'second' ? 19 : 16);
      if (/^00:00(?::00)?$/.test(time)) return isFirst ? `${date} ${iso.slice(0, 4)}` : date;
      return isFirst ? `${date} ${time}` : time;
    }
  }
}

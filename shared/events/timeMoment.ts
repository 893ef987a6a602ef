// Reads one moment as people write it: `12 June`, `2026-06-12 14:00`, `yesterday 2 pm`, `30 minutes ago`. A moment lasts
// as long as its last unit, like the times of filters (shared/filter/time.ts).
import { toUtc, type Period } from '../filter/time.ts';
import { startOfDay } from './eventTime.ts';
import { readMomentParts, type MomentParts, type TimeContext } from './timeParts.ts';
import { clockAt } from './zoneClock.ts';

export type Moment = Period & {
  /** Its last unit is one of the clock: as the end of a range it means its start, where a day means its end. */
  readonly isClock: boolean;
  /** Tomorrow the same text will mean something else. */
  readonly isRelative: boolean;
};

const dayMs = 24 * 60 * 60_000;

export function readMoment(text: string, context: TimeContext): Moment | undefined {
  const parts = readMomentParts(text, context);
  return parts && resolved(parts, undefined, context)?.moment;
}

/** Both ends; what one leaves out (a year, a day) it has from the other, else from the log or today. */
export function readMoments(from: string, to: string, context: TimeContext): readonly [Moment, Moment] | undefined {
  const first = readMomentParts(from, context);
  const last = readMomentParts(to, context);
  if (first === undefined || last === undefined) return undefined;
  // The end says the year of `1 – 30 June 2026`, the beginning the day of `12 June 14:00 to 15:30`.
  const isEndWhole = last.month !== undefined || last.instant !== undefined;
  const end = resolved(last, isEndWhole ? undefined : resolved(first, last, context)?.parts, context);
  const start = resolved(first, end?.parts, context);
  if (start === undefined || end === undefined) return undefined;
  return [start.moment, isOvernight(last, start.moment, end.moment) ? nextDay(end.moment) : end.moment];
}

/** `22:00 to 2:00`: the end is on the next day. */
function isOvernight(last: MomentParts, start: Moment, end: Moment): boolean {
  return last.clock !== undefined && last.day === undefined && end.start <= start.start;
}

function nextDay(moment: Moment): Moment {
  return { ...moment, start: moment.start + dayMs, end: moment.end + dayMs };
}

type Resolved = { readonly parts: MomentParts; readonly moment: Moment };

function resolved(parts: MomentParts, other: MomentParts | undefined, context: TimeContext): Resolved | undefined {
  const { isRelative, instant } = parts;
  if (instant !== undefined) {
    const { ms, lengthMs } = instant;
    return { parts: dateOf(ms, context), moment: { start: ms, end: ms + lengthMs, isClock: true, isRelative } };
  }
  const whole = filled(parts, other, context);
  const span = whole && spanOf(whole);
  if (whole === undefined || span === undefined) return undefined;
  const { offsetMinutes: offset } = whole;
  const toInstant = (local: number, which: 'earliest' | 'latest') =>
    offset === undefined ? toUtc(local, context.timeZone, which) : local - offset * 60_000;
  // A time of the clock that comes twice means the first, as an end of a range does.
  const which = whole.clock === undefined ? 'earliest' : 'latest';
  const [start, end] = [toInstant(span.start, 'earliest'), toInstant(span.end, which)];
  return { parts: whole, moment: { start, end, isClock: whole.clock !== undefined, isRelative } };
}

function dateOf(instant: number, { timeZone }: TimeContext): MomentParts {
  const clock = clockAt(instant, timeZone);
  const [year, month, day] = [clock.getUTCFullYear(), clock.getUTCMonth() + 1, clock.getUTCDate()];
  return { year, month, day, isRelative: false };
}

/** With a year, and all that stands between it and what was said. */
function filled(parts: MomentParts, other: MomentParts | undefined, context: TimeContext): MomentParts | undefined {
  if (parts.year !== undefined) return parts;
  if (parts.day === undefined && parts.month === undefined) return onDayOf(parts, other, context);
  const month = parts.month ?? other?.month;
  // A lone number is no day.
  return month === undefined ? undefined : withYear({ ...parts, month }, other, context);
}

/** A time of the clock alone is on the day of the other end, else today. */
function onDayOf(parts: MomentParts, other: MomentParts | undefined, context: TimeContext): MomentParts | undefined {
  const { year, month, day } = other?.day === undefined ? dateOf(context.nowMs, context) : other;
  const offset = parts.offsetMinutes ?? other?.offsetMinutes;
  const dated = { ...parts, month, day, ...(offset !== undefined && { offsetMinutes: offset }) };
  return year === undefined ? withYear(dated, undefined, context) : { ...dated, year };
}

/** The year of the other end, or the one before; without one the last in which such a day is not after the log. */
function withYear(parts: MomentParts, other: MomentParts | undefined, context: TimeContext): MomentParts | undefined {
  if (other?.year !== undefined) {
    const isYearBefore = (parts.month ?? 1) > (other.month ?? 12);
    return { ...parts, year: isYearBefore ? other.year - 1 : other.year };
  }
  const latest = context.lastEventMs ?? context.nowMs;
  const last = clockAt(latest, context.timeZone).getUTCFullYear();
  for (let year = last; year > last - 9; year -= 1) {
    const span = spanOf({ ...parts, year });
    if (span && toUtc(span.start, context.timeZone, 'earliest') <= latest) return { ...parts, year };
  }
  return undefined;
}

/** As if the clocks showed UTC. */
function spanOf({ year, month, day, clock }: MomentParts): Period | undefined {
  if (year === undefined) return undefined;
  if (month === undefined) return { start: Date.UTC(year, 0, 1), end: Date.UTC(year + 1, 0, 1) };
  const date = startOfDay(year, month, day ?? 1);
  if (date === undefined) return undefined;
  if (day === undefined) return { start: date, end: Date.UTC(year, month, 1) };
  return clock ? { start: date + clock.ms, end: date + clock.ms + clock.lengthMs } : { start: date, end: date + dayMs };
}

// The times that filters name: each is a stretch of time as long as its last unit (a year, a day, a second).
import { readOffset, startOfDay } from '../events/eventTime.ts';

/** From `start` up to, but not including, `end`; in milliseconds since 1970. */
export type Period = { readonly start: number; readonly end: number };

const form =
  /^([1-9]\d{3})(?:-(\d{2})(?:-(\d{2})(?:[T ](\d{2})(?::(\d{2})(?::(\d{2})(?:\.(\d{1,9}))?)?)?)?)?)?(Z|[+-]\d{2}(?::?\d{2})?)?$/i;

const minuteMs = 60_000;
const dayMs = 24 * 60 * minuteMs;

/** Whether this names a time zone of the IANA's, or UTC. */
export function isTimeZone(name: string): boolean {
  try {
    formatterOf(name);
    return true;
  } catch {
    // The only way to ask: Intl throws a RangeError for a name that it does not know.
    return false;
  }
}

/**
 * The period of `2026`, `2026-01`, `2026-01-02`, `2026-01-02T12`, `…T12:00`, `…T12:00:05` or `…T12:00:05.123`,
 * in the given zone unless the text ends in `Z` or an offset. `undefined` for anything else.
 * An hour that the clocks run through twice lasts both times.
 */
export function readPeriod(text: string, timeZone: string): Period | undefined {
  const match = form.exec(text);
  if (match === null) return undefined;
  const local = localPeriod(match);
  const offset = match[8];
  // `2026-01+02` would be read as a day misspelt.
  if (local === undefined || (offset !== undefined && match[3] === undefined)) return undefined;
  if (offset === undefined) {
    return { start: toUtc(local.start, timeZone, 'earliest'), end: toUtc(local.end, timeZone, 'latest') };
  }
  const minutes = readOffset(offset);
  if (minutes === undefined) return undefined;
  return { start: local.start - minutes * minuteMs, end: local.end - minutes * minuteMs };
}

/** The period as if the clocks showed UTC. */
function localPeriod(match: RegExpExecArray): Period | undefined {
  const [, year, month, day, hour, minute, second, fraction] = match;
  const date = startOfDay(Number(year), Number(month ?? 1), Number(day ?? 1));
  if (date === undefined || Number(hour ?? 0) > 23 || Number(minute ?? 0) > 59 || Number(second ?? 0) > 59)
    return undefined;
  if (month === undefined) return { start: date, end: Date.UTC(Number(year) + 1, 0, 1) };
  if (day === undefined) return { start: date, end: Date.UTC(Number(year), Number(month), 1) };
  if (hour === undefined) return { start: date, end: date + dayMs };
  const start = date + Number(hour) * 60 * minuteMs + Number(minute ?? 0) * minuteMs + Number(second ?? 0) * 1000;
  if (minute === undefined) return { start, end: start + 60 * minuteMs };
  if (second === undefined) return { start, end: start + minuteMs };
  if (fraction === undefined) return { start, end: start + 1000 };
  // Events are kept to the millisecond: of `.1234` nothing finer than `.123` can be told.
  const ms = Number(fraction.padEnd(3, '0').slice(0, 3));
  return { start: start + ms, end: start + ms + 10 ** Math.max(0, 3 - fraction.length) };
}

/** The instant at which a zone's clocks show a time; where they skip it, the instant at which they do. */
export function toUtc(local: number, timeZone: string, which: 'earliest' | 'latest'): number {
  if (timeZone === 'UTC') return local;
  const offsets = [offsetAt(local - dayMs, timeZone), offsetAt(local + dayMs, timeZone)];
  const instants = offsets
    .map((offset) => local - offset)
    .filter((instant) => instant + offsetAt(instant, timeZone) === local);
  if (instants.length > 0) return which === 'earliest' ? Math.min(...instants) : Math.max(...instants);
  return skippedAt(local, offsets, timeZone);
}

/** When the clocks jump over a time: the first instant at which they show more. */
function skippedAt(local: number, offsets: readonly number[], timeZone: string): number {
  let before = local - Math.max(...offsets);
  let after = local - Math.min(...offsets);
  while (after - before > 1) {
    const middle = Math.floor((before + after) / 2);
    if (middle + offsetAt(middle, timeZone) < local) before = middle;
    else after = middle;
  }
  return after;
}

/** Clocks went by the sun until long after; earlier days Intl counts by the Julian calendar. */
const firstMs = Date.UTC(1600, 0, 1);

/** How far a zone's clocks are ahead of UTC at an instant, in milliseconds. */
export function offsetAt(instant: number, timeZone: string): number {
  const at = Math.max(firstMs, instant);
  const parts: Partial<Record<Intl.DateTimeFormatPartTypes, number>> = {};
  for (const { type, value } of formatterOf(timeZone).formatToParts(at)) parts[type] = Number(value);
  const { year = 0, month = 1, day = 1, hour = 0, minute = 0, second = 0 } = parts;
  const shown = Date.UTC(year, month - 1, day, hour, minute, second);
  return shown - Math.floor(at / 1000) * 1000;
}

/** Making one takes as long as a hundred uses of it. There are some hundred zones. */
const formatters = new Map<string, Intl.DateTimeFormat>();

function formatterOf(timeZone: string): Intl.DateTimeFormat {
  const known = formatters.get(timeZone);
  if (known !== undefined) return known;
  const formatter = makeFormatter(timeZone);
  formatters.set(timeZone, formatter);
  return formatter;
}

function makeFormatter(timeZone: string): Intl.DateTimeFormat {
  return new Intl.DateTimeFormat('en-US', {
    timeZone,
    calendar: 'iso8601',
    numberingSystem: 'latn',
    hourCycle: 'h23',
    year: 'numeric',
    month: '2-digit',
    day: '2-digit',
    hour: '2-digit',
    minute: '2-digit',
    second: '2-digit',
  });
}

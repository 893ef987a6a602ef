// Reads the moments that logs hold, strictly: a text that is not wholly a date and time is not a time.

/** `2026-01-02T03:04:05Z`, which is nearly every record: `Date.parse` reads it fast, given a day every month has. */
const usualForm = /^\d{4}-\d{2}-(?:0[1-9]|1\d|2[0-8])T(?:[01]\d|2[0-3]):\d{2}:\d{2}Z$/;

const isoForm =
  /^(\d{4})-(\d{2})-(\d{2})(?:[T ](\d{2}):(\d{2})(?::(\d{2})(?:[.,](\d{1,9}))?)?\s?(Z|[+-]\d{2}(?::?\d{2})?)?)?$/i;

/** Numbers below this are seconds (until the year 5138), from it on milliseconds (since 1973). */
const firstMilliseconds = 1e11;
const lastMilliseconds = Date.UTC(9999, 11, 31, 23, 59, 59, 999);

/**
 * Milliseconds since 1970 of an ISO 8601 text (UTC where it names no offset; fractions are cut to milliseconds) or
 * of a number of seconds or milliseconds, as answers of LookupEvents have it. `undefined` for anything else.
 */
export function parseEventTime(value: unknown): number | undefined {
  if (typeof value === 'string') return parseText(value);
  if (typeof value !== 'number') return undefined;
  const ms = Math.floor(Math.abs(value) < firstMilliseconds ? value * 1000 : value);
  return ms >= 0 && ms <= lastMilliseconds ? ms : undefined;
}

function parseText(text: string): number | undefined {
  if (usualForm.test(text)) {
    const ms = Date.parse(text);
    if (!Number.isNaN(ms)) return ms;
  }
  const match = isoForm.exec(text);
  if (match === null) return undefined;
  const [, year, month, day, hour = '0', minute = '0', second = '0', fraction = '', offset = 'Z'] = match;
  const offsetMinutes = readOffset(offset);
  const days = startOfDay(Number(year), Number(month), Number(day));
  // A leap second (60) is the first instant of the next minute, as Unix time has it.
  if (days === undefined || offsetMinutes === undefined) return undefined;
  if (Number(hour) > 23 || Number(minute) > 59 || Number(second) > 60) return undefined;
  const ms = Number(fraction.padEnd(3, '0').slice(0, 3));
  return days + ((Number(hour) * 60 + Number(minute) - offsetMinutes) * 60 + Number(second)) * 1000 + ms;
}

/** The first millisecond of a day in UTC, if there is such a day. */
export function startOfDay(year: number, month: number, day: number): number | undefined {
  const date = new Date(0);
  date.setUTCFullYear(year, month - 1, day);
  return date.getUTCMonth() === month - 1 && date.getUTCDate() === day ? date.getTime() : undefined;
}

/** Minutes east of UTC of `Z`, `+02:00`, `-0530` or `+02`. */
export function readOffset(text: string): number | undefined {
  if (text === 'Z' || text === 'z') return 0;
  const hours = Number(text.slice(1, 3));
  const minutes = Number(text.slice(3).replace(':', '') || '0');
  if (hours > 18 || minutes > 59) return undefined;
  return (text.startsWith('-') ? -1 : 1) * (hours * 60 + minutes);
}

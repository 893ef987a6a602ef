// Reckoning with the clocks and the calendar of a zone.
import { offsetAt, toUtc } from '../filter/time.ts';

export type TimeUnit = 'second' | 'minute' | 'hour' | 'day' | 'week' | 'month' | 'year';

/** What the clocks of a zone show, as if it were UTC. */
export function clockAt(instant: number, timeZone: string): Date {
  return new Date(timeZone === 'UTC' ? instant : instant + offsetAt(instant, timeZone));
}

/** Days and longer units go by the calendar of the zone, shorter ones by their own length. */
export function shifted(instant: number, count: number, unit: TimeUnit, timeZone: string): number {
  if (unit === 'second') return instant + count * 1000;
  if (unit === 'minute') return instant + count * 60_000;
  if (unit === 'hour') return instant + count * 3_600_000;
  const clock = clockAt(instant, timeZone);
  if (unit === 'day' || unit === 'week') clock.setUTCDate(clock.getUTCDate() + count * (unit === 'week' ? 7 : 1));
  else shiftMonths(clock, count * (unit === 'year' ? 12 : 1));
  return toUtc(clock.getTime(), timeZone, 'earliest');
}

/** A month after 31 January is the last day of February. */
function shiftMonths(clock: Date, count: number): void {
  const day = clock.getUTCDate();
  clock.setUTCDate(1);
  clock.setUTCMonth(clock.getUTCMonth() + count);
  const lastDay = new Date(Date.UTC(clock.getUTCFullYear(), clock.getUTCMonth() + 1, 0)).getUTCDate();
  clock.setUTCDate(Math.min(day, lastDay));
}

/** When the unit began that an instant lies in; weeks begin on Mondays. */
export function startOf(unit: TimeUnit, instant: number, timeZone: string): number {
  const clock = clockAt(instant, timeZone);
  const [year, month, day] = [clock.getUTCFullYear(), clock.getUTCMonth(), clock.getUTCDate()];
  switch (unit) {
    case 'second':
    case 'minute':
    case 'hour': {
      const length = shifted(0, 1, unit, 'UTC');
      // Not through the calendar, in which an hour may come twice.
      return instant - (clock.getTime() % length);
    }
    case 'day':
      return toUtc(Date.UTC(year, month, day), timeZone, 'earliest');
    case 'week':
      return toUtc(Date.UTC(year, month, day - ((clock.getUTCDay() + 6) % 7)), timeZone, 'earliest');
    case 'month':
      return toUtc(Date.UTC(year, month, 1), timeZone, 'earliest');
    case 'year':
      return toUtc(Date.UTC(year, 0, 1), timeZone, 'earliest');
  }
}

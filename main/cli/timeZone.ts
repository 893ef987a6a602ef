// Times in the zone that `--tz` names.
import { AppError } from '../../shared/errors.ts';
import { isTimeZone } from '../../shared/filter/time.ts';
import type { Options } from './command.ts';

/** UTC unless `--tz` says otherwise; throws bad-request. */
export function timeZoneOf(options: Options): string {
  const zone = options.value('tz') ?? 'UTC';
  if (isTimeZone(zone)) return zone;
  throw new AppError('bad-request', `There is no time zone "${zone}". Name one as in Europe/Berlin.`);
}

/** `2026-06-12T16:31:55+02:00` for an ISO 8601 time in UTC. */
export function inZone(utc: string, timeZone: string): string {
  if (timeZone === 'UTC') return utc;
  const at = new Date(utc);
  const parts = new Map(
    formatFor(timeZone)
      .formatToParts(at)
      .map((part) => [part.type, part.value]),
  );
  const part = (type: Intl.DateTimeFormatPartTypes): string => parts.get(type) ?? '';
  const fraction = /\.\d+/.exec(utc)?.[0] ?? '';
  const offset = part('timeZoneName').replace('GMT', '') || '+00:00';
  return `${part('year')}-${part('month')}-${part('day')}T${part('hour')}:${part('minute')}:${part('second')}${fraction}${offset}`;
}

const formats = new Map<string, Intl.DateTimeFormat>();

function formatFor(timeZone: string): Intl.DateTimeFormat {
  const known = formats.get(timeZone);
  if (known !== undefined) return known;
  const made = new Intl.DateTimeFormat('en-US', {
    timeZone,
    hourCycle: 'h23',
    year: 'numeric',
    month: '2-digit',
    day: '2-digit',
    hour: '2-digit',
    minute: '2-digit',
    second: '2-digit',
    timeZoneName: 'longOffset',
  });
  formats.set(timeZone, made);
  return made;
}

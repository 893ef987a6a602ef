// Times in the zone that `--tz` names.
import { AppError } from '../../shared/errors.ts';
import { isTimeZone, offsetAt } from '../../shared/filter/time.ts';
import { isoTime } from '../core/store/cells.ts';
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
  const ms = Date.parse(utc);
  const offset = offsetAt(ms, timeZone);
  return isoTime(ms + offset).replace('Z', suffixOf(offset));
}

/** `+02:00`; before there were zones, clocks went by the sun, to the second. */
function suffixOf(offsetMs: number): string {
  const clock = new Date(Math.abs(offsetMs)).toISOString().slice(11, 19);
  return `${offsetMs < 0 ? '-' : '+'}${clock.replace(/:00$/, '')}`;
}

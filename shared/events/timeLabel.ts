// Ranges of time as people read them: short on a button, whole in a sentence.
import type { EventRange } from './query.ts';
import { wholeDays } from './timeText.ts';
import { monthNames } from './timeWords.ts';
import { clockAt } from './zoneClock.ts';

/** `1 – 30 Jun 2026`, `12 Jun 2026 14:00 – 15:30`, `Since 12 Jun 2026 14:00`. */
export function rangeLabel({ fromMs, toMs }: EventRange, timeZone: string): string {
  if (fromMs === undefined) return toMs === undefined ? 'All time' : `Before ${momentLabel(toMs, timeZone)}`;
  if (toMs === undefined) return `Since ${momentLabel(fromMs, timeZone)}`;
  const days = wholeDays(fromMs, toMs, timeZone);
  if (days) return daysLabel(days);
  const [from, to] = [clockAt(fromMs, timeZone), clockAt(toMs, timeZone)];
  if (dayText(from) === dayText(to)) return `${dayText(from)} ${timeOf(from)} – ${timeOf(to)}`;
  const isSameYear = from.getUTCFullYear() === to.getUTCFullYear();
  return `${isSameYear ? dayOfYear(from) : dayText(from)} ${timeOf(from)} – ${dayText(to)} ${timeOf(to)}`;
}

function daysLabel({ first, last }: { readonly first: string; readonly last: string }): string {
  const [from, to] = [new Date(first), new Date(last)];
  if (first === last) return dayText(to);
  if (first.slice(0, 7) === last.slice(0, 7)) return `${from.getUTCDate()} – ${dayText(to)}`;
  return `${first.slice(0, 4) === last.slice(0, 4) ? dayOfYear(from) : dayText(from)} – ${dayText(to)}`;
}

/** `12 Jun 2026 14:00`, with seconds where there are any. */
export function momentLabel(instant: number, timeZone: string): string {
  const clock = clockAt(instant, timeZone);
  return `${dayText(clock)} ${timeOf(clock)}`;
}

function dayText(clock: Date): string {
  return `${dayOfYear(clock)} ${clock.getUTCFullYear()}`;
}

function dayOfYear(clock: Date): string {
  return `${clock.getUTCDate()} ${monthNames[clock.getUTCMonth()] ?? ''}`;
}

function timeOf(clock: Date): string {
  const length = clock.getUTCMilliseconds() > 0 ? 23 : clock.getUTCSeconds() > 0 ? 19 : 16;
  return clock.toISOString().slice(11, length);
}

/** `12 Jun 2026 14:00 – 12 Jun 2026 15:30 (1 hour 30 minutes)`: from when up to when, exactly. */
export function rangeSentence({ fromMs, toMs }: EventRange, timeZone: string): string {
  const [from, to] = [fromMs, toMs].map((instant) => instant !== undefined && momentLabel(instant, timeZone));
  if (fromMs !== undefined && toMs !== undefined) return `${from} – ${to} (${durationText(toMs - fromMs)})`;
  if (from) return `From ${from} on`;
  return to ? `All before ${to}` : 'All time';
}

const lengths = [
  ['day', 86_400_000],
  ['hour', 3_600_000],
  ['minute', 60_000],
  ['second', 1000],
  ['millisecond', 1],
] as const;

/** `1 hour 30 minutes`: the two largest units. */
export function durationText(durationMs: number): string {
  let rest = durationMs;
  const parts: string[] = [];
  for (const [unit, length] of lengths) {
    const count = Math.floor(rest / length);
    rest -= count * length;
    if (count > 0 && parts.length < 2) parts.push(`${count} ${unit}${count === 1 ? '' : 's'}`);
    else if (parts.length === 1) break;
  }
  return parts.join(' ');
}

// A range of time that is dragged about within the whole.
import { startOf, type TimeUnit } from '../../shared/events/zoneClock.ts';
import type { Stretch } from './bars.ts';

/** What of a range was taken hold of. */
export type Grip = 'from' | 'to' | 'both';

/** Of a part that is drawn small its ends reach beyond it. */
const gripWidth = 7;

export function gripAt(x: number, part: { readonly left: number; readonly right: number }): Grip {
  const width = Math.min(gripWidth, Math.max(0, (part.right - part.left) / 3));
  if (x <= part.left + width) return 'from';
  return x >= part.right - width ? 'to' : 'both';
}

/** Not beyond the whole, and never the wrong way round: an end that passes the other stops at it. */
export function moved(range: Stretch, grip: Grip, byMs: number, whole: Stretch): Stretch {
  const { fromMs, toMs } = range;
  if (grip === 'from') return { fromMs: between(fromMs + byMs, whole.fromMs, toMs), toMs };
  if (grip === 'to') return { fromMs, toMs: between(toMs + byMs, fromMs, whole.toMs) };
  const by = between(byMs, whole.fromMs - fromMs, whole.toMs - toMs);
  return { fromMs: fromMs + by, toMs: toMs + by };
}

const units: readonly (readonly [TimeUnit, number])[] = [
  ['day', 86_400_000],
  ['hour', 3_600_000],
  ['minute', 60_000],
  ['second', 1000],
];

/** To the unit that a hand can aim at: it is no use to be exact to the second where a pixel is an hour. */
export function rounded({ fromMs, toMs }: Stretch, msPerPixel: number, timeZone: string): Stretch {
  const [unit, lengthMs] = units.find(([, length]) => length <= msPerPixel * 4) ?? ['second', 1000];
  const nearest = (ms: number) => startOf(unit, ms + lengthMs / 2, timeZone);
  const from = nearest(fromMs);
  const to = nearest(toMs);
  return { fromMs: from, toMs: to > from ? to : startOf(unit, from + lengthMs * 1.5, timeZone) };
}

function between(value: number, least: number, most: number): number {
  return Math.min(Math.max(value, least), Math.max(least, most));
}

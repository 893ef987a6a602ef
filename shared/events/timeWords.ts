// The words of times.
import type { TimeUnit } from './zoneClock.ts';

export const monthNames = ['Jan', 'Feb', 'Mar', 'Apr', 'May', 'Jun', 'Jul', 'Aug', 'Sep', 'Oct', 'Nov', 'Dec'];

const months = [
  'january',
  'february',
  'march',
  'april',
  'may',
  'june',
  'july',
  'august',
  'september',
  'october',
  'november',
  'december',
];

const weekdays = ['sunday', 'monday', 'tuesday', 'wednesday', 'thursday', 'friday', 'saturday'];

const units: Readonly<Record<TimeUnit, readonly string[]>> = {
  second: ['s', 'sec', 'secs'],
  minute: ['m', 'min', 'mins'],
  hour: ['h', 'hr', 'hrs'],
  day: ['d'],
  week: ['w', 'wk', 'wks'],
  month: ['mo', 'mos'],
  year: ['y', 'yr', 'yrs'],
};

/** From 1; three letters are enough. */
export function monthOf(word: string): number | undefined {
  return placeOf(months, word, 1);
}

/** From 0, a Sunday. */
export function weekdayOf(word: string): number | undefined {
  return placeOf(weekdays, word, 0);
}

function placeOf(names: readonly string[], word: string, first: number): number | undefined {
  const found = word.length < 3 ? -1 : names.findIndex((name) => name.startsWith(word));
  return found === -1 ? undefined : found + first;
}

export function unitOf(word: string): TimeUnit | undefined {
  for (const [unit, short] of Object.entries(units)) {
    if (word === unit || word === `${unit}s` || short.includes(word)) return unit as TimeUnit;
  }
  return undefined;
}

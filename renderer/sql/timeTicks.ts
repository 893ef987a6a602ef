// Times to be written under an axis, in UTC as an answer has them.

const minute = 60_000;
const hour = 60 * minute;
const day = 24 * hour;
const sizes = [
  minute, 5 * minute, 15 * minute, 30 * minute, hour, 3 * hour, 6 * hour, 12 * hour, day, 2 * day, 7 * day, 14 * day,
  30 * day, 91 * day, 365 * day,
] as const; // prettier-ignore

type Tick = { readonly at: number; readonly label: string };

/** At most about `most`, at round times; `12 Jun`, `14:30`. */
export function timeTicks(fromMs: number, toMs: number, most: number): readonly Tick[] {
  const size = sizes.find((step) => (toMs - fromMs) / step <= Math.max(1, most)) ?? 365 * day;
  const ticks: Tick[] = [];
  for (let at = Math.ceil(fromMs / size) * size; at <= toMs; at += size) ticks.push({ at, label: labelOf(at, size) });
  return ticks;
}

const months = ['Jan', 'Feb', 'Mar', 'Apr', 'May', 'Jun', 'Jul', 'Aug', 'Sep', 'Oct', 'Nov', 'Dec'];

function labelOf(at: number, size: number): string {
  const date = new Date(at);
  const dayText = `${date.getUTCDate()} ${months[date.getUTCMonth()] ?? ''}`;
  if (size >= 91 * day) return `${months[date.getUTCMonth()] ?? ''} ${date.getUTCFullYear()}`;
  if (size >= day || at % day === 0) return dayText;
  return date.toISOString().slice(11, 16);
}

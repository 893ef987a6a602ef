const units = [
  { ms: 86_400_000, one: 'day', many: 'days' },
  { ms: 3_600_000, one: 'h', many: 'h' },
  { ms: 60_000, one: 'min', many: 'min' },
  { ms: 1000, one: 's', many: 's' },
] as const;

/** `10 s`, `4 min`, `3 h`, `34 days`: the largest unit of which there are two or more, rounded. */
export function durationText(ms: number): string {
  const unit = units.find((candidate) => ms >= 2 * candidate.ms) ?? { ms: 1000, one: 's', many: 's' };
  const count = Math.round(ms / unit.ms);
  return `${count} ${count === 1 ? unit.one : unit.many}`;
}

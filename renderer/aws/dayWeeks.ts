// Days with logs laid out as a calendar: one column a week, Monday on top.
import type { FoundDays } from '../../shared/aws/foundTrails.ts';

export type CalendarDay = { readonly day: string; readonly folders: number };

export type CalendarWeek = {
  /** The Monday. */
  readonly start: string;
  /** `Nov`, or `Jan 2026`, where a month begins in this week. */
  readonly month: string | undefined;
  /** Seven; those before the first and after the last are absent. */
  readonly days: readonly (CalendarDay | undefined)[];
};

const dayMs = 24 * 60 * 60_000;
const months = ['Jan', 'Feb', 'Mar', 'Apr', 'May', 'Jun', 'Jul', 'Aug', 'Sep', 'Oct', 'Nov', 'Dec'];

export function weeksOf({ days }: Pick<FoundDays, 'days'>): readonly CalendarWeek[] {
  const [first, last] = [days[0], days.at(-1)];
  if (!first || !last) return [];
  const folders = new Map(days.map(({ day, folders: count }) => [day, count]));
  const weeks: CalendarWeek[] = [];
  let start = Date.parse(first.day) - weekdayOf(Date.parse(first.day)) * dayMs;
  for (; start <= Date.parse(last.day); start += 7 * dayMs) {
    const names = Array.from({ length: 7 }, (_, index) => dayName(start + index * dayMs));
    const isWithin = (day: string) => day >= first.day && day <= last.day;
    weeks.push({
      start: dayName(start),
      month: monthBegun(names, weeks.length === 0),
      days: names.map((day) => (isWithin(day) ? { day, folders: folders.get(day) ?? 0 } : undefined)),
    });
  }
  return weeks;
}

/** From Monday, 0. */
function weekdayOf(ms: number): number {
  return (new Date(ms).getUTCDay() + 6) % 7;
}

function dayName(ms: number): string {
  return new Date(ms).toISOString().slice(0, 10);
}

function monthBegun(week: readonly string[], isFirst: boolean): string | undefined {
  const day = week.find((name) => name.endsWith('-01')) ?? (isFirst ? week[0] : undefined);
  if (day === undefined) return undefined;
  const month = months[Number(day.slice(5, 7)) - 1] ?? '';
  return isFirst || month === 'Jan' ? `${month} ${day.slice(0, 4)}` : month;
}

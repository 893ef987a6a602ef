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
      month: monthBegun(names.filter(isWithin)),
      days: names.map((day) => (isWithin(day) ? { day, folders: folders.get(day) ?? 0 } : undefined)),
    });
  }
  return withFirstMonth(weeks);
}

/** So many columns a month takes with its year. */
const yearColumns = 3;

/** The first week names its month too; the year stands with the first month that has room for it before the next one. */
function withFirstMonth(weeks: readonly CalendarWeek[]): readonly CalendarWeek[] {
  const [first, ...others] = weeks;
  const firstDay = first?.days.find((day) => day !== undefined)?.day;
  if (!first || firstDay === undefined) return weeks;
  const named = [{ ...first, month: first.month ?? monthOf(firstDay) }, ...others];
  const places = named.flatMap(({ month }, index) => (month === undefined ? [] : [index]));
  const roomy = places.find((place, index) => (places[index + 1] ?? Infinity) - place >= yearColumns);
  const before = named.slice(0, roomy).some(({ month }) => month !== undefined && / \d/.test(month));
  if (roomy === undefined || before) return named;
  return named.map((week, place) => (place === roomy ? { ...week, month: withYear(week) } : week));
}

/** The month that is named over a week: the one that begins in it, or else the one of its first day. */
function withYear({ days, month = '' }: CalendarWeek): string {
  const shown = days.flatMap((day) => day?.day ?? []);
  const day = shown.find((name) => monthOf(name) === month.slice(0, 3));
  return day === undefined ? month : monthAndYear(day);
}

/** From Monday, 0. */
function weekdayOf(ms: number): number {
  return (new Date(ms).getUTCDay() + 6) % 7;
}

function dayName(ms: number): string {
  return new Date(ms).toISOString().slice(0, 10);
}

function monthBegun(week: readonly string[]): string | undefined {
  const day = week.find((name) => name.endsWith('-01'));
  if (day === undefined) return undefined;
  return day.slice(5, 7) === '01' ? monthAndYear(day) : monthOf(day);
}

function monthOf(day: string): string {
  return months[Number(day.slice(5, 7)) - 1] ?? '';
}

function monthAndYear(day: string): string {
  return `${monthOf(day)} ${day.slice(0, 4)}`;
}

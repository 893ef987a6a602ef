// When the events happened that are asked for, and which days' folders hold them. Folders have the day of delivery, in
// UTC: a log may hold events of the day before.
import { readPeriod } from '../filter/time.ts';
import type { TimeRange } from '../ipc/sourceSpec.ts';

const minuteMs = 60_000;
const hourMinutes = 60;
const dayMinutes = 24 * hourMinutes;
const dayMs = dayMinutes * minuteMs;

/** How many days after the range's last one are looked into too: delivery usually takes some minutes. */
const slackDays = 1;

type RangePreset = { readonly title: string; readonly range: TimeRange };

export const rangePresets: readonly RangePreset[] = [
  { title: 'Last hour', range: { lastMinutes: hourMinutes } },
  { title: 'Last 24 hours', range: { lastMinutes: dayMinutes } },
  { title: 'Last 3 days', range: { lastMinutes: 3 * dayMinutes } },
  { title: 'Last 7 days', range: { lastMinutes: 7 * dayMinutes } },
  { title: 'Last 30 days', range: { lastMinutes: 30 * dayMinutes } },
  { title: 'Last 90 days', range: { lastMinutes: 90 * dayMinutes } },
  { title: 'All', range: {} },
];

/** Milliseconds since 1970: from the first of these up to, but not including, the second. Open where one is absent. */
type RangeMoments = { readonly fromMs?: number; readonly toMs?: number };

/** What a range means now, or what is wrong with its texts. A bare date as its end means the end of that day. */
export function rangeMoments(range: TimeRange, nowMs: number): RangeMoments | { readonly problem: string } {
  if ('lastMinutes' in range) return { fromMs: nowMs - range.lastMinutes * minuteMs };
  const from = range.from === undefined ? undefined : readPeriod(range.from, 'UTC');
  const to = range.to === undefined ? undefined : readPeriod(range.to, 'UTC');
  if (range.from !== undefined && from === undefined) return { problem: notAMoment(range.from) };
  if (range.to !== undefined && to === undefined) return { problem: notAMoment(range.to) };
  if (from !== undefined && to !== undefined && from.start >= to.end)
    return { problem: `The range ends (${range.to}) before it begins (${range.from}).` };
  return { ...(from !== undefined && { fromMs: from.start }), ...(to !== undefined && { toMs: to.end }) };
}

function notAMoment(text: string): string {
  return `"${text}" is no date or time. Write 2026-01-31 or 2026-01-31T12:00Z.`;
}

/** `2026-11-22` */
type FolderDays = { readonly firstDay?: string; readonly lastDay?: string };

/** The first and the last day whose folders are looked into; open where one is absent, or where the range is wrong. */
export function foldersOf(range: TimeRange, nowMs: number): FolderDays {
  const moments = rangeMoments(range, nowMs);
  if ('problem' in moments) return {};
  const { fromMs, toMs } = moments;
  return {
    ...(fromMs !== undefined && { firstDay: dayOf(fromMs) }),
    ...(toMs !== undefined && { lastDay: dayOf(toMs - 1 + slackDays * dayMs) }),
  };
}

/** What is listed for a range, and what that leaves out. */
export function slackText({ firstDay, lastDay }: FolderDays): string {
  if (firstDay === undefined && lastDay === undefined) return 'All days are listed.';
  const days = `${firstDay === undefined ? '' : `from ${firstDay} `}${lastDay === undefined ? 'on' : `to ${lastDay}`}`;
  const listed = `Folders have the day of delivery (UTC): those ${days.trim()} are listed`;
  if (lastDay === undefined) return `${listed}.`;
  return `${listed}, one day more than the range. Logs that were delivered later than that are left out: AWS retries a failed delivery for up to 30 days.`;
}

/** `last 7 days`, `2026-11-01 to 2026-11-03`, `from 2026-11-01`, `until 2026-11-03`, `all days`. */
export function rangeText(range: TimeRange): string {
  if ('lastMinutes' in range) return `last ${durationText(range.lastMinutes)}`;
  const { from, to } = range;
  if (from === undefined && to === undefined) return 'all days';
  if (from === undefined) return `until ${to}`;
  if (to === undefined) return `from ${from}`;
  return from === to ? from : `${from} to ${to}`;
}

function durationText(minutes: number): string {
  if (minutes % dayMinutes === 0 && minutes > dayMinutes) return `${minutes / dayMinutes} days`;
  if (minutes % hourMinutes === 0) return minutes === hourMinutes ? 'hour' : `${minutes / hourMinutes} hours`;
  return minutes === 1 ? 'minute' : `${minutes} minutes`;
}

/** The day in UTC: `2026-11-22`. */
export function dayOf(ms: number): string {
  return new Date(ms).toISOString().slice(0, 10);
}

// A time range while it is being chosen: a preset, or two texts in the zone of the view.
import { rangeMoments } from '../../shared/aws/timeRange.ts';
import { readPeriod } from '../../shared/filter/time.ts';
import type { TimeRange } from '../../shared/ipc/sourceSpec.ts';
import { formatTime } from '../ui/times.ts';

export type RangeDraft =
  | { readonly kind: 'preset'; readonly range: TimeRange }
  | { readonly kind: 'custom'; readonly from: string; readonly to: string };

export type RangeRead = { readonly range: TimeRange } | { readonly problem: string };

const bareDay = /^\d{4}-\d{2}-\d{2}$/;

/** What the draft asks for, or what is wrong with its texts. The end lasts as long as it is exact: a day, a minute. */
export function readRange(draft: RangeDraft, timeZone: string): RangeRead {
  if (draft.kind === 'preset') return { range: draft.range };
  const from = readEnd(draft.from, timeZone, 'start');
  const to = readEnd(draft.to, timeZone, 'end');
  if (from === 'malformed') return { problem: malformed('From', draft.from) };
  if (to === 'malformed') return { problem: malformed('To', draft.to) };
  const range = { ...(from !== undefined && { from }), ...(to !== undefined && { to }) };
  // What was typed does not move with the clock.
  const moments = rangeMoments(range, 0);
  return 'problem' in moments ? { problem: 'The range ends before it begins.' } : { range };
}

function malformed(field: string, text: string): string {
  return `${field}: "${text.trim()}" is no date or time. Write 2026-01-31 or 2026-01-31 12:00.`;
}

function readEnd(text: string, timeZone: string, end: 'start' | 'end'): string | undefined {
  const trimmed = text.trim();
  if (trimmed === '') return undefined;
  const period = readPeriod(trimmed, timeZone);
  if (period === undefined) return 'malformed';
  if (timeZone === 'UTC' && bareDay.test(trimmed)) return trimmed;
  return new Date(end === 'start' ? period.start : period.end - 1).toISOString();
}

export function rangeDraftOf(range: TimeRange, timeZone: string): RangeDraft {
  if ('lastMinutes' in range || (range.from === undefined && range.to === undefined)) return { kind: 'preset', range };
  return { kind: 'custom', from: shownEnd(range.from, timeZone), to: shownEnd(range.to, timeZone) };
}

/** As it would be typed: a bare day of UTC is exact only there. */
function shownEnd(moment: string | undefined, timeZone: string): string {
  if (moment === undefined) return '';
  if (bareDay.test(moment)) return timeZone === 'UTC' ? moment : `${moment}Z`;
  const period = readPeriod(moment, 'UTC');
  if (period === undefined) return moment;
  const [day = '', time = ''] = formatTime(new Date(period.start).toISOString(), timeZone).split(' ');
  if (time === '00:00:00' || time.startsWith('23:59:59.')) return day;
  return `${day} ${time.endsWith(':00') ? time.slice(0, 5) : time.slice(0, 8)}`;
}

/** From the first to the last of two days of UTC, which is what folders are named by. */
export function rangeOfDays(first: string, last: string, timeZone: string): RangeDraft {
  const zone = timeZone === 'UTC' ? '' : 'Z';
  return { kind: 'custom', from: `${first}${zone}`, to: `${last}${zone}` };
}

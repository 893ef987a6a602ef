// A range of time as a text: what a reader types or chooses, what a saved view keeps. Days at the end of a range count
// whole; a time of the clock there is the moment the range ends.
import type { EventRange } from './query.ts';
import { readMoment, readMoments, type Moment } from './timeMoment.ts';
import type { TimeContext } from './timeParts.ts';
import { unitOf } from './timeWords.ts';
import { clockAt, shifted, startOf } from './zoneClock.ts';

export type { TimeContext } from './timeParts.ts';

export type TimeReading =
  | { readonly kind: 'all' }
  /** `isRelative`: the same text will mean something else later, or of another log. */
  | { readonly kind: 'range'; readonly range: EventRange; readonly isRelative: boolean }
  | { readonly kind: 'problem'; readonly problem: string };

const allTime: ReadonlySet<string> = new Set(['', 'all', 'all time', 'any time', 'always', 'everything']);

export function readTimeText(text: string, context: TimeContext): TimeReading {
  const plain = text.trim().toLowerCase().replaceAll(/\s+/gu, ' ').replaceAll('−', '-');
  if (allTime.has(plain)) return { kind: 'all' };
  const reading = readOfLog(plain, context) ?? readBack(plain, context) ?? readCalendar(plain, context);
  return reading ?? readAround(plain, context) ?? readOpen(plain, context) ?? readBetween(plain, context);
}

function ranged(range: EventRange, isRelative: boolean): TimeReading {
  const isReversed = range.fromMs !== undefined && range.toMs !== undefined && range.fromMs >= range.toMs;
  return isReversed ? problem('The range ends before it begins.') : { kind: 'range', range, isRelative };
}

function problem(sentence: string): TimeReading {
  return { kind: 'problem', problem: sentence };
}

const ofLog = /^(last|first) (?:(\d{1,6}) ?)?([a-z]+) (?:of|in) the log$/;

/** `last 7 days of the log`: counted from its last event, since many logs are old. */
function readOfLog(text: string, context: TimeContext): TimeReading | undefined {
  const [, end, count = '1', word = ''] = ofLog.exec(text) ?? [];
  const unit = unitOf(word);
  if (unit === undefined || Number(count) === 0) return undefined;
  const edge = end === 'last' ? context.lastEventMs : context.firstEventMs;
  if (edge === undefined) return problem('The log has no event with a time yet to count from.');
  const other = shifted(edge, end === 'last' ? -Number(count) : Number(count), unit, context.timeZone);
  return ranged(end === 'last' ? { fromMs: other } : { toMs: other }, true);
}

const back = /^(?:in )?(?:the )?(?:(?:last|past) (?:(\d{1,6}) ?)?|(\d{1,6}) ?)([a-z]+)$/;

/** `last 90 minutes`, `past week`, `15m`: until now. `last week` and longer are those of the calendar. */
function readBack(text: string, { nowMs, timeZone }: TimeContext): TimeReading | undefined {
  const [, named, bare, word = ''] = back.exec(text) ?? [];
  const unit = unitOf(word);
  const count = Number(named ?? bare ?? 1);
  if (unit === undefined || count === 0) return undefined;
  const isOfCalendar = /^(?:the )?last (?:week|month|year)$/.test(text);
  return isOfCalendar ? undefined : ranged({ fromMs: shifted(nowMs, -count, unit, timeZone) }, true);
}

const calendar = /^(?:the )?(this|last|previous) ([a-z]+)$/;

/** `this week`, `last month`: whole ones, weeks from Monday. */
function readCalendar(text: string, { nowMs, timeZone }: TimeContext): TimeReading | undefined {
  const [, which, word = ''] = calendar.exec(text) ?? [];
  const unit = unitOf(word);
  if (unit === undefined) return undefined;
  const start = startOf(unit, nowMs, timeZone);
  const next = which === 'this' ? shifted(start, 1, unit, timeZone) : start;
  const first = which === 'this' ? start : shifted(start, -1, unit, timeZone);
  return ranged({ fromMs: first, toMs: next }, true);
}

const around = /^(.+?) ?(?:±|\+\/?-) ?(\d{1,6}) ?([a-z]+)$/;

/** `2026-06-12 14:31 ± 10 minutes`. */
function readAround(text: string, context: TimeContext): TimeReading | undefined {
  const [, middle = '', count, word = ''] = around.exec(text) ?? [];
  const unit = unitOf(word);
  const moment = readMoment(middle, context);
  if (unit === undefined || moment === undefined) return undefined;
  const [before, after] = [-Number(count), Number(count)].map((by, index) =>
    shifted(index === 0 ? moment.start : moment.end, by, unit, context.timeZone),
  );
  return ranged({ fromMs: before, toMs: after }, moment.isRelative);
}

const open = /^(since|from|after|until|till|up to|to|before) (.+?)( to now| until now| on| onwards?)?$/;

/** `since Monday`, `until 12 June`, `before 14:00`. */
function readOpen(text: string, context: TimeContext): TimeReading | undefined {
  const [, word, rest = ''] = open.exec(text) ?? [];
  const moment = readMoment(rest, context);
  if (moment === undefined) return undefined;
  const { start, end, isRelative } = moment;
  if (word === 'since' || word === 'from') return ranged({ fromMs: start }, isRelative);
  if (word === 'after') return ranged({ fromMs: moment.isClock ? start : end }, isRelative);
  return ranged({ toMs: word === 'before' ? start : endOf(moment) }, isRelative);
}

/** As the end of a range. */
function endOf({ start, end, isClock }: Moment): number {
  return isClock ? start : end;
}

const between = /^(?:from |between )?(.+?)(?: (?:to|until|till|through|and|-|–|—) | ?(?:–|—|\.\.\.?|…) ?)(.+)$/;
const isoInterval = /^(\d{4}-\d{2}-\d{2}[^/ ]*)\/(\d{4}-\d{2}-\d{2}[^/ ]*)$/;

/** Two moments, or one, which then lasts as long as its last unit. */
function readBetween(text: string, context: TimeContext): TimeReading {
  const [, from, to] = isoInterval.exec(text) ?? between.exec(text) ?? [];
  if (from === undefined || to === undefined) {
    const moment = readMoment(text, context);
    if (moment === undefined) return notRead(text);
    if (moment.start >= moment.end) return problem(`The clocks skip that time in ${context.timeZone}.`);
    return ranged({ fromMs: moment.start, toMs: moment.end }, moment.isRelative);
  }
  const moments = readMoments(from, to, context);
  if (moments === undefined) return notRead(text);
  const [start, end] = moments;
  return ranged({ fromMs: start.start, toMs: endOf(end) }, start.isRelative || end.isRelative);
}

const slashes = /\b\d{1,2}[/.]\d{1,2}[/.]\d{2,4}\b/;

function notRead(text: string): TimeReading {
  const [numbers] = slashes.exec(text) ?? [];
  if (numbers !== undefined) {
    return problem(`${numbers} can mean two days. Write it as 2026-06-12 or 12 June 2026.`);
  }
  return problem(
    'This is no time or range of times. Write, for instance, 12 June, 2026-06-12 14:00 to 15:30, or last 90 minutes.',
  );
}

/** The text that means just this range: `readTimeText` gives the range again. */
export function printRange({ fromMs, toMs }: EventRange, timeZone: string): string {
  if (fromMs === undefined) return toMs === undefined ? '' : `before ${printMoment(toMs, timeZone)}`;
  if (toMs === undefined) return `since ${printMoment(fromMs, timeZone)}`;
  const whole = wholeDays(fromMs, toMs, timeZone);
  if (whole === undefined) return `${printMoment(fromMs, timeZone)} to ${printMoment(toMs, timeZone)}`;
  return whole.first === whole.last ? whole.first : `${whole.first} to ${whole.last}`;
}

/** The first and the last day, where a range consists of whole days. */
export function wholeDays(
  fromMs: number,
  toMs: number,
  timeZone: string,
): { readonly first: string; readonly last: string } | undefined {
  const isMidnight = (instant: number) => startOf('day', instant, timeZone) === instant;
  if (!isMidnight(fromMs) || !isMidnight(toMs)) return undefined;
  return { first: dayOf(fromMs, timeZone), last: dayOf(toMs - 1, timeZone) };
}

function dayOf(instant: number, timeZone: string): string {
  return clockAt(instant, timeZone).toISOString().slice(0, 10);
}

/** To the minute, second or millisecond; in UTC where the clocks of the zone show the same time twice. */
function printMoment(instant: number, timeZone: string): string {
  const text = clockText(clockAt(instant, timeZone));
  const isOnlyOne = readMoment(text, { timeZone, nowMs: 0 })?.start === instant;
  return isOnlyOne ? text : `${clockText(new Date(instant))}Z`;
}

function clockText(clock: Date): string {
  const iso = clock.toISOString();
  const length = clock.getUTCMilliseconds() > 0 ? 23 : clock.getUTCSeconds() > 0 ? 19 : 16;
  return iso.slice(0, length).replace('T', ' ');
}

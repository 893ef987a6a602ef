// Takes the text of one moment apart: which year, month, day and time of the clock it names, and which it leaves out.
import { readOffset } from './eventTime.ts';
import { monthOf, unitOf, weekdayOf } from './timeWords.ts';
import { clockAt, shifted } from './zoneClock.ts';

export type TimeContext = {
  /** In which times without an offset are read. */
  readonly timeZone: string;
  readonly nowMs: number;
  /** The first and the last event of the log. */
  readonly firstEventMs?: number | undefined;
  readonly lastEventMs?: number | undefined;
};

export type MomentParts = {
  readonly year?: number | undefined;
  /** From 1. */
  readonly month?: number | undefined;
  readonly day?: number | undefined;
  /** Milliseconds since midnight, and as long as the last unit. */
  readonly clock?: { readonly ms: number; readonly lengthMs: number } | undefined;
  readonly offsetMinutes?: number | undefined;
  /** In place of all others: milliseconds since 1970, and as long as what was written. */
  readonly instant?: { readonly ms: number; readonly lengthMs: number } | undefined;
  /** Tomorrow the same text will mean something else. */
  readonly isRelative: boolean;
};

const fillers: ReadonlySet<string> = new Set(['at', 'on', 'of', 'the', "o'clock"]);
const clockWord = /^(\d{1,2})(?::(\d{2})(?::(\d{2})(?:[.,](\d{1,9}))?)?|h)?(am|pm)?(z|[+-]\d{2}(?::?\d{2})?)?$/;
const offsetWord = /^(?:z|utc|gmt|[+-]\d{2}(?::?\d{2})?)$/;

/** `text` is in lower case, with single spaces. */
export function readMomentParts(text: string, context: TimeContext): MomentParts | undefined {
  const word = readWord(text, context);
  if (word !== undefined) return word;
  const { clock, dateText, offset } = splitClock(text);
  const date = dateText === '' ? { isRelative: false } : readDate(dateText, context);
  if (date === undefined || (clock === undefined && (dateText === '' || offset !== undefined))) return undefined;
  // A month has no time of day.
  if (clock !== undefined && dateText !== '' && date.day === undefined) return undefined;
  return { ...date, ...(clock && { clock }), ...(offset !== undefined && { offsetMinutes: offset }) };
}

type SplitClock = {
  readonly clock?: MomentParts['clock'];
  readonly offset?: number | undefined;
  readonly dateText: string;
};

/** The time of day taken out of a text, wherever it stands. */
function splitClock(text: string): SplitClock {
  const words = text
    .replace(/(\d)t(\d{2})(?!\d|:)/, '$1 $2h')
    .replace(/(\d)t(\d)/, '$1 $2')
    .split(' ')
    .map((word) => word.replace(/,$/, ''))
    .filter((word) => word !== '' && !fillers.has(word));
  const at = words.findIndex((word, index) => isClock(word) || isHalf(words[index + 1]));
  const hourWord = words[at];
  if (hourWord === undefined) return { dateText: words.join(' ') };
  const half = isHalf(words[at + 1]) ? words[at + 1] : undefined;
  const after = at + (half === undefined ? 1 : 2);
  const [, hour, minute, second, fraction, ownHalf, ownOffset] = clockWord.exec(hourWord) ?? [];
  const nextOffset = words[after];
  const hasOffset = nextOffset !== undefined && offsetWord.test(nextOffset);
  const offset = ownOffset ?? (hasOffset ? nextOffset : undefined);
  const clock = readClock({ hour, minute, second, fraction, half: ownHalf ?? half });
  const rest = [...words.slice(0, at), ...words.slice(hasOffset ? after + 1 : after)];
  if (clock === undefined) return { dateText: text };
  return { clock, offset: offsetOf(offset), dateText: rest.join(' ') };
}

function isHalf(word: string | undefined): boolean {
  return word === 'am' || word === 'pm';
}

function isClock(word: string): boolean {
  const match = clockWord.exec(word);
  return match !== null && (word.includes(':') || word.endsWith('h') || match[5] !== undefined);
}

function offsetOf(text: string | undefined): number | undefined {
  if (text === undefined) return undefined;
  return text === 'utc' || text === 'gmt' ? 0 : readOffset(text);
}

type ClockTexts = { readonly [Name in 'hour' | 'minute' | 'second' | 'fraction' | 'half']: string | undefined };

function readClock({ hour, minute = '0', second, fraction, half }: ClockTexts): MomentParts['clock'] {
  const shown = Number(hour);
  if (half !== undefined && (shown < 1 || shown > 12)) return undefined;
  const hours = half === undefined ? shown : (shown % 12) + (half === 'pm' ? 12 : 0);
  const wholeMs = ((hours * 60 + Number(minute)) * 60 + Number(second ?? 0)) * 1000;
  // 24:00 is the end of the day.
  const isPossible = wholeMs <= 86_400_000 && Number(minute) < 60 && Number(second ?? 0) < 60;
  if (!isPossible) return undefined;
  if (second === undefined) return { ms: wholeMs, lengthMs: minute === '0' ? 3_600_000 : 60_000 };
  if (fraction === undefined) return { ms: wholeMs, lengthMs: 1000 };
  const part = Number(fraction.padEnd(3, '0').slice(0, 3));
  return { ms: wholeMs + part, lengthMs: 10 ** Math.max(0, 3 - fraction.length) };
}

const agoForm = /^(\d{1,6}|an?|one) ?([a-z]+) ago$/;
const epochForm = /^(?:\d{10}|\d{13})$/;

/** What needs no calendar. */
function readWord(text: string, { nowMs, timeZone }: TimeContext): MomentParts | undefined {
  if (text === 'now') return { instant: { ms: nowMs, lengthMs: 1 }, isRelative: true };
  if (epochForm.test(text)) {
    const lengthMs = text.length === 10 ? 1000 : 1;
    return { instant: { ms: Number(text) * lengthMs, lengthMs }, isRelative: false };
  }
  const [, count = '', word = ''] = agoForm.exec(text) ?? [];
  const unit = unitOf(word);
  if (unit === undefined) return undefined;
  const number = /^\d/.test(count) ? Number(count) : 1;
  return { instant: { ms: shifted(nowMs, -number, unit, timeZone), lengthMs: 1 }, isRelative: true };
}

const isoDate = /^(\d{4})(?:[-/](\d{2})(?:[-/](\d{2}))?)?$/;
const dayFirst = /^(?:([a-z]+) )?(\d{1,2})(?:st|nd|rd|th)?(?: ([a-z]+)\.?,?(?: (\d{4}))?)?$/;
const monthFirst = /^([a-z]+)\.?(?: (\d{1,2})(?:st|nd|rd|th)?)?(?: (\d{4}))?$/;

function readDate(text: string, context: TimeContext): MomentParts | undefined {
  const named = readNamedDay(text, context);
  if (named !== undefined) return named;
  const iso = isoDate.exec(text);
  if (iso) return dateParts(iso[1], iso[2], iso[3]);
  const [, name = '', dayOfMonth, yearAfter] = monthFirst.exec(text) ?? [];
  const monthNamed = monthOf(name);
  if (monthNamed !== undefined) return dateParts(yearAfter, String(monthNamed), dayOfMonth);
  const [, weekday, day, monthName, year] = dayFirst.exec(text) ?? [];
  const month = monthName === undefined ? undefined : monthOf(monthName);
  const isWrong = (weekday !== undefined && weekdayOf(weekday) === undefined) || (monthName !== undefined && !month);
  return day === undefined || isWrong ? undefined : dateParts(year, month?.toString(), day);
}

/** As texts of digits. */
function dateParts(year?: string, month?: string, day?: string): MomentParts | undefined {
  const number = (digits: string | undefined) => (digits === undefined ? undefined : Number(digits));
  const parts = { year: number(year), month: number(month), day: number(day), isRelative: false };
  const isWithin = (value = 1, last = 1) => value >= 1 && value <= last;
  return (parts.year ?? 1970) >= 1900 && isWithin(parts.month, 12) && isWithin(parts.day, 31) ? parts : undefined;
}

/** `today`, `yesterday`, and a weekday: the last one, which may be today. */
function readNamedDay(text: string, { nowMs, timeZone }: TimeContext): MomentParts | undefined {
  const day = clockAt(nowMs, timeZone);
  const back = daysBack(text, day.getUTCDay());
  if (back === undefined) return undefined;
  day.setUTCDate(day.getUTCDate() - back);
  return { year: day.getUTCFullYear(), month: day.getUTCMonth() + 1, day: day.getUTCDate(), isRelative: true };
}

function daysBack(text: string, today: number): number | undefined {
  if (text === 'today') return 0;
  if (text === 'yesterday') return 1;
  const weekday = weekdayOf(text.replace(/^(?:last|this) /, ''));
  if (weekday === undefined) return undefined;
  const back = (today - weekday + 7) % 7;
  // On a Monday, `last Monday` is not today.
  return back === 0 && text.startsWith('last ') ? 7 : back;
}

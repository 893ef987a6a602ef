import fc from 'fast-check';
import { describe, expect, test } from 'vitest';

import { durationText, rangeLabel, rangeSentence } from '../../shared/events/timeLabel.ts';
import { printRange, readTimeText, type TimeContext } from '../../shared/events/timeText.ts';

/** A Sunday; the log is from June. */
const utc: TimeContext = {
  timeZone: 'UTC',
  nowMs: Date.parse('2026-11-22T18:30:00Z'),
  firstEventMs: Date.parse('2026-06-01T00:00:10Z'),
  lastEventMs: Date.parse('2026-06-28T22:00:00Z'),
};
const berlin = { ...utc, timeZone: 'Europe/Berlin' };
const losAngeles = { ...utc, timeZone: 'America/Los_Angeles' };
const kathmandu = { ...utc, timeZone: 'Asia/Kathmandu' };

const short = (instant: number | undefined) =>
  instant === undefined ? '' : new Date(instant).toISOString().replace(/(?::00)?\.000Z$/, '');

/** From when up to when, in UTC; `~` where the text will mean something else later. */
function read(text: string, context: TimeContext): string {
  const reading = readTimeText(text, context);
  if (reading.kind !== 'range') return reading.kind === 'all' ? 'all' : reading.problem;
  const { fromMs, toMs } = reading.range;
  return `${reading.isRelative ? '~' : ''}${short(fromMs)} … ${short(toMs)}`.replaceAll('T00:00', '').trim();
}

describe('reads', () => {
  test.each([
    // Days, months, years: whole, and the year is that of the log.
    ['2026-06-12', '2026-06-12 … 2026-06-13'],
    ['12 June', '2026-06-12 … 2026-06-13'],
    ['June 12th, 2025', '2025-06-12 … 2025-06-13'],
    ['Fri, 12 Jun 2026', '2026-06-12 … 2026-06-13'],
    ['the 12th of June', '2026-06-12 … 2026-06-13'],
    ['1 July', '2025-07-01 … 2025-07-02'],
    ['29 Feb', '2024-02-29 … 2024-03-01'],
    ['june 2026', '2026-06-01 … 2026-07-01'],
    ['2026-06', '2026-06-01 … 2026-07-01'],
    ['2026', '2026-01-01 … 2027-01-01'],
    ['2026/06/12', '2026-06-12 … 2026-06-13'],
    // Times of the clock.
    ['2026-06-12 14:00', '2026-06-12T14:00 … 2026-06-12T14:01'],
    ['2026-06-12T14', '2026-06-12T14:00 … 2026-06-12T15:00'],
    ['2026-06-12T14:31:55Z', '2026-06-12T14:31:55 … 2026-06-12T14:31:56'],
    ['2026-06-12T14:31:55.5Z', '2026-06-12T14:31:55.500Z … 2026-06-12T14:31:55.600Z'],
    ['2026-06-12 14:00+02:00', '2026-06-12T12:00 … 2026-06-12T12:01'],
    ['June 12, 2026 at 2 pm', '2026-06-12T14:00 … 2026-06-12T15:00'],
    ['12 am 12 June', '2026-06-12 … 2026-06-12T01:00'],
    ['14:00', '2026-11-22T14:00 … 2026-11-22T14:01'],
    ['1781274715', '2026-06-12T14:31:55 … 2026-06-12T14:31:56'],
    // From one to another: days count whole, the clock is exact.
    ['2026-06-12 14:00 to 15:30', '2026-06-12T14:00 … 2026-06-12T15:30'],
    ['2026-06-12 14:00 to 2026-06-13', '2026-06-12T14:00 … 2026-06-14'],
    ['2026-06-12T14:00+02:00 to 15:00', '2026-06-12T12:00 … 2026-06-12T13:00'],
    ['from 1 June to 3 June', '2026-06-01 … 2026-06-04'],
    ['between 2026-06-01 and 2026-06-03', '2026-06-01 … 2026-06-04'],
    ['2026-06-01/2026-06-03', '2026-06-01 … 2026-06-04'],
    ['1 – 30 Jun 2026', '2026-06-01 … 2026-07-01'],
    ['12-14 june', 'This is no time or range of times.'],
    ['12 to 14 June', '2026-06-12 … 2026-06-15'],
    ['28 Dec to 3 Jan 2026', '2025-12-28 … 2026-01-04'],
    ['12 June 22:00 – 2:00', '2026-06-12T22:00 … 2026-06-13T02:00'],
    ['May to June 2026', '2026-05-01 … 2026-07-01'],
    ['2026-06-12 14:31 ± 10 minutes', '2026-06-12T14:21 … 2026-06-12T14:42'],
    ['2026-06-12 +- 1 day', '2026-06-11 … 2026-06-14'],
    // Open at one end.
    ['since 12 June', '2026-06-12 …'],
    ['after 12 June', '2026-06-13 …'],
    ['until 12 June', '… 2026-06-13'],
    ['before 12 June', '… 2026-06-12'],
    ['before 2026-06-12 14:00', '… 2026-06-12T14:00'],
    ['2026-06-12 to now', '~2026-06-12 … 2026-11-22T18:30'],
    // Against the clock.
    ['today', '~2026-11-22 … 2026-11-23'],
    ['Yesterday 2pm', '~2026-11-21T14:00 … 2026-11-21T15:00'],
    ['sunday', '~2026-11-22 … 2026-11-23'],
    ['last sunday', '~2026-11-15 … 2026-11-16'],
    ['since monday', '~2026-11-16 …'],
    ['monday to wednesday', '~2026-11-16 … 2026-11-19'],
    ['last 90 minutes', '~2026-11-22T17:00 …'],
    ['past week', '~2026-11-15T18:30 …'],
    ['15m', '~2026-11-22T18:15 …'],
    ['24 h', '~2026-11-21T18:30 …'],
    ['last month', '~2026-10-01 … 2026-11-01'],
    ['this week', '~2026-11-16 … 2026-11-23'],
    ['30 minutes ago to now', '~2026-11-22T18:00 … 2026-11-22T18:30'],
    // Against the log.
    ['last 7 days of the log', '~2026-06-21T22:00 …'],
    ['first hour of the log', '~ … 2026-06-01T01:00:10'],
    ['', 'all'],
    [' All  time ', 'all'],
  ])('%s', (text, meaning) => {
    const found = read(text, utc);
    expect(meaning.startsWith('This is') ? found.slice(0, meaning.length) : found).toBe(meaning);
  });
});

describe('reads in the zone', () => {
  test.each([
    [berlin, '12 June', '2026-06-11T22:00 … 2026-06-12T22:00'],
    [losAngeles, '2026-06-12 14:00 to 15:30', '2026-06-12T21:00 … 2026-06-12T22:30'],
    [kathmandu, 'yesterday', '~2026-11-21T18:15 … 2026-11-22T18:15'],
    [losAngeles, 'yesterday', '~2026-11-21T08:00 … 2026-11-22T08:00'],
    [berlin, '2026-06-12 14:00 UTC to 15:00', '2026-06-12T14:00 … 2026-06-12T15:00'],
    // The clocks go forward: the day has 23 hours, and half past two is not in it.
    [berlin, '2026-03-29', '2026-03-28T23:00 … 2026-03-29T22:00'],
    [berlin, '2026-03-29 02:30', 'The clocks skip that time in Europe/Berlin.'],
    // They go back: 25 hours, and the hour from two to three comes twice.
    [berlin, '2026-10-25', '2026-10-24T22:00 … 2026-10-25T23:00'],
    [berlin, '2026-10-25 02:00 to 03:00', '2026-10-25 … 2026-10-25T02:00'],
    // A day back is a day of the calendar, 24 hours back are hours.
    [{ ...berlin, nowMs: Date.parse('2026-10-25T12:00:00Z') }, 'last 1 day', '~2026-10-24T11:00 …'],
    [{ ...berlin, nowMs: Date.parse('2026-10-25T12:00:00Z') }, 'last 24 hours', '~2026-10-24T12:00 …'],
  ] as const)('%o %s', (context, text, meaning) => {
    expect(read(text, context)).toBe(meaning);
  });
});

test.each([
  ['12/06/2026', /^12\/06\/2026 can mean two days/],
  ['12.06.2026 14:00', /^12\.06\.2026 can mean two days/],
  ['2026-06-13 to 2026-06-12', /ends before it begins/],
  ['2026-02-30', /no time or range/],
  ['2026-06-12 25:00', /no time or range/],
  ['13 pm', /no time or range/],
  ['12', /no time or range/],
  ['last 0 days', /no time or range/],
  ['eventName:x', /no time or range/],
  ['constructor', /no time or range/],
])('refuses %s', (text, sentence) => {
  expect(read(text, utc)).toMatch(sentence);
});

test('counts back from the last event only where there is one', () => {
  const empty = { timeZone: 'UTC', nowMs: utc.nowMs };
  expect(read('last day of the log', empty)).toMatch(/no event with a time/);
});

const instant = fc.oneof(
  fc.date({ min: new Date('1975-01-01'), max: new Date('2060-01-01'), noInvalidDate: true }).map(Number),
  // Hours in which clocks are changed.
  fc.integer({ min: 0, max: 4 * 3_600_000 }).map((ms) => Date.parse('2026-10-25T00:00:00Z') + ms),
  fc.integer({ min: 0, max: 400 }).map((days) => Date.UTC(2026, 0, 1) + days * 86_400_000),
);
const zone = fc.constantFrom('UTC', 'Europe/Berlin', 'America/New_York', 'Asia/Kathmandu', 'Australia/Lord_Howe');

test('a range that is written is read again as it was', () => {
  fc.assert(
    fc.property(fc.option(instant), fc.option(instant), zone, (one, other, timeZone) => {
      fc.pre(one === null || other === null || one < other);
      const range = { ...(one !== null && { fromMs: one }), ...(other !== null && { toMs: other }) };
      const reading = readTimeText(printRange(range, timeZone), { ...utc, timeZone });
      expect(reading).toEqual(
        one === null && other === null ? { kind: 'all' } : { kind: 'range', range, isRelative: false },
      );
    }),
    { numRuns: 400 },
  );
});

test('nothing that is typed throws', () => {
  const words = fc.constantFrom(
    'last',
    '12',
    'june',
    'to',
    '2026-06',
    '14:00',
    'pm',
    '±',
    'of the log',
    '-',
    '+02:00',
    '9'.repeat(9),
  );
  fc.assert(
    fc.property(
      fc.oneof(
        fc.string(),
        fc.array(words, { maxLength: 6 }).map((list) => list.join(' ')),
      ),
      (text) => {
        expect(['all', 'range', 'problem']).toContain(readTimeText(text, berlin).kind);
      },
    ),
  );
});

describe('is written for people', () => {
  const labelOf = (text: string, context = utc) => {
    const reading = readTimeText(text, context);
    return reading.kind === 'range' ? rangeLabel(reading.range, context.timeZone) : reading.kind;
  };

  test.each([
    ['2026-06', '1 – 30 Jun 2026'],
    ['2026-06-12', '12 Jun 2026'],
    ['28 june to 3 july 2026', '28 Jun – 3 Jul 2026'],
    ['2025-12-28 to 2026-01-03', '28 Dec 2025 – 3 Jan 2026'],
    ['2026-06-12 14:00 to 15:30', '12 Jun 2026 14:00 – 15:30'],
    ['2026-06-12 22:00 to 2:00', '12 Jun 22:00 – 13 Jun 2026 02:00'],
    ['since 2026-06-12', 'Since 12 Jun 2026 00:00'],
    ['before 2026-06-12 14:00:05', 'Before 12 Jun 2026 14:00:05'],
  ])('%s as %s', (text, label) => {
    expect(labelOf(text)).toBe(label);
    expect(labelOf(text, berlin)).toBe(label);
  });

  test('whole, with how long it is', () => {
    const range = { fromMs: Date.parse('2026-06-12T12:00:00Z'), toMs: Date.parse('2026-06-12T13:30:00Z') };
    expect(rangeSentence(range, 'Europe/Berlin')).toBe('12 Jun 2026 14:00 – 12 Jun 2026 15:30 (1 hour 30 minutes)');
    expect(durationText(25 * 3_600_000)).toBe('1 day 1 hour');
    expect(durationText(86_400_000 + 5000)).toBe('1 day');
  });
});

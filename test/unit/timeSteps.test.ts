import fc from 'fast-check';
import { describe, expect, test } from 'vitest';

import { timeSteps } from '../../shared/events/timeSteps.ts';

const minute = 60_000;
const hour = 60 * minute;
const day = 24 * hour;

const zone = fc.constantFrom(
  'UTC',
  'America/New_York',
  'Europe/Berlin',
  'Asia/Kathmandu',
  'Australia/Lord_Howe',
  'America/Sao_Paulo',
);

/** What the clocks of a zone show: by Intl alone. */
function shown(ms: number, timeZone: string): string {
  return new Date(ms).toLocaleString('sv-SE', { timeZone });
}

test('steps follow each other from before the first instant to after the last, no more than were asked for', () => {
  const from = fc.integer({ min: Date.UTC(2010, 0, 1), max: Date.UTC(2030, 0, 1) });
  const length = fc.oneof(
    fc.integer({ min: 1, max: 2 * hour }),
    fc.integer({ min: 1, max: 400 * day }),
    fc.integer({ min: 1, max: 9000 * day }),
  );
  const property = fc.property(
    from,
    length,
    zone,
    fc.integer({ min: 10, max: 300 }),
    (fromMs, lengthMs, timeZone, most) => {
      const { starts, toMs } = timeSteps(fromMs, fromMs + lengthMs, timeZone, most);
      expect(starts.length).toBeLessThanOrEqual(most);
      expect(starts[0]).toBeLessThanOrEqual(fromMs);
      expect(starts[1] ?? toMs).toBeGreaterThan(fromMs);
      expect(starts.at(-1)).toBeLessThan(fromMs + lengthMs);
      expect(toMs).toBeGreaterThanOrEqual(fromMs + lengthMs);
      const ends = [...starts.slice(1), toMs];
      expect(starts.every((start, index) => start < (ends[index] ?? 0))).toBe(true);
    },
  );
  fc.assert(property, { numRuns: 300 });
});

test('steps of a day and more begin at midnight of the zone, whenever the clocks are changed', () => {
  const property = fc.property(
    fc.integer({ min: 0, max: 700 }),
    fc.constantFrom('UTC', 'America/New_York', 'Europe/Berlin', 'Asia/Kathmandu'),
    (days, timeZone) => {
      const fromMs = Date.UTC(2025, 0, 1) + days * day;
      const { starts, step } = timeSteps(fromMs, fromMs + 40 * day, timeZone, 50);
      expect(step).toBe('1 day');
      for (const start of starts) expect(shown(start, timeZone)).toMatch(/ 00:00:00$/);
    },
  );
  fc.assert(property, { numRuns: 40 });
});

describe('how long a step is', () => {
  test.each([
    [10_000, 60, '1 second'],
    [hour, 60, '1 minute'],
    [hour, 59, '5 minutes'],
    [day, 100, '15 minutes'],
    [day, 30, '1 hour'],
    [7 * day, 30, '6 hours'],
    [60 * day, 30, '1 week'],
    [365 * day, 60, '1 week'],
    [366 * day, 20, '1 month'],
    [4 * 365 * day, 20, '3 months'],
    [30 * 365 * day, 60, '1 year'],
    [30 * 365 * day, 10, '5 years'],
  ])('%d ms in at most %d: %s', (length, most, step) => {
    const fromMs = Date.UTC(2026, 0, 1);
    expect(timeSteps(fromMs, fromMs + length, 'UTC', most).step).toBe(step);
  });
});

test.each([
  // The hour that is skipped, and the one that comes twice.
  ['America/New_York', '2026-03-08T05:00Z', '2026-03-09T04:00Z', 23],
  ['America/New_York', '2026-11-01T04:00Z', '2026-11-02T05:00Z', 25],
  ['Australia/Lord_Howe', '2026-04-04T13:00Z', '2026-04-05T13:30Z', 25],
] as const)('hours of a day on which the clocks of %s are changed', (timeZone, from, to, hours) => {
  const { starts, toMs, step } = timeSteps(Date.parse(from), Date.parse(to), timeZone, 30);
  expect(step).toBe('1 hour');
  expect(starts).toHaveLength(hours);
  expect(toMs).toBe(Date.parse(to));
  for (const start of starts)
    expect(shown(start, timeZone)).toMatch(timeZone === 'Australia/Lord_Howe' ? /:[03]0:00$/ : /:00:00$/);
});

test('six hours on such a day are five or seven', () => {
  const { starts } = timeSteps(
    Date.parse('2026-03-08T05:00Z'),
    Date.parse('2026-03-10T04:00Z'),
    'America/New_York',
    10,
  );
  expect(starts.slice(0, 5).map((start) => shown(start, 'America/New_York').slice(5, 16))).toEqual([
    '03-08 00:00',
    '03-08 06:00',
    '03-08 12:00',
    '03-08 18:00',
    '03-09 00:00',
  ]);
});

test('weeks begin on Mondays', () => {
  const { starts, step } = timeSteps(Date.UTC(2026, 0, 1), Date.UTC(2026, 5, 1), 'UTC', 30);
  expect(step).toBe('1 week');
  expect(starts.every((start) => new Date(start).getUTCDay() === 1)).toBe(true);
});

test('a range without a length has no steps, and one beyond all times ends', () => {
  expect(timeSteps(5, 5, 'UTC', 10).starts).toEqual([]);
  expect(timeSteps(10, 5, 'UTC', 10).starts).toEqual([]);
  const { starts } = timeSteps(-1e300, 1e300, 'Europe/Berlin', 10);
  expect(starts.length).toBeGreaterThan(1);
  expect(starts.length).toBeLessThanOrEqual(10);
});

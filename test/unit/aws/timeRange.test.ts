// What a range of time means, and which days' folders it takes.
import { describe, expect, test } from 'vitest';

import { foldersOf, rangeMoments, rangePresets, rangeText, slackText } from '../../../shared/aws/timeRange.ts';

const nowMs = Date.parse('2026-11-22T10:30:00Z');

test.each([
  [{ lastMinutes: 60 }, 'last hour', { firstDay: '2026-11-22' }],
  [{ lastMinutes: 12 * 60 }, 'last 12 hours', { firstDay: '2026-11-21' }],
  [{ lastMinutes: 24 * 60 }, 'last 24 hours', { firstDay: '2026-11-21' }],
  [{ lastMinutes: 7 * 24 * 60 }, 'last 7 days', { firstDay: '2026-11-15' }],
  [{ lastMinutes: 90 }, 'last 90 minutes', { firstDay: '2026-11-22' }],
  [{}, 'all days', {}],
  // A day's events may be delivered on the next.
  [
    { from: '2026-11-01', to: '2026-11-03' },
    '2026-11-01 to 2026-11-03',
    { firstDay: '2026-11-01', lastDay: '2026-11-04' },
  ],
  [{ from: '2026-11-01', to: '2026-11-01' }, '2026-11-01', { firstDay: '2026-11-01', lastDay: '2026-11-02' }],
  [{ to: '2026-11-03T23:59:59Z' }, 'until 2026-11-03T23:59:59Z', { lastDay: '2026-11-04' }],
  // Folders are days in UTC.
  [{ from: '2026-11-01T01:00+02:00' }, 'from 2026-11-01T01:00+02:00', { firstDay: '2026-10-31' }],
])('%j', (range, text, folders) => {
  expect(rangeText(range)).toBe(text);
  expect(foldersOf(range, nowMs)).toEqual(folders);
});

describe('moments', () => {
  test('a bare date is a whole day, the end included', () => {
    expect(rangeMoments({ from: '2026-11-01', to: '2026-11-02' }, nowMs)).toEqual({
      fromMs: Date.parse('2026-11-01T00:00Z'),
      toMs: Date.parse('2026-11-03T00:00Z'),
    });
  });

  test.each([
    [{ from: 'yesterday' }, /"yesterday" is no date or time/],
    [{ to: '2026-02-30' }, /"2026-02-30" is no date or time/],
    [{ from: '2026-11-03', to: '2026-11-02' }, /ends .* before it begins/],
  ])('%j is refused', (range, message) => {
    const moments = rangeMoments(range, nowMs);
    expect('problem' in moments ? moments.problem : moments).toMatch(message);
  });

  test('presets have names of their own', () => {
    expect(new Set(rangePresets.map(({ title }) => title)).size).toBe(rangePresets.length);
    for (const { range } of rangePresets) expect(rangeMoments(range, nowMs)).not.toHaveProperty('problem');
  });
});

test('the slack is said', () => {
  expect(slackText(foldersOf({ from: '2026-11-01', to: '2026-11-03' }, nowMs))).toMatch(
    /from 2026-11-01 to 2026-11-04 are listed, one day more.*30 days/,
  );
  expect(slackText(foldersOf({ lastMinutes: 60 }, nowMs))).toMatch(/from 2026-11-22 on are listed\.$/);
  expect(slackText({})).toBe('All days are listed.');
});

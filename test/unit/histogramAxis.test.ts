import fc from 'fast-check';
import { describe, expect, test } from 'vitest';

import { barIndexAt, mostBars, readHistogram, stretchOf, type Histogram } from '../../renderer/histogram/bars.ts';
import { ticksOf } from '../../renderer/histogram/ticks.ts';

const at = (text: string) => Date.parse(`${text}Z`);
const labels = (from: string, to: string, zone: string, most: number) =>
  ticksOf({ fromMs: at(from), toMs: at(to) }, zone, most).map(({ label }) => label);

describe('the times under the bars', () => {
  test.each([
    ['2026-06-12T14:00', '2026-06-12T15:00', 'UTC', 6, ['12 Jun 14:00', '14:15', '14:30', '14:45']],
    [
      '2026-06-12T14:02:03',
      '2026-06-12T14:02:09',
      'UTC',
      8,
      ['12 Jun 14:02:03', '14:02:04', '14:02:05', '14:02:06', '14:02:07', '14:02:08'],
    ],
    ['2026-06-11T20:00', '2026-06-12T08:00', 'UTC', 5, ['11 Jun 21:00', '12 Jun', '03:00', '06:00']],
    ['2026-06-01T00:00', '2026-06-04T00:00', 'UTC', 4, ['1 Jun 2026', '2 Jun', '3 Jun']],
    // A day before the next first would stand too near it.
    ['2026-05-29T00:00', '2026-06-04T00:00', 'UTC', 4, ['29 May 2026', '1 Jun', '3 Jun']],
    ['2025-11-20T00:00', '2026-03-02T00:00', 'UTC', 5, ['Dec 2025', 'Jan 2026', 'Feb', 'Mar']],
    ['2019-06-01T00:00', '2026-06-01T00:00', 'UTC', 8, ['2020', '2021', '2022', '2023', '2024', '2025', '2026']],
    // Midnight in Berlin, and the hours of the day on which its clocks skip one.
    ['2026-03-28T20:00', '2026-03-29T10:00', 'Europe/Berlin', 5, ['28 Mar 21:00', '29 Mar', '03:00', '06:00', '09:00']],
    ['2026-06-11T20:00', '2026-06-12T02:00', 'Asia/Kolkata', 4, ['12 Jun 03:00', '06:00']],
  ])('from %s to %s in %s, %i at most', (from, to, zone, most, expected) => {
    expect(labels(from, to, zone, most)).toEqual(expected);
  });

  test('there are never many more than there is room for, all within the span and in order', () => {
    const zones = ['UTC', 'America/New_York', 'Australia/Lord_Howe'];
    fc.assert(
      fc.property(
        fc.integer({ min: at('2013-01-01T00:00'), max: at('2027-01-01T00:00') }),
        fc.double({ min: 3, max: 11.6, noNaN: true }),
        fc.constantFrom(...zones),
        fc.integer({ min: 1, max: 14 }),
        (fromMs, exponent, zone, most) => {
          const span = { fromMs, toMs: fromMs + Math.round(10 ** exponent) };
          const instants = ticksOf(span, zone, most).map((tick) => tick.at);
          expect(instants.length).toBeLessThanOrEqual(most * 1.2 + 2);
          expect(instants).toEqual(instants.toSorted((a, b) => a - b));
          expect(instants.every((instant) => span.fromMs <= instant && instant < span.toMs)).toBe(true);
        },
      ),
      { numRuns: 150 },
    );
  });
});

describe('bars', () => {
  const read = (): Histogram => {
    const histogram = readHistogram({
      bars: [
        { fromMs: 0, succeeded: 3, failed: 1 },
        { fromMs: 10, succeeded: 0, failed: 0 },
        { fromMs: 20, succeeded: 5, failed: 0 },
      ],
      toMs: 35,
      step: '1 second',
      withoutTime: 2,
    });
    if (!histogram) throw new Error('There is something to draw');
    return histogram;
  };

  test('each lasts until the next, the last until the end', () => {
    const { bars, total, most, span } = read();
    expect(bars.map(({ fromMs, toMs }) => [fromMs, toMs])).toEqual([
      [0, 10],
      [10, 20],
      [20, 35],
    ]);
    expect(total).toEqual({ fromMs: 0, toMs: 35, succeeded: 8, failed: 1 });
    expect({ most, span }).toEqual({ most: 5, span: { fromMs: 0, toMs: 35 } });
    expect(barIndexAt(read(), 34)).toBe(2);
    expect(barIndexAt(read(), 35)).toBeUndefined();
  });

  test('a stretch is made of whole bars, whichever way it was drawn, and ends with the last', () => {
    expect(stretchOf(read(), 12, 3)).toEqual({ fromMs: 0, toMs: 20, succeeded: 3, failed: 1 });
    expect(stretchOf(read(), 25, 900)).toEqual({ fromMs: 20, toMs: 35, succeeded: 5, failed: 0 });
  });

  test('nothing is drawn without bars', () => {
    expect(readHistogram({ bars: [], toMs: 0, step: '1 day', withoutTime: 4 })).toBeUndefined();
  });

  test('their number goes with the width, in steps, up to a limit', () => {
    expect([300, 1280, 1281, 9000].map(mostBars)).toEqual([50, 250, 250, 400]);
  });
});

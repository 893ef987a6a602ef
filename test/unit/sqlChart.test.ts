import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';

import type { CellValue } from '../../shared/events/columns.ts';
import { chartOf, describeChart, heapOf, niceSteps, totalOf } from '../../renderer/sql/chart.ts';
import { timeTicks } from '../../renderer/sql/timeTicks.ts';

function answer(types: Readonly<Record<string, string>>, rows: CellValue[][]) {
  const columns = Object.entries(types).map(([name, type]) => ({ name, type }));
  return { columns, rows, isCut: false, durationMs: 1 };
}

describe('what can be drawn', () => {
  test('a label and a number are bars, in the order of the rows', () => {
    const chart = chartOf(
      answer({ service: 'VARCHAR', events: 'BIGINT' }, [
        ['s3', 12],
        [null, 3],
      ]),
    );
    expect(chart).toMatchObject({ kind: 'bars', title: 'service', series: ['events'], left: 0 });
    expect(chart?.points.map(({ label, values }) => [label, ...values])).toEqual([
      ['s3', 12],
      ['NULL', 3],
    ]);
  });

  test('a time and numbers are drawn over time, in its order; the number may come first', () => {
    const rows = [
      ['2026-06-02T00:00:00Z', 2, 0],
      ['2026-06-01T00:00:00Z', 1, 5],
    ];
    const chart = chartOf(answer({ day: 'TIMESTAMP', good: 'BIGINT', bad: 'BIGINT' }, rows));
    expect(chart).toMatchObject({ kind: 'time', series: ['good', 'bad'] });
    expect(chart?.points.map(({ values }) => values)).toEqual([
      [1, 5],
      [2, 0],
    ]);
    expect(chartOf(answer({ n: 'BIGINT', day: 'DATE' }, [[4, '2026-06-01']]))?.kind).toBe('time');
  });

  test('a second label makes series; the smallest are together', () => {
    const regions = ['a', 'b', 'c', 'd', 'e', 'f', 'g'];
    const rows = regions.map((region, index) => ['s3', region, 10 - index]);
    const chart = chartOf(answer({ service: 'VARCHAR', region: 'VARCHAR', n: 'BIGINT' }, rows));
    expect(chart?.series).toEqual(['a', 'b', 'c', 'd', 'e', 'others']);
    expect(chart?.points).toEqual([{ label: 's3', at: Number.NaN, values: [10, 9, 8, 7, 6, 5 + 4] }]);
  });

  test('what has no number or more labels is a table only', () => {
    expect(chartOf(answer({ a: 'VARCHAR', b: 'VARCHAR' }, [['x', 'y']]))).toBeUndefined();
    expect(chartOf(answer({ a: 'BIGINT', b: 'BIGINT' }, [[1, 2]]))).toBeUndefined();
    expect(
      chartOf(answer({ a: 'VARCHAR', b: 'VARCHAR', c: 'VARCHAR', n: 'BIGINT' }, [['x', 'y', 'z', 1]])),
    ).toBeUndefined();
    expect(chartOf(answer({ a: 'VARCHAR', n: 'BIGINT[]' }, [['x', '[1]']]))).toBeUndefined();
    expect(chartOf(answer({ a: 'VARCHAR', n: 'BIGINT' }, []))).toBeUndefined();
  });

  test('more bars than can be read are counted, and the picture is described', () => {
    const rows = Array.from({ length: 130 }, (_, index) => [`actor ${index}`, index]);
    const chart = chartOf(answer({ actor: 'VARCHAR', events: 'BIGINT' }, rows));
    expect(chart).toMatchObject({ left: 30 });
    expect(chart && describeChart(chart)).toBe('events by actor: 100 values. The most is 99 at actor 99.');
  });

  test('numbers below nothing stay what they are, and no number is none', () => {
    const rows = [
      ['a', -3, 5],
      ['b', null, -2],
      ['c', null, null],
      ['d', 'Infinity', 1],
    ];
    const chart = chartOf(answer({ l: 'VARCHAR', n: 'DOUBLE', m: 'DOUBLE' }, rows));
    const points = chart?.points ?? [];
    expect(points.map(({ values }) => values)).toEqual([
      [-3, 5],
      [undefined, -2],
      [undefined, undefined],
      [undefined, 1],
    ]);
    expect(points.map(totalOf)).toEqual([2, -2, undefined, 1]);
    expect(points.slice(0, 2).map(heapOf)).toEqual([
      [
        { from: -3, to: 0 },
        { from: 0, to: 5 },
      ],
      [undefined, { from: -2, to: 0 }],
    ]);
    expect(niceSteps(5, -3)).toEqual([-4, -2, 0, 2, 4, 6]);
    expect(niceSteps(-1, -8)).toEqual([-8, -6, -4, -2, 0]);
  });

  test('no series loses or makes up a number', () => {
    const row = fc.tuple(fc.constantFrom('x', 'y', null), fc.constantFrom(...'abcdefgh'.split('')), fc.nat(1000));
    fc.assert(
      fc.property(fc.array(row, { minLength: 1, maxLength: 60 }), (rows) => {
        const chart = chartOf(answer({ l: 'VARCHAR', s: 'VARCHAR', n: 'BIGINT' }, rows));
        const drawn = chart?.points
          .flatMap(({ values }) => values)
          .reduce<number>((sum, value) => sum + (value ?? 0), 0);
        expect(drawn).toBe(rows.reduce((sum, [, , value]) => sum + value, 0));
      }),
    );
  });
});

test('an axis begins at nothing and reaches the most', () => {
  expect(niceSteps(97)).toEqual([0, 25, 50, 75, 100]);
  expect(niceSteps(0)).toEqual([0, 1]);
  fc.assert(
    fc.property(fc.double({ min: 0.001, max: 1e12, noNaN: true }), (most) => {
      const steps = niceSteps(most);
      expect(steps[0]).toBe(0);
      expect(steps.at(-1)).toBeGreaterThanOrEqual(most * 0.999999);
      expect(steps.length).toBeLessThanOrEqual(6);
    }),
  );
});

test('times under an axis are round and few', () => {
  const [from, to] = [Date.UTC(2026, 5, 1, 1), Date.UTC(2026, 5, 2, 2)];
  expect(timeTicks(from, to, 5).map(({ label }) => label)).toEqual(['06:00', '12:00', '18:00', '2 Jun']);
  expect(timeTicks(Date.UTC(2026, 0, 1), Date.UTC(2026, 11, 31), 4).length).toBeLessThanOrEqual(5);
});

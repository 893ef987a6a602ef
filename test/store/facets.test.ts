import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';

import { readFacets, type Facet } from '../../main/core/store/facets.ts';
import { readHistogram } from '../../main/core/store/histogram.ts';
import type { CellValue } from '../../shared/events/columns.ts';
import { columnAt } from '../../shared/events/fields.ts';
import { readField } from '../../shared/events/field.ts';
import type { EventRange } from '../../shared/events/query.ts';
import { valuesAt, type Row } from './filterReference.ts';
import { makeLogWorld, nodeOf, passing, signal, timeOf, type LogWorld } from './logWorld.ts';

let world: LogWorld;

beforeAll(async () => {
  world = await makeLogWorld(400);
});

afterAll(() => world.logs.close());

/** Clauses of filters, and the one field that each speaks of, if it is one. */
const clauses: readonly (readonly [text: string, field: string | undefined])[] = [
  ['eventName:PutObject', 'eventName'],
  ['-eventName:getobject', 'eventName'],
  ['(eventName:a* OR -eventName:*)', 'eventName'],
  ['eventName:(PutObject OR "OR")', 'eventName'],
  ['errorCode:*', 'errorCode'],
  ['-errorCode:AccessDenied', 'errorCode'],
  ['(errorCode:* OR readOnly:true)', undefined],
  ['readOnly:false', 'readOnly'],
  ['userIdentity.type:IAMUser', 'userIdentity.type'],
  ['requestParameters.bucketName:*', 'requestParameters.bucketName'],
  ['-requestParameters.bucketName:logs', 'requestParameters.bucketName'],
  ['requestParameters["odd.key"]:x', 'requestParameters["odd.key"]'],
  ['resources.ARN:*logs', 'resources.ARN'],
  ['amazonaws', undefined],
  ['NOT (throttling OR eventName:GetObject)', undefined],
  ['eventTime:>=2026-03-10', 'eventTime'],
];

const fields = [
  'eventName',
  'errorCode',
  'readOnly',
  'eventTime',
  'file',
  'ordinal',
  'sourceIPAddress',
  'requestParameters.bucketName',
  'requestParameters["odd.key"]',
  'resources.ARN',
  'requestParameters.nothing.here',
];

const anyFilter = fc.uniqueArray(fc.constantFrom(...clauses), { maxLength: 3 });
const day = 24 * 3600 * 1000;
const anyRange = fc.option(
  fc.record({ fromMs: fc.integer({ min: 0, max: 45 }), toMs: fc.integer({ min: 0, max: 45 }) }, { requiredKeys: [] }),
  { nil: undefined },
);

function textOf(chosen: readonly (readonly [string, string | undefined])[]): string {
  return chosen.map(([text]) => text).join(' ');
}

function rangeOf(days: EventRange | undefined): EventRange | undefined {
  const instant = (count: number | undefined) => (count === undefined ? undefined : Date.UTC(2026, 2, 1) + count * day);
  return days && { fromMs: instant(days.fromMs), toMs: instant(days.toMs) };
}

/** The values an event is counted under: those that filters would find it by, or none. */
function valuesOf(row: Row, id: string): readonly CellValue[] {
  const path = readField(id)?.path ?? [];
  const column = columnAt(path);
  if (column === undefined) {
    const texts = new Set(valuesAt(JSON.parse(row.record), path, true));
    return texts.size === 0 ? [null] : [...texts];
  }
  const cell = row.cells.get(column.id) ?? null;
  return [
    column.type === 'timestamp' && cell !== null ? new Date(Number(cell)).toISOString().replace('.000Z', 'Z') : cell,
  ];
}

function countValues(rows: readonly Row[], id: string, search: string): ReadonlyMap<CellValue, number> {
  const counts = new Map<CellValue, number>();
  for (const value of rows.flatMap((row) => valuesOf(row, id))) {
    const holds = search === '' || (value !== null && String(value).toLowerCase().includes(search.toLowerCase()));
    if (holds) counts.set(value, (counts.get(value) ?? 0) + 1);
  }
  return counts;
}

function countsOf(facet: Facet | undefined): ReadonlyMap<CellValue, number> {
  return new Map(facet?.values.map(({ value, count }) => [value, count]));
}

describe('facets', () => {
  test('count what counting by hand counts, each without its own clauses', async () => {
    const property = fc.asyncProperty(
      anyFilter,
      anyRange,
      fc.constantFrom('', 'O', '2026-03-1'),
      async (chosen, days, search) => {
        const range = rangeOf(days);
        const facets = fields.map((field) => ({ field, search, limit: 1000 }));
        const question = { filter: nodeOf(textOf(chosen)), timeZone: 'UTC', range, facets };
        const found = await readFacets(world.logs.database, world.sets, question, signal);
        expect(found.map(({ field }) => field)).toEqual(fields);
        for (const [index, field] of fields.entries()) {
          const others = chosen.filter(([, only]) => only !== field);
          const expected = countValues(passing(world.rows, textOf(others), { range }), field, search);
          expect(countsOf(found[index]), field).toEqual(expected);
          expect(found[index]?.distinct, field).toBe([...expected.keys()].filter((value) => value !== null).length);
        }
      },
    );
    await fc.assert(property, { numRuns: 25 });
  });

  test('the most frequent values come first, no more than were asked for, of how many there are', async () => {
    const facets = [
      { field: 'eventName', limit: 3 },
      { field: 'errorCode', limit: 1 },
    ];
    const [names, errors] = await readFacets(
      world.logs.database,
      world.sets,
      { filter: nodeOf(''), timeZone: 'UTC', facets },
      signal,
    );
    const counts = names?.values.map(({ count }) => count) ?? [];
    expect(counts).toHaveLength(3);
    expect(counts).toEqual(counts.toSorted((a, b) => b - a));
    expect(names?.distinct).toBe(8);
    expect(errors?.values).toEqual([
      { value: null, count: world.rows.filter(({ cells }) => !cells.has('errorCode')).length },
    ]);
    expect(errors?.distinct).toBe(2);
  });

  test.each([
    ['record', 'bad-request'],
    ['a b', 'column/unknown'],
    ['', 'column/unknown'],
  ])('"%s" is no facet', async (field, code) => {
    const question = { filter: nodeOf(''), timeZone: 'UTC', facets: [{ field, limit: 1 }] };
    await expect(readFacets(world.logs.database, world.sets, question, signal)).rejects.toMatchObject({ code });
  });
});

describe('the histogram', () => {
  test('has every event of the set in the bar of its time, once', async () => {
    const zones = fc.constantFrom('UTC', 'America/New_York', 'Europe/Berlin', 'Asia/Kathmandu');
    const property = fc.asyncProperty(
      anyFilter,
      anyRange,
      zones,
      fc.integer({ min: 10, max: 200 }),
      async (chosen, days, timeZone, maxBars) => {
        const range = rangeOf(days);
        const question = { filter: nodeOf(textOf(chosen)), timeZone, range, maxBars };
        const { bars, toMs, withoutTime } = await readHistogram(world.logs.database, world.sets, question, signal);
        const expected = passing(world.rows, textOf(chosen), { range, timeZone });
        expect(bars.length).toBeLessThanOrEqual(maxBars);
        expect(bars.reduce((sum, bar) => sum + bar.succeeded + bar.failed, 0)).toBe(expected.length);
        expect(withoutTime).toBe(0);
        for (const [index, bar] of bars.entries()) {
          const until = bars[index + 1]?.fromMs ?? toMs;
          const within = expected.filter((row) => bar.fromMs <= timeOf(row) && timeOf(row) < until);
          const failed = within.filter(({ cells }) => cells.has('errorCode') || cells.has('errorMessage'));
          expect([bar.succeeded, bar.failed]).toEqual([within.length - failed.length, failed.length]);
        }
      },
    );
    await fc.assert(property, { numRuns: 40 });
  });

  test('covers the whole range that was asked for, also where nothing is', async () => {
    const range = { fromMs: Date.UTC(2020, 0, 1), toMs: Date.UTC(2020, 0, 3) };
    const question = { filter: nodeOf('eventName:nothing'), timeZone: 'UTC', range, maxBars: 48 };
    const histogram = await readHistogram(world.logs.database, world.sets, question, signal);
    expect(histogram.bars).toHaveLength(48);
    expect(histogram).toMatchObject({ step: '1 hour', toMs: range.toMs });
    expect(histogram.bars[0]).toEqual({ fromMs: range.fromMs, succeeded: 0, failed: 0 });
  });

  test('has no bars where neither a range nor an event says when', async () => {
    const question = { filter: nodeOf('eventName:nothing'), timeZone: 'UTC', maxBars: 48 };
    expect((await readHistogram(world.logs.database, world.sets, question, signal)).bars).toEqual([]);
  });
});

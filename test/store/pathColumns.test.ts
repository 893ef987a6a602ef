import { afterAll, beforeAll, describe, expect, test } from 'vitest';

import { readCells } from '../../main/core/store/eventCells.ts';
import { EventViews } from '../../main/core/store/eventViews.ts';
import { fromWhere, selectColumn } from '../../main/core/store/select.ts';
import { readField } from '../../shared/events/field.ts';
import { buildRecord } from '../builders/records.ts';
import { StoredLogs } from '../builders/storedLogs.ts';
import { valuesAt, type Row } from './filterReference.ts';
import { makeLogWorld, nodeOf, signal, timeOf, type LogWorld } from './logWorld.ts';

let world: LogWorld;
let views: EventViews;

beforeAll(async () => {
  world = await makeLogWorld(250);
  views = new EventViews(world.logs.database, world.sets);
});

afterAll(() => world.logs.close());

const paths = [
  'requestParameters.bucketName',
  'requestParameters["odd.key"]',
  'requestParameters.size',
  'requestParameters.bucketName.deep',
  'requestParameters',
  'resources.ARN',
  'resources',
  'userIdentity.userName',
  'managementEvent',
];

/** A scalar as text, an object or list as JSON; of several values that lists lead to the JSON of their list. */
function cellOf(row: Row, id: string): string | null {
  const texts = valuesAt(JSON.parse(row.record), readField(id)?.path ?? [], false);
  return texts.length > 1 ? JSON.stringify(texts) : (texts[0] ?? null);
}

test.each(paths)('cells of %s say what stands in the record, in pages and in exports', async (id) => {
  const expected = world.rows.map((row) => cellOf(row, id));
  const cells = await readCells(world.logs.database, world.ids, ['eventID', id, 'copies'], signal);
  expect(world.ids.map((event) => cells.get(event)?.[1])).toEqual(expected);
  const sql = `SELECT e.id, ${selectColumn(id, 'timestamps')} AS cell ${fromWhere({ filter: nodeOf(''), timeZone: 'UTC' }, [id])}`;
  const exported = new Map((await world.logs.database.rows(sql)).map((row) => [Number(row['id']), row['cell']]));
  expect(world.ids.map((event) => exported.get(event))).toEqual(expected);
});

test('what lists lead to is written as in exports, whatever JavaScript makes of such numbers and objects', async () => {
  const logs = await StoredLogs.make();
  const list = '[{"n":12345678901234567890,"o":{"b":1.50,"2":"x"}},{"n":1e400},{"n":1.0},{"s":"text"}]';
  const record = JSON.stringify(buildRecord(1, { requestParameters: { list: 'LIST' } })).replace('"LIST"', list);
  await logs.commit([[{ name: 'a.json', content: `{"Records":[${record}]}` }]]);
  const ids = ['n', 'o', 's'].map((name) => `requestParameters.list.${name}`);
  const selected = ids.map((id, index) => `${selectColumn(id, 'timestamps')} AS c${index}`).join(', ');
  const [row = {}] = await logs.database.rows(`SELECT e.id, ${selected} FROM store.events e`);
  const cells = await readCells(logs.database, [Number(row['id'])], ids, signal);
  expect(cells.get(Number(row['id']))).toEqual([row['c0'], row['c1'], row['c2']]);
  expect(row['c0']).toContain('12345678901234567890');
  await logs.close();
});

/** Numbers before texts, what is missing at the end in either direction. */
function compareCells(a: string | null, b: string | null): number {
  const [left, right] = [a, b].map((text) =>
    text !== null && /^-?\d+(\.\d+)?$/.test(text) ? Number(text) : undefined,
  );
  if (left !== undefined && right !== undefined && left !== right) return left - right;
  if ((left === undefined) !== (right === undefined)) return left === undefined ? 1 : -1;
  return a === b ? 0 : (a ?? '') < (b ?? '') ? -1 : 1;
}

describe('sorting by what stands in the record', () => {
  test.each([
    ['requestParameters.size', 'asc'],
    ['requestParameters.size', 'desc'],
    ['requestParameters.bucketName', 'asc'],
    ['requestParameters.bucketName', 'desc'],
  ] as const)('%s %s', async (id, direction) => {
    const sort = [{ column: id, direction }];
    const { viewId, total } = await views.open({ filter: '', timeZone: 'UTC', sort }, signal);
    const { rows } = await views.page({ viewId, offset: 0, limit: 1000, columns: [id] }, signal);
    const sign = direction === 'asc' ? 1 : -1;
    const expected = world.rows
      .map((row) => cellOf(row, id))
      .toSorted((a, b) =>
        a === null || b === null ? Number(a === null) - Number(b === null) : sign * compareCells(a, b),
      );
    expect(total).toBe(world.rows.length);
    expect(rows.map(([cell]) => cell)).toEqual(expected);
  });
});

test('six hundred columns fill a page', async () => {
  const columns = Array.from({ length: 600 }, (_, index) =>
    index % 2 === 0 ? `requestParameters.field${index}` : 'eventName',
  );
  const { viewId } = await views.open({ filter: '', timeZone: 'UTC', sort: [] }, signal);
  const { rows } = await views.page({ viewId, offset: 0, limit: 100, columns }, signal);
  expect(rows).toHaveLength(100);
  expect(rows.every((row) => row.length === 600 && row[0] === null && typeof row[1] === 'string')).toBe(true);
});

test('a text that names no field is no column', async () => {
  await expect(readCells(world.logs.database, world.ids, ['a b'], signal)).rejects.toMatchObject({
    code: 'column/unknown',
  });
  const sort = [{ column: '(', direction: 'asc' as const }];
  await expect(views.open({ filter: '', timeZone: 'UTC', sort }, signal)).rejects.toMatchObject({
    code: 'column/unknown',
  });
});

test('a view holds the events from the beginning of its range up to, but without, its end', async () => {
  const times = world.rows.map(timeOf).toSorted((a, b) => a - b);
  const [fromMs = 0, toMs = 0] = [times[50], times[200]];
  for (const filter of ['', 'amazonaws']) {
    const within = await views.open({ filter, timeZone: 'UTC', sort: [], range: { fromMs, toMs } }, signal);
    expect(within.total).toBe(times.filter((ms) => fromMs <= ms && ms < toMs).length);
    const from = await views.open({ filter, timeZone: 'UTC', sort: [], range: { fromMs: fromMs + 0.5 } }, signal);
    expect(from.total).toBe(times.filter((ms) => ms > fromMs).length);
  }
  expect((await views.open({ filter: '', timeZone: 'UTC', sort: [], range: { toMs: 1e300 } }, signal)).total).toBe(250);
});

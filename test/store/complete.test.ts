import fc from 'fast-check';
import { afterAll, beforeAll, expect, test } from 'vitest';

import { complete } from '../../main/core/store/complete.ts';
import { RecordFields } from '../../main/core/store/recordFields.ts';
import { ValueCounts } from '../../main/core/store/valueCounts.ts';
import { EventSets } from '../../main/core/store/eventSets.ts';
import type { EventRange } from '../../shared/events/query.ts';
import { parseFilter } from '../../shared/filter/parse.ts';
import { buildRecord, trailFile } from '../builders/records.ts';
import { StoredLogs } from '../builders/storedLogs.ts';
import { makeLogWorld, passing, signal, type LogWorld } from './logWorld.ts';

let world: LogWorld;
let parts: Parameters<typeof complete>[0];

beforeAll(async () => {
  world = await makeLogWorld(300);
  const { database } = world.logs;
  const revision = () => 1;
  const values = new ValueCounts(database, world.sets, revision);
  parts = { database, sets: world.sets, values, fields: new RecordFields(database, revision) };
});

afterAll(() => world.logs.close());

/** Completes where `|` stands. */
async function at(
  text: string,
  { limit = 50, timeZone = 'UTC', range }: { limit?: number; timeZone?: string; range?: EventRange } = {},
) {
  const cursor = text.indexOf('|');
  const filter = text.replace('|', '');
  const { from, to, options } = await complete(parts, { filter, cursor, timeZone, limit, range }, signal);
  const whole = (option: string) => filter.slice(0, from) + option + filter.slice(to);
  return { from, to, options, whole, texts: options.map((option) => option.text) };
}

const befores = [
  '',
  'errorCode:* ',
  '-readOnly:true errorCode:AccessDenied ',
  '(readOnly:true OR errorCode:*) ',
  'amazonaws ',
];
const fields = [
  'eventName',
  'errorCode',
  'readOnly',
  'sourceIPAddress',
  'requestParameters.bucketName',
  'requestParameters["odd.key"]',
  'resources.ARN',
  'copies',
  'eventTime',
  'file',
];
const afters = ['', ' readOnly:false', ' -throttling', ' eventName:*'];

test('every value that is proposed can be put in, and finds as many events as it says', async () => {
  const property = fc.asyncProperty(
    fc.constantFrom(...befores),
    fc.constantFrom(...fields),
    fc.constantFrom('', 'a', 'P', '2', 'o', '"', '"a'),
    fc.constantFrom(...afters),
    fc.option(fc.constant({ fromMs: Date.UTC(2026, 2, 10) }), { nil: undefined }),
    async (before, field, typed, after, range) => {
      const { options, whole } = await at(`${before}${field}:${typed}|${after}`, range === undefined ? {} : { range });
      for (const { text, kind, count } of options) {
        if (kind !== 'value') continue;
        expect(parseFilter(whole(text)).problems, whole(text)).toEqual([]);
        expect(passing(world.rows, whole(text), { range }), whole(text)).toHaveLength(count ?? -1);
      }
      if (typed === '') expect(options.length).toBeGreaterThan(0);
    },
  );
  await fc.assert(property, { numRuns: 120 });
});

test.each([
  ['|', ['eventTime:', 'requestParameters.', 'requestParameters.bucketName:']],
  ['bucket|', ['requestParameters.bucketName:']],
  ['requestParameters["odd|', ['requestParameters["odd.key"]:']],
  ['errorCode:* OR -eventna|', ['eventName:']],
  ['eventName:x |', ['AND ', 'OR ', 'NOT ']],
  ['PutO|', ['eventName:PutObject']],
  ['eventName:(PutObject OR |)', ['"OR"', 'GetObject', '"it\\"s"']],
  ['readOnly:|', ['true', 'false']],
  ['eventTime:2026-0|', ['2026-03', '2026-04']],
  ['eventTime:[2026-03-02 TO 2026-03-0|]', ['2026-03-05']],
  ['eventTime:|', ['2026-03-07', '>=', '[']],
  ['requestParameters.size:|', ['9', '10', 'ten', '*', '>=']],
])('%s proposes %j', async (text, wanted) => {
  expect((await at(text)).texts).toEqual(expect.arrayContaining(wanted));
});

test.each(['"a phr|ase"', 'record:|', 'nosuchfield.x:|'])('%s proposes nothing', async (text) => {
  expect((await at(text)).texts).toEqual([]);
});

test('values that differ in their case only are one, in the spelling that is used most', async () => {
  const { options } = await at('eventName:get|');
  const { length } = passing(world.rows, 'eventName:GetObject');
  expect(options).toHaveLength(1);
  expect(options[0]).toMatchObject({ count: length });
});

test('values too long to type are not proposed, and do not hide the others; of long lists the beginning is looked at', async () => {
  const logs = await StoredLogs.make();
  const notes = [...Array.from({ length: 20 }, (_, index) => `${index}${'x'.repeat(600)}`), 'short'];
  const list = Array.from({ length: 2000 }, (_, index) => ({ n: `n${index}` }));
  const records = notes.map((note, number) => buildRecord(number, { requestParameters: { note, list } }));
  await logs.commit([[{ name: 'a.json', content: trailFile(records) }]]);
  const sets = new EventSets(logs.database, () => 1);
  const own = {
    database: logs.database,
    sets,
    values: new ValueCounts(logs.database, sets, () => 1),
    fields: new RecordFields(logs.database, () => 1),
  };
  const proposed = async (filter: string, limit: number) =>
    (await complete(own, { filter, cursor: filter.length, timeZone: 'UTC', limit }, signal)).options.map(
      ({ text }) => text,
    );
  expect(await proposed('requestParameters.note:', 3)).toContain('short');
  expect(await proposed('requestParameters.list.n:n199', 20)).toContain('n1999');
  await logs.close();
});

test('a quote that is still open takes in no more than was typed', async () => {
  const { from, to, whole } = await at('eventName:"Put| errorCode:*');
  expect([from, to]).toEqual([10, 14]);
  expect(whole('PutObject')).toBe('eventName:PutObject errorCode:*');
});

test('bounds of a range are proposed without a number of events', async () => {
  const { options } = await at('eventTime:>=2026-03-0|');
  expect(options.length).toBeGreaterThan(0);
  expect(options.every(({ count }) => count === undefined)).toBe(true);
});

test('hours are those of the zone', async () => {
  const { texts, options } = await at('eventTime:2026-03-08|', { timeZone: 'America/New_York' });
  for (const [index, text] of texts.entries())
    expect(passing(world.rows, `eventTime:${text}`, { timeZone: 'America/New_York' })).toHaveLength(
      options[index]?.count ?? -1,
    );
  expect(texts).not.toContain('2026-03-08T02');
});

test('any text can be completed anywhere', async () => {
  const pieces = fc.constantFrom(
    'eventName',
    ':',
    '"',
    '(',
    ')',
    '[',
    ']',
    ' ',
    '-',
    'OR',
    'AND',
    'TO',
    '>=',
    '*',
    '\\',
    '.',
    'x',
    'requestParameters',
    '["odd.key"]',
  );
  const property = fc.asyncProperty(fc.array(pieces, { maxLength: 9 }), fc.nat(40), async (all, place) => {
    const filter = all.join('');
    const cursor = Math.min(place, filter.length);
    const { from, to, options } = await complete(parts, { filter, cursor, timeZone: 'UTC', limit: 10 }, signal);
    expect(from).toBeLessThanOrEqual(cursor);
    expect(to).toBeGreaterThanOrEqual(cursor);
    expect(to).toBeLessThanOrEqual(filter.length);
    expect(options.length).toBeLessThanOrEqual(10);
  });
  await fc.assert(property, { numRuns: 200 });
});

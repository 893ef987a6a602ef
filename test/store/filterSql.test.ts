import { DuckDBInstance, type DuckDBConnection } from '@duckdb/node-api';
import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';

import { compileFilter } from '../../main/core/store/filterSql.ts';
import { quote } from '../../main/core/store/filterSqlText.ts';
import { columns } from '../../shared/events/columns.ts';
import type { FilterNode } from '../../shared/filter/ast.ts';
import { valueProblems } from '../../shared/filter/check.ts';
import { parseFilter } from '../../shared/filter/parse.ts';
import { fieldEquals, printPath } from '../../shared/filter/print.ts';
import { makeRow, passes, type Row } from './filterReference.ts';

const sqlTypes = { timestamp: 'TIMESTAMP', text: 'VARCHAR', boolean: 'BOOLEAN', integer: 'BIGINT', record: 'VARCHAR' };

let instance: DuckDBInstance;
let connection: DuckDBConnection;

beforeAll(async () => {
  instance = await DuckDBInstance.create(':memory:', { threads: '1' });
  connection = await instance.connect();
  await connection.run("SET TimeZone = 'UTC'");
});

afterAll(() => {
  connection.closeSync();
  instance.closeSync();
});

async function store(rows: readonly Row[]): Promise<void> {
  const names = columns.map(({ id, type }) => `"${id}" ${sqlTypes[type]}`).join(', ');
  await connection.run(`CREATE OR REPLACE TABLE events (id INTEGER, ${names})`);
  const literal = ({ id, type }: (typeof columns)[number], row: Row): string => {
    const cell = row.cells.get(id);
    if (cell === undefined) return 'NULL';
    return type === 'timestamp'
      ? `make_timestamp(${Number(cell)}000)`
      : typeof cell === 'string'
        ? quote(cell)
        : String(cell);
  };
  const values = rows.map((row, index) => `(${[index, ...columns.map((column) => literal(column, row))].join(', ')})`);
  await connection.run(`INSERT INTO events VALUES ${values.join(', ')}`);
}

async function select(node: FilterNode, timeZone: string): Promise<readonly number[]> {
  return selectWhere(compileFilter(node, { timeZone }));
}

async function selectWhere(sql: string): Promise<readonly number[]> {
  const reader = await connection.runAndReadAll(`SELECT id FROM events e WHERE ${sql} ORDER BY id`);
  return reader.getRows().map(([id]) => Number(id));
}

function node(text: string): FilterNode {
  const parsed = parseFilter(text);
  if (parsed.node === undefined) throw new Error(`${text}: ${parsed.problems[0]?.message}`);
  return parsed.node;
}

async function expectSame(filter: FilterNode, rows: readonly Row[], timeZone = 'UTC'): Promise<void> {
  const expected = rows.flatMap((row, index) => (passes(filter, row, timeZone) ? [index] : []));
  expect(await select(filter, timeZone)).toEqual(expected);
}

const base = { eventSource: 's3.amazonaws.com', eventName: 'GetObject', eventTime: '2026-01-15T12:00:00Z' };

function rowOf(members: object): Row {
  return makeRow(JSON.stringify({ ...base, ...members }), { file: 'a.json', ordinal: 0, copies: 1 });
}

function rowOfText(text: string): Row {
  return makeRow(text, { file: 'a.json', ordinal: 0, copies: 1 });
}

/** Each filter with the members of records that pass it, and of records that do not. */
const table: readonly (readonly [filter: string, passing: readonly object[], failing: readonly object[]])[] = [
  ['eventName:getobject', [{}], [{ eventName: 'GetObjectAcl' }]],
  ['eventName:Get*', [{}], [{ eventName: 'PutObject' }]],
  ['eventName:*Object', [{}], [{ eventName: 'GetObjectAcl' }]],
  ['eventName:G*j*t', [{}], [{ eventName: 'GetObjectAcl' }]],
  ['eventName:"100%_\\*"', [{ eventName: '100%_*' }], [{ eventName: '100xyz' }]],
  [String.raw`eventName:"a\\b*c"`, [{ eventName: 'a\\bXc' }], [{ eventName: 'abc' }]],
  ["eventName:\"x' OR '1'='1\"", [{ eventName: "x' or '1'='1" }], [{}]],
  ['errorCode:*', [{ errorCode: 'A' }, { errorCode: '' }], [{}, { errorCode: null }]],
  ['-errorCode:AccessDenied', [{}, { errorCode: 'B' }], [{ errorCode: 'accessdenied' }]],
  [
    'NOT (errorCode:A AND readOnly:true)',
    [{}, { errorCode: 'A' }, { readOnly: true }],
    [{ errorCode: 'A', readOnly: true }],
  ],
  ['readOnly:true', [{ readOnly: true }, { readOnly: 'TRUE' }], [{ readOnly: false }, {}]],
  ['-readOnly:true', [{ readOnly: false }, {}], [{ readOnly: true }]],
  ['readOnly:f*', [{ readOnly: false }], [{ readOnly: true }, {}]],
  ['eventTime:2026-01-15', [{}], [{ eventTime: '2026-01-16T00:00:00Z' }]],
  ['eventTime:>2026-01-14', [{}], [{ eventTime: '2026-01-14T23:59:59Z' }]],
  ['eventTime:<=2026-01', [{ eventTime: '2026-01-31T23:59:59Z' }], [{ eventTime: '2026-02-01T00:00:00Z' }]],
  [
    'eventTime:[2026-01-15T12:00 TO 2026-01-15T12:00]',
    [{}, { eventTime: '2026-01-15T12:00:59Z' }],
    [{ eventTime: '2026-01-15T12:01:00Z' }],
  ],
  ['eventTime:*T12:*', [{}], [{ eventTime: '2026-01-15T11:12:00Z' }]],
  [
    'requestParameters.x:>=5',
    [{ requestParameters: { x: 5 } }, { requestParameters: { x: '17' } }],
    [{ requestParameters: { x: 4.9 } }, { requestParameters: { x: 'abc' } }, {}],
  ],
  [
    'requestParameters.x:[b TO d]',
    [{ requestParameters: { x: 'C' } }],
    [{ requestParameters: { x: 'e' } }, { requestParameters: { x: 'dd' } }],
  ],
  [
    'requestParameters.since:<=2026-01-15',
    [
      { requestParameters: { since: '2026-01-15T23:00:00Z' } },
      { requestParameters: { since: '2026-01-16T01:00:00+02:00' } },
    ],
    [{ requestParameters: { since: '2026-01-16T00:00:00Z' } }],
  ],
  [
    'requestParameters.flag:true',
    [{ requestParameters: { flag: true } }, { requestParameters: { flag: 'True' } }],
    [{ requestParameters: { flag: false } }],
  ],
  [
    'requestParameters.n:123456789012',
    [{ requestParameters: { n: 123456789012 } }, { requestParameters: { n: '123456789012' } }],
    [{ requestParameters: { n: 12345678901 } }],
  ],
  [
    'requestParameters.a.b:x',
    [
      { requestParameters: { a: { b: 'X' } } },
      { requestParameters: { a: [{ c: 1 }, { b: ['y', ['x']] }] } },
      { requestParameters: [[{ a: { b: 'x' } }]] },
    ],
    [{ requestParameters: { a: { c: 'x' }, b: 'x' } }, { requestParameters: null }, {}],
  ],
  [
    '-requestParameters.a.b:x',
    [{ requestParameters: { a: { c: 'x' }, b: 'x' } }, {}],
    [{ requestParameters: { a: [{ b: 'x' }] } }],
  ],
  [
    'requestParameters.a.b:*',
    [{ requestParameters: { a: { b: 0 } } }, { requestParameters: { a: [{ b: [] }] } }],
    [{ requestParameters: { a: { b: null } } }, { requestParameters: { a: [{ c: 1 }] } }],
  ],
  [
    'requestParameters["odd.key"]["a\\"b\\\\c"]:1',
    [{ requestParameters: { 'odd.key': { 'a"b\\c': 1 } } }],
    [{ requestParameters: { odd: { key: 1 } } }],
  ],
  ['requestParameters[""]:1', [{ requestParameters: { '': 1 } }], [{ requestParameters: { a: 1 } }]],
  ['requestParameters["*"].x:1', [{ requestParameters: { '*': { x: 1 } } }], [{ requestParameters: { a: { x: 1 } } }]],
  [
    'requestParameters.0["*"]:x',
    [{ requestParameters: { 0: { '*': 'x' } } }],
    [{ requestParameters: [{ '*': 'x' }] }, { requestParameters: { 0: { a: 'x' } } }],
  ],
  ['requestParameters.0:x', [{ requestParameters: { 0: 'x' } }], [{ requestParameters: ['x'] }]],
  [
    'requestParameters.policy:*s3:GetObject*',
    [{ requestParameters: { policy: { Action: 's3:GetObject' } } }],
    [{ requestParameters: { policy: { Action: 's3:Put' } } }],
  ],
  ['requestParameters.q:"[x]"', [{ requestParameters: { q: '[x]' } }], [{ requestParameters: { q: ['x'] } }]],
  [
    'userIdentity.accessKeyId:AKIA1',
    [{ userIdentity: { accessKeyId: 'AKIA1' } }],
    [{ userIdentity: { accessKeyId: '' } }, { userIdentity: null }],
  ],
  ['accessKeyId:*', [{ userIdentity: { accessKeyId: 'AKIA1' } }], [{ userIdentity: { accessKeyId: '' } }]],
  ['actor:Role/sess', [{ userIdentity: { type: 'AssumedRole', arn: 'arn:aws:sts::1:assumed-role/Role/sess' } }], [{}]],
  ['copies:1 ordinal:<1 file:*.JSON', [{}], []],
  ['copies:>1', [], [{}]],
  [
    'sourceIPAddress:203.0.113.0/24',
    ['203.0.113.0', '203.0.113.255', '::ffff:203.0.113.9', '::FFFF:CB00:7109', '203.0.113.0/24'].map(ip),
    ['203.0.114.0', '203.0.113.256', '203.0.113.x', '203.0.113.1.2', 'AWS Internal'].map(ip),
  ],
  ['sourceIPAddress:10.0.0.0/7', ['10.0.0.1', '11.255.255.255'].map(ip), ['12.0.0.0', '9.255.255.255'].map(ip)],
  ['sourceIPAddress:0.0.0.0/0', ['1.2.3.4', '::ffff:1.2.3.4'].map(ip), ['::1', 'x'].map(ip)],
  [
    'sourceIPAddress:2001:db8::/33',
    ['2001:db8::1', '2001:0DB8:7fff::', '2001:db8:0:0:0:0:0:1', '2001:db8::1.2.3.4'].map(ip),
    ['2001:db8:8000::', '2001:db9::', '2001:db8::1::', '2001:db8:::1', '2001:db8:0:0:0:0:1', '12001:db8::1', 'a:b'].map(
      ip,
    ),
  ],
  [
    'sourceIPAddress:::/0',
    ['::1', '::', '::ffff:1.2.3.4'].map(ip),
    ['1.2.3.4', ':', ':::', '1::2::3', '1:2:3:4:5:6:7:8:9', '1:2:3:4:5:6:7::8'].map(ip),
  ],
  ['sourceIPAddress:2001:DB8::1', ['2001:db8:0::1', '2001:db8::1'].map(ip), ['2001:db8::2'].map(ip)],
  [
    'requestParameters.ips:10.0.0.0/8',
    [{ requestParameters: { ips: ['a', '10.9.9.9'] } }, { requestParameters: { ips: '10.0.0.0/8' } }],
    [{ requestParameters: { ips: ['a', '11.9.9.9'] } }],
  ],
  ['tlsDetails.tlsVersion:TLSv1.*', [{ tlsDetails: { tlsVersion: 'TLSv1.2' } }], [{ tlsDetails: 'TLSv1.2' }]],
  ['apiVersion:*', [{ apiVersion: '2006' }], [{ apiVersion: null }, {}]],
  ['getobject s3', [{}], [{ eventSource: 'ec2' }]],
  ['"a/b \\"c\\""', [{ x: 'A/B "C"' }], [{ x: 'a/b c' }]],
  ['s3*get', [{}], [{ eventSource: 'x', eventName: 's' }]],
  ['-nothing', [{}], [{ x: 'nothing' }]],
  ['*', [{}], []],
  ['zebra OR getobject PutBucket', [{ x: 'zebra' }, { x: 'PutBucket' }], [{}]],
];

function ip(sourceIPAddress: string): object {
  return { sourceIPAddress };
}

describe('compileFilter', () => {
  test.each(table)('%s', async (filter, passing, failing) => {
    const rows = [...passing, ...failing].map(rowOf);
    await store(rows);
    expect(await select(node(filter), 'UTC')).toEqual(passing.map((_, index) => index));
    await expectSame(node(filter), rows);
    const aliased = compileFilter(node(filter), { timeZone: 'UTC', columnSql: (id) => `e."${id}"` });
    expect(await selectWhere(aliased)).toEqual(passing.map((_, index) => index));
  });

  test('reads times in the zone it is given, through the changes of its clocks', async () => {
    const times = ['2026-03-28T22:59:59Z', '2026-03-28T23:00:00Z', '2026-03-29T21:59:59Z', '2026-03-29T22:00:00Z'];
    await store(times.map((eventTime) => rowOf({ eventTime })));
    expect(await select(node('eventTime:2026-03-29'), 'Europe/Berlin')).toEqual([1, 2]);
    expect(await select(node('eventTime:2026-03-29'), 'UTC')).toEqual([2, 3]);
  });

  test('finds what JSON escapes, and what is written without need as an escape', async () => {
    const start = String.raw`{"eventSource":"s","eventName":"n","eventTime":"2026-01-01T00:00:00Z",`;
    const rows = [
      String.raw`"requestParameters":{"bucket\u004eame":"caf\u00e9\/a\u0026b"}}`,
      String.raw`"requestParameters": {"bucketName" : "café/a&b"}}`,
      String.raw`"requestParameters":{"bucketName":"tea\/time"}}`,
    ].map((rest) => rowOfText(start + rest));
    await store(rows);
    for (const filter of [
      'CAFÉ/A',
      'a&b',
      'requestParameters.bucketName:café*',
      'requestParameters.bucketName:"CAFÉ/a&B"',
    ]) {
      expect(await select(node(filter), 'UTC'), filter).toEqual([0, 1]);
    }
    expect(await select(node(String.raw`"\"bucketName\":"`), 'UTC')).toEqual([0, 2]);
    expect(await select(node(String.raw`caf\\u00e9`), 'UTC')).toEqual([0]);
    expect(await select(node('tea/time'), 'UTC')).toEqual([2]);
    expect(await select(node(String.raw`tea\\/time`), 'UTC')).toEqual([2]);
  });

  test('stands a filter of thousands of clauses', async () => {
    await store([rowOf({ eventName: 'N7' }), rowOf({})]);
    const clauses = Array.from({ length: 2000 }, (_, index) => `eventName:N${index}`);
    expect(await select(node(clauses.join(' OR ')), 'UTC')).toEqual([0]);
    expect(await select(node(clauses.map((clause) => `-${clause}`).join(' ')), 'UTC')).toEqual([1]);
  });

  test('uses the SQL that it is given for a column', () => {
    const sql = compileFilter(node('actor:x'), { timeZone: 'UTC', columnSql: (id) => `e."${id}"` });
    expect(sql).toContain('e."actor"');
  });

  test('chooses the rows that the reference chooses', { timeout: 120_000 }, async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.array(recordText, { minLength: 1, maxLength: 12 }),
        fc.array(filterText, { minLength: 6, maxLength: 6 }),
        zone,
        async (texts, filters, timeZone) => {
          const rows = texts.map(rowOfText);
          await store(rows);
          for (const filter of filters) {
            const parsed = node(filter);
            if (valueProblems(parsed, timeZone).length === 0) await expectSame(parsed, rows, timeZone);
          }
        },
      ),
      { numRuns: 120 },
    );
  });

  test('finds any text as it is', { timeout: 120_000 }, async () => {
    await fc.assert(
      fc.asyncProperty(fc.string({ unit: anyUnit, minLength: 1, maxLength: 8 }), async (value) => {
        const rows = [rowOf({ errorMessage: value, requestParameters: { [value]: value } }), rowOf({})];
        await store(rows);
        const path = ['requestParameters', value];
        for (const filter of [fieldEquals('errorMessage', value), fieldEquals(path, value)]) {
          expect(await select(node(filter), 'UTC'), filter).toEqual([0]);
        }
        // The text of every record holds more than what was put into this one.
        expect(await select(node(`"${escaped(value)}"`), 'UTC')).toContain(0);
      }),
      { numRuns: 150, examples: [['\0'], ['a\0b']] },
    );
  });
});

const zone = fc.constantFrom('UTC', 'Europe/Berlin', 'America/New_York', 'Asia/Kolkata');

/** Few words, so that filters and records meet often; with all that JSON, SQL and the filter language treat specially. */
const word = fc.constantFrom(
  'a',
  'B',
  'ab',
  'a b',
  'é',
  'É',
  'a/b',
  'a"b',
  'a\\b',
  "a'b",
  '%',
  '_',
  '*',
  '5',
  '17',
  '1.5',
  'true',
  '',
  '[a]',
  '{a',
  'a:b',
  ',',
  '\n',
  '10.1.2.3',
  '::ffff:a01:203',
  '2026-01-02',
  '2026-01-02T10:00:00Z',
  '2026-01-02T23:30:00-05:00',
  '日本',
  '😀',
  '\\u00e9',
  'null',
);
const key = fc.constantFrom('a', 'b', 'odd.key', 'é', 'q"k', 'b\\s', 's/l', '0', '', '*');
const { tree } = fc.letrec<{ tree: unknown }>((tie) => ({
  tree: fc.oneof(
    { depthSize: 'small', withCrossShrink: true },
    word,
    fc.constantFrom<unknown>(null, true, false, 5, 17, -3, 1.5, 123456789012),
    fc.array(tie('tree'), { maxLength: 3 }),
    fc.dictionary(key, tie('tree'), { maxKeys: 3, noNullPrototype: true }),
  ),
}));

const time = fc.date({
  min: new Date('2025-12-30T00:00:00Z'),
  max: new Date('2026-04-02T00:00:00Z'),
  noInvalidDate: true,
});
const record = fc.record(
  {
    eventSource: word,
    eventName: word,
    eventTime: time.map((date) => date.toISOString()),
    readOnly: fc.constantFrom(true, false, 'true', 'no', null),
    errorCode: tree,
    sourceIPAddress: fc.constantFrom(
      '10.1.2.3',
      '10.200.0.1',
      '::ffff:10.1.2.3',
      '2001:DB8::5',
      '2001:db8:0:0:0:0:0:5',
      'x.amazonaws.com',
      '1.2.3.4.5',
      '300.1.1.1',
    ),
    userIdentity: fc.constantFrom<unknown>(
      null,
      { type: 'Root' },
      { type: 'IAMUser', userName: 'a', accessKeyId: '' },
      'x',
    ),
    requestParameters: tree,
    resources: fc.array(fc.dictionary(key, tree, { maxKeys: 2, noNullPrototype: true }), { maxLength: 2 }),
  },
  { requiredKeys: ['eventSource', 'eventName', 'eventTime'], noNullPrototype: true },
);

/** JSON can say one thing in many ways: with spaces, `\/` and `\uXXXX`. */
const recordText = fc
  .tuple(record, fc.constantFrom(0, 2), fc.constantFrom('none', 'slash', 'letters', 'nonAscii'))
  .map(([value, indent, style]) => {
    const text = JSON.stringify(value, undefined, indent);
    if (style === 'slash') return text.replaceAll('/', String.raw`\/`);
    const wanted = style === 'letters' ? /(?<!\\)[abé]/g : /[^\0-\x7f]/g;
    return style === 'none'
      ? text
      : inStrings(text, (inside) =>
          inside.replaceAll(wanted, (char) => `\\u${char.charCodeAt(0).toString(16).padStart(4, '0')}`),
        );
  });

function inStrings(json: string, change: (inside: string) => string): string {
  return json.replaceAll(/"(?:[^"\\]|\\.)*"/g, change);
}

function escaped(text: string): string {
  return text.replaceAll(/["\\*]/g, String.raw`\$&`);
}

const path = fc.oneof(
  fc
    .constantFrom(
      'eventName',
      'errorCode',
      'sourceIPAddress',
      'eventSource',
      'userIdentity.type',
      'accessKeyId',
      'actor',
      'record',
      'file',
      'readOnly',
      'copies',
      'ordinal',
      'eventTime',
    )
    .map((id) => id.split('.')),
  fc
    .tuple(fc.constantFrom('requestParameters', 'resources', 'userIdentity'), fc.array(key, { maxLength: 2 }))
    .map(([first, rest]) => [first, ...rest]),
);
const instant = fc
  .tuple(time, fc.constantFrom(4, 7, 10, 13, 16, 19, 23))
  .map(([date, length]) => date.toISOString().slice(0, length));
const network = fc.constantFrom(
  '10.0.0.0/8',
  '10.1.2.3/32',
  '0.0.0.0/0',
  '::/0',
  '2001:db8::/32',
  '2001:db8::5',
  '::ffff:10.0.0.0/104',
);
const literal = fc.oneof(word, instant, network, fc.constantFrom('true', 'false', '1', '0'));
const value = fc
  .array(
    fc.oneof(
      { weight: 4, arbitrary: literal.map((text) => [escaped(text)]) },
      { weight: 1, arbitrary: fc.constant(['*']) },
    ),
    { minLength: 1, maxLength: 3 },
  )
  .map((parts) => `"${parts.flat().join('')}"`);
const bound = fc.oneof(literal, instant).map((text) => `"${escaped(text)}"`);
const condition = fc.oneof(
  { weight: 1, arbitrary: fc.constant('*') },
  { weight: 4, arbitrary: value },
  { weight: 2, arbitrary: fc.tuple(fc.constantFrom('>=', '>', '<=', '<'), bound).map((parts) => parts.join('')) },
  { weight: 1, arbitrary: fc.tuple(bound, bound).map((ends) => `[${ends.join(' TO ')}]`) },
);
const clause = fc.oneof(
  { weight: 4, arbitrary: fc.tuple(path, condition).map(([segments, rest]) => `${printPath(segments)}:${rest}`) },
  { weight: 1, arbitrary: value.filter((text) => text !== '""') },
);
const { filterText } = fc.letrec<{ filterText: string }>((tie) => ({
  filterText: fc.oneof(
    { depthSize: 'small', withCrossShrink: true },
    clause,
    tie('filterText').map((inner) => `NOT (${inner})`),
    fc
      .tuple(tie('filterText'), fc.constantFrom(' AND ', ' OR ', ' '), tie('filterText'))
      .map(([a, operator, b]) => `(${a})${operator}(${b})`),
  ),
}));

/** Anything that JSON and DuckDB can keep: no half of a surrogate pair. */
const anyUnit = fc.oneof(
  word.filter((text) => text !== ''),
  fc.string({ unit: 'binary', minLength: 1, maxLength: 1 }),
);

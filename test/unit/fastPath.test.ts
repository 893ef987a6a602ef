// The fast path and the general reader must give the same rows, down to the last cell. Both are taken through a
// Parquet file and read back by DuckDB.
import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest';

import { FastReader } from '../../main/core/ingest/fastRecords.ts';
import { RowBatch, rowFlags } from '../../main/core/ingest/rowBatch.ts';
import { readCells } from '../../shared/events/record.ts';
import { ParquetReader, type ParquetRow } from '../builders/parquetRows.ts';
import { readOne } from '../builders/readBytes.ts';
import { buildRecord, buildRecords, trailFile } from '../builders/records.ts';

vi.setConfig({ testTimeout: 60_000 });

let reader: ParquetReader;
const fast = new FastReader(7n);
/** One for all files, cleared in between, as in a worker. */
const batch = new RowBatch();

beforeAll(async () => {
  reader = await ParquetReader.make();
});

afterAll(() => reader.close());

async function fastRows(content: string | Buffer): Promise<readonly ParquetRow[] | undefined> {
  batch.clear();
  const count = fast.read(Buffer.from(content), batch, 3);
  if (count === undefined) {
    expect(batch.rows).toBe(0);
    return undefined;
  }
  expect(batch.rows).toBe(count);
  return count === 0 ? [] : reader.rows(batch.encode(10));
}

async function generalRows(
  content: string | Buffer,
): Promise<{ rows: readonly ParquetRow[]; problems: readonly unknown[] }> {
  const plain = new RowBatch();
  const { records, problems } = await readOne(content);
  for (const found of records) {
    const { addendum } = found.value;
    const isAmended = typeof addendum === 'object' && addendum !== null && !Array.isArray(addendum);
    const flags = (found.isTextRepaired ? rowFlags.repaired : 0) | (isAmended ? rowFlags.amended : 0);
    plain.addFound(found, { cells: readCells(found.value), file: 3, flags, textHash: fast.hashText(found.text) });
  }
  return { rows: records.length === 0 ? [] : await reader.rows(plain.encode(10)), problems };
}

/** True where the fast path took the file. */
async function expectSame(content: string | Buffer): Promise<boolean> {
  const taken = await fastRows(content);
  if (taken === undefined) return false;
  const { rows, problems } = await generalRows(content);
  expect(taken).toEqual(rows);
  expect(problems).toEqual([]);
  return true;
}

const space = fc.constantFrom('', '', '', ' ', '\n', '\t ', '\r\n  ');

/** JSON texts of every kind, spelt in unusual ways too. */
const anyValue = fc.oneof(
  fc.constantFrom(
    'null',
    'true',
    'false',
    '"true"',
    '"FALSE"',
    '""',
    '0',
    '-0',
    '1.0',
    '1e3',
    '12345678901234567890',
    '[]',
    '{}',
    '[null]',
    '{"a":{"b":[1,"x"]}}',
    '{"eventName":"inner"}',
  ),
  fc.constantFrom(
    '"\\u0041bc"',
    '"a\\nb"',
    '"q\\"uote\\\\"',
    '"\\/"',
    '"\\u0000"',
    '"é漢👩"',
    '"\\ud83d\\ude00"',
    '"}],{"',
    '"nul\\u006c"',
  ),
  fc.string({ maxLength: 8 }).map((value) => JSON.stringify(value)),
  fc.json({ maxDepth: 2 }),
);

const time = fc.constantFrom(
  '"2026-01-01T00:00:00Z"',
  '"2026-02-29T10:00:00Z"',
  '"2024-02-29T23:59:59Z"',
  '"2026-06-12T14:31:55Z"',
  '"2026-06-12T14:31:60Z"',
  '"2026-06-12T24:00:00Z"',
  '"2026-06-12T14:31:55.123Z"',
  '"2026-06-12T14:31:55+02:00"',
  '"2026-06-12t14:31:55z"',
  '"2026-06-12"',
  '1767225600',
  '1767225600.5',
  '1767225600000',
  '"2026-06-12T14:3a:55Z"',
  '"\\u0032026-06-12T14:31:55Z"',
  'null',
  '"2026-13-01T00:00:00Z"',
);

const identity = fc.oneof(
  fc.constantFrom(
    '{"type":"Root"}',
    '{"type":"IAMUser","userName":"ann","accessKeyId":""}',
    '{"type":"IAMUser","userName":"ann","accessKeyId":"AKIA1","arn":"arn:aws:iam::111122223333:user/ann"}',
    '{"type":"AssumedRole","principalId":"AROA:ses","arn":"arn:aws:sts::111122223333:assumed-role/R/ses"}',
    '{"type":"AWSService","invokedBy":"s3.amazonaws.com"}',
    '{ "type" : "IAMUser" , "userName" : "b\\u00e9" }',
    '{"type":"IAMUser","type":"Root"}',
    '{"accessKeyId":5,"type":["x"]}',
    '{}',
    'null',
    '"arn:aws:iam::1:user/x"',
    '[]',
    '7',
  ),
  anyValue,
);

const column = fc.constantFrom(
  'awsRegion',
  'recipientAccountId',
  'sourceIPAddress',
  'errorCode',
  'errorMessage',
  'userAgent',
  'readOnly',
  'eventType',
  'eventCategory',
  'eventVersion',
  'eventID',
  'eventId',
  'requestID',
  'sharedEventID',
  'addendum',
  'timeWindow',
  'insightDetails',
  'requestParameters',
  '',
  'eventNam',
  'eventNamf',
  'eventSource',
  'eventName',
  'é',
);

const usually = (value: string, others: readonly string[]): fc.Arbitrary<string> =>
  fc.oneof({ weight: 12, arbitrary: fc.constant(value) }, { weight: 1, arbitrary: fc.constantFrom(...others) });

const required = fc.record({
  source: usually('"s3.amazonaws.com"', ['"a\u0077s"', '"aws:s3"', '"\u0061ws:s3"', '"autoscaling"', '""', '5']),
  name: usually('"GetObject"', ['"Get\u0041"', '""', 'null']),
  time: fc.oneof({ weight: 5, arbitrary: fc.constant('"2026-01-01T00:00:00Z"') }, { weight: 1, arbitrary: time }),
  identity,
});

const record = fc
  .tuple(
    required,
    fc.array(fc.tuple(column, anyValue), { maxLength: 10 }),
    space,
    fc.constantFrom(true, false, false, false, false, false, false, false),
  )
  .map(([{ source, name, time: at, identity: who }, others, gap, isEscaped]) => {
    const members = [
      ...others.map(([key, value]) => [JSON.stringify(key), value]),
      ['"eventSource"', source],
      [isEscaped ? '"event\\u004eame"' : '"eventName"', name],
      ['"eventTime"', at],
      ['"userIdentity"', who],
      ...others.slice(0, 2).map(([key, value]) => [JSON.stringify(key), value]),
    ];
    return `{${gap}${members.map(([key, value]) => `${key}${gap}:${gap}${value}`).join(`${gap},${gap}`)}${gap}}`;
  });

describe('the same rows', () => {
  test('for random records', async () => {
    let taken = 0;
    let all = 0;
    const file = fc.tuple(space, fc.array(record, { minLength: 1, maxLength: 2 }));
    await fc.assert(
      fc.asyncProperty(file, async ([gap, records]) => {
        all += 1;
        if (
          await expectSame(
            `${gap}{${gap}"Records"${gap}:${gap}[${gap}${records.join(`${gap},${gap}`)}${gap}]${gap}}${gap}`,
          )
        )
          taken += 1;
      }),
      { numRuns: Number(process.env['FIRETRAIL_RUNS'] ?? 150) },
    );
    // Else the property says nothing.
    expect(taken).toBeGreaterThan(all / 8);
  });

  test('for many records, so that dictionaries, caches and buffers grow', async () => {
    const records = buildRecords(3000).map((each, index) => ({
      ...each,
      userAgent: `agent ${index % 700}`,
      errorMessage: 'm'.repeat(index % 90),
      requestID: `r${index}`,
    }));
    expect(await expectSame(trailFile(records))).toBe(true);
    expect(await expectSame(trailFile(buildRecords(5)))).toBe(true);
  });

  test.each([
    ['duplicate names: the last counts', '"eventName":"First","eventName":"Last"'],
    ['null members', '"errorCode":null,"readOnly":null,"eventID":null,"recipientAccountId":null'],
    [
      'numbers and lists where texts are expected',
      '"errorCode":404,"userAgent":["a"],"sourceIPAddress":{"x":1},"requestID":1.50',
    ],
    ['readOnly as text', '"readOnly":"true"'],
    ['an amended record', '"addendum":{"reason":"UPDATED_DATA"}'],
    ['an addendum that is null', '"addendum":null'],
    ['eventId for eventID', '"eventId":"lower"'],
    ['both, the right one null', '"eventId":"lower","eventID":null'],
    ['deep nesting', `"requestParameters":${'['.repeat(60)}${']'.repeat(60)}`],
    ['a long text', `"errorMessage":"${'long é '.repeat(20_000)}"`],
    ['a timeWindow', '"timeWindow":{"windowStart":"2026-01-01T00:00:00Z"}'],
    ['a __proto__', '"__proto__":{"eventName":"x"}'],
  ])('for %s', async (_name, members) => {
    const plain = JSON.stringify(buildRecord(1, { eventID: undefined })).slice(0, -1);
    expect(await expectSame(`{"Records":[${plain},${members}},${plain}}]}`)).toBe(true);
  });
});

describe('left to the general reader, without a trace', () => {
  const good = JSON.stringify(buildRecord(1));
  test.each([
    ['', 'nothing'],
    ['{"Records":[', 'cut'],
    [`{"Records":[${good}`, 'cut'],
    [`{"Records":[${good},]}`, 'a comma too many'],
    [`{"Records":[${good}]} x`, 'text after it'],
    [`{"Records":[${good}]}{"Records":[${good}]}`, 'two values'],
    [`{"Records":[${good}],"Records":[${good}]}`, 'two arrays'],
    [`{"a":1,"Records":[${good}]}`, 'another member first'],
    [`[${good}]`, 'a bare array'],
    [`{"Records":[${good},1]}`, 'a number among records'],
    [`{"Records":[${good},{"eventName":"x"}]}`, 'no record'],
    [`{"Records":[${good.replace('"eventName"', "'eventName'")}]}`, 'no JSON'],
    [`{"Records":[${good.replace('{', '{"n":01,')}]}`, 'a number that is none'],
    [`{"Records":[${good.replace('{', '{"n":"\t",')}]}`, 'a control character'],
    [`{"Records":[${good.replace('{', '{"n":"\\ud800",')}]}`, 'a lone surrogate'],
    [`{"Records":[${good.replace('{', '{"n":"\\x",')}]}`, 'no escape'],
    [`{"Records":[${good.replace('"firehose.amazonaws.com"', '"aws:s3"')}]}`, 'a notification'],
  ])('%#: %s', async (content) => {
    expect(await fastRows(content)).toBeUndefined();
  });

  test('bytes that are not UTF-8', async () => {
    const content = Buffer.from(`{"Records":[${good}]}`);
    content[content.indexOf('orders')] = 0xff;
    batch.clear();
    expect(fast.read(content, batch, 1)).toBeUndefined();
    expect(batch.rows).toBe(0);
  });

  test('after which a batch goes on as if nothing had been', async () => {
    batch.clear();
    fast.read(Buffer.from(trailFile(buildRecords(3))), batch, 3);
    fast.read(Buffer.from(`{"Records":[${good},${good},7]}`), batch, 3);
    fast.read(Buffer.from(trailFile(buildRecords(2, 50))), batch, 3);
    const rows = await reader.rows(batch.encode(0));
    expect(rows.map((row) => row['eventID'])).toEqual(
      [0, 1, 2, 50, 51].map((number) => buildRecord(number)['eventID']),
    );
    expect(rows.map((row) => JSON.parse(String(row['record'])))).toEqual([...buildRecords(3), ...buildRecords(2, 50)]);
  });
});

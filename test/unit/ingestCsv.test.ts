// CSV listings: CloudTrail Lake, the console's event history, exports of log tools.
import { expect, test } from 'vitest';
import { csvRowEnd, parseCsvRow } from '../../main/core/ingest/csvRow.ts';
import { parseCell } from '../../main/core/ingest/lakeStruct.ts';
import { readOne } from '../builders/readBytes.ts';
import { buildRecords, gzip } from '../builders/records.ts';

const records = buildRecords(3);
const cell = (text: string): string => `"${text.replaceAll('"', '""')}"`;
const rows = (...lines: readonly (readonly string[])[]): string =>
  lines.map((row) => row.map(cell).join(',')).join('\r\n');

const history = rows(
  [
    'Event name',
    'Event time',
    'User name',
    'Event source',
    'Resource type',
    'Resource name',
    'AWS access key',
    'AWS region',
    'Error code',
    'Source IP address',
    'Event ID',
    'Request ID',
    'Read-only',
  ],
  [
    'UpdateDestination',
    '2026-01-02T03:04:05Z',
    'alice',
    'firehose.amazonaws.com',
    'AWS::KinesisFirehose::DeliveryStream',
    'orders',
    'AKIAEXAMPLE',
    'eu-west-1',
    '',
    '203.0.113.7',
    'id-1',
    'req-1',
    'false',
  ],
  [
    'PutObject',
    '2026-01-02T03:04:06Z',
    'a, "b"\nc',
    's3.amazonaws.com',
    '',
    '',
    '',
    'eu-west-1',
    'AccessDenied',
    '203.0.113.8',
    'id-2',
    'req-2',
    'false',
  ],
);

test('the console event history: summaries, and one line in the ledger', async () => {
  const { records: found, problems, outcome } = await readOne(`\uFEFF${history}\r\n`);
  expect(found.map((each) => each.value)).toEqual([
    {
      eventName: 'UpdateDestination',
      eventTime: '2026-01-02T03:04:05Z',
      userIdentity: { userName: 'alice', accessKeyId: 'AKIAEXAMPLE' },
      eventSource: 'firehose.amazonaws.com',
      resources: [{ type: 'AWS::KinesisFirehose::DeliveryStream', resourceName: 'orders' }],
      awsRegion: 'eu-west-1',
      sourceIPAddress: '203.0.113.7',
      eventID: 'id-1',
      requestID: 'req-1',
      readOnly: 'false',
    },
    expect.objectContaining({ eventID: 'id-2', errorCode: 'AccessDenied', userIdentity: { userName: 'a, "b"\nc' } }),
  ]);
  expect(found.every((each) => each.isSummaryOnly)).toBe(true);
  expect(problems.map((problem) => [problem.kind, problem.level])).toEqual([['summary-only', 'info']]);
  expect(outcome).toMatchObject({ records: 2, rejected: 0 });
});

test.each(['eventJson', 'CloudTrailEvent', '@message', '_raw', 'event', 'message'])(
  'whole records in the column %s',
  async (column) => {
    const content = rows(['x', column], ...records.map((record) => ['1', JSON.stringify(record, undefined, 1)]));
    for (const bytes of [content, gzip(content)]) {
      const part = await readOne(bytes);
      expect(part.problems).toEqual([]);
      expect(part.records.map((found) => found.value)).toEqual(records);
      expect(part.records[0]?.text).toBe(JSON.stringify(records[0], undefined, 1));
      expect(part.records.some((found) => found.isSummaryOnly)).toBe(false);
    }
  },
);

test('a column of records alone', async () => {
  const { records: found } = await readOne(rows(['_raw'], ...records.map((record) => [JSON.stringify(record)])));
  expect(found).toHaveLength(3);
});

test('CloudTrail Lake: columns in any order, structs and JSON in cells', async () => {
  const struct =
    '{type=AssumedRole, principalid=AROA:me, arn=arn:aws:sts::1:assumed-role/a,b/me, accesskeyid=null, sessioncontext={attributes={creationdate=2026-01-01, mfaauthenticated=false}, sessionissuer={username=r}}}';
  const content = rows(
    ['eventtime', 'useridentity', 'eventname', 'requestparameters', 'eventsource', 'eventid', 'tlsdetails'],
    [
      '2026-01-02T03:04:05Z',
      struct,
      'UpdateDestination',
      '{"deliveryStreamName":"orders"}',
      'firehose.amazonaws.com',
      'id-1',
      'null',
    ],
  );
  const { records: found, problems } = await readOne(content);
  expect(problems).toEqual([]);
  expect(found[0]?.isSummaryOnly).toBe(false);
  expect(found[0]?.value).toEqual({
    eventTime: '2026-01-02T03:04:05Z',
    userIdentity: {
      type: 'AssumedRole',
      principalId: 'AROA:me',
      arn: 'arn:aws:sts::1:assumed-role/a,b/me',
      sessionContext: {
        attributes: { creationDate: '2026-01-01', mfaAuthenticated: 'false' },
        sessionIssuer: { userName: 'r' },
      },
    },
    eventName: 'UpdateDestination',
    requestParameters: { deliveryStreamName: 'orders' },
    eventSource: 'firehose.amazonaws.com',
    eventID: 'id-1',
  });
});

test('a row that is no event is rejected and the rest is read', async () => {
  const [header, first, second] = history.split('\r\n');
  const { records: found, problems } = await readOne([header, first, 'only,three,cells', second].join('\r\n'));
  expect(found.map((each) => each.ordinal)).toEqual([0, 2]);
  expect(problems.map(({ kind, record, text }) => [kind, record, text])).toEqual([
    ['invalid-record', 1, 'only,three,cells'],
    ['summary-only', undefined, undefined],
  ]);
});

test('a quote too many costs one row, not the file', async () => {
  const content = [
    'eventName,eventTime,eventSource',
    'A,2026-01-01T00:00:00Z,x',
    'B,"2026-01-01T00:00:00Z,x',
    'C,2026-01-01T00:00:00Z,x',
    '',
  ].join('\n');
  const { records: found, problems } = await readOne(content);
  expect(found.map((each) => each.value['eventName'])).toEqual(['A', 'C']);
  expect(problems.map(({ kind, record }) => [kind, record])).toEqual([
    ['invalid-record', 1],
    ['summary-only', undefined],
  ]);
});

test('other tables are no logs, and a listing without rows is no problem', async () => {
  const other = await readOne('date,level,message\n2026-01-01,info,hello\n');
  expect(other.problems.map((problem) => problem.kind)).toEqual(['not-json']);
  const none = await readOne('eventName,eventTime,eventSource\n');
  expect(none.problems).toEqual([]);
});

test('a cut file keeps its whole rows', async () => {
  const { records: found, problems } = await readOne(
    'eventName,eventTime,eventSource\nA,2026-01-01T00:00:00Z,x\nB,"2026',
  );
  expect(found).toHaveLength(1);
  expect(problems.map((problem) => problem.kind)).toEqual(['summary-only', 'truncated']);
});

test('rows and cells', () => {
  expect(parseCsvRow('a,"b ""c"", d",,"e"')).toEqual(['a', 'b "c", d', '', 'e']);
  expect(parseCsvRow('a,')).toEqual(['a', '']);
  expect(parseCsvRow('"a"b')).toBeUndefined();
  expect(parseCsvRow('"a')).toBeUndefined();
  expect(csvRowEnd(Buffer.from('"a\nb",c\nd'), 0, false)).toBe(7);
});

test.each([
  ['{a=1, b={c=[x, y]}}', { a: '1', b: { c: ['x', 'y'] } }],
  ['{a=1, 2, b=3}', { a: '1, 2', b: '3' }],
  ['{}', {}],
  ['[]', []],
  ['{"a": 1}', { a: 1 }],
  ['{no struct}', '{no struct}'],
  ['plain', 'plain'],
  ['{a={b=1}', '{a={b=1}'],
  ['[}', '[}'],
  ['[a, {b=[}', '[a, {b=[}'],
])('a cell %s', (text, value) => {
  expect(parseCell(text)).toEqual(value);
});

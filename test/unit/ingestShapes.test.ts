// Every form in which records lie in files, and what lies beside them.
import { gzipSync } from 'node:zlib';
import { describe, expect, test } from 'vitest';
import { readOne } from '../builders/readBytes.ts';
import { buildRecord, buildRecords, gzip, trailFile } from '../builders/records.ts';

const [first, second, third] = buildRecords(3);
const all = [first, second, third];
const text = (value: unknown): string => JSON.stringify(value);
const pretty = (value: unknown): string => JSON.stringify(value, undefined, 2);
const lines = (values: readonly unknown[], feed = '\n'): string =>
  values.map((each) => `${text(each)}${feed}`).join('');
const lookup = (record: unknown): unknown => ({
  EventId: 'x',
  EventName: 'y',
  EventTime: '2026-01-01T00:00:00Z',
  CloudTrailEvent: text(record),
});
const bridge = (record: unknown): unknown => ({
  version: '0',
  id: 'x',
  'detail-type': 'AWS API Call via CloudTrail',
  source: 'aws.firehose',
  detail: record,
});
const subscription = {
  messageType: 'DATA_MESSAGE',
  owner: '111122223333',
  logGroup: 'trail',
  logStream: '111122223333_CloudTrail_eu-west-1',
  logEvents: all.map((record, id) => ({ id: String(id), timestamp: 1, message: text(record) })),
};

const shapes: Readonly<Record<string, string | Buffer>> = {
  'a trail file': trailFile(all),
  'a trail file, pretty': pretty({ Records: all }),
  'a trail file with a line feed at its end': `${trailFile(all)}\n`,
  'a trail file with CRLF': pretty({ Records: all }).replaceAll('\n', '\r\n'),
  'lower-case records': text({ records: all }),
  'other members before': text({ a: [1], b: { Records: 1 }, Records: all }),
  'other members after': text({ Records: all, NextToken: 'x', more: [{}] }),
  'spaces in odd places': `\n { "Records" : [ ${all.map(text).join(' , ')} ] } \n`,
  gzip: gzip(trailFile(all)),
  'gzip in two members': Buffer.concat([gzip(trailFile(all).slice(0, 500)), gzip(trailFile(all).slice(500))]),
  'gzip padded with zeros': Buffer.concat([gzip(trailFile(all)), Buffer.alloc(600)]),
  'a byte order mark': `\uFEFF${trailFile(all)}`,
  'a bare array': text(all),
  'a bare array, pretty': pretty(all),
  NDJSON: lines(all),
  'NDJSON with CRLF': lines(all, '\r\n'),
  'NDJSON with blank lines and no last line feed': `\n\n${lines(all, '\n\n').trimEnd()}`,
  'NDJSON of trail files': lines(all.map((record) => ({ Records: [record] }))),
  'objects one after another': all.map(text).join(''),
  'pretty objects one after another': all.map(pretty).join('\n'),
  'an array of trail files': text([{ Records: [first, second] }, { Records: [third] }]),
  'lookup-events': text({ Events: all.map(lookup) }),
  'lookup-events as NDJSON': lines(all.map(lookup)),
  'EventBridge, array': text(all.map(bridge)),
  'EventBridge, NDJSON': lines(all.map(bridge)),
  'CloudWatch Logs subscription': text(subscription),
  'CloudWatch Logs subscription, gzip in base64': gzipSync(text(subscription)).toString('base64'),
  'CloudWatch Logs subscription, base64 in lines': (
    gzipSync(text(subscription))
      .toString('base64')
      .match(/.{1,76}/g) ?? []
  ).join('\n'),
  'CloudWatch Logs subscription as a function gets it': text({
    awslogs: { data: gzipSync(text(subscription)).toString('base64') },
  }),
  'CloudWatch Logs export': gzip(all.map((record) => `2026-06-01T12:00:00.000Z ${text(record)}\n`).join('')),
  'syslog lines': all.map((record) => `<14>Jun  1 12:00:00 host trail[1]: ${text(record)}\n`).join(''),
  'lines with a prefix in brackets': all.map((record) => `[2026-06-01 12:00:00] ${text(record)}\n`).join(''),
  'filter-log-events': pretty({
    events: all.map((record) => ({ logStreamName: 'x', message: text(record) })),
    searchedLogStreams: [],
  }),
  '_raw, array': text(all.map((record) => ({ _raw: pretty(record) }))),
  '_raw beside the parts': lines(all.map((record) => ({ ...record, _raw: text(record), _time: 1 }))),
  'Splunk export': lines(all.map((record) => ({ preview: false, result: { _raw: text(record) } }))),
  'a whole trail file as a string': text({ body: trailFile(all) }),
  'a string in a string': lines(all.map((record) => ({ Message: text({ body: text(record) }) }))),
  'lines that are JSON strings': lines(all.map(text)),
  Elasticsearch: text({ hits: { hits: all.map((record) => ({ _id: 'x', _source: record })) } }),
  'SQS to a function': text({
    Records: all.map((record) => ({ messageId: 'x', eventSource: 'aws:sqs', body: text(record) })),
  }),
};

describe('records are found in', () => {
  test.each(Object.entries(shapes))('%s', async (_name, content) => {
    const { records, problems, outcome } = await readOne(content);
    expect(problems).toEqual([]);
    expect(records.map((found) => found.value['eventID'])).toEqual(all.map((record) => record?.['eventID']));
    expect(records.map((found) => found.ordinal)).toEqual([0, 1, 2]);
    for (const found of records) expect(JSON.parse(found.text)).toEqual(found.value);
    expect(outcome).toMatchObject({ records: 3, rejected: 0 });
  });
});

const singles: Readonly<Record<string, string>> = {
  'a bare object': text(first),
  'a bare object, pretty': pretty(first),
  'an EventBridge event': pretty(bridge(first)),
  'a lookup event': text(lookup(first)),
  'an Insight event': text({
    eventVersion: '1.07',
    eventTime: '2026-01-01T00:00:00Z',
    eventType: 'AwsCloudTrailInsight',
    insightDetails: {},
  }),
};

test.each(Object.entries(singles))('one record in %s', async (_name, content) => {
  const { records, problems } = await readOne(content);
  expect(problems).toEqual([]);
  expect(records).toHaveLength(1);
});

const notification = {
  Records: [
    {
      eventVersion: '2.1',
      eventSource: 'aws:s3',
      eventName: 'ObjectCreated:Put',
      eventTime: '2026-01-01T00:00:00Z',
      s3: {},
    },
  ],
};
const digest = { digestStartTime: 'x', digestEndTime: 'y', logFiles: [{ s3Object: 'x' }], digestS3Object: 'z' };

const others: Readonly<Record<string, readonly [string, string | Buffer]>> = {
  'an S3 notification': ['s3-notification', text(notification)],
  'an S3 notification through SNS and SQS': [
    's3-notification',
    text({ body: text({ Type: 'Notification', Message: text(notification) }) }),
  ],
  'messages received from SQS': [
    's3-notification',
    text({ Messages: [{ MessageId: '1', Body: text({ Type: 'Notification', Message: text(notification) }) }] }),
  ],
  'an SNS message of CloudTrail': ['s3-notification', text({ s3Bucket: 'x', s3ObjectKey: ['y'] })],
  'the same in its envelope': [
    's3-notification',
    text({ Type: 'Notification', Message: text({ s3Bucket: 'x', s3ObjectKey: ['y'] }) }),
  ],
  's3:TestEvent': ['s3-notification', text({ Service: 'Amazon S3', Event: 's3:TestEvent', Bucket: 'x' })],
  'a digest': ['digest', pretty(digest)],
  'a digest, gzip': ['digest', gzip(text(digest))],
  'a Lake manifest': [
    'insight-manifest',
    text({ version: '1.0', region: 'x', files: [{ fileName: 'result_1.csv.gz' }], hashSignature: 'y' }),
  ],
  'a control message': [
    'not-cloudtrail',
    text({ messageType: 'CONTROL_MESSAGE', logEvents: [{ id: '', message: 'CWL CONTROL MESSAGE' }] }),
  ],
  'other JSON': ['not-cloudtrail', text({ name: 'x', version: 1 })],
  'other NDJSON': ['not-cloudtrail', lines([{ a: 1 }, { b: 2 }])],
  'an array of numbers': ['not-cloudtrail', '[1, 2, 3]'],
  'a number': ['not-cloudtrail', '42\n'],
  text: ['not-json', 'hello, world\nsecond line\n'],
  'a table': ['not-json', 'file\torigin\tbytes\na\tb\t{1}\n'],
  'a settings file': ['not-json', '[default]\naws_access_key_id = x\n'],
  'source code': ['not-json', 'function f() {\n  if (a) { return { b: 1 }; }\n}\n'],
  binary: ['not-json', Buffer.from([0x89, 0x50, 0x4e, 0x47, 0, 1, 2, 3, 0x7b, 0xff])],
  'zero bytes': ['empty', ''],
  whitespace: ['empty', ' \n\t\r\n'],
  'a byte order mark alone': ['empty', '\uFEFF'],
  'gzip of nothing': ['empty', gzip('')],
  'UTF-16': ['not-json', Buffer.from(`\uFEFF${trailFile(all)}`, 'utf16le')],
};

test.each(Object.entries(others))('told apart: %s', async (_name, [kind, content]) => {
  const { records, problems, outcome } = await readOne(content);
  expect(records).toEqual([]);
  expect(problems.map((problem) => problem.kind)).toEqual([kind]);
  expect(problems[0]?.level).toBe('info');
  expect(outcome).toMatchObject({ records: 0, rejected: 0 });
});

test.each(['{"Records":[]}', '{"Events":[]}', '{"Records":[]}\n{"Records":[]}\n', '{"Records": [ ], "x": 1}'])(
  'a log without events is no problem: %s',
  async (content) => {
    const { records, problems } = await readOne(content);
    expect([records, problems]).toEqual([[], []]);
  },
);

test('a mixed file: records are read, the rest is rejected with its text', async () => {
  const { records, problems, outcome } = await readOne(lines([{ other: 1 }, first, notification, second, 'x']));
  expect(records.map((found) => found.ordinal)).toEqual([1, 3]);
  expect(problems.map(({ kind, record }) => [kind, record])).toEqual([
    ['invalid-record', 0],
    ['invalid-record', 2],
    ['invalid-record', 4],
  ]);
  expect(problems[0]?.text).toBe('{"other":1}');
  expect(outcome).toMatchObject({ records: 2, rejected: 3 });
});

test('a record far behind other JSON: all that was held back is reported', async () => {
  const noise = Array.from({ length: 2500 }, (_, index) => ({ index }));
  const { records, problems } = await readOne(lines([...noise, first]));
  expect(records.map((found) => found.ordinal)).toEqual([2500]);
  expect(problems).toHaveLength(2500);
});

test.each([
  ['a number', 1],
  ['text', 'x'],
  ['null', null],
  ['an array', [1]],
  ['an object', { a: 1 }],
  ['a record without a time', { ...first, eventTime: undefined }],
  ['a record with a bad time', { ...first, eventTime: 'yesterday' }],
  ['a record without a name', { ...first, eventName: 3 }],
])('a bad element among records: %s', async (_name, bad) => {
  const content = trailFile([first, bad, second]);
  const { records, problems, outcome } = await readOne(content);
  expect(records.map((found) => found.ordinal)).toEqual([0, 2]);
  expect(problems).toHaveLength(1);
  expect(problems[0]).toMatchObject({ kind: 'invalid-record', level: 'error', record: 1, text: text(bad) });
  expect(problems[0]?.position).toBe(content.indexOf(text(first)) + text(first).length + 1);
  expect(outcome).toMatchObject({ records: 2, rejected: 1 });
});

test('only bad elements are rejected too', async () => {
  const { problems } = await readOne('{"Records":[1,"x",null]}');
  expect(problems.map((problem) => problem.kind)).toEqual(['invalid-record', 'invalid-record', 'invalid-record']);
});

test('a lookup event without its record is rejected', async () => {
  const { records, problems } = await readOne(text({ Events: [lookup(first), { EventId: 'x', EventName: 'y' }] }));
  expect(records).toHaveLength(1);
  expect(problems[0]).toMatchObject({ kind: 'invalid-record', record: 1 });
});

test('places and texts are exact', async () => {
  const odd =
    ' {"eventVersion" : "1.08", "eventName":"\\u0041","eventSource":"é","eventTime":"2026-01-01T00:00:00Z", "n": -0, "e": 1E5} ';
  const content = `{"Records": [${odd},${text(buildRecord(9, { note: 'żółć 🦆' }))}]}`;
  const bytes = Buffer.from(content);
  const { records } = await readOne(bytes);
  expect(records).toHaveLength(2);
  for (const { text: exact, start, end } of records) expect(bytes.toString('utf8', start, end)).toBe(exact);
  expect(records[0]?.text).toBe(odd.trim());
});

test('inside a string the text is the decoded string and the place is the literal', async () => {
  const inner = `${pretty(first)}\n`;
  const content = text([{ a: 1, _raw: inner }]);
  const { records } = await readOne(content);
  expect(records[0]?.text).toBe(inner);
  expect(content.slice(records[0]?.start, records[0]?.end)).toBe(text(inner));
});

test('what cannot be kept as text is repaired, and said to be', async () => {
  const lone = text(buildRecord(1, { note: 'N' })).replace('"N"', '"\\ud83d \\\\ud83d \\ud83e\\udd86"');
  const broken = Buffer.from(text(buildRecord(2, { note: 'N' })).replace('"N"', '"\u00ff"'), 'latin1');
  const { records, problems } = await readOne(Buffer.concat([Buffer.from(`${lone}\n`), broken]));
  expect(problems).toEqual([]);
  expect(records.map((found) => found.isTextRepaired)).toEqual([true, true]);
  expect(records[0]?.value['note']).toBe('\ufffd \\ud83d 🦆');
  expect(records[1]?.value['note']).toBe('\ufffd');
});

// One file for every kind of problem that a small file can show.
import { createHash } from 'node:crypto';
import { constants, gunzipSync } from 'node:zlib';
import { digestText } from '../insight.ts';
import { createRandom, hex } from '../random.ts';
import { everyday } from './formats.ts';
import { startMs } from './logs.ts';
import { compress, flawed, recordsText, sample, type SampleFile } from './sampleFile.ts';

const digestPlace = { account: '111122223333', region: 'eu-west-1', endMs: startMs + 13 * 86_400_000 + 3_600_000 };

/** The records that end before the cut. */
function survivors(records: readonly string[], bytes: Uint8Array): readonly string[] {
  const readable = gunzipSync(bytes, { finishFlush: constants.Z_SYNC_FLUSH }).length;
  let end = '{"Records":['.length;
  return records.filter((record) => {
    end += record.length + 1;
    return end - 1 <= readable;
  });
}

function truncated(): SampleFile {
  const records = everyday(9, 40);
  const whole = compress(recordsText(records));
  const cut = whole.slice(0, Math.floor(whole.length * 0.6));
  return flawed(sample('problems/truncated.json.gz', cut, survivors(records, cut)), 'truncated', 'error');
}

function corrupt(): SampleFile {
  const records = everyday(10, 12);
  const bytes = compress(recordsText(records));
  const checksum = bytes.length - 8;
  bytes[checksum] = (bytes[checksum] ?? 0) ^ 0xff;
  return flawed(sample('problems/corrupt.json.gz', bytes, records), 'corrupt', 'error');
}

function invalidJson(): SampleFile {
  const records = everyday(11, 3);
  const text = `{"Records":[${records.join(',')},{"eventVersion": oops`;
  return flawed(sample('problems/invalid-json.json', text, records), 'invalid-json', 'error');
}

function invalidRecord(): SampleFile {
  const [first = '', second = '', third = ''] = everyday(12, 3);
  const elements = [first, '{"comment":"not a record"}', second, third];
  return flawed(
    sample('problems/invalid-record.json', recordsText(elements), [first, second, third]),
    'invalid-record',
    'error',
    1,
  );
}

function conflict(): SampleFile {
  const [first = '', second = ''] = everyday(13, 2);
  const changed = first.replace(/"awsRegion":"[^"]*"/, '"awsRegion":"us-west-2"');
  return flawed(
    sample('problems/conflict.json', recordsText([first, second, changed]), [first, second, changed]),
    'conflict',
    'error',
  );
}

/** One record of 17 MiB between two good ones, in a few kilobytes. */
function tooLarge(): SampleFile {
  const [first = '', second = '', third = ''] = everyday(14, 3);
  const padding = 'x'.repeat(17 * 1024 * 1024);
  const large = second.replace('"requestParameters":', `"padding":"${padding}","requestParameters":`);
  const bytes = compress(recordsText([first, large, third]));
  return flawed(sample('problems/too-large.json.gz', bytes, [first, third]), 'too-large', 'error', 1);
}

function manifest(): string {
  const random = createRandom(1, 2, 3);
  const hash = (text: string): string => createHash('sha256').update(text).digest('hex');
  return JSON.stringify({
    version: '1.0',
    region: 'eu-west-1',
    files: [{ fileHashValue: hash('result_1'), fileName: 'result_1.csv.gz' }],
    hashAlgorithm: 'SHA-256',
    signatureAlgorithm: 'SHA256withRSA',
    queryCompleteTime: '2026-06-14T10:00:00Z',
    hashSignature: hex(random, 512),
    publicKeyFingerprint: hex(random, 32),
  });
}

const notification = {
  eventVersion: '2.1',
  eventSource: 'aws:s3',
  awsRegion: 'eu-west-1',
  eventTime: '2026-06-14T10:05:12.000Z',
  eventName: 'ObjectCreated:Put',
  userIdentity: { principalId: 'AWS:AROADBQP57FF2AEXAMPLE:cloudtrail' },
  s3: {
    s3SchemaVersion: '1.0',
    bucket: { name: 'acme-cloudtrail-logs', arn: 'arn:aws:s3:::acme-cloudtrail-logs' },
    object: { key: 'AWSLogs/111122223333/CloudTrail/eu-west-1/2026/06/14/one.json.gz', size: 4096 },
  },
};

const stateChange = {
  version: '0',
  id: '7bf73129-1428-4cd3-a780-95db273d1602',
  'detail-type': 'EC2 Instance State-change Notification',
  source: 'aws.ec2',
  account: '111122223333',
  time: '2026-06-14T10:11:12Z',
  region: 'eu-west-1',
  resources: ['arn:aws:ec2:eu-west-1:111122223333:instance/i-0abcd1234efgh5678'],
  detail: { 'instance-id': 'i-0abcd1234efgh5678', state: 'running' },
};

export const summaryRows = 4;

function summary(): SampleFile {
  const header =
    'Event ID,Event time,User name,AWS access key,Event name,Event source,AWS region,Source IP address,Error code,Read-only,Resources';
  const rows = Array.from({ length: summaryRows }, (_, row) => {
    const id = `5f3a${row}c1e-77aa-4b1d-9c35-0123456789ab`;
    return `${id},2026-06-15T08:0${row}:30Z,alice,AKIAIOSFODNN7EXAMPLE,UpdateDestination,firehose.amazonaws.com,eu-west-1,203.0.113.24,,false,[]`;
  });
  return flawed(sample('problems/summary-only.csv', `${[header, ...rows].join('\n')}\n`, []), 'summary-only', 'info');
}

export function sampleProblems(): readonly SampleFile[] {
  return [
    truncated(),
    corrupt(),
    invalidJson(),
    invalidRecord(),
    conflict(),
    tooLarge(),
    flawed(sample('problems/digest.json.gz', compress(digestText(digestPlace, [])), []), 'digest', 'info'),
    flawed(sample('problems/result_sign.json', manifest(), []), 'insight-manifest', 'info'),
    flawed(
      sample('problems/s3-notification.json', JSON.stringify({ Records: [notification] }), []),
      's3-notification',
      'info',
    ),
    flawed(sample('problems/not-cloudtrail.json', JSON.stringify(stateChange), []), 'not-cloudtrail', 'info'),
    flawed(
      sample(
        'problems/not-json.txt',
        'Logs of June 2026, copied from the archive bucket. Ask the platform team for July.\n',
        [],
      ),
      'not-json',
      'info',
    ),
    summary(),
    flawed(sample('problems/empty.json', '', []), 'empty', 'info'),
  ];
}

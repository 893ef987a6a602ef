// Records and files of them, as tests need them: small, and different from each other.
import { gzipSync } from 'node:zlib';

export type BuiltRecord = { readonly [member: string]: unknown };

/** A valid record; `number` makes it unlike the others. */
export function buildRecord(number: number, members: BuiltRecord = {}): BuiltRecord {
  return {
    eventVersion: '1.08',
    userIdentity: { type: 'IAMUser', userName: `user-${number}`, accountId: '111122223333' },
    eventTime: new Date(Date.UTC(2026, 0, 1) + number * 1000).toISOString().replace('.000Z', 'Z'),
    eventSource: 'firehose.amazonaws.com',
    eventName: 'UpdateDestination',
    awsRegion: 'eu-west-1',
    sourceIPAddress: '203.0.113.7',
    requestParameters: { deliveryStreamName: 'orders', tags: [{ key: 'a', value: '}{"],[' }] },
    resources: [{ ARN: 'arn:aws:firehose:eu-west-1:111122223333:deliverystream/orders' }],
    eventID: `00000000-0000-4000-8000-${String(number).padStart(12, '0')}`,
    ...members,
  };
}

export function buildRecords(count: number, first = 0): readonly BuiltRecord[] {
  return Array.from({ length: count }, (_, index) => buildRecord(first + index));
}

/** What a trail writes. */
export function trailFile(records: readonly unknown[]): string {
  return JSON.stringify({ Records: records });
}

export function gzip(content: string | Buffer): Buffer {
  return gzipSync(content);
}

// Every shape in which news of objects stands in a queue.
import { describe, expect, test } from 'vitest';

import { readMessage } from '../../../main/core/aws/queueMessage.ts';

const key = 'AWSLogs/111122223333/CloudTrail/eu-west-1/2026/11/22/a.json.gz';
const odd = 'logs of my+team/AWSLogs/a b%c.json.gz';
const objects = [{ bucket: 'trail', key }];

function s3Event(keys: readonly string[], eventName = 'ObjectCreated:Put'): string {
  return JSON.stringify({
    Records: keys.map((each) => ({
      eventVersion: '2.1',
      eventSource: 'aws:s3',
      eventName,
      s3: { bucket: { name: 'trail', arn: 'arn:aws:s3:::trail' }, object: { key: each, size: 1024, eTag: 'x' } },
    })),
  });
}

const bySns = (text: string): string =>
  JSON.stringify({ Type: 'Notification', MessageId: '1', TopicArn: 'arn:aws:sns:eu-west-1:1:t', Message: text });
const eventBridge = (detailType: string, each = key): string =>
  JSON.stringify({
    version: '0',
    'detail-type': detailType,
    source: 'aws.s3',
    detail: { bucket: { name: 'trail' }, object: { key: each, size: 5 }, reason: 'PutObject' },
  });
const cloudTrail = JSON.stringify({ s3Bucket: 'trail', s3ObjectKey: [key] });
const testEvent = JSON.stringify({ Service: 'Amazon S3', Event: 's3:TestEvent', Bucket: 'trail' });

describe('understood', () => {
  test.each([
    ['an event of S3', s3Event([key]), objects],
    ['one with the name of its subscription', s3Event([key], 's3:ObjectCreated:CompleteMultipartUpload'), objects],
    ['one of several objects', s3Event([key, 'b']), [...objects, { bucket: 'trail', key: 'b' }]],
    ['keys as in a query', s3Event(['logs+of+my%2Bteam/AWSLogs/a+b%25c.json.gz']), [{ bucket: 'trail', key: odd }]],
    ['an event of S3 by SNS', bySns(s3Event([key])), objects],
    ["CloudTrail's own, by SNS", bySns(cloudTrail), objects],
    ["CloudTrail's own, delivered raw", cloudTrail, objects],
    [
      "CloudTrail's own, whose keys are as they are",
      JSON.stringify({ s3Bucket: 'trail', s3ObjectKey: [odd, key] }),
      [{ bucket: 'trail', key: odd }, ...objects],
    ],
    ['EventBridge', eventBridge('Object Created'), objects],
    ['EventBridge, whose keys are as they are', eventBridge('Object Created', odd), [{ bucket: 'trail', key: odd }]],
    ['EventBridge by SNS', bySns(eventBridge('Object Created')), objects],
    ["S3's try", testEvent, []],
    ["S3's try by SNS", bySns(testEvent), []],
    ["CloudTrail's try", bySns('CloudTrail validation message.'), []],
  ])('%s', (_name, body, expected) => {
    expect(readMessage(body)).toEqual(expected);
  });
});

describe('of another kind', () => {
  test.each([
    ['no JSON', 'hello'],
    ['nothing', ''],
    ['null', 'null'],
    ['a text', '"text"'],
    ['an array', '[1]'],
    ['an empty object', '{}'],
    ['objects that are gone', s3Event([key], 'ObjectRemoved:Delete')],
    ['objects that are gone, by EventBridge', eventBridge('Object Deleted')],
    ['no records', '{"Records":[]}'],
    ['records of something else', '{"Records":[{"eventSource":"aws:sqs"},null,5]}'],
    ['a record without a key', '{"Records":[{"eventName":"ObjectCreated:Put","s3":{"bucket":{"name":"b"}}}]}'],
    ['a malformed key', s3Event(['%E0%A4%A'])],
    ['a subscription', JSON.stringify({ Type: 'SubscriptionConfirmation', Token: 'x', Message: 'You have chosen' })],
    ['a bucket without keys', '{"s3Bucket":"b","s3ObjectKey":[]}'],
    ['keys that are no texts', '{"s3Bucket":"b","s3ObjectKey":["a",5]}'],
    ['EventBridge without an object', '{"detail-type":"Object Created","detail":{"bucket":{"name":"b"}}}'],
  ])('%s', (_name, body) => {
    expect(readMessage(body)).toBe(undefined);
  });

  test('objects that are new beside some that are gone are read', () => {
    const both = JSON.parse(s3Event([key, 'gone'])) as { Records: { eventName: string }[] };
    both.Records[1]!.eventName = 'ObjectRemoved:Delete';
    expect(readMessage(JSON.stringify(both))).toEqual(objects);
  });
});

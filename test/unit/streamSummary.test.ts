import { describe, expect, test } from 'vitest';

import { summarize } from '../../shared/firehose/timeline/streamSummary.ts';
import { caseHistory, created, streamOf, updated } from '../builders/streamHistories.ts';

const bucket = { bucketARN: 'arn:aws:s3:::a', roleARN: 'arn:aws:iam::111122223333:role/a' };
const deleted = (at: string) => ({ eventName: 'DeleteDeliveryStream', at });
const read = (at: string, errorCode?: string) => ({
  eventName: 'DescribeDeliveryStream',
  at,
  ...(errorCode === undefined ? {} : { errorCode }),
});

test('tells what the list shows of a stream', () => {
  expect(summarize(caseHistory('08-failed-updates'))).toEqual({
    account: '111122223333',
    region: 'us-east-1',
    name: 'ledger-stream',
    destination: 'Amazon S3',
    state: 'open',
    lifetimes: 1,
    versions: 3,
    gaps: 0,
    refused: 4,
    conflicts: 0,
    events: 7,
    isComplete: true,
    firstEventTime: '2024-04-01T09:00:00Z',
    lastEventTime: '2024-04-05T09:00:00Z',
    lastChange: {
      time: '2024-04-04T09:01:00Z',
      actor: 'alice',
      summary: 'Compression set to Snappy',
      severity: 'info',
    },
  });
});

describe('the state', () => {
  test.each([
    ['open', [created('08:00:00', bucket)]],
    ['deleted', [created('08:00:00', bucket), deleted('09:00:00')]],
    ['open', [created('08:00:00', bucket), deleted('09:00:00'), created('10:00:00', bucket)]],
    ['deleted', [deleted('09:00:00')]],
    ['ended', [created('08:00:00', bucket), read('09:00:00', 'ResourceNotFoundException')]],
    ['seen', [read('08:00:00')]],
    ['never-created', [{ ...created('08:00:00', bucket), errorCode: 'LimitExceededException' }]],
    ['never-created', [read('08:00:00', 'ResourceNotFoundException')]],
  ])('is %s', (state, calls) => {
    expect(summarize(streamOf(calls)).state).toBe(state);
  });
});

describe('gaps and completeness', () => {
  test('count what may hide a change', () => {
    expect(summarize(caseHistory('09-version-gap'))).toMatchObject({ gaps: 1, isComplete: false });
    expect(summarize(caseHistory('16-create-without-delete'))).toMatchObject({
      gaps: 1,
      isComplete: true,
      lifetimes: 2,
    });
  });

  test('count no log that begins later, and no number that encryption calls explain', () => {
    expect(summarize(caseHistory('12-log-starts-mid-life'))).toMatchObject({ gaps: 0, isComplete: false });
    const explained = streamOf([
      created('08:00:00', bucket),
      { eventName: 'StartDeliveryStreamEncryption', at: '09:00:00' },
      updated('10:00:00', 2, { ...bucket, prefix: 'a/' }),
    ]);
    expect(summarize(explained)).toMatchObject({ gaps: 0, isComplete: true });
  });

  test('a refusal that shows a newer version makes the newest configuration incomplete', () => {
    const history = streamOf([
      created('08:00:00', bucket),
      {
        eventName: 'UpdateDestination',
        at: '09:00:00',
        errorCode: 'ConcurrentModificationException',
        errorMessage: 'the current version id: 3 and specified version id: 1 do not match',
        request: { currentDeliveryStreamVersionId: '1' },
      },
    ]);
    expect(summarize(history)).toMatchObject({ gaps: 1, refused: 1, isComplete: false });
  });
});

test('the destination and last change are the newest that are known', () => {
  const summary = summarize(caseHistory('04-destination-switch'));
  expect(summary).toMatchObject({
    destination: 'Amazon S3',
    lastChange: { summary: 'Amazon Redshift replaced by Amazon S3', severity: 'high' },
  });
  expect(summarize(streamOf([read('08:00:00')])).lastChange).toBeUndefined();
  const gone = streamOf([created('08:00:00', bucket), deleted('09:00:00')]);
  expect(summarize(gone).lastChange).toEqual({
    time: '2026-06-12T09:00:00Z',
    actor: 'alice',
    summary: 'Deleted',
    severity: 'high',
  });
  expect(summarize(caseHistory('22-terraform-lifecycle'))).toMatchObject({ refused: 2, conflicts: 1, events: 8 });
});

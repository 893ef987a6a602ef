import fc from 'fast-check';
import { describe, expect, test } from 'vitest';

import { readLiveAnswer, type LiveAnswer } from '../../shared/firehose/live/liveAnswer.ts';
import { compareLive, otherStream } from '../../shared/firehose/live/liveComparison.ts';
import type { StreamHistory } from '../../shared/firehose/model.ts';
import type { LiveComparison } from '../../shared/firehose/presented.ts';
import type { JsonObject, JsonValue } from '../../shared/json.ts';
import { caseHistory, created, showOptions, streamOf, updated } from '../builders/streamHistories.ts';

const role = 'arn:aws:iam::111122223333:role/firehose-delivery';
const bucket = { bucketARN: 'arn:aws:s3:::a', roleARN: role };

/** An answer as the AWS CLI prints it. */
function described(
  { name = 'orders', region = 'eu-west-1' }: { readonly name?: string; readonly region?: string },
  destination: JsonObject,
  others: JsonObject = {},
): JsonObject {
  return {
    DeliveryStreamDescription: {
      DeliveryStreamName: name,
      DeliveryStreamARN: `arn:aws:firehose:${region}:111122223333:deliverystream/${name}`,
      DeliveryStreamStatus: 'ACTIVE',
      DeliveryStreamEncryptionConfiguration: { Status: 'DISABLED' },
      DeliveryStreamType: 'DirectPut',
      VersionId: '1',
      Destinations: [{ DestinationId: 'destinationId-000000000001', ...destination }],
      HasMoreDestinations: false,
      ...others,
    },
  };
}

/** What AWS makes of a plain S3 destination: under both names, with what it adds by itself. */
function s3(members: JsonObject = {}): JsonObject {
  const both = {
    RoleARN: role,
    BucketARN: 'arn:aws:s3:::a',
    BufferingHints: { SizeInMBs: 5, IntervalInSeconds: 300 },
    CompressionFormat: 'UNCOMPRESSED',
    EncryptionConfiguration: { NoEncryptionConfig: 'NoEncryption' },
    CloudWatchLoggingOptions: { Enabled: false },
    ...members,
  };
  return { S3DestinationDescription: both, ExtendedS3DestinationDescription: { ...both, S3BackupMode: 'Disabled' } };
}

function read(value: JsonValue): LiveAnswer {
  const reading = readLiveAnswer(JSON.stringify(value, undefined, 4));
  if (reading.kind === 'problem') throw new Error(reading.message);
  return reading.answer;
}

const compare = (history: StreamHistory, answer: JsonObject): LiveComparison =>
  compareLive(history, read(answer), showOptions);

const field = (comparison: LiveComparison, path: string) => comparison.fields.find((each) => each.path === path);

const verdicts = (comparison: LiveComparison) =>
  Object.fromEntries(
    comparison.fields.filter(({ verdict }) => verdict !== 'equal').map((each) => [each.path, each.verdict]),
  );

describe('a text', () => {
  const whole = described({}, s3());

  test('may be a whole answer, the description alone, or stand among other words', () => {
    const answer = read(whole);
    expect(answer).toMatchObject({
      stream: { account: '111122223333', region: 'eu-west-1', name: 'orders' },
      versionId: '1',
      status: 'ACTIVE',
      encryptionStatus: 'DISABLED',
      config: { destination: { type: 'ExtendedS3', bucketARN: 'arn:aws:s3:::a' }, encryption: { enabled: false } },
    });
    expect(read(whole['DeliveryStreamDescription'] as JsonObject)).toEqual(answer);
    expect(read([whole])).toEqual(answer);
    const pasted = readLiveAnswer(`\uFEFF$ aws firehose describe-delivery-stream\n${JSON.stringify(whole)}\n$ `);
    expect(pasted).toEqual({ kind: 'answer', answer });
  });

  test('may spell times as the CLI or an SDK does', () => {
    const at = (CreateTimestamp: JsonValue) => read(described({}, s3(), { CreateTimestamp })).createdMs;
    const expected = Date.parse('2026-06-12T08:00:00.500Z');
    expect([at(expected / 1000), at('2026-06-12T10:00:00.500000+02:00'), at('2026-06-12T08:00:00.500Z')]).toEqual([
      expected,
      expected,
      expected,
    ]);
  });

  test.each([
    ['empty', '  \n'],
    ['not-json', 'DeliveryStreamDescription:\n  DeliveryStreamARN: arn'],
    ['not-json', '-----------\n|  DescribeDeliveryStream  |'],
    ['not-json', '{"DeliveryStreamDescription": {"DeliveryStreamName": "a", '],
    ['not-json', 'hello'],
    [
      'aws-error',
      'An error occurred (ResourceNotFoundException) when calling the DescribeDeliveryStream operation: no',
    ],
    ['not-a-description', '{"DeliveryStreamNames": ["a"]}'],
    ['not-a-description', '{"Records": []}'],
    ['not-a-description', '{"a": 1}'],
    ['not-a-description', '"text"'],
    ['not-a-description', '{"DeliveryStreamDescription": null}'],
    ['several', '[{}, {}]'],
  ])('that is %s says so, and what to do', (problem, text) => {
    const reading = readLiveAnswer(text);
    expect(reading).toMatchObject({ kind: 'problem', problem });
    expect(reading.kind === 'problem' && reading.message).toContain('aws firehose describe-delivery-stream');
  });

  test('of any kind never throws', () => {
    fc.assert(fc.property(fc.string(), (text) => void readLiveAnswer(text)));
    fc.assert(
      fc.property(fc.jsonValue(), fc.jsonValue(), fc.jsonValue(), (destination, encryption, source) => {
        const value = described(
          {},
          { ExtendedS3DestinationDescription: destination as JsonValue },
          {
            DeliveryStreamEncryptionConfiguration: encryption as JsonValue,
            Source: source as JsonValue,
          },
        );
        compare(caseHistory('02-partial-merge'), value);
      }),
    );
  });

  test('about another stream is told to be that', () => {
    const history = streamOf([created('08:00:00', bucket)]);
    expect(otherStream(read(whole), history)).toBeUndefined();
    expect(otherStream(read(described({ name: 'clicks' }, s3())), history)).toContain('describes the stream "clicks"');
    expect(otherStream(read(described({ region: 'us-east-1' }, s3())), history)).toContain('us-east-1');
    const { DeliveryStreamARN: _, ...nameless } = whole['DeliveryStreamDescription'] as JsonObject;
    expect(otherStream(read(nameless), history)).toBeUndefined();
  });
});

describe('an answer that agrees', () => {
  test('is equal, with all that the service adds by itself', () => {
    const comparison = compare(streamOf([created('08:00:00', bucket)]), described({}, s3()));
    expect(comparison).toMatchObject({
      stream: { name: 'orders' },
      verdict: 'equal',
      title: 'AWS and the log agree',
      liveVersionId: '1',
      logVersionId: '1',
    });
    expect(verdicts(comparison)).toEqual({});
    expect(field(comparison, 'destination.compressionFormat')).toMatchObject({
      live: { text: 'UNCOMPRESSED' },
      explanation: 'What AWS takes where no call says anything.',
    });
  });

  test('is equal for what was written out, but is not described', () => {
    const destination = { ...bucket, prefix: '', processingConfiguration: { enabled: false, processors: [] } };
    expect(compare(streamOf([created('08:00:00', destination)]), described({}, s3())).verdict).toBe('equal');
  });

  test('fills in the parameters of a Lambda', () => {
    const arn = 'arn:aws:lambda:eu-west-1:111122223333:function:f';
    const parameter = (ParameterName: string, ParameterValue: string) => ({ ParameterName, ParameterValue });
    const processor = (parameters: readonly JsonObject[]) => ({
      Enabled: true,
      Processors: [{ Type: 'Lambda', Parameters: parameters }],
    });
    const sent = { parameters: [{ parameterName: 'LambdaArn', parameterValue: arn }], type: 'Lambda' };
    const history = streamOf([
      created('08:00:00', { ...bucket, processingConfiguration: { enabled: true, processors: [sent] } }),
    ]);
    const filled = [
      parameter('LambdaArn', arn),
      parameter('NumberOfRetries', '3'),
      parameter('RoleArn', role),
      parameter('BufferSizeInMBs', '1'),
      parameter('BufferIntervalInSeconds', '60'),
    ];
    const answer = (parameters: readonly JsonObject[]) =>
      compare(history, described({}, s3({ ProcessingConfiguration: processor(parameters) })));
    expect(answer(filled).verdict).toBe('equal');
    const more = answer([...filled.slice(0, 1), parameter('NumberOfRetries', '5'), ...filled.slice(2)]);
    expect(verdicts(more)).toEqual({
      'destination.processingConfiguration.processors.Lambda.NumberOfRetries': 'different',
    });
    const other = answer([...filled.slice(0, 2), parameter('RoleArn', `${role}-2`), ...filled.slice(3)]);
    expect(verdicts(other)).toEqual({ 'destination.processingConfiguration.processors.Lambda.RoleArn': 'only-aws' });
  });

  test('describes an S3 destination of old under both names', () => {
    const history = streamOf([
      { eventName: 'CreateDeliveryStream', at: '08:00:00', request: { s3DestinationConfiguration: bucket } },
    ]);
    expect(compare(history, described({}, s3())).verdict).toBe('equal');
  });

  test('cannot be compared in tags, secrets and what the log hides', () => {
    const history = streamOf([
      {
        eventName: 'CreateDeliveryStream',
        at: '08:00:00',
        request: {
          tags: [{ key: 'owner', value: 'data' }],
          redshiftDestinationConfiguration: {
            roleARN: role,
            clusterJDBCURL: 'jdbc:redshift://a',
            username: '',
            password: '',
            s3Configuration: bucket,
          },
        },
      },
    ]);
    const comparison = compare(
      history,
      described(
        {},
        {
          RedshiftDestinationDescription: {
            RoleARN: role,
            ClusterJDBCURL: 'jdbc:redshift://a',
            Username: 'loader',
            RetryOptions: { DurationInSeconds: 3600 },
            S3DestinationDescription: { BucketARN: 'arn:aws:s3:::a', RoleARN: role, CompressionFormat: 'UNCOMPRESSED' },
          },
        },
      ),
    );
    expect(comparison.verdict).toBe('equal');
    expect(comparison.explanation).toContain('3 fields cannot be compared');
    expect(verdicts(comparison)).toEqual({
      'destination.username': 'cannot-compare',
      'destination.password': 'cannot-compare',
      'tags.owner': 'cannot-compare',
    });
    expect(field(comparison, 'destination.password')?.explanation).toBe('AWS never returns this value.');
  });

  test('masks secrets that AWS and the log show in clear, and compares them', () => {
    const history = streamOf([
      {
        eventName: 'CreateDeliveryStream',
        at: '08:00:00',
        request: { splunkDestinationConfiguration: { hECToken: 'secret-1' } },
      },
    ]);
    const answer = (token: string) =>
      compare(history, described({}, { SplunkDestinationDescription: { HECToken: token } }));
    expect(field(answer('secret-1'), 'destination.hECToken')?.verdict).toBe('equal');
    expect(field(answer('secret-2'), 'destination.hECToken')?.verdict).toBe('different');
    expect(JSON.stringify(answer('secret-2'))).not.toContain('secret-');
  });
});

describe('an answer that differs', () => {
  const history = streamOf([
    created('08:00:00', { ...bucket, compressionFormat: 'GZIP', customTimeZone: 'Europe/Berlin' }),
    updated('09:00:00', 1, { ...bucket, prefix: 'a/' }),
  ]);

  test('under the same version was changed by a call that is not in the log', () => {
    const comparison = compare(
      history,
      described({}, s3({ Prefix: 'b/', CompressionFormat: 'GZIP', ErrorOutputPrefix: 'errors/' }), { VersionId: '2' }),
    );
    expect(comparison).toMatchObject({ verdict: 'different', title: '3 fields differ from the log' });
    expect(comparison.explanation).toContain('Both are version 2.');
    expect(verdicts(comparison)).toEqual({
      'destination.prefix': 'different',
      'destination.customTimeZone': 'only-log',
      'destination.errorOutputPrefix': 'different',
    });
    expect(field(comparison, 'destination.prefix')).toMatchObject({ log: { text: 'a/' }, live: { text: 'b/' } });
  });

  test('under a newer version shows updates that the log lacks', () => {
    const comparison = compare(
      history,
      described({}, s3({ Prefix: 'b/', CompressionFormat: 'GZIP' }), { VersionId: '5' }),
    );
    expect(comparison).toMatchObject({
      verdict: 'not-in-log',
      title: '3 updates are not in this log',
      liveVersionId: '5',
      logVersionId: '2',
    });
    expect(verdicts(comparison)).toEqual({
      'destination.prefix': 'explained-by-gap',
      'destination.customTimeZone': 'explained-by-gap',
    });
  });

  test('in what is fixed at creation is no matter of missing updates', () => {
    const answer = described({}, s3({ CompressionFormat: 'GZIP' }), {
      VersionId: '5',
      DeliveryStreamType: 'KinesisStreamAsSource',
    });
    const comparison = compare(history, answer);
    expect(comparison.verdict).toBe('different');
    expect(field(comparison, 'deliveryStreamType')?.verdict).toBe('different');
  });

  test('under an older version is compared with that one', () => {
    const answer = described({}, s3({ CompressionFormat: 'GZIP', CustomTimeZone: 'Europe/Berlin' }));
    const comparison = compare(history, answer);
    expect(comparison).toMatchObject({ verdict: 'equal', liveVersionId: '1', logVersionId: '1' });
    expect(comparison.explanation).toContain('The answer is older than this log');
  });

  test('in values last seen before a gap is explained by it', () => {
    const answer = described(
      { name: 'billing-export', region: 'us-east-1' },
      s3({
        BucketARN: 'arn:aws:s3:::acme-billing',
        Prefix: 'in/v5/',
        BufferingHints: { SizeInMBs: 5, IntervalInSeconds: 60 },
        CompressionFormat: 'ZIP',
        FileExtension: '.gz',
      }),
      { VersionId: '6' },
    );
    const comparison = compare(caseHistory('09-version-gap'), answer);
    expect(comparison).toMatchObject({ verdict: 'explained-by-gap', title: '1 field changed in a gap of this log' });
    expect(verdicts(comparison)).toEqual({
      'destination.compressionFormat': 'explained-by-gap',
      'destination.fileExtension': 'only-aws',
      'tags.owner': 'cannot-compare',
    });
    expect(field(comparison, 'destination.bucketARN')?.explanation).toContain('confirms it');
    expect(field(comparison, 'destination.compressionFormat')?.log?.marks[0]?.certainty).toBe('stale');
  });

  test('settles what AWS does not document', () => {
    const conversion = (block: number, others: JsonObject = {}) => ({
      outputFormatConfiguration: {
        serializer: { parquetSerDe: { compression: 'GZIP', blockSizeBytes: block, ...others } },
      },
    });
    const doubtful = streamOf([
      created('08:00:00', {
        ...bucket,
        dataFormatConversionConfiguration: conversion(134217728, { writerVersion: 'V2' }),
      }),
      updated('09:00:00', 1, { ...bucket, dataFormatConversionConfiguration: conversion(268435456) }),
    ]);
    const live = {
      OutputFormatConfiguration: { Serializer: { ParquetSerDe: { Compression: 'GZIP', BlockSizeBytes: 268435456 } } },
    };
    const hints = { SizeInMBs: 128, IntervalInSeconds: 300 };
    const comparison = compare(
      doubtful,
      described({}, s3({ DataFormatConversionConfiguration: { Enabled: true, ...live }, BufferingHints: hints }), {
        VersionId: '2',
      }),
    );
    expect(comparison.verdict).toBe('equal');
    expect(Object.values(verdicts(comparison))).toEqual(['cannot-compare']);
  });
});

describe('encryption', () => {
  const encrypted = streamOf([
    created('08:00:00', bucket),
    { eventName: 'StartDeliveryStreamEncryption', at: '09:00:00' },
  ]);
  const answer = (Status: string, others: JsonObject = {}) =>
    compare(
      encrypted,
      described({}, s3(), { DeliveryStreamEncryptionConfiguration: { Status, KeyType: 'AWS_OWNED_CMK' }, ...others }),
    );

  test('is told with the state that AWS gives it', () => {
    expect(answer('ENABLED').verdict).toBe('equal');
    expect(field(answer('ENABLING'), 'encryption.enabled')).toMatchObject({
      verdict: 'equal',
      explanation: 'AWS is still enabling it.',
    });
    expect(field(answer('ENABLING_FAILED'), 'encryption.enabled')).toMatchObject({
      verdict: 'different',
      explanation: expect.stringContaining('enabling it failed'),
    });
    expect(answer('DISABLED').verdict).toBe('different');
  });

  test('may have moved the number', () => {
    const comparison = answer('ENABLED', { VersionId: '2' });
    expect(comparison).toMatchObject({ verdict: 'equal' });
    expect(comparison.explanation).toContain('Encryption calls since then may have moved the number');
    expect(answer('ENABLED', { VersionId: '3' }).verdict).toBe('not-in-log');
  });
});

describe('a stream that the log does not know like that', () => {
  test('was deleted, and created again later', () => {
    const history = streamOf([created('08:00:00', bucket), { eventName: 'DeleteDeliveryStream', at: '09:00:00' }]);
    const later = described({}, s3(), { CreateTimestamp: '2026-06-13T08:00:00Z' });
    expect(compare(history, later)).toMatchObject({ verdict: 'not-in-log', title: 'Not in this log' });
    const before = described({}, s3(), { CreateTimestamp: '2026-06-12T08:00:05Z', DeliveryStreamStatus: 'DELETING' });
    expect(compare(history, before)).toMatchObject({
      verdict: 'equal',
      explanation: expect.stringContaining('AWS says the stream is DELETING.'),
    });
  });

  test('ended in the log, though AWS describes it as if nothing had happened', () => {
    const active = described({}, s3(), { CreateTimestamp: '2026-06-12T08:00:05Z' });
    const ended = (end: Parameters<typeof streamOf>[0][number]) =>
      compare(streamOf([created('08:00:00', bucket), end]), active);
    expect(ended({ eventName: 'DeleteDeliveryStream', at: '09:00:00' })).toMatchObject({
      verdict: 'different',
      title: 'The stream ended in this log',
      explanation: expect.stringContaining('A call in this log deleted the stream.'),
    });
    const notFound = {
      eventName: 'DescribeDeliveryStream',
      at: '09:00:00',
      errorCode: 'ResourceNotFoundException',
    };
    expect(ended(notFound).explanation).toContain('A later call in this log found no such stream.');
  });

  test('was created again unseen', () => {
    const history = streamOf([created('08:00:00', bucket)]);
    const later = described({}, s3(), { CreateTimestamp: '2026-06-20T08:00:00Z' });
    expect(compare(history, later)).toMatchObject({
      verdict: 'not-in-log',
      explanation: expect.stringContaining('created later than the one in this log'),
    });
  });

  test('has no version in it', () => {
    const comparison = compare(
      streamOf([{ eventName: 'DescribeDeliveryStream', at: '08:00:00' }]),
      described({}, s3()),
    );
    expect(comparison.verdict).toBe('not-in-log');
    expect(comparison.fields.every(({ verdict }) => verdict === 'only-aws')).toBe(true);
    expect(comparison.fields.length).toBeGreaterThan(5);
  });

  test('began before it', () => {
    const history = streamOf([updated('09:00:00', 7, { ...bucket, prefix: 'a/' })]);
    const comparison = compare(
      history,
      described({}, s3({ Prefix: 'a/', CompressionFormat: 'GZIP' }), { VersionId: '8' }),
    );
    expect(comparison.verdict).toBe('equal');
    expect(verdicts(comparison)).toMatchObject({ 'destination.compressionFormat': 'only-aws' });
  });
});

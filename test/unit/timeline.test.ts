import fc from 'fast-check';
import { describe, expect, test } from 'vitest';

import type { StreamHistory } from '../../shared/firehose/model.ts';
import type { TimelineEntry, TimelineRefusals, TimelineVersion } from '../../shared/firehose/presented.ts';
import { summaryOf } from '../../shared/firehose/timeline/summary.ts';
import { timelineOf } from '../../shared/firehose/timeline/timeline.ts';
import type { JsonObject } from '../../shared/json.ts';
import { caseHistory, created, historiesOf, streamOf, updated } from '../builders/streamHistories.ts';
import { randomHistory } from '../firehose/randomHistory.ts';

const bucket = { bucketARN: 'arn:aws:s3:::a', roleARN: 'arn:aws:iam::111122223333:role/a' };

const entriesOf = (history: StreamHistory): readonly TimelineEntry[] => timelineOf(history, {}).entries;

/** A word for each entry, newest first. */
const outline = (history: StreamHistory): readonly string[] =>
  entriesOf(history).map((entry) => (entry.kind === 'version' ? entry.id : entry.kind));

/** One shape of entry may stand for several kinds. */
type EntryOf<Kind, Entry = TimelineEntry> = Entry extends { readonly kind: infer Kinds }
  ? Kind extends Kinds
    ? Entry
    : never
  : never;

function ofKind<Kind extends TimelineEntry['kind']>(history: StreamHistory, kind: Kind): readonly EntryOf<Kind>[] {
  return entriesOf(history).filter((entry) => entry.kind === kind) as EntryOf<Kind>[];
}

function versionOf(history: StreamHistory, id: string): TimelineVersion {
  const found = ofKind(history, 'version').find((entry) => entry.id === id);
  if (!found) throw new Error(`No version ${id}`);
  return found;
}

const summaries = (history: StreamHistory): readonly string[] =>
  ofKind(history, 'version')
    .map(({ summary }) => summary)
    .toReversed();

const remarks = (entry: TimelineVersion): readonly string[] => entry.remarks.map(({ text }) => text);

const refused = (at: string, errorCode: string, others: JsonObject = {}, eventName = 'UpdateDestination') => ({
  eventName,
  at,
  errorCode,
  request: others,
});

describe('the order', () => {
  test.each([
    ['04-destination-switch', ['3', 'refusals', '2', '1']],
    ['08-failed-updates', ['refusals', '3', 'refusals', 'refusals', 'refusals', '2', '1']],
    ['09-version-gap', ['6', '5', 'gap', '2.1', '2', '1']],
    ['10-out-of-order-duplicates', ['deleted', '5', '4', '3', '2', '1']],
    ['11-delete-and-recreate', ['2', '1', 're-created', 'refusals', 'deleted', '2', '1']],
    ['12-log-starts-mid-life', ['deleted', '8.1', '8', '?.1', 'gap']],
    ['16-create-without-delete', ['1', 're-created', 'gap', '2', '1']],
    ['22-terraform-lifecycle', ['conflict', 'deleted', '2', '1.1', '1', 'refusals']],
    ['27-not-found-implies-deletion', ['1', 're-created', 'gap', '2', '1']],
  ])('of %s is newest first', (name, expected) => {
    expect(outline(caseHistory(name))).toEqual(expected);
  });

  test('puts a gap that a refusal shows between the last version and the refusal', () => {
    const history = streamOf([
      created('08:00:00', bucket),
      {
        ...refused('09:00:00', 'ConcurrentModificationException', { currentDeliveryStreamVersionId: '1' }),
        errorMessage: 'the current version id: 4 and specified version id: 1 do not match',
      },
    ]);
    expect(outline(history)).toEqual(['refusals', 'gap', '1']);
    expect(ofKind(history, 'gap')[0]).toMatchObject({
      severity: 'medium',
      title: '3 updates are not in this log',
      explanation: expect.stringContaining('The newest configuration is outdated.'),
    });
  });

  test('holds every version, gap and refused attempt of any history once', () => {
    fc.assert(
      fc.property(randomHistory, (records) => {
        for (const history of historiesOf(records)) {
          const { entries } = timelineOf(history, {});
          const of = (kind: TimelineEntry['kind']): number => entries.filter((entry) => entry.kind === kind).length;
          const sum = (count: (lifetime: (typeof history.lifetimes)[number]) => number): number =>
            history.lifetimes.reduce((total, lifetime) => total + count(lifetime), 0);
          expect(of('version')).toBe(sum(({ versions }) => versions.length));
          expect(of('gap')).toBe(sum(({ gaps }) => gaps.length));
          const attempts = entries.flatMap((entry) => (entry.kind === 'refusals' ? entry.attempts : []));
          const outside = history.unattached.filter(({ errorCode }) => errorCode !== null).length;
          expect(attempts).toHaveLength(sum(({ failures }) => failures.length) + outside);
          for (const [index] of history.lifetimes.entries()) {
            const order = entries.flatMap((entry) =>
              entry.kind === 'version' && entry.lifetime === index ? [entry.version] : [],
            );
            expect(order).toEqual(order.toSorted((a, b) => b - a));
          }
        }
      }),
      { numRuns: 150 },
    );
  });
});

describe('a summary', () => {
  test.each([
    ['01-seed-sample', ['Direct PUT to Amazon Redshift', 'Staging bucket and staging S3 prefix changed, 2 more']],
    [
      '02-partial-merge',
      [
        'Direct PUT to Amazon S3',
        'Buffer size 5 → 64 MiB, buffer interval 300 → 120 s',
        'S3 prefix changed',
        'KMS key removed',
      ],
    ],
    [
      '04-destination-switch',
      ['Direct PUT to Amazon S3', 'Amazon S3 replaced by Amazon Redshift', 'Amazon Redshift replaced by Amazon S3'],
    ],
    [
      '05-extended-s3-processing',
      [
        'Kinesis stream to Amazon S3',
        'Lambda processor added',
        'Lambda processor changed, 4 more',
        'Record processing off, Lambda processor removed',
      ],
    ],
    [
      '06-encryption-start-stop',
      [
        'Direct PUT to Amazon S3',
        'Encryption at rest requested',
        'Encryption key: AWS owned → customer managed',
        'S3 prefix audit/ → audit/v2/',
        'End of encryption at rest requested',
      ],
    ],
    [
      '07-tags',
      [
        'Direct PUT to Amazon S3',
        'Tag owner changed, tags pii and Cost Center set',
        'Tag env removed',
        'Compression set to GZIP',
      ],
    ],
    [
      '12-log-starts-mid-life',
      [
        'Tag reviewed set',
        'First seen: Amazon S3 with S3 prefix, buffer interval and buffer size',
        'Encryption at rest requested with a customer managed key',
      ],
    ],
    [
      '14-redacted-secrets',
      ['Direct PUT to HTTP endpoint', 'Endpoint URL and HTTP access key restated, hidden', 'Buffer size 4 → 8 MiB'],
    ],
    ['17-s3-to-extended-s3', ['Direct PUT to Amazon S3', 'Lambda processor added', 'S3 prefix nginx/ → nginx-v2/']],
  ])('of %s says what a person would', (name, expected) => {
    expect(summaries(caseHistory(name))).toEqual(expected);
  });

  test('tells blocks that come and go as one thing', () => {
    const conversion = {
      enabled: true,
      schemaConfiguration: { databaseName: 'lake', tableName: 't', roleARN: bucket.roleARN },
    };
    const logging = { enabled: true, logGroupName: 'g', logStreamName: 's' };
    const history = streamOf([
      created('08:00:00', {
        ...bucket,
        dataFormatConversionConfiguration: { enabled: false },
        cloudWatchLoggingOptions: { enabled: false, logGroupName: '', logStreamName: '' },
      }),
      updated('09:00:00', 1, { ...bucket, dataFormatConversionConfiguration: conversion }),
      updated('10:00:00', 2, { ...bucket, cloudWatchLoggingOptions: logging }),
      updated('11:00:00', 3, { ...bucket, cloudWatchLoggingOptions: { enabled: false } }),
    ]);
    expect(summaries(history).slice(1)).toEqual([
      'Format conversion added',
      'Error logging added',
      'Error logging off',
    ]);
  });

  test('begins with what is most severe', () => {
    const key = { kMSEncryptionConfig: { aWSKMSKeyARN: 'arn:aws:kms:eu-west-1:111122223333:key/1' } };
    const history = streamOf([
      created('08:00:00', { ...bucket, encryptionConfiguration: key, compressionFormat: 'GZIP' }),
      updated('09:00:00', 1, {
        ...bucket,
        bucketARN: 'arn:aws:s3:::b',
        compressionFormat: 'ZIP',
        encryptionConfiguration: { kMSEncryptionConfig: { aWSKMSKeyARN: 'arn:aws:kms:eu-west-1:999999999999:key/2' } },
      }),
    ]);
    expect(versionOf(history, '2')).toMatchObject({
      summary: 'Bucket and KMS key changed, compression GZIP → ZIP',
      severity: 'high',
      changes: 3,
      noise: 0,
    });
  });

  test('tells defaults and restatements apart from changes', () => {
    const history = streamOf([
      created('08:00:00', bucket),
      updated('09:00:00', 1, bucket),
      updated('10:00:00', 2, { ...bucket, compressionFormat: 'UNCOMPRESSED', s3BackupMode: 'Disabled' }),
      { eventName: 'UntagDeliveryStream', at: '11:00:00', request: { tagKeys: ['none'] } },
    ]);
    expect(summaries(history).slice(1)).toEqual([
      'Restated without change',
      'Defaults written out, nothing else changed',
      'No tag of those named was set',
    ]);
    expect(versionOf(history, '3')).toMatchObject({ changes: 0, noise: 2 });
    expect(versionOf(history, '3').severity).toBeUndefined();
  });

  test('calls only what was written out a default', () => {
    const retries = (value: string | number): JsonObject => ({
      processingConfiguration: {
        processors: [{ type: 'Lambda', parameters: [{ parameterName: 'NumberOfRetries', parameterValue: value }] }],
      },
    });
    const history = streamOf([created('08:00:00', retries('3')), updated('09:00:00', 1, retries(3))]);
    expect(versionOf(history, '2')).toMatchObject({ summary: 'Restated without change', changes: 0, noise: 1 });
  });

  test('tells the tables of a destination apart', () => {
    const tables = (...keys: readonly string[]): JsonObject => ({
      destinationTableConfigurationList: keys.map((key, index) => ({
        destinationDatabaseName: 'sales',
        destinationTableName: `t${index}`,
        uniqueKeys: [key],
      })),
    });
    const history = streamOf([
      {
        eventName: 'CreateDeliveryStream',
        at: '08:00:00',
        request: { icebergDestinationConfiguration: tables('a', 'a') },
      },
      {
        eventName: 'UpdateDestination',
        at: '09:00:00',
        request: { currentDeliveryStreamVersionId: '1', icebergDestinationUpdate: tables('b', 'b') },
      },
    ]);
    expect(versionOf(history, '2').summary).toBe('Iceberg unique keys of sales.t0 and 1 more changed');
  });

  test('is one line, whatever a tag is called', () => {
    const history = streamOf([
      created('08:00:00', bucket),
      {
        eventName: 'TagDeliveryStream',
        at: '09:00:00',
        request: { tags: [{ key: 'cost\r\n\u001bcenter', value: 'x' }] },
      },
    ]);
    expect(versionOf(history, '1.1').summary).toBe('Tag cost center set');
  });

  test('counts what the line cannot hold', () => {
    const tags = Array.from({ length: 30 }, (_, index) => ({ key: `a-rather-long-tag-key-${index}`, value: 'x' }));
    const history = streamOf([
      created('08:00:00', bucket),
      { eventName: 'TagDeliveryStream', at: '09:00:00', request: { tags } },
    ]);
    const { summary } = versionOf(history, '1.1');
    expect(summary.length).toBeLessThanOrEqual(90);
    expect(summary).toMatch(/^Tags a-rather-long-tag-key-0, /);
  });

  test('of any version is one line of bearable length, and never empty', () => {
    fc.assert(
      fc.property(randomHistory, (records) => {
        for (const history of historiesOf(records)) {
          for (const [index, { versions }] of history.lifetimes.entries()) {
            for (const version of versions.keys()) {
              const { summary, changes, noise } = summaryOf(history, index, version);
              expect(summary).not.toBe('');
              expect(summary.length).toBeLessThanOrEqual(90);
              expect(changes + noise).toBe(versions[version]?.changes.length);
            }
          }
        }
      }),
      { numRuns: 150 },
    );
  });
});

describe('refused attempts', () => {
  test('are folded by action, actor and error within ten minutes', () => {
    const history = streamOf([
      created('08:00:00', bucket),
      refused('09:00:00', 'ThrottlingException'),
      refused('09:08:00', 'ThrottlingException'),
      refused('09:09:00', 'ValidationException'),
      refused('09:18:00', 'ThrottlingException'),
      refused('09:28:01', 'ThrottlingException'),
    ]);
    const runs = ofKind(history, 'refusals').map(({ errorCode, attempts, title }) => [
      errorCode,
      attempts.length,
      title,
    ]);
    expect(runs).toEqual([
      ['ThrottlingException', 1, '1 refused update'],
      ['ThrottlingException', 3, '3 refused updates'],
      ['ValidationException', 1, '1 refused update'],
    ]);
  });

  test('end their run where the call succeeds, and name the version it made', () => {
    const history = streamOf([
      created('08:00:00', bucket),
      refused('09:00:00', 'ResourceInUseException'),
      updated('09:01:00', 1, { ...bucket, prefix: 'a/' }),
      refused('09:02:00', 'ResourceInUseException'),
    ]);
    const [later, earlier] = ofKind(history, 'refusals');
    expect(earlier).toMatchObject({ followedBy: '2', explanation: expect.stringContaining('60 s later') });
    expect(later?.followedBy).toBeUndefined();
    expect(later?.attempts).toHaveLength(1);
  });

  test('belong to the creation that follows them, as Terraform makes it', () => {
    const [run] = ofKind(caseHistory('22-terraform-lifecycle'), 'refusals');
    expect(run).toMatchObject({ title: '2 refused creations', followedBy: '1', severity: 'info' });
    expect(run?.explanation).toContain('Terraform repeats such calls');
    expect(run?.explanation).toContain('succeeded 10 s later and made version 1');
  });

  const severities = (times: readonly string[]): readonly TimelineRefusals['severity'][] => {
    const calls = times.map((at) => refused(at, 'AccessDenied'));
    return ofKind(streamOf([created('08:00:00', bucket), ...calls]), 'refusals').map(({ severity }) => severity);
  };

  test('without permission are medium, three in ten minutes high', () => {
    expect(severities(['09:00:00', '09:05:00'])).toEqual(['medium']);
    expect(severities(['09:00:00', '09:05:00', '09:10:00'])).toEqual(['high']);
    expect(severities(['09:00:00', '09:05:00', '09:10:01'])).toEqual(['medium']);
  });

  test('without permission count together whatever was tried', () => {
    const history = streamOf([
      created('08:00:00', bucket),
      refused('09:00:00', 'AccessDenied'),
      refused('09:01:00', 'AccessDeniedException', {}, 'DeleteDeliveryStream'),
      refused('09:02:00', 'AccessDenied', {}, 'StopDeliveryStreamEncryption'),
    ]);
    expect(ofKind(history, 'refusals').map(({ severity }) => severity)).toEqual(['high', 'high', 'high']);
  });

  test('to back up less are medium', () => {
    const history = streamOf([
      created('08:00:00', { ...bucket, s3BackupMode: 'Enabled' }),
      refused('09:00:00', 'InvalidArgumentException', { extendedS3DestinationUpdate: { s3BackupMode: 'Disabled' } }),
    ]);
    expect(ofKind(history, 'refusals')[0]).toMatchObject({ severity: 'medium' });
  });

  test('of a stream that never was stand by themselves', () => {
    const history = caseHistory('25-seen-only-and-never-created', 'over-quota');
    expect(outline(history)).toEqual(['refusals']);
    expect(ofKind(history, 'refusals')[0]?.lifetime).toBeUndefined();
  });

  test('quote AWS without the secrets of the request', () => {
    const token = 'ab12-very-secret';
    const history = streamOf([
      created('08:00:00', bucket),
      {
        ...refused('09:00:00', 'ValidationException', { splunkDestinationUpdate: { hECToken: token } }),
        errorMessage: `Value '${token}' at 'splunkDestinationUpdate.hECToken' failed to satisfy constraint`,
      },
      {
        ...refused('12:00:00', 'ValidationException'),
        errorMessage: `Value '${token}' at 'splunkDestinationUpdate.hECToken' failed to satisfy constraint`,
      },
    ]);
    const text = JSON.stringify(timelineOf(history, {}));
    expect(text).not.toContain(token);
    expect(text).toContain("Value '•••' at 'splunkDestinationUpdate.hECToken' failed");
  });

  test.each([
    [
      'Value "abc-1" at "splunkDestinationUpdate.HECToken" failed',
      'Value "•••" at "splunkDestinationUpdate.HECToken" failed',
    ],
    ['Value abc-1 at splunkDestinationUpdate.hECToken failed', 'Value ••• at splunkDestinationUpdate.hECToken failed'],
    [
      "Value 'logs/' at 'x.prefix' failed; Value 'abc-1' at 'x.password' failed",
      "Value 'logs/' at 'x.prefix' failed; Value '•••' at 'x.password' failed",
    ],
    ['bad login: password=abc-1, user=x', 'bad login: password=•••, user=x'],
    ['bad body {"hECToken":"abc-1","x":1}', 'bad body {"hECToken":•••,"x":1}'],
    ['bad key -----BEGIN PRIVATE KEY-----\nabc-1', 'bad key •••'],
    ['User: x is not authorized to perform: firehose:UpdateDestination', undefined],
  ])('quote AWS without secrets of a request that is not in the log: %s', (errorMessage, shown = errorMessage) => {
    const history = streamOf([
      created('08:00:00', bucket),
      { ...refused('09:00:00', 'ValidationException'), errorMessage },
    ]);
    expect(ofKind(history, 'refusals')[0]?.attempts[0]?.errorMessage).toBe(shown);
  });

  test('quote AWS without secrets as JSON writes them', () => {
    const privateKey = 'first line\nsecond "line"';
    const request = { snowflakeDestinationUpdate: { privateKey } };
    const errorMessage = `Cannot read ${JSON.stringify({ key: privateKey })}`;
    const history = streamOf([
      created('08:00:00', bucket),
      { ...refused('09:00:00', 'ValidationException', request), errorMessage },
    ]);
    expect(ofKind(history, 'refusals')[0]?.attempts[0]?.errorMessage).toBe('Cannot read {"key":"•••"}');
  });
});

describe('what is missing', () => {
  test('between two versions is told with its meaning', () => {
    expect(ofKind(caseHistory('09-version-gap'), 'gap')[0]).toEqual({
      kind: 'gap',
      lifetime: 0,
      gapKind: 'missing-updates',
      severity: 'medium',
      title: '2 updates are not in this log',
      explanation:
        'Between version 2 and version 4: the calls that made versions 3 and 4 are missing. Values last seen before may have changed.',
    });
  });

  test('may be an encryption call that moved the number', () => {
    const history = streamOf([
      created('08:00:00', bucket),
      { eventName: 'StartDeliveryStreamEncryption', at: '09:00:00' },
      updated('10:00:00', 2, { ...bucket, prefix: 'a/' }),
    ]);
    const [gap] = ofKind(history, 'gap');
    expect(gap).toMatchObject({ severity: 'info', title: 'The version number moved between version 1 and version 2' });
    expect(gap?.explanation).toContain('If it does not, 1 update is not in this log.');
  });

  test('before the log begins is no alarm', () => {
    const [gap] = ofKind(caseHistory('12-log-starts-mid-life'), 'gap');
    expect(gap).toMatchObject({
      severity: 'info',
      gapKind: 'missing-create',
      title: 'The creation is not in this log',
    });
    expect(gap?.explanation).toContain('the creation and 6 updates, up to version 7, are missing');
  });

  test('of a deletion is told with what shows it', () => {
    const explain = (name: string) => ofKind(caseHistory(name), 'gap')[0]?.explanation;
    expect(explain('16-create-without-delete')).toContain('was created while the log still knew one');
    expect(explain('27-not-found-implies-deletion')).toContain('no stream of this name exists');
    const unseen = streamOf([
      created('08:00:00', bucket),
      updated('09:00:00', 1, { ...bucket, prefix: 'a/' }),
      updated('10:00:00', 1, { ...bucket, prefix: 'b/' }),
    ]);
    const deletion = ofKind(unseen, 'gap').find(({ gapKind }) => gapKind === 'missing-delete');
    expect(deletion?.explanation).toContain('names a version below the one known');
    expect(outline(unseen)).toEqual(['2', 'created-unseen', 'gap', 'gap', '2', '1']);
  });
});

describe('a life after another', () => {
  const reborn = (destination: JsonObject): StreamHistory =>
    streamOf([
      created('08:00:00', bucket),
      { eventName: 'DeleteDeliveryStream', at: '09:00:00', request: { allowForceDelete: true } },
      created('10:00:00', destination),
    ]);

  test('elsewhere is high, with what differs', () => {
    const [moment] = ofKind(
      reborn({ bucketARN: 'arn:aws:s3:::b', roleARN: 'arn:aws:iam::111122223333:role/b' }),
      're-created',
    );
    expect(moment).toMatchObject({
      severity: 'high',
      title: 'Re-created with another bucket and delivery role',
      lifetime: 1,
    });
    expect(moment?.explanation).toContain('arn:aws:s3:::a → arn:aws:s3:::b');
    expect(moment?.explanation).toContain('Producers write by name: their data now flows to the new destination.');
  });

  test('in the same place is not', () => {
    const history = reborn({ ...bucket, prefix: 'new/' });
    expect(ofKind(history, 're-created')[0]).toMatchObject({ severity: 'info' });
    expect(ofKind(history, 'version').map(({ badges }) => badges)).toEqual([['re-created'], ['created']]);
  });

  test('that backs up less is high', () => {
    const lives = (before: string, after: string | undefined) =>
      ofKind(
        streamOf([
          created('08:00:00', { ...bucket, s3BackupMode: before }),
          { eventName: 'DeleteDeliveryStream', at: '09:00:00' },
          created('10:00:00', { ...bucket, ...(after === undefined ? {} : { s3BackupMode: after }) }),
        ]),
        're-created',
      ).map(({ severity, title }) => [severity, title]);
    expect(lives('Enabled', 'Disabled')).toEqual([['high', 'Re-created with another S3 backup']]);
    expect(lives('Enabled', undefined)).toEqual([['high', 'Re-created with another S3 backup']]);
    expect(lives('Disabled', 'Enabled')[0]?.[0]).toBe('info');
    expect(lives('FailedDataOnly', undefined)[0]?.[0]).toBe('info');
  });

  test('is not judged where the log hides or lacks the destination', () => {
    const hidden = { url: 'HIDDEN_DUE_TO_SECURITY_REASONS' };
    const create = (at: string) => ({
      eventName: 'CreateDeliveryStream',
      at,
      request: { httpEndpointDestinationConfiguration: { endpointConfiguration: hidden } },
    });
    const history = streamOf([
      create('08:00:00'),
      { eventName: 'DeleteDeliveryStream', at: '09:00:00' },
      create('10:00:00'),
    ]);
    expect(ofKind(history, 're-created')[0]).toMatchObject({
      severity: 'medium',
      explanation: 'The log hides where the data goes: it may be somewhere else.',
    });
  });

  test('of another kind of destination says so', () => {
    const history = streamOf([
      created('08:00:00', bucket),
      { eventName: 'DeleteDeliveryStream', at: '09:00:00' },
      { eventName: 'CreateDeliveryStream', at: '10:00:00', request: { splunkDestinationConfiguration: {} } },
    ]);
    expect(ofKind(history, 're-created')[0]).toMatchObject({
      severity: 'high',
      title: 'Re-created with another kind of destination',
      explanation: expect.stringContaining('Amazon S3 → Splunk'),
    });
  });

  test('ends with a deletion that says whether it was forced', () => {
    const [deletion] = ofKind(reborn(bucket), 'deleted');
    expect(deletion).toMatchObject({ severity: 'high', origin: { actor: 'alice' } });
    expect(deletion?.explanation).toContain('Producers fail or lose data; buffered records are discarded.');
    expect(deletion?.explanation).toContain('allowForceDelete');
  });
});

describe('remarks', () => {
  test('on who had never changed the stream before', () => {
    const history = caseHistory('12-log-starts-mid-life');
    expect(ofKind(history, 'deleted')[0]?.explanation).toContain('Made by the root user of the account.');
    const byPerson = caseHistory('02-partial-merge');
    expect(remarks(versionOf(byPerson, '1'))).toEqual([]);
    expect(remarks(versionOf(byPerson, '2'))).toEqual(['First change of this stream by bob and from 198.51.100.61.']);
  });

  test('take sessions that a program named for one actor', () => {
    const role = (session: string, base: number, at: string): JsonObject => ({
      eventSource: 'firehose.amazonaws.com',
      eventName: 'UpdateDestination',
      eventTime: at,
      eventID: at,
      awsRegion: 'eu-west-1',
      recipientAccountId: '111122223333',
      sourceIPAddress: '192.0.2.1',
      userIdentity: {
        type: 'AssumedRole',
        arn: `arn:aws:sts::111122223333:assumed-role/deploy/${session}`,
        accountId: '111122223333',
        sessionContext: { sessionIssuer: { userName: 'deploy' } },
      },
      requestParameters: {
        deliveryStreamName: 'orders',
        currentDeliveryStreamVersionId: String(base),
        extendedS3DestinationUpdate: { ...bucket, prefix: at },
      },
    });
    const [history] = historiesOf([
      role('aws-go-sdk-1718095217000', 1, '2026-06-12T08:00:00Z'),
      role('aws-go-sdk-1718181617000', 2, '2026-06-13T08:00:00Z'),
      role('alice@example.com', 3, '2026-06-14T08:00:00Z'),
    ]);
    const texts = ['2', '3', '4'].map((id) =>
      remarks(versionOf(history!, id)).filter((text) => text.startsWith('First')),
    );
    expect(texts).toEqual([[], [], ['First change of this stream by deploy/alice@example.com.']]);
  });

  test('on a birth without encryption, and what mends it', () => {
    const born = remarks(versionOf(caseHistory('22-terraform-lifecycle'), '1'))[0];
    expect(born).toContain('Encryption was requested 63 s later, in version 1.1.');
    expect(remarks(versionOf(caseHistory('02-partial-merge'), '1'))).toEqual([]);
  });

  test('on what the log leaves open', () => {
    const texts = remarks(versionOf(caseHistory('09-version-gap'), '5'));
    expect(texts).toEqual([
      'Not wholly in this log: destination.',
      '5 values were last seen before a gap and may have changed.',
    ]);
    expect(remarks(versionOf(caseHistory('09-version-gap'), '6'))).toEqual([]);
    expect(remarks(versionOf(caseHistory('18-format-conversion-deep-merge'), '3'))[0]).toContain('1 value is kept');
    expect(versionOf(caseHistory('09-version-gap'), '5')).toMatchObject({ isComplete: false, badges: ['incomplete'] });
  });

  test('on conflicts', () => {
    const late = streamOf([
      created('08:00:00', bucket),
      { eventName: 'DeleteDeliveryStream', at: '09:00:00' },
      { eventName: 'TagDeliveryStream', at: '09:00:03', request: { tags: [{ key: 'a', value: 'b' }] } },
    ]);
    expect(outline(late)).toEqual(['1.1', 'deleted', '1']);
    expect(versionOf(late, '1.1').badges).toContain('after deletion');
    const [again] = ofKind(caseHistory('22-terraform-lifecycle'), 'conflict');
    expect(again).toMatchObject({ title: 'Deleted again', severity: 'info' });
  });
});

test('a call that nobody knows is told, not dropped', () => {
  const history = streamOf([created('08:00:00', bucket), { eventName: 'PauseDeliveryStream', at: '09:00:00' }]);
  expect(ofKind(history, 'unattached')[0]).toMatchObject({ title: 'PauseDeliveryStream', severity: 'low' });
});

test('the store finds its events by the ids of calls', () => {
  const history = caseHistory('02-partial-merge');
  const { entries } = timelineOf(history, { eventOf: (id) => history.calls.findIndex((call) => call.id === id) });
  const events = entries.map((entry) => (entry.kind === 'version' ? entry.origin.event : undefined));
  expect(events.every((event) => event !== undefined && event >= 0)).toBe(true);
  expect(new Set(events).size).toBe(events.length);
});

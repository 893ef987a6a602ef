import { describe, expect, test } from 'vitest';

import { noiseOf } from '../../shared/diff/noise.ts';
import { leavesOf } from '../../shared/diff/leaves.ts';
import type { Change } from '../../shared/firehose/model.ts';
import { weigh } from '../../shared/firehose/fields/severity.ts';
import type { JsonObject, JsonValue } from '../../shared/json.ts';

const destination = (type: string, members: JsonObject): JsonObject => ({ destination: { type, ...members } });

/** Each leaf of a configuration as it comes, and as it goes; `true` where it is noise. */
function noiseByPath(config: JsonObject, without: JsonObject = { destination: { type: 'ExtendedS3' } }) {
  const noisy = (changes: readonly Change[], before: JsonObject, after: JsonObject) =>
    Object.fromEntries(changes.map((change) => [change.path, noiseOf(change, { before, after }) !== undefined]));
  const leaves = [...leavesOf(config)].filter(([path]) => path !== 'destination.type');
  const come = leaves.map(([path, after]): Change => ({ path, kind: 'added', after }));
  const gone = leaves.map(([path, before]): Change => ({ path, kind: 'removed', before }));
  return { come: noisy(come, without, config), gone: noisy(gone, config, without) };
}

const nothing = { enabled: false, logGroupName: '', logStreamName: '' };

describe('defaults written out are noise, and so is leaving them out again', () => {
  test.each<[string, string, JsonObject]>([
    ['compression', 'ExtendedS3', { compressionFormat: 'UNCOMPRESSED' }],
    ['compression of a backup', 'Splunk', { s3: { compressionFormat: 'UNCOMPRESSED' } }],
    ['time zone', 'ExtendedS3', { customTimeZone: 'UTC' }],
    ['no encryption', 'ExtendedS3', { encryptionConfiguration: { noEncryptionConfig: 'NoEncryption' } }],
    [
      'no encryption of a backup',
      'Splunk',
      { s3: { encryptionConfiguration: { noEncryptionConfig: 'NoEncryption' } } },
    ],
    ['no logging', 'ExtendedS3', { cloudWatchLoggingOptions: { enabled: false } }],
    ['no logging, with empty names', 'Redshift', { s3Backup: { cloudWatchLoggingOptions: nothing } }],
    ['no processing', 'ExtendedS3', { processingConfiguration: { enabled: false } }],
    ['no processing, no processors', 'ExtendedS3', { processingConfiguration: { enabled: false, processors: {} } }],
    ['no conversion', 'ExtendedS3', { dataFormatConversionConfiguration: { enabled: false } }],
    [
      'no conversion of nothing',
      'ExtendedS3',
      { dataFormatConversionConfiguration: { enabled: false, schemaConfiguration: {} } },
    ],
    ['no backup', 'ExtendedS3', { s3BackupMode: 'Disabled' }],
    ['backup of failures', 'Splunk', { s3BackupMode: 'FailedEventsOnly' }],
    ['empty texts', 'ExtendedS3', { prefix: '', errorOutputPrefix: '', fileExtension: '' }],
    ['buffering', 'ExtendedS3', { bufferingHints: { sizeInMBs: 5, intervalInSeconds: 300 } }],
    [
      'buffering with conversion',
      'ExtendedS3',
      { bufferingHints: { sizeInMBs: 128 }, dataFormatConversionConfiguration: {} },
    ],
    ['buffering of Snowflake', 'Snowflake', { bufferingHints: { sizeInMBs: 128, intervalInSeconds: 0 } }],
    ['buffering of Splunk', 'Splunk', { bufferingHints: { sizeInMBs: 5, intervalInSeconds: 60 } }],
    ['buffering of a backup of Splunk', 'Splunk', { s3: { bufferingHints: { sizeInMBs: 5, intervalInSeconds: 300 } } }],
    ['retries', 'HttpEndpoint', { retryOptions: { durationInSeconds: 300 } }],
    ['retries of Splunk', 'Splunk', { retryOptions: { durationInSeconds: 3600 } }],
    ['retries of Redshift', 'Redshift', { retryOptions: { durationInSeconds: 3600 } }],
    ['retries of Snowflake', 'Snowflake', { retryOptions: { durationInSeconds: 60 } }],
  ])('%s', (_name, type, members) => {
    const { come, gone } = noiseByPath(destination(type, members));
    expect(new Set([...Object.values(come), ...Object.values(gone)])).toEqual(new Set([true]));
  });

  test.each<[string, string, JsonObject]>([
    ['compression', 'ExtendedS3', { compressionFormat: 'GZIP' }],
    ['another time zone', 'ExtendedS3', { customTimeZone: 'Europe/Berlin' }],
    ['logging', 'ExtendedS3', { cloudWatchLoggingOptions: { enabled: true } }],
    ['a log group kept for later', 'ExtendedS3', { cloudWatchLoggingOptions: { ...nothing, logGroupName: '/aws/x' } }],
    ['processing', 'ExtendedS3', { processingConfiguration: { enabled: true } }],
    [
      'a processor that is off',
      'ExtendedS3',
      { processingConfiguration: { enabled: false, processors: { Decompression: {} } } },
    ],
    [
      'a schema that is off',
      'ExtendedS3',
      { dataFormatConversionConfiguration: { enabled: false, schemaConfiguration: { tableName: 'a' } } },
    ],
    ['conversion', 'ExtendedS3', { dataFormatConversionConfiguration: { enabled: true } }],
    ['backup of everything', 'Splunk', { s3BackupMode: 'AllEvents' }],
    ['a prefix', 'ExtendedS3', { prefix: 'a/', errorOutputPrefix: 'b/' }],
    ['an empty type name, which clears one', 'Elasticsearch', { typeName: '' }],
    ['buffering of others, for Snowflake', 'Snowflake', { bufferingHints: { sizeInMBs: 5, intervalInSeconds: 300 } }],
    [
      'buffering without conversion, with it',
      'ExtendedS3',
      { bufferingHints: { sizeInMBs: 5 }, dataFormatConversionConfiguration: { enabled: true } },
    ],
    ['retries of others, for Splunk', 'Splunk', { retryOptions: { durationInSeconds: 300 } }],
    ['no retries', 'HttpEndpoint', { retryOptions: { durationInSeconds: 0 } }],
    ['a bucket', 'ExtendedS3', { bucketARN: 'arn:aws:s3:::a' }],
  ])('%s is not', (_name, type, members) => {
    const { come, gone } = noiseByPath(destination(type, members));
    expect(Object.values(come)).toContain(false);
    expect(Object.values(gone)).toContain(false);
  });
});

describe('what else says nothing', () => {
  const change = (path: string, before: JsonValue, after: JsonValue): Change => ({
    path,
    kind: 'modified',
    before,
    after,
  });
  const processors = 'destination.processingConfiguration.processors.Lambda';

  test.each<[string, Change]>([
    ['S3 told as ExtendedS3', change('destination.type', 'S3', 'ExtendedS3')],
    ['ExtendedS3 told as S3', change('destination.type', 'ExtendedS3', 'S3')],
    ['a number written as a text', change(`${processors}.NumberOfRetries`, '3', 3)],
    ['subnets in another order', change('destination.vpcConfiguration.subnetIds', ['b', 'a'], ['a', 'b'])],
  ])('%s is noise, and only information', (_name, noise) => {
    expect(noiseOf(noise, {})).toMatch(/\.$/);
    expect(weigh(noise, { account: '111122223333' })).toEqual({ severity: 'info' });
  });

  test.each<[string, Change]>([
    ['another destination', change('destination.type', 'S3', 'Redshift')],
    ['another number', change(`${processors}.NumberOfRetries`, '3', 4)],
    ['another text', change(`${processors}.NumberOfRetries`, '3', '4')],
    ['other subnets', change('destination.vpcConfiguration.subnetIds', ['a'], ['a', 'b'])],
    ['columns in another order', change('destination.x.uniqueKeys', ['b', 'a'], ['a', 'b'])],
    ['a tag that is emptied', change('tags.a', 'b', '')],
    [
      'a default whose predecessor is unknown',
      { path: 'destination.compressionFormat', kind: 'set', after: 'UNCOMPRESSED' },
    ],
    ['a default in place of something', change('destination.compressionFormat', 'GZIP', 'UNCOMPRESSED')],
    ['a tag that looks like a default', { path: 'tags.prefix', kind: 'added', after: '' }],
  ])('%s is not', (_name, telling) => {
    expect(noiseOf(telling, {})).toBeUndefined();
  });

  test('an override of the encryption is, unless it takes a key away', () => {
    const path = 'destination.encryptionConfiguration.noEncryptionConfig';
    const withKey = { destination: { encryptionConfiguration: { kMSEncryptionConfig: { aWSKMSKeyARN: 'arn' } } } };
    const open = { destination: { encryptionConfiguration: { noEncryptionConfig: 'NoEncryption' } } };
    const come: Change = { path, kind: 'added', after: 'NoEncryption' };
    const gone: Change = { path, kind: 'removed', before: 'NoEncryption' };
    expect(noiseOf(come, { before: withKey, after: open })).toBeUndefined();
    expect(noiseOf(come, { before: { destination: {} }, after: open })).toBeDefined();
    expect(noiseOf(gone, { before: open, after: withKey })).toBeDefined();
  });
});

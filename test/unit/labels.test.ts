import { readFileSync } from 'node:fs';

import { describe, expect, test } from 'vitest';

import { fieldRows } from '../../shared/firehose/fields/fieldRows.ts';
import { fieldAt } from '../../shared/firehose/fields/fieldTable.ts';
import { compareGroups, groupOf, labelOf } from '../../shared/firehose/fields/labels.ts';

const documented = JSON.parse(
  readFileSync(new URL('../fixtures/firehose/fields.json', import.meta.url), 'utf8'),
) as readonly Record<string, unknown>[];

describe('the table of fields', () => {
  test('holds every row of the specification, and no other', () => {
    const rows = fieldRows.map(({ path, label, unit, default: byDefault, flags, severity, reason }) => ({
      path,
      label,
      unit: unit ?? null,
      default: byDefault ?? null,
      flags,
      severity,
      reason: reason ?? null,
    }));
    expect(rows).toEqual(documented);
  });

  test.each([
    ['destination.prefix', 'destination.prefix'],
    ['destination.s3.prefix', 'destination.prefix'],
    ['destination.s3Backup.cloudWatchLoggingOptions.enabled', 'destination.cloudWatchLoggingOptions.enabled'],
    ['destination.s3.bucketARN', 'destination.<s3>.bucketARN'],
    ['destination.s3Backup.roleARN', 'destination.<s3>.roleARN'],
    ['tags["Cost Center"]', 'tags.<key>'],
    ['source.topicName', 'source.topicName'],
    ['source.type', 'source.*'],
    ['source.databases.include', 'source.*'],
    [
      'destination.destinationTableConfigurationList["sales.orders"].uniqueKeys',
      'destination.destinationTableConfigurationList["db.table"].uniqueKeys',
    ],
    [
      'destination.processingConfiguration.processors["Lambda#2"].LambdaArn',
      'destination.processingConfiguration.processors.Lambda.LambdaArn',
    ],
    ['destination.requestConfiguration.commonAttributes.team', 'destination.requestConfiguration.commonAttributes'],
  ])('%s falls under %s', (path, row) => {
    expect(fieldAt(path)?.row.path).toBe(row);
  });

  test.each([
    'destination',
    'destination.s3',
    'destination.s3.newMember',
    'destination.constructor',
    'future.member',
    'tags',
  ])('%s falls under none', (path) => {
    expect(fieldAt(path)).toBeUndefined();
  });
});

const withType = (type: string) => ({ destination: { type } });

describe('labels', () => {
  test.each([
    ['destination.bucketARN', 'Destination bucket'],
    ['encryption.keyARN', 'SSE KMS key'],
    ['tags.owner', 'Tag owner'],
    ['tags["Cost Center"]', 'Tag Cost Center'],
    ['destination.s3Backup.prefix', 'Backup: S3 prefix'],
    ['destination.s3.prefix', 'Staging: S3 prefix'],
    ['destination.s3.bucketARN', 'Intermediate / backup bucket'],
    ['destination.tableMode', 'tableMode'],
    ['source.type', 'type'],
    ['destination.processingConfiguration.processors["Lambda#2"].LambdaArn', 'Lambda processor'],
    ['destination.destinationTableConfigurationList["a.b"].destinationTableName', 'destinationTableName'],
    [
      'destination.dataFormatConversionConfiguration.inputFormatConfiguration.deserializer.openXJsonSerDe.columnToJsonKeyMappings.ts',
      'Column to JSON key mapping: ts',
    ],
  ])('%s is called %s', (path, label) => {
    expect(labelOf(path)).toBe(label);
  });

  test('the S3 block is what the destination uses it for', () => {
    expect(labelOf('destination.s3.prefix', withType('Redshift'))).toBe('Staging: S3 prefix');
    expect(labelOf('destination.s3Backup.prefix', withType('Redshift'))).toBe('Backup: S3 prefix');
    expect(labelOf('destination.s3.prefix', withType('Splunk'))).toBe('Backup: S3 prefix');
  });
});

describe('headings', () => {
  test.each([
    ['destination.bucketARN', 'ExtendedS3', 'Destination · Amazon S3'],
    ['destination.tableMode', 'DeltaLake', 'Destination · DeltaLake'],
    ['destination.s3.prefix', 'Redshift', 'Staging'],
    ['destination.s3.prefix', 'HttpEndpoint', 'Backup'],
    ['destination.s3BackupMode', 'Splunk', 'Backup'],
    ['destination.processingConfiguration.enabled', 'ExtendedS3', 'Processing'],
    ['destination.processingConfiguration.processors["Lambda#2"].LambdaArn', 'ExtendedS3', 'Processing · Lambda#2'],
    ['destination.destinationTableConfigurationList["a.b"].uniqueKeys', 'Iceberg', 'Table a.b'],
    ['destination.cloudWatchLoggingOptions.enabled', 'ExtendedS3', 'Error logging'],
    ['destination.constructor', 'ExtendedS3', 'Destination · Amazon S3'],
    ['encryption.enabled', 'ExtendedS3', 'Encryption'],
    ['deliveryStreamType', 'ExtendedS3', 'Source'],
    ['source.roleARN', 'ExtendedS3', 'Source'],
    ['tags["a.b"]', 'ExtendedS3', 'Tags'],
  ])('%s of %s stands under %s', (path, type, group) => {
    expect(groupOf(path, withType(type))).toBe(group);
  });

  test('without a destination there is no type to name', () => {
    expect(groupOf('destination.prefix', {})).toBe('Destination');
  });

  test('the destination comes first, tags last, what is unknown after them', () => {
    const groups = [
      'Other',
      'Tags',
      'Encryption',
      'Table b',
      'Table a',
      'Backup',
      'Destination · Splunk',
      'Replaced: a → b',
    ];
    expect(groups.toSorted(compareGroups)).toEqual([
      'Replaced: a → b',
      'Destination · Splunk',
      'Backup',
      'Table a',
      'Table b',
      'Encryption',
      'Tags',
      'Other',
    ]);
  });
});

import { describe, expect, test } from 'vitest';

import type { Change } from '../../shared/firehose/model.ts';
import { weigh } from '../../shared/firehose/fields/severity.ts';
import type { JsonObject, JsonValue } from '../../shared/json.ts';
import { caseHistory } from '../builders/streamHistories.ts';

const own = '111122223333';
const other = '444455556666';
const d = 'destination';
const key = `${d}.encryptionConfiguration.kMSEncryptionConfig.aWSKMSKeyARN`;
const lambda = `${d}.processingConfiguration.processors.Lambda.LambdaArn`;
const schema = `${d}.dataFormatConversionConfiguration.schemaConfiguration`;
const table = `${d}.destinationTableConfigurationList["sales.orders"]`;
const hidden = { $hidden: '****' };

type Sides = { readonly before?: JsonObject; readonly after?: JsonObject };

function weight(change: Change, sides: Sides = {}, account = own) {
  return weigh(change, { account, ...sides });
}

const modified = (path: string, before: JsonValue, after: JsonValue): Change => ({
  path,
  kind: 'modified',
  before,
  after,
});
const added = (path: string, after: JsonValue): Change => ({ path, kind: 'added', after });
const removed = (path: string, before: JsonValue): Change => ({ path, kind: 'removed', before });
const restated = (path: string): Change => ({ path, kind: 'hidden', before: hidden, after: hidden });
const first = (path: string, after: JsonValue): Change => ({ path, kind: 'set', after });
const role = (account: string) => `arn:aws:iam::${account}:role/firehose`;
const kms = (account: string, id = '1') => `arn:aws:kms:eu-west-1:${account}:key/${id}`;
const fn = (account: string, name = 'mask') => `arn:aws:lambda:eu-west-1:${account}:function:${name}`;

describe('rules', () => {
  test.each<[string, string, Change]>([
    ['dest-switch', 'high', modified(`${d}.type`, 'ExtendedS3', 'Redshift')],
    ['bucket-changed', 'high', modified(`${d}.bucketARN`, 'arn:aws:s3:::a', 'arn:aws:s3:::b')],
    ['bucket-changed', 'high', modified(`${d}.s3.bucketARN`, 'arn:aws:s3:::a', 'arn:aws:s3:::b')],
    ['bucket-changed', 'high', modified(`${d}.s3Backup.bucketARN`, 'arn:aws:s3:::a', 'arn:aws:s3:::b')],
    ['endpoint-changed', 'high', modified(`${d}.hECEndpoint`, 'https://a', 'https://b')],
    ['endpoint-changed', 'high', modified(`${d}.clusterJDBCURL`, 'jdbc:a', 'jdbc:b')],
    ['endpoint-changed', 'high', modified(`${d}.domainARN`, 'arn:a', 'arn:b')],
    ['endpoint-changed', 'high', modified(`${d}.clusterEndpoint`, 'https://a', 'https://b')],
    ['endpoint-changed', 'high', modified(`${d}.collectionEndpoint`, 'https://a', 'https://b')],
    ['endpoint-changed', 'high', modified(`${d}.catalogConfiguration.catalogARN`, 'arn:a', 'arn:b')],
    ['endpoint-changed', 'high', modified(`${d}.catalogConfiguration.warehouseLocation`, 's3://a', 's3://b')],
    ['endpoint-changed', 'high', restated(`${d}.accountUrl`)],
    ['endpoint-changed', 'high', restated(`${d}.endpointConfiguration.url`)],
    ['kms-removed', 'high', removed(key, kms(own))],
    ['kms-removed', 'high', removed(key.replace(d, `${d}.s3Backup`), kms(own))],
    ['kms-changed', 'medium', modified(key, kms(own), kms(own, '2'))],
    ['kms-changed', 'medium', modified('encryption.keyARN', kms(own), kms(own, '2'))],
    ['sse-stopped', 'high', modified('encryption.enabled', true, false)],
    ['sse-stopped', 'high', first('encryption.enabled', false)],
    ['sse-downgrade', 'medium', modified('encryption.keyType', 'CUSTOMER_MANAGED_CMK', 'AWS_OWNED_CMK')],
    ['qualifier-changed', 'low', modified(lambda, fn(own), `${fn(own)}:$LATEST`)],
    ['lambda-changed', 'medium', added(lambda, fn(own))],
    ['lambda-changed', 'medium', modified(lambda, fn(own), fn(own, 'rewrite'))],
    ['lambda-changed', 'medium', modified(lambda, `${fn(own)}:12`, `${fn(own)}:13`)],
    ['lambda-changed', 'medium', added(lambda.replace('.Lambda.', '["Lambda#2"].'), fn(own))],
    ['processing-off', 'medium', modified(`${d}.processingConfiguration.enabled`, true, false)],
    ['processing-off', 'medium', removed(`${d}.processingConfiguration.enabled`, true)],
    ['processing-off', 'medium', removed(lambda, fn(own))],
    ['processing-off', 'medium', removed(`${d}.processingConfiguration.processors.Decompression`, {})],
    ['role-changed', 'medium', modified(`${d}.roleARN`, role(own), `${role(own)}-2`)],
    ['role-changed', 'medium', modified(lambda.replace('LambdaArn', 'RoleArn'), role(own), `${role(own)}-2`)],
    ['role-changed', 'medium', modified(`${d}.future.roleARN`, role(own), `${role(own)}-2`)],
    ['role-changed', 'medium', modified(`${schema}.roleARN`, role(own), `${role(own)}-2`)],
    ['logging-off', 'high', modified(`${d}.cloudWatchLoggingOptions.enabled`, true, false)],
    ['logging-off', 'high', removed(`${d}.s3.cloudWatchLoggingOptions.enabled`, true)],
    ['backup-narrowed', 'high', modified(`${d}.s3BackupMode`, 'Enabled', 'Disabled')],
    ['backup-narrowed', 'high', modified(`${d}.s3BackupMode`, 'AllEvents', 'FailedEventsOnly')],
    ['backup-narrowed', 'high', removed(`${d}.s3BackupMode`, 'AllDocuments')],
    ['secret-restated', 'medium', restated(`${d}.password`)],
    ['secret-restated', 'medium', restated(`${d}.username`)],
    ['secret-restated', 'medium', restated(`${d}.endpointConfiguration.accessKey`)],
    ['secret-restated', 'medium', restated(`${d}.privateKey`)],
    ['secret-restated', 'medium', restated(`${d}.keyPassphrase`)],
    ['secret-restated', 'medium', modified(`${d}.hECToken`, 'a', 'b')],
    ['secrets-manager-off', 'medium', modified(`${d}.secretsManagerConfiguration.enabled`, true, false)],
    ['secret-changed', 'medium', modified(`${d}.secretsManagerConfiguration.secretARN`, 'arn:a', 'arn:b')],
    ['table-changed', 'medium', modified(`${d}.copyCommand.dataTableName`, 'a', 'b')],
    ['table-changed', 'medium', modified(`${d}.indexName`, 'a', 'b')],
    ['table-changed', 'medium', modified(`${table}.uniqueKeys`, ['a'], ['b'])],
    ['table-changed', 'medium', added(`${table}.destinationTableName`, 'orders')],
    ['schema-source', 'medium', modified(`${schema}.tableName`, 'a', 'b')],
    ['schema-source', 'medium', modified(`${schema}.databaseName`, 'a', 'b')],
    ['schema-source', 'medium', modified(`${schema}.catalogId`, own, own.replace('1', '2').slice(0, 11))],
    ['retries-zero', 'medium', modified(`${d}.retryOptions.durationInSeconds`, 300, 0)],
    ['prefix-changed', 'low', modified(`${d}.prefix`, 'a/', 'b/')],
    ['prefix-changed', 'low', modified(`${d}.s3.errorOutputPrefix`, 'a/', 'b/')],
  ])('%s is %s', (rule, severity, change) => {
    const found = weight(change);
    expect({ rule: found.rule, severity: found.severity }).toEqual({ rule, severity });
    expect(found.reason).toMatch(/\.$/);
  });

  test('an override of the encryption counts as its end only where there was a key', () => {
    const change = added(`${d}.s3.encryptionConfiguration.noEncryptionConfig`, 'NoEncryption');
    const withKey = {
      destination: { s3: { encryptionConfiguration: { kMSEncryptionConfig: { aWSKMSKeyARN: kms(own) } } } },
    };
    expect(weight(change, { before: withKey })).toMatchObject({ rule: 'kms-removed', severity: 'high' });
    expect(weight(change, { before: { destination: {} } })).toEqual({ severity: 'info' });
  });

  test('a parameter that goes while its processor stays is none', () => {
    const change = removed(lambda.replace('LambdaArn', 'NumberOfRetries'), '3');
    const after = { destination: { processingConfiguration: { processors: { Lambda: { LambdaArn: fn(own) } } } } };
    expect(weight(change, { after })).toEqual({ severity: 'info' });
    expect(weight(change, { after: { destination: {} } }).rule).toBe('processing-off');
  });

  test('a restated endpoint may be the same', () => {
    expect(weight(restated(`${d}.endpointConfiguration.url`)).reason).toContain('may be');
  });

  test.each<[string, Change]>([
    ['a widened backup', modified(`${d}.s3BackupMode`, 'FailedEventsOnly', 'AllEvents')],
    [
      'one way of keeping failures for another',
      modified(`${d}.s3BackupMode`, 'FailedEventsOnly', 'FailedDocumentsOnly'),
    ],
    ['encryption switched on', modified('encryption.enabled', false, true)],
    [
      'a customer key in place of an owned one',
      modified('encryption.keyType', 'AWS_OWNED_CMK', 'CUSTOMER_MANAGED_CMK'),
    ],
    ['logging switched on', modified(`${d}.cloudWatchLoggingOptions.enabled`, false, true)],
    ['logging that was on when first seen', first(`${d}.cloudWatchLoggingOptions.enabled`, true)],
    ['secrets taken from Secrets Manager', modified(`${d}.secretsManagerConfiguration.enabled`, false, true)],
    ['processing switched on', added(`${d}.processingConfiguration.enabled`, true)],
    ['S3 told as ExtendedS3', modified(`${d}.type`, 'S3', 'ExtendedS3')],
    ['a member nobody knows', modified(`${d}.tableMode`, 'append', 'merge')],
    ['a member of a section nobody knows', added('future.roleName', 'x')],
  ])('%s is information, without a reason', (_name, change) => {
    expect(weight(change)).toEqual({ severity: 'info' });
  });

  test('tags named as members are tags', () => {
    expect(weight(modified('tags.roleARN', role(own), role(other)))).toMatchObject({ severity: 'low' });
    expect(weight(modified('tags.x.password', 'a', 'b'))).toMatchObject({ severity: 'low' });
    expect(weight(modified('tags.secretARN', 'a', 'b')).rule).toBeUndefined();
  });
});

describe('the severity of the field', () => {
  test.each<[string, Change, string]>([
    ['a first key', added('encryption.keyARN', kms(own)), 'medium'],
    ['a tag', added('tags.owner', 'me'), 'low'],
    ['a buffer size', modified(`${d}.bufferingHints.sizeInMBs`, 5, 64), 'info'],
    ['a new bucket in another kind of destination', added(`${d}.bucketARN`, 'arn:aws:s3:::a'), 'high'],
    ['a source, by re-creation', modified('source.kinesisStreamARN', 'arn:a', 'arn:b'), 'high'],
    ['a setting of a database source', modified('source.port', 1, 2), 'medium'],
    [
      'a Snowflake loading option',
      modified(`${d}.dataLoadingOption`, 'JSON_MAPPING', 'VARIANT_CONTENT_MAPPING'),
      'low',
    ],
    [
      'a column of a mapping',
      added(
        `${schema.replace('schemaConfiguration', 'inputFormatConfiguration.deserializer.openXJsonSerDe.columnToJsonKeyMappings')}.ts`,
        'timestamp',
      ),
      'low',
    ],
  ])('%s', (_name, change, severity) => {
    const found = weight(change);
    expect(found.severity).toBe(severity);
    expect(found.rule).toBeUndefined();
  });

  test('what is first seen may be no change, and says so', () => {
    const found = weight(first(`${d}.bucketARN`, 'arn:aws:s3:::a'));
    expect(found).toMatchObject({ severity: 'high' });
    expect(found.reason).toContain('First seen here');
  });
});

describe('other accounts', () => {
  test.each<[string, Change, string]>([
    ['a role', modified(`${d}.roleARN`, role(own), role(other)), 'high'],
    ['a Lambda', added(lambda, fn(other)), 'high'],
    ['a KMS key', modified(key, kms(own), kms(other)), 'high'],
    ['a first KMS key', added(key, kms(other)), 'high'],
    ['a stream key', modified('encryption.keyARN', kms(own), kms(other)), 'high'],
    [
      'a secret',
      modified(`${d}.secretsManagerConfiguration.secretARN`, 'x', `arn:aws:secretsmanager:eu-west-1:${other}:secret:a`),
      'high',
    ],
    ['a Glue catalog', modified(`${schema}.catalogId`, own, other), 'high'],
    [
      'an Iceberg catalog',
      added(`${d}.catalogConfiguration.catalogARN`, `arn:aws:glue:eu-west-1:${other}:catalog`),
      'high',
    ],
    ['a role of a backup', added(`${d}.s3Backup.roleARN`, role(other)), 'high'],
    ['an OpenSearch domain', modified(`${d}.domainARN`, 'x', `arn:aws:es:eu-west-1:${other}:domain/logs`), 'high'],
  ])('%s is raised and named', (_name, change, severity) => {
    const found = weight(change);
    expect(found.severity).toBe(severity);
    expect(found.reason).toContain(`in account ${other}`);
  });

  test('a field without a reason gets that one', () => {
    expect(weight(added(`${d}.secretsManagerConfiguration.roleARN`, role(other)))).toEqual({
      severity: 'high',
      reason: `It is in account ${other}.`,
    });
  });

  test.each<[string, Change, string]>([
    ['the own account', modified(`${d}.roleARN`, role(other), role(own)), own],
    ['an account that the log does not name', modified(`${d}.roleARN`, role(own), role(other)), ''],
    ['a bucket, whose ARN names none', modified(`${d}.bucketARN`, 'arn:aws:s3:::a', 'arn:aws:s3:::b'), own],
    ['a role that is taken away', removed(`${d}.s3.roleARN`, role(other)), own],
  ])('%s is not', (_name, change, account) => {
    expect(weight(change, {}, account).reason).not.toContain('in account');
  });

  test('the same function with another qualifier stays low', () => {
    expect(weight(modified(lambda, fn(other), `${fn(other)}:$LATEST`)).severity).toBe('low');
  });
});

describe('highlights of the worked cases', () => {
  test.each<[string, string | undefined, string, readonly string[]]>([
    ['02-partial-merge', undefined, '4', ['kms-removed high']],
    ['03-nested-s3update', undefined, '4', []],
    ['04-destination-switch', undefined, '2', ['dest-switch high']],
    ['04-destination-switch', undefined, '3', ['dest-switch high']],
    ['05-extended-s3-processing', undefined, '2', ['lambda-changed medium']],
    ['05-extended-s3-processing', undefined, '3', ['lambda-changed high 444455556666']],
    ['05-extended-s3-processing', undefined, '4', ['processing-off medium']],
    ['06-encryption-start-stop', undefined, '1.2', []],
    ['06-encryption-start-stop', undefined, '2.1', ['sse-stopped high']],
    ['14-redacted-secrets', 'alerts-to-datadog', '2', ['endpoint-changed high', 'secret-restated medium']],
    ['14-redacted-secrets', 'alerts-to-splunk', '2', ['secret-restated medium']],
  ])('%s %s version %s', (name, stream, id, expected) => {
    const history = caseHistory(name, stream);
    const { versions } = history.lifetimes[0]!;
    const index = versions.findIndex((version) => version.id === id);
    const context = { account: history.account, before: versions[index - 1]!.config, after: versions[index]!.config };
    const found = new Set(
      versions[index]!.changes.flatMap((change) => {
        const { rule, severity, reason = '' } = weigh(change, context);
        const account = /account (\d{12})/.exec(reason)?.[1];
        const isTold = rule !== undefined && !['prefix-changed', 'role-changed', 'table-changed'].includes(rule);
        return isTold ? [[rule, severity, account].filter((part) => part !== undefined).join(' ')] : [];
      }),
    );
    expect([...found].toSorted()).toEqual(expected);
  });
});

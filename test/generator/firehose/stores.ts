// Destinations that keep files or tables: what Create sends, and small updates as people make them.
import type { JsonObject } from '../json.ts';
import { bucket, buffer, kms, lambda, logging, retry, role, s3, secret, type Destination } from './blocks.ts';

export const s3Destination: Destination = {
  createMember: 's3DestinationConfiguration',
  updateMember: 's3DestinationUpdate',
  create: (place) => s3(place, 'raw'),
  updates: [
    (_place, round) => ({ bufferingHints: buffer(16 + round, 120) }),
    (place, round) => ({ prefix: `${place.name}/v${round + 2}/`, compressionFormat: 'Snappy' }),
    (place) => ({ encryptionConfiguration: kms(place) }),
    (place) => ({ cloudWatchLoggingOptions: logging(place) }),
  ],
};

export const extendedS3Destination: Destination = {
  createMember: 'extendedS3DestinationConfiguration',
  updateMember: 'extendedS3DestinationUpdate',
  create: (place) => ({
    ...s3(place, 'lake'),
    prefix: `${place.name}/!{timestamp:yyyy/MM/dd}/`,
    customTimeZone: 'UTC',
    processingConfiguration: { enabled: false, processors: [] },
    s3BackupMode: 'Disabled',
    dataFormatConversionConfiguration: { enabled: false },
  }),
  updates: [
    (_place, round) => ({ bufferingHints: buffer(64 + round * 8, 60 + round * 30) }),
    (place, round) => ({ processingConfiguration: lambda(place, round) }),
    (place) => ({
      bufferingHints: buffer(128, 300),
      dataFormatConversionConfiguration: {
        enabled: true,
        schemaConfiguration: {
          roleARN: role(place),
          databaseName: 'lake',
          tableName: place.name.replaceAll('-', '_'),
          region: place.region,
          versionId: 'LATEST',
        },
        inputFormatConfiguration: { deserializer: { openXJsonSerDe: { caseInsensitive: true } } },
        outputFormatConfiguration: { serializer: { parquetSerDe: { compression: 'SNAPPY', writerVersion: 'V1' } } },
      },
      compressionFormat: 'UNCOMPRESSED',
    }),
    (place) => ({
      s3BackupMode: 'Enabled',
      s3BackupUpdate: { roleARN: role(place), bucketARN: bucket(place, 'backup') },
    }),
    (place) => ({ encryptionConfiguration: kms(place), cloudWatchLoggingOptions: logging(place) }),
    (place, round) => ({
      prefix: `${place.name}/r${round + 1}/!{timestamp:yyyy/MM/dd/HH}/`,
      customTimeZone: 'Europe/Berlin',
      fileExtension: '.json.gz',
    }),
  ],
};

export const redshiftDestination: Destination = {
  createMember: 'redshiftDestinationConfiguration',
  updateMember: 'redshiftDestinationUpdate',
  create: (place) => ({
    roleARN: role(place),
    clusterJDBCURL: `jdbc:redshift://warehouse.c0ffee.${place.region}.redshift.amazonaws.com:5439/analytics`,
    copyCommand: { dataTableName: place.name.replaceAll('-', '_'), copyOptions: "json 'auto' gzip" },
    username: '',
    password: '',
    retryOptions: retry(3600),
    s3Configuration: s3(place, 'staging'),
    s3BackupMode: 'Disabled',
    cloudWatchLoggingOptions: logging(place),
  }),
  updates: [
    (place, round) => ({ copyCommand: { dataTableName: `${place.name.replaceAll('-', '_')}_v${round + 2}` } }),
    () => ({ username: '', password: '' }),
    (place, round) => ({
      retryOptions: retry(7200 - round * 300),
      s3Update: { bufferingHints: buffer(32, 180), prefix: `${place.name}/staged/` },
    }),
    (place) => ({ secretsManagerConfiguration: { enabled: true, secretARN: secret(place), roleARN: role(place) } }),
  ],
};

export const snowflakeDestination: Destination = {
  createMember: 'snowflakeDestinationConfiguration',
  updateMember: 'snowflakeDestinationUpdate',
  create: (place) => ({
    accountUrl: 'HIDDEN_DUE_TO_SECURITY_REASONS',
    user: 'HIDDEN_DUE_TO_SECURITY_REASONS',
    privateKey: 'HIDDEN_DUE_TO_SECURITY_REASONS',
    database: 'HIDDEN_DUE_TO_SECURITY_REASONS',
    schema: 'HIDDEN_DUE_TO_SECURITY_REASONS',
    table: 'HIDDEN_DUE_TO_SECURITY_REASONS',
    dataLoadingOption: 'JSON_MAPPING',
    roleARN: role(place),
    retryOptions: retry(60),
    s3BackupMode: 'FailedDataOnly',
    s3Configuration: s3(place, 'snowflake-failed'),
    bufferingHints: { sizeInMBs: 1, intervalInSeconds: 0 },
  }),
  updates: [
    () => ({ table: 'HIDDEN_DUE_TO_SECURITY_REASONS' }),
    (_place, round) => ({ bufferingHints: { sizeInMBs: 8 + round, intervalInSeconds: 30 } }),
    () => ({
      dataLoadingOption: 'VARIANT_CONTENT_AND_METADATA_MAPPING',
      metaDataColumnName: 'HIDDEN_DUE_TO_SECURITY_REASONS',
    }),
  ],
};

const table = (destinationTableName: string, more: JsonObject = {}): JsonObject => ({
  destinationDatabaseName: 'lakehouse',
  destinationTableName,
  ...more,
});

export const icebergDestination: Destination = {
  createMember: 'icebergDestinationConfiguration',
  updateMember: 'icebergDestinationUpdate',
  create: (place) => ({
    roleARN: role(place),
    catalogConfiguration: { catalogARN: `arn:aws:glue:${place.region}:${place.account}:catalog` },
    destinationTableConfigurationList: [table('events', { uniqueKeys: ['event_id'] })],
    bufferingHints: buffer(64, 300),
    s3BackupMode: 'FailedDataOnly',
    retryOptions: retry(300),
    s3Configuration: s3(place, 'iceberg'),
    appendOnly: false,
  }),
  updates: [
    (_place, round) => ({
      destinationTableConfigurationList: [
        table('events', { uniqueKeys: ['event_id'] }),
        table(`daily_${round + 1}`, { partitionSpec: { identity: [{ sourceName: 'day' }] } }),
      ],
    }),
    (place) => ({ s3Configuration: { roleARN: role(place), bucketARN: bucket(place, 'iceberg-errors') } }),
    (_place, round) => ({ schemaEvolutionConfiguration: { enabled: true }, bufferingHints: buffer(96 + round, 600) }),
  ],
};

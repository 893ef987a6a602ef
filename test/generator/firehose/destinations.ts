// The ten destination types: what Create sends, and small updates as people make them. Member names as CloudTrail writes them.
import type { JsonObject } from '../json.ts';
import { bucket, buffer, kms, lambda, logging, retry, role, s3, secret, type StreamPlace } from './blocks.ts';

export type Destination = {
  readonly createMember: string;
  readonly updateMember: string;
  readonly create: (place: StreamPlace) => JsonObject;
  /** Each answers one partial update; `round` makes repeated ones differ. */
  readonly updates: readonly ((place: StreamPlace, round: number) => JsonObject)[];
};

function search(kind: 'es' | 'opensearch', prefix: string): Destination {
  return {
    createMember: `${prefix}DestinationConfiguration`,
    updateMember: `${prefix}DestinationUpdate`,
    create: (place) => ({
      roleARN: role(place),
      domainARN: `arn:aws:es:${place.region}:${place.account}:domain/${kind}-${place.name}`.slice(0, 90),
      indexName: place.name,
      indexRotationPeriod: 'OneDay',
      bufferingHints: { intervalInSeconds: 300, sizeInMBs: 5 },
      retryOptions: retry(300),
      s3BackupMode: 'FailedDocumentsOnly',
      s3Configuration: s3(place, 'failed'),
      cloudWatchLoggingOptions: logging(place),
      ...(kind === 'es' ? { typeName: '' } : { documentIdOptions: { defaultDocumentIdFormat: 'FIREHOSE_DEFAULT' } }),
      vpcConfiguration: {
        subnetIds: ['subnet-0a1b2c3d4e5f60718', 'subnet-0918273645f4e3d2c'],
        roleARN: role(place),
        securityGroupIds: ['sg-0f1e2d3c4b5a69788'],
      },
    }),
    updates: [
      (_place, round) => ({
        indexRotationPeriod: ['OneWeek', 'OneMonth', 'OneHour', 'NoRotation'][round % 4] ?? 'OneDay',
      }),
      (_place, round) => ({ bufferingHints: { intervalInSeconds: 60 + round * 10 } }),
      (place, round) => ({ indexName: `${place.name}-v${round + 2}`, retryOptions: retry(600 + round * 60) }),
      (place) => ({ s3Update: { bucketARN: bucket(place, 'failed-eu'), compressionFormat: 'ZIP' } }),
    ],
  };
}

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

export const elasticsearchDestination = search('es', 'elasticsearch');
export const openSearchDestination = search('opensearch', 'amazonopensearchservice');

export const serverlessDestination: Destination = {
  createMember: 'amazonOpenSearchServerlessDestinationConfiguration',
  updateMember: 'amazonOpenSearchServerlessDestinationUpdate',
  create: (place) => ({
    roleARN: role(place),
    collectionEndpoint: `https://07tjusf2h91cunochc.${place.region}.aoss.amazonaws.com`,
    indexName: place.name,
    bufferingHints: { intervalInSeconds: 60, sizeInMBs: 5 },
    retryOptions: retry(300),
    s3BackupMode: 'AllDocuments',
    s3Configuration: s3(place, 'all'),
    cloudWatchLoggingOptions: logging(place),
  }),
  updates: [
    (place, round) => ({ indexName: `${place.name}-${round + 2}` }),
    (_place, round) => ({ bufferingHints: { sizeInMBs: 10 + round } }),
    (place, round) => ({ processingConfiguration: lambda(place, round) }),
  ],
};

export const splunkDestination: Destination = {
  createMember: 'splunkDestinationConfiguration',
  updateMember: 'splunkDestinationUpdate',
  create: (place) => ({
    hECEndpoint: 'https://http-inputs-acme.splunkcloud.example:443',
    hECEndpointType: 'Raw',
    hECToken: '00000000-EXAM-PLE0-TOKN-000000000001',
    hECAcknowledgmentTimeoutInSeconds: 180,
    retryOptions: retry(300),
    s3BackupMode: 'FailedEventsOnly',
    s3Configuration: s3(place, 'splunk-failed'),
    cloudWatchLoggingOptions: logging(place),
    bufferingHints: { intervalInSeconds: 60, sizeInMBs: 5 },
  }),
  updates: [
    (_place, round) => ({ hECToken: `00000000-EXAM-PLE0-TOKN-${String(round + 2).padStart(12, '0')}` }),
    (_place, round) => ({ hECAcknowledgmentTimeoutInSeconds: 240 + round * 30, retryOptions: retry(600) }),
    (place) => ({
      s3BackupMode: 'AllEvents',
      s3Update: { prefix: `all/${place.name}/`, bufferingHints: buffer(10, 120) },
    }),
    () => ({ hECEndpointType: 'Event' }),
  ],
};

export const httpDestination: Destination = {
  createMember: 'httpEndpointDestinationConfiguration',
  updateMember: 'httpEndpointDestinationUpdate',
  create: (place) => ({
    endpointConfiguration: {
      url: 'HIDDEN_DUE_TO_SECURITY_REASONS',
      name: 'Alert router',
      accessKey: 'HIDDEN_DUE_TO_SECURITY_REASONS',
    },
    bufferingHints: buffer(4, 60),
    requestConfiguration: { contentEncoding: 'GZIP', commonAttributes: 'HIDDEN_DUE_TO_SECURITY_REASONS' },
    roleARN: role(place),
    retryOptions: retry(300),
    s3BackupMode: 'FailedDataOnly',
    s3Configuration: s3(place, 'http-failed'),
    cloudWatchLoggingOptions: logging(place),
  }),
  updates: [
    () => ({
      endpointConfiguration: { url: 'HIDDEN_DUE_TO_SECURITY_REASONS', accessKey: 'HIDDEN_DUE_TO_SECURITY_REASONS' },
    }),
    (_place, round) => ({ bufferingHints: buffer(1, 60 + round * 20) }),
    () => ({ requestConfiguration: { contentEncoding: 'NONE' } }),
    (_place, round) => ({ retryOptions: retry(600 + round * 120), s3BackupMode: 'AllData' }),
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

export const destinations: readonly Destination[] = [
  extendedS3Destination,
  s3Destination,
  redshiftDestination,
  elasticsearchDestination,
  openSearchDestination,
  serverlessDestination,
  splunkDestination,
  httpDestination,
  snowflakeDestination,
  icebergDestination,
];

// The fields of a configuration as data (spec section 7.4): one line each, in the order of the spec's table.
// path | label | unit | default | flags | severity of a change | reason
import type { Severity } from '../presented.ts';

export type Unit =
  | 'ARN'
  | 'URL'
  | 'MB'
  | 'MiB'
  | 'MiB/s'
  | 'bytes'
  | 'count'
  | 'fraction'
  | 'list'
  | 'map'
  | 'rows'
  | 's'
  | 'set';

export type FieldRow = {
  /** A concrete path, or one with a part that stands for many: `tags.<key>`, `source.*`, `destination.<s3>.*`. */
  readonly path: string;
  readonly label: string;
  readonly unit?: Unit;
  /** As documented, for people to read. */
  readonly default?: string;
  /** xacct, hidden, secret, create-only, user-keys, exclusive:<other member>. */
  readonly flags: readonly string[];
  readonly severity: Severity;
  readonly reason?: string;
};

const table = `
encryption.enabled | Stream encryption (SSE) |  | false |  | high | true to false: records are stored unencrypted while they wait in Firehose.
encryption.keyType | SSE key type |  | AWS_OWNED_CMK |  | medium | CUSTOMER_MANAGED to AWS_OWNED: you lose control and audit of the key.
encryption.keyARN | SSE KMS key | ARN |  | xacct | medium | Other people may hold the key (other account: high).
deliveryStreamType | Source type |  | DirectPut | create-only | medium | Only by re-creation.
source.kinesisStreamARN | Source Kinesis stream | ARN |  | create-only, xacct | high | Only by re-creation: other data now flows in.
source.mSKClusterARN | Source MSK cluster | ARN |  | create-only, xacct | high | Only by re-creation.
source.topicName | Source topic |  |  | create-only | medium | Only by re-creation.
source.roleARN | Source role | ARN |  | create-only, xacct | medium | Only by re-creation.
source.throughputHintInMBs | Throughput hint | MiB/s |  | create-only | info | Information only.
source.* | Source setting (database source and others) |  |  | create-only | medium | Only by re-creation.
tags.<key> | Tag |  |  |  | low | Tags can carry access control (ABAC) or ownership; usually harmless.
destination.type | Destination type |  |  |  | high | Every record now goes to a different kind of destination; nothing of the old one is kept.
destination.roleARN | Delivery role | ARN |  | xacct | medium | Firehose acts with other permissions; high when the role is in another account.
destination.bucketARN | Destination bucket | ARN |  |  | high | The data is written to another bucket (an S3 ARN names no account).
destination.prefix | S3 prefix |  | YYYY/MM/DD/HH |  | low | Objects land under other keys; consumers and retention rules may miss them.
destination.errorOutputPrefix | S3 error prefix |  |  |  | low | Failed records land under other keys; alarms on the old prefix go quiet.
destination.fileExtension | File extension |  | by compression |  | info |
destination.customTimeZone | Time zone for prefixes |  | UTC |  | info |
destination.bufferingHints.sizeInMBs | Buffer size | MiB | 5 (128 with format conversion; Snowflake 128) |  | info | Object size and delivery frequency change.
destination.bufferingHints.intervalInSeconds | Buffer interval | s | 300 (Splunk 60, Snowflake 0) |  | info | Data arrives earlier or later at the destination.
destination.compressionFormat | Compression |  | UNCOMPRESSED |  | info | Readers must match the format.
destination.encryptionConfiguration.noEncryptionConfig | S3 encryption override |  | (no encryption) |  | high | Objects are no longer encrypted with the KMS key that was set; only the bucket default remains.
destination.encryptionConfiguration.kMSEncryptionConfig.aWSKMSKeyARN | KMS key for S3 objects | ARN | none | xacct | medium | Removed: objects lose KMS protection. Changed: other people may hold the key (other account: high).
destination.cloudWatchLoggingOptions.enabled | CloudWatch error logging |  | false |  | high | true to false: delivery errors are no longer visible.
destination.cloudWatchLoggingOptions.logGroupName | CloudWatch log group |  |  |  | low | Errors are reported somewhere else.
destination.cloudWatchLoggingOptions.logStreamName | CloudWatch log stream |  |  |  | info |
destination.processingConfiguration.enabled | Record processing |  | false |  | medium | Records are delivered without (or now with) transformation: masking may have stopped.
destination.processingConfiguration.processors.Lambda.LambdaArn | Lambda processor | ARN |  | xacct | medium | Another function now reads and rewrites every record; in another account: data leaves the account.
destination.processingConfiguration.processors.Lambda.RoleArn | Lambda processor role | ARN | destination role | xacct | medium | The processor runs with other permissions.
destination.processingConfiguration.processors.Lambda.NumberOfRetries | Lambda retries | count | 3 |  | info |
destination.processingConfiguration.processors.Lambda.BufferSizeInMBs | Lambda buffer size | MB | 1 (Splunk 0.25) |  | info |
destination.processingConfiguration.processors.Lambda.BufferIntervalInSeconds | Lambda buffer interval | s | 60 |  | info |
destination.processingConfiguration.processors.MetadataExtraction.MetadataExtractionQuery | Partition key query (JQ) |  |  |  | low | Objects are partitioned differently.
destination.processingConfiguration.processors.MetadataExtraction.JsonParsingEngine | JSON parsing engine |  |  |  | info |
destination.processingConfiguration.processors.RecordDeAggregation.SubRecordType | De-aggregation type |  |  |  | info |
destination.processingConfiguration.processors.RecordDeAggregation.Delimiter | De-aggregation delimiter |  |  |  | info |
destination.processingConfiguration.processors.AppendDelimiterToRecord.Delimiter | Appended delimiter |  |  |  | info |
destination.processingConfiguration.processors.Decompression.CompressionFormat | Decompress source records |  |  |  | info |
destination.processingConfiguration.processors.CloudWatchLogProcessing.DataMessageExtraction | Extract CloudWatch log messages |  |  |  | info |
destination.dynamicPartitioningConfiguration.enabled | Dynamic partitioning |  | false | create-only | low | Documented as settable only at creation.
destination.dynamicPartitioningConfiguration.retryOptions.durationInSeconds | Partitioning retry time | s | 300 |  | info |
destination.dataFormatConversionConfiguration.enabled | Format conversion |  | true when given |  | medium | Objects change between JSON and Parquet/ORC.
destination.dataFormatConversionConfiguration.schemaConfiguration.roleARN | Glue role | ARN |  | xacct | medium | Other permissions are used to read the schema.
destination.dataFormatConversionConfiguration.schemaConfiguration.catalogId | Glue catalog (account) |  | own account | xacct | medium | The schema comes from another account.
destination.dataFormatConversionConfiguration.schemaConfiguration.databaseName | Glue database |  |  |  | low |
destination.dataFormatConversionConfiguration.schemaConfiguration.tableName | Glue table |  |  |  | low | Columns missing from the new schema are dropped.
destination.dataFormatConversionConfiguration.schemaConfiguration.region | Glue region |  | own region |  | low |
destination.dataFormatConversionConfiguration.schemaConfiguration.versionId | Glue table version |  | LATEST |  | info |
destination.dataFormatConversionConfiguration.outputFormatConfiguration.serializer.parquetSerDe.compression | Parquet compression |  | SNAPPY |  | info |
destination.dataFormatConversionConfiguration.outputFormatConfiguration.serializer.parquetSerDe.blockSizeBytes | Parquet block size | bytes | 268435456 (256 MiB) |  | info |
destination.dataFormatConversionConfiguration.outputFormatConfiguration.serializer.parquetSerDe.pageSizeBytes | Parquet page size | bytes | 1048576 (1 MiB) |  | info |
destination.dataFormatConversionConfiguration.outputFormatConfiguration.serializer.parquetSerDe.maxPaddingBytes | Parquet padding | bytes | 0 |  | info |
destination.dataFormatConversionConfiguration.outputFormatConfiguration.serializer.orcSerDe.compression | ORC compression |  | SNAPPY |  | info |
destination.dataFormatConversionConfiguration.outputFormatConfiguration.serializer.orcSerDe.stripeSizeBytes | ORC stripe size | bytes | 67108864 (64 MiB) |  | info |
destination.dataFormatConversionConfiguration.outputFormatConfiguration.serializer.orcSerDe.blockSizeBytes | ORC block size | bytes | 268435456 (256 MiB) |  | info |
destination.dataFormatConversionConfiguration.outputFormatConfiguration.serializer.orcSerDe.rowIndexStride | ORC row index stride | rows | 10000 |  | info |
destination.dataFormatConversionConfiguration.inputFormatConfiguration.deserializer.openXJsonSerDe.caseInsensitive | JSON keys lowercased |  | true |  | info |
destination.dataFormatConversionConfiguration.inputFormatConfiguration.deserializer.openXJsonSerDe.convertDotsInJsonKeysToUnderscores | JSON dots to underscores |  | false |  | info |
destination.dataFormatConversionConfiguration.inputFormatConfiguration.deserializer.openXJsonSerDe.columnToJsonKeyMappings | Column to JSON key mapping | map |  | user-keys | low | Columns are filled from other JSON keys.
destination.dataFormatConversionConfiguration.inputFormatConfiguration.deserializer.hiveJsonSerDe.timestampFormats | Timestamp formats | list | java.sql.Timestamp |  | info |
destination.dataFormatConversionConfiguration.outputFormatConfiguration.serializer.parquetSerDe.enableDictionaryCompression | Parquet dictionary compression |  |  |  | info |
destination.dataFormatConversionConfiguration.outputFormatConfiguration.serializer.parquetSerDe.writerVersion | Parquet writer version |  | V1 |  | info |
destination.dataFormatConversionConfiguration.outputFormatConfiguration.serializer.orcSerDe.enablePadding | ORC padding |  | false |  | info |
destination.dataFormatConversionConfiguration.outputFormatConfiguration.serializer.orcSerDe.paddingTolerance | ORC padding tolerance | fraction | 0.05 |  | info |
destination.dataFormatConversionConfiguration.outputFormatConfiguration.serializer.orcSerDe.bloomFilterColumns | ORC bloom filter columns | list | none |  | info |
destination.dataFormatConversionConfiguration.outputFormatConfiguration.serializer.orcSerDe.bloomFilterFalsePositiveProbability | ORC bloom filter error rate | fraction | 0.05 |  | info |
destination.dataFormatConversionConfiguration.outputFormatConfiguration.serializer.orcSerDe.dictionaryKeyThreshold | ORC dictionary threshold | fraction |  |  | info |
destination.dataFormatConversionConfiguration.outputFormatConfiguration.serializer.orcSerDe.formatVersion | ORC version |  | V0_12 |  | info |
destination.s3BackupMode | S3 backup |  | Disabled / FailedDocumentsOnly / FailedEventsOnly / FailedDataOnly |  | info | Less is backed up. The API refuses to narrow it, so this appears in refused attempts, after a type switch or a re-creation.
destination.<s3>.bucketARN | Intermediate / backup bucket | ARN |  |  | high | Failed or backed-up records are written to another bucket (an S3 ARN names no account).
destination.<s3>.roleARN | Intermediate / backup role | ARN |  | xacct | medium | As the delivery role.
destination.<s3>.* | (as the S3 fields above, one level down) |  |  |  | info |
destination.clusterJDBCURL | Redshift JDBC URL |  |  |  | high | Data is copied into another cluster or database.
destination.copyCommand.dataTableName | Redshift table |  |  |  | medium | Data is copied into another table.
destination.copyCommand.dataTableColumns | Redshift columns |  | all |  | low |
destination.copyCommand.copyOptions | COPY options |  |  |  | low | May change how data is parsed, or which credentials COPY uses.
destination.username | Redshift user |  |  | hidden | medium | Hidden in the log: restated, may have changed.
destination.password | Redshift password |  |  | hidden, secret | medium | Hidden in the log: restated, may have changed.
destination.domainARN | OpenSearch domain | ARN |  | xacct, exclusive:clusterEndpoint | high | Documents are indexed in another domain.
destination.clusterEndpoint | OpenSearch endpoint | URL |  | exclusive:domainARN | high | Documents are indexed elsewhere.
destination.collectionEndpoint | OpenSearch Serverless endpoint | URL |  |  | high | Documents are indexed in another collection.
destination.indexName | Index |  |  |  | medium | Documents land in another index: access rules and dashboards may differ.
destination.typeName | Type name |  |  |  | info | "" is a valid explicit value (clears).
destination.indexRotationPeriod | Index rotation |  | OneDay |  | info |
destination.documentIdOptions.defaultDocumentIdFormat | Document id |  | FIREHOSE_DEFAULT |  | info |
destination.vpcConfiguration.subnetIds | VPC subnets | set |  | create-only | medium | Only by re-creation.
destination.vpcConfiguration.securityGroupIds | VPC security groups | set |  | create-only | medium | Only by re-creation.
destination.vpcConfiguration.roleARN | VPC role | ARN |  | create-only, xacct | medium | Only by re-creation.
destination.hECEndpoint | Splunk HEC endpoint | URL |  |  | high | Events are sent to another Splunk.
destination.hECEndpointType | Splunk endpoint type |  |  |  | low |
destination.hECToken | Splunk HEC token |  |  | secret | medium | The credential changed; always mask it: the model does not mark it sensitive, so it can be in clear.
destination.hECAcknowledgmentTimeoutInSeconds | Splunk acknowledgement timeout | s | 180 |  | info |
destination.endpointConfiguration.url | HTTP endpoint URL | URL |  | hidden | high | Data is posted to another address (or may be: the URL can be hidden).
destination.endpointConfiguration.name | HTTP endpoint name |  |  |  | low |
destination.endpointConfiguration.accessKey | HTTP access key |  |  | hidden, secret | medium | The credential may have changed.
destination.requestConfiguration.contentEncoding | HTTP content encoding |  | NONE |  | info |
destination.requestConfiguration.commonAttributes | HTTP common attributes |  |  | hidden | low | Metadata sent with every request; may carry routing or tokens.
destination.secretsManagerConfiguration.enabled | Credentials from Secrets Manager |  | false |  | medium | false: falls back to credentials stored in the stream.
destination.secretsManagerConfiguration.secretARN | Secret | ARN |  | xacct | medium | Other credentials are used; another account is possible and worth a look.
destination.secretsManagerConfiguration.roleARN | Secret role | ARN | destination role | xacct | medium |
destination.accountUrl | Snowflake account URL | URL |  | hidden | high | Data is loaded into another Snowflake account (usually hidden).
destination.user | Snowflake user |  |  | hidden | medium |
destination.privateKey | Snowflake private key |  |  | hidden, secret | medium |
destination.keyPassphrase | Snowflake key passphrase |  |  | hidden, secret | medium |
destination.database | Snowflake database |  |  | hidden | medium |
destination.schema | Snowflake schema |  |  | hidden | medium |
destination.table | Snowflake table |  |  | hidden | medium |
destination.snowflakeRoleConfiguration.enabled | Custom Snowflake role |  | false |  | low |
destination.snowflakeRoleConfiguration.snowflakeRole | Snowflake role |  | user default | hidden | medium |
destination.snowflakeVpcConfiguration.privateLinkVpceId | Snowflake PrivateLink |  |  | hidden, create-only | medium | Only by re-creation (the API refuses a change).
destination.dataLoadingOption | Snowflake loading |  | JSON_MAPPING |  | low |
destination.metaDataColumnName | Snowflake metadata column |  |  | hidden | info |
destination.contentColumnName | Snowflake content column |  |  | hidden | info |
destination.catalogConfiguration.catalogARN | Iceberg catalog | ARN |  | xacct | high | Tables are written through another catalog.
destination.catalogConfiguration.warehouseLocation | Iceberg warehouse |  |  |  | high | New tables are stored elsewhere.
destination.destinationTableConfigurationList["db.table"].uniqueKeys | Iceberg unique keys | list |  |  | medium | Updates and deletes match other rows.
destination.destinationTableConfigurationList["db.table"].s3ErrorOutputPrefix | Iceberg table error prefix |  |  |  | low |
destination.destinationTableConfigurationList["db.table"].partitionSpec.identity | Iceberg partition fields | list |  |  | low |
destination.appendOnly | Iceberg append only |  | false |  | medium | true with updates or deletes in the stream delivers out of order.
destination.schemaEvolutionConfiguration.enabled | Iceberg schema evolution |  | false |  | low | New columns may appear.
destination.tableCreationConfiguration.enabled | Iceberg table creation |  | false |  | low | Tables may be created.
destination.retryOptions.durationInSeconds | Retry time | s | 300 (Redshift and Splunk 3600, Snowflake 60) |  | low | 0 means no retries: failed data goes to backup at once.
`;

const units: ReadonlySet<string> = new Set<Unit>([
  'ARN',
  'URL',
  'MB',
  'MiB',
  'MiB/s',
  'bytes',
  'count',
  'fraction',
  'list',
  'map',
  'rows',
  's',
  'set',
]);
const severities: ReadonlySet<string> = new Set<Severity>(['info', 'low', 'medium', 'high']);

const isUnit = (text: string): text is Unit => units.has(text);
const isSeverity = (text: string): text is Severity => severities.has(text);

function readRow(line: string): FieldRow {
  const [path = '', label = '', unit = '', byDefault = '', flags = '', severity = '', reason = ''] = line
    .split('|')
    .map((cell) => cell.trim());
  if (!isSeverity(severity) || (unit !== '' && !isUnit(unit))) throw new Error(`Not a field: ${line}`);
  return {
    path,
    label,
    ...(unit === '' ? {} : { unit }),
    ...(byDefault === '' ? {} : { default: byDefault }),
    flags: flags === '' ? [] : flags.split(', '),
    severity,
    ...(reason === '' ? {} : { reason }),
  };
}

export const fieldRows: readonly FieldRow[] = table.trim().split('\n').map(readRow);

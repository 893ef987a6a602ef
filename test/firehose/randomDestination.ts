// Random destinations: any members of any type, given in part, emptied, nulled or hidden, with few values so that equal
// ones meet. The backup places are called `s3` and `s3Backup` here; the request that carries them renames them.
import fc from 'fast-check';

import type { JsonObject, JsonValue } from '../../shared/json.ts';

type Values = fc.Arbitrary<JsonValue>;

export const oddNames = ['__proto__', 'constructor', 'a.b', '10', '9', 'Cost Center', 'env', '', 'toString', 'é"]'];
const hiddenTexts = ['HIDDEN_DUE_TO_SECURITY_REASONS', '***', '****', 'REDACTED', '[REDACTED]', '<sensitive>'];

const hidden = fc.constantFrom<JsonValue>(...hiddenTexts);
const absent = fc.constant<JsonValue>(null);
const flag = fc.boolean();

/** Mostly one of the values; seldom nothing, the empty text, or a hidden one. */
function value(...values: readonly JsonValue[]): Values {
  return fc.oneof(
    { weight: 12, arbitrary: fc.constantFrom(...values) },
    { weight: 1, arbitrary: absent },
    { weight: 1, arbitrary: fc.constant<JsonValue>('') },
    { weight: 1, arbitrary: hidden },
  );
}

function someOf(members: { readonly [name: string]: Values }): fc.Arbitrary<JsonObject> {
  return fc.record(members, { requiredKeys: [], noNullPrototype: true }) as fc.Arbitrary<JsonObject>;
}

/** An object with any of the members; seldom nothing or a hidden text in its place. */
function block(members: { readonly [name: string]: Values }): Values {
  const object = someOf(members);
  return fc.oneof(
    { weight: 12, arbitrary: object },
    { weight: 1, arbitrary: absent },
    { weight: 1, arbitrary: hidden },
  );
}

function list(item: Values, maxLength = 3): Values {
  return fc.oneof({ weight: 8, arbitrary: fc.array(item, { maxLength }) }, { weight: 1, arbitrary: hidden });
}

/** An entry of a keyed list: all members there, so that its key is never in doubt. */
function entry(members: { readonly [name: string]: Values }): Values {
  return fc.record(members, { noNullPrototype: true });
}

const role = value('arn:aws:iam::111122223333:role/one', 'arn:aws:iam::444455556666:role/two');
const bufferingHints = block({ sizeInMBs: value(5, 64), intervalInSeconds: value(60, 300) });
const cloudWatchLoggingOptions = block({
  enabled: flag,
  logGroupName: value('/aws/firehose'),
  logStreamName: value('errors', 'backup'),
});
const encryptionConfiguration = fc.oneof(
  block({ noEncryptionConfig: value('NoEncryption') }),
  block({ kMSEncryptionConfig: block({ aWSKMSKeyARN: value('arn:aws:kms:key/1', 'arn:aws:kms:key/2') }) }),
);
const parameter = entry({
  parameterName: fc.constantFrom<JsonValue>('LambdaArn', 'NumberOfRetries', '__proto__'),
  parameterValue: fc.constantFrom<JsonValue>('arn:aws:lambda:f', '3', 3, '', 'REDACTED'),
});
const processor = entry({
  type: fc.constantFrom<JsonValue>('Lambda', 'Decompression', 'constructor'),
  parameters: fc.array(parameter, { maxLength: 3 }),
});
const processingConfiguration = block({ enabled: flag, processors: list(processor) });
const retryOptions = block({ durationInSeconds: value(0, 300) });

const s3Members = {
  roleARN: role,
  bucketARN: value('arn:aws:s3:::one', 'arn:aws:s3:::two'),
  prefix: value('a/', 'b/', ''),
  errorOutputPrefix: value('errors/'),
  compressionFormat: value('GZIP', 'UNCOMPRESSED'),
  bufferingHints,
  encryptionConfiguration,
  cloudWatchLoggingOptions,
};
const s3 = block(s3Members);

const parquet = block({ compression: value('SNAPPY', 'GZIP'), blockSizeBytes: value(64, 128) });
const orc = block({ compression: value('ZLIB'), bloomFilterColumns: list(fc.constantFrom<JsonValue>('a', 'b')) });
const mappings = fc
  .array(fc.tuple(fc.constantFrom(...oddNames), value('order.ts', 'x')), { maxLength: 3 })
  .map((pairs): JsonValue => Object.fromEntries(pairs));
const openX = block({ caseInsensitive: flag, columnToJsonKeyMappings: mappings });
const hive = block({ timestampFormats: list(fc.constantFrom<JsonValue>('millis', 'yyyy')) });
const dataFormatConversionConfiguration = block({
  enabled: flag,
  schemaConfiguration: block({ roleARN: role, databaseName: value('lake'), tableName: value('orders', 'sales') }),
  inputFormatConfiguration: block({
    deserializer: fc.oneof(block({ openXJsonSerDe: openX }), block({ hiveJsonSerDe: hive })),
  }),
  outputFormatConfiguration: block({
    serializer: fc.oneof(block({ parquetSerDe: parquet }), block({ orcSerDe: orc })),
  }),
});

const attribute = entry({
  attributeName: fc.constantFrom<JsonValue>('team', 'constructor', '__proto__', '10', '***'),
  attributeValue: fc.constantFrom<JsonValue>('one', 'two', '', 'REDACTED'),
});
const vpcConfiguration = block({
  roleARN: role,
  subnetIds: list(fc.constantFrom<JsonValue>('subnet-b', 'subnet-a', 'subnet-10')),
  securityGroupIds: list(fc.constantFrom<JsonValue>('sg-2', 'sg-1')),
});
const secretsManagerConfiguration = block({ enabled: flag, secretARN: value('arn:aws:secretsmanager:s') });
const table = block({
  destinationDatabaseName: fc.constantFrom<JsonValue>('sales', 'lake'),
  destinationTableName: fc.constantFrom<JsonValue>('orders', 'constructor'),
  uniqueKeys: list(fc.constantFrom<JsonValue>('id', 'day')),
  s3ErrorOutputPrefix: value('errors/'),
  partitionSpec: block({ identity: fc.array(entry({ sourceName: fc.constantFrom<JsonValue>('day', 'hour') })) }),
}).filter((tables) => typeof tables === 'object' && tables !== null);
const unknownBlock = block({
  one: value('x', 'y'),
  two: value(1, 2),
  deeper: block({ url: value('u', 'v'), b: flag }),
});

const search = {
  roleARN: role,
  domainARN: value('arn:aws:es:one', 'arn:aws:es:two'),
  clusterEndpoint: value('https://one', 'https://two'),
  indexName: value('logs', 'events'),
  typeName: value('', 'doc'),
  documentIdOptions: block({ defaultDocumentIdFormat: value('FIREHOSE_DEFAULT', 'NO_DOCUMENT_ID') }),
  bufferingHints,
  retryOptions,
  s3BackupMode: value('FailedDocumentsOnly', 'AllDocuments'),
  s3,
  vpcConfiguration,
  cloudWatchLoggingOptions,
};

const membersByType: { readonly [type: string]: { readonly [name: string]: Values } } = {
  s3: s3Members,
  extendedS3: {
    ...s3Members,
    processingConfiguration,
    dataFormatConversionConfiguration,
    dynamicPartitioningConfiguration: block({ enabled: flag, retryOptions }),
    s3BackupMode: value('Disabled', 'Enabled'),
    s3Backup: s3,
    futureMember: unknownBlock,
  },
  redshift: {
    roleARN: role,
    clusterJDBCURL: value('jdbc:one', 'jdbc:two'),
    copyCommand: block({ dataTableName: value('t'), dataTableColumns: value('a,b'), copyOptions: value('json') }),
    username: value('', 'admin'),
    password: value('', 'secret'),
    s3,
    s3Backup: s3,
    processingConfiguration,
  },
  elasticsearch: search,
  amazonopensearchservice: search,
  amazonOpenSearchServerless: { roleARN: role, collectionEndpoint: value('https://one'), indexName: value('i'), s3 },
  splunk: { hECEndpoint: value('https://one'), hECToken: value('', 'token-1', 'token-2'), s3, bufferingHints },
  httpEndpoint: {
    endpointConfiguration: block({ url: value('https://one', ''), name: value('n'), accessKey: value('', 'key') }),
    requestConfiguration: block({ contentEncoding: value('GZIP', 'NONE'), commonAttributes: list(attribute) }),
    secretsManagerConfiguration,
    retryOptions,
    s3,
  },
  snowflake: {
    accountUrl: value('https://sf', ''),
    user: value('u', ''),
    privateKey: value('', 'k'),
    schema: value('s', ''),
    snowflakeRoleConfiguration: block({ enabled: flag, snowflakeRole: value('r', '') }),
    snowflakeVpcConfiguration: block({ privateLinkVpceId: value('', 'vpce-1') }),
    s3,
  },
  iceberg: {
    roleARN: role,
    appendOnly: flag,
    catalogConfiguration: block({ catalogARN: value('arn:aws:glue:c'), warehouseLocation: value('s3://w') }),
    destinationTableConfigurationList: list(table, 2),
    schemaEvolutionConfiguration: block({ enabled: flag }),
    tableCreationConfiguration: block({ enabled: flag }),
    s3,
  },
  deltaLake: {
    roleARN: role,
    tableMode: value('append', 'merge'),
    url: value('https://one', ''),
    layout: unknownBlock,
    processingConfiguration,
    s3,
  },
};

export type RandomDestination = { readonly type: string; readonly body: JsonObject };

function destination(type: string): fc.Arbitrary<RandomDestination> {
  return someOf(membersByType[type] ?? {}).map((body) => ({ type, body }));
}

export const destinationTypes: readonly string[] = Object.keys(membersByType);

/** Mostly of the stream's own type, so that updates merge; seldom of any other. */
export function destinationOf(type: string): fc.Arbitrary<RandomDestination> {
  return fc.oneof(
    { weight: 8, arbitrary: destination(type) },
    { weight: 1, arbitrary: fc.constantFrom(...destinationTypes).chain(destination) },
  );
}

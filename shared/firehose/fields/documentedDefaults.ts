// What AWS documents for members that no event states, for the members a destination has (spec section 7.4). Shown
// dimmed, never part of a configuration.
import type { JsonObject } from '../../json.ts';
import { fieldAt } from './fieldTable.ts';
import { destinationTypeOf } from './labels.ts';
import type { Configuration } from '../model.ts';
import { bufferDefaults, retryDefault } from './serviceDefaults.ts';
import { blockAt, valueAt } from './treeAt.ts';
import { valueText } from './units.ts';

export type DocumentedDefault = { readonly path: string; readonly text: string };

/** Of a configuration whose destination is wholly known: in another, what is not stated may well be set. */
export function documentedDefaults(config: Configuration): readonly DocumentedDefault[] {
  const type = destinationTypeOf(config);
  if (type === undefined) return [];
  const paths = [...s3Blocks(type, config).flatMap(blockPaths), ...ownPaths(type), ...conditionalPaths(config)];
  return paths.flatMap((path) => {
    const text = isStated(config, path) ? undefined : defaultText(path, type, config);
    return text === undefined ? [] : [{ path, text }];
  });
}

/** The blocks with the members of an S3 destination. */
function s3Blocks(type: string, config: Configuration): readonly string[] {
  const own = type === 'S3' || type === 'ExtendedS3' ? ['destination'] : [];
  return [...own, ...['destination.s3', 'destination.s3Backup'].filter((path) => blockAt(config, path) !== undefined)];
}

function blockPaths(block: string): readonly string[] {
  return [
    'prefix',
    'bufferingHints.sizeInMBs',
    'bufferingHints.intervalInSeconds',
    'compressionFormat',
    'encryptionConfiguration.noEncryptionConfig',
    'cloudWatchLoggingOptions.enabled',
  ].map((member) => `${block}.${member}`);
}

const buffering = ['bufferingHints.sizeInMBs', 'bufferingHints.intervalInSeconds'];
const delivery = [
  'cloudWatchLoggingOptions.enabled',
  'processingConfiguration.enabled',
  'retryOptions.durationInSeconds',
];
const credentials = 'secretsManagerConfiguration.enabled';
const search = [
  ...delivery,
  ...buffering,
  's3BackupMode',
  'indexRotationPeriod',
  'documentIdOptions.defaultDocumentIdFormat',
];

/** Beside those of its S3 blocks. A type that is not listed has none that are known. */
const membersByType: Readonly<Record<string, readonly string[]>> = {
  ExtendedS3: [
    'fileExtension',
    'customTimeZone',
    'processingConfiguration.enabled',
    'dynamicPartitioningConfiguration.enabled',
    's3BackupMode',
  ],
  Redshift: [...delivery, 's3BackupMode', 'copyCommand.dataTableColumns', credentials],
  Elasticsearch: search,
  Amazonopensearchservice: search,
  AmazonOpenSearchServerless: [...delivery, ...buffering, 's3BackupMode'],
  Splunk: [...delivery, ...buffering, 's3BackupMode', 'hECAcknowledgmentTimeoutInSeconds', credentials],
  HttpEndpoint: [...delivery, ...buffering, 's3BackupMode', 'requestConfiguration.contentEncoding', credentials],
  Snowflake: [
    ...delivery,
    ...buffering,
    's3BackupMode',
    'snowflakeRoleConfiguration.enabled',
    'dataLoadingOption',
    credentials,
  ],
  Iceberg: [
    ...delivery,
    ...buffering,
    'appendOnly',
    'schemaEvolutionConfiguration.enabled',
    'tableCreationConfiguration.enabled',
  ],
};

function ownPaths(type: string): readonly string[] {
  const members = Object.hasOwn(membersByType, type) ? membersByType[type] : undefined;
  return (members ?? []).map((member) => `destination.${member}`);
}

const conversion = 'destination.dataFormatConversionConfiguration';
const serializer = `${conversion}.outputFormatConfiguration.serializer`;
const deserializer = `${conversion}.inputFormatConfiguration.deserializer`;
const lambda = 'destination.processingConfiguration.processors.Lambda';

/** Members of blocks that have defaults once the block is there. */
const membersByBlock: readonly (readonly [block: string, members: readonly string[]])[] = [
  [lambda, ['NumberOfRetries', 'RoleArn', 'BufferSizeInMBs', 'BufferIntervalInSeconds']],
  [conversion, ['enabled']],
  [`${conversion}.schemaConfiguration`, ['catalogId', 'region', 'versionId']],
  [
    `${serializer}.parquetSerDe`,
    ['compression', 'blockSizeBytes', 'pageSizeBytes', 'maxPaddingBytes', 'writerVersion'],
  ],
  [
    `${serializer}.orcSerDe`,
    [
      'compression',
      'stripeSizeBytes',
      'blockSizeBytes',
      'rowIndexStride',
      'enablePadding',
      'paddingTolerance',
      'bloomFilterColumns',
      'bloomFilterFalsePositiveProbability',
      'formatVersion',
    ],
  ],
  [`${deserializer}.openXJsonSerDe`, ['caseInsensitive', 'convertDotsInJsonKeysToUnderscores']],
  [`${deserializer}.hiveJsonSerDe`, ['timestampFormats']],
];

function conditionalPaths(config: Configuration): readonly string[] {
  const given = membersByBlock.filter(([block]) => blockAt(config, block) !== undefined);
  return [
    ...given.flatMap(([block, members]) => members.map((member) => `${block}.${member}`)),
    ...(isOn(config, 'dynamicPartitioningConfiguration')
      ? ['destination.dynamicPartitioningConfiguration.retryOptions.durationInSeconds']
      : []),
    ...(isOn(config, 'secretsManagerConfiguration') ? ['destination.secretsManagerConfiguration.roleARN'] : []),
  ];
}

function isOn(config: Configuration, block: string): boolean {
  return valueAt(config, `destination.${block}.enabled`) === true;
}

/** Either of two members that exclude each other counts for both; so does a block that the log hides. */
function isStated(config: Configuration, path: string): boolean {
  if (path.endsWith('.noEncryptionConfig')) {
    const block: JsonObject | undefined = blockAt(config, path.slice(0, path.lastIndexOf('.')));
    return block !== undefined && Object.keys(block).length > 0;
  }
  return valueAt(config, path) !== undefined;
}

const backupModes: Readonly<Record<string, string>> = {
  ExtendedS3: 'Disabled',
  Redshift: 'Disabled',
  Elasticsearch: 'FailedDocumentsOnly',
  Amazonopensearchservice: 'FailedDocumentsOnly',
  AmazonOpenSearchServerless: 'FailedDocumentsOnly',
  Splunk: 'FailedEventsOnly',
};

/** As documented; where that depends on the destination, for this one. */
function defaultText(path: string, type: string, config: Configuration): string | undefined {
  const [, block = '', hint = ''] = /^(.*)\.bufferingHints\.(\w+)$/.exec(path) ?? [];
  const number = hint === '' ? undefined : bufferDefaults(type, block, config)[hint];
  if (number !== undefined) return valueText(path, number);
  if (path === 'destination.retryOptions.durationInSeconds') return valueText(path, retryDefault(type));
  if (path === 'destination.s3BackupMode') return backupModes[type] ?? 'FailedDataOnly';
  if (path === `${conversion}.enabled`) return 'true';
  if (path === `${lambda}.BufferSizeInMBs`) return valueText(path, type === 'Splunk' ? 0.25 : 1);
  const documented = fieldAt(path)?.row.default;
  const value = /^\d+(?:\.\d+)?/.exec(documented ?? '')?.[0];
  return value === undefined ? documented : valueText(path, Number(value));
}

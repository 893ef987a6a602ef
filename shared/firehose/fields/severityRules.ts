// The changes to point out, most telling first (spec section 7.3). What is on when nothing is said is off: a switch
// that is no longer stated has gone back to its default.
import { joinPath, splitPath } from '../../diff/leaves.ts';
import type { NoiseContext } from '../../diff/noise.ts';
import { narrowsBackup } from './backupMode.ts';
import type { Change } from '../model.ts';
import type { Severity } from '../presented.ts';
import { valueAt } from './treeAt.ts';

export type SeverityRule = {
  readonly id: string;
  readonly severity: Severity;
  readonly reason: string;
  /** Whether it matches; a text when it does and another reason says it better. */
  readonly match: (change: Change, context: NoiseContext) => boolean | string;
};

const bucket = /^destination\.(?:s3\.|s3Backup\.)?bucketARN$/;
const endpoint =
  /^destination\.(?:endpointConfiguration\.url|hECEndpoint|clusterJDBCURL|domainARN|clusterEndpoint|collectionEndpoint|accountUrl|catalogConfiguration\.(?:catalogARN|warehouseLocation))$/;
const objectKey = /^destination\..*\.?encryptionConfiguration\.kMSEncryptionConfig\.aWSKMSKeyARN$/;
const objectKeyOrStreamKey = new RegExp(`${objectKey.source}|^encryption\\.keyARN$`);
const override = /^(destination\..*\.?encryptionConfiguration)\.noEncryptionConfig$/;
const lambda = /^destination\.processingConfiguration\.processors(?:\.Lambda|\["Lambda#\d+"\])\.LambdaArn$/;
const role = /^(?!tags).*\.(?:roleARN|RoleArn)$/;
const logging = /^destination\.(?:.*\.)?cloudWatchLoggingOptions\.enabled$/;
const credential = /^(?!tags).*\.(?:username|password|accessKey|privateKey|keyPassphrase|hECToken)$/;
const secretsManager = /\.secretsManagerConfiguration\.enabled$/;
const table =
  /^destination\.(?:copyCommand\.dataTableName|indexName|destinationTableConfigurationList.*\.(?:destinationTableName|destinationDatabaseName|uniqueKeys))$/;
const schemaSource =
  /^destination\.dataFormatConversionConfiguration\.schemaConfiguration\.(?:roleARN|catalogId|databaseName|tableName)$/;
const prefix = /^destination\.(?:s3\.|s3Backup\.)?(?:prefix|errorOutputPrefix)$/;

export const severityRules: readonly SeverityRule[] = [
  {
    id: 'dest-switch',
    severity: 'high',
    reason: 'Every record now goes to a different kind of destination; nothing of the old one is kept.',
    match: ({ kind, path }) => kind === 'modified' && path === 'destination.type',
  },
  {
    id: 'bucket-changed',
    severity: 'high',
    reason: 'Data is written to another bucket; a bucket ARN does not say whose it is.',
    match: ({ kind, path }) => kind === 'modified' && bucket.test(path),
  },
  {
    id: 'endpoint-changed',
    severity: 'high',
    reason: 'Data is sent to another system.',
    match: ({ kind, path }) => {
      if (!endpoint.test(path)) return false;
      return kind === 'hidden' ? 'Data may be sent to another system: the log hides the value.' : kind === 'modified';
    },
  },
  {
    id: 'kms-removed',
    severity: 'high',
    reason: 'New objects lose the KMS key that protected them.',
    match: (change, context) =>
      (change.kind === 'removed' && objectKey.test(change.path)) || isOverKey(change, context),
  },
  {
    id: 'kms-changed',
    severity: 'medium',
    reason: 'Somebody else may be able to decrypt, or nobody.',
    match: ({ kind, path }) => kind === 'modified' && objectKeyOrStreamKey.test(path),
  },
  {
    id: 'sse-stopped',
    severity: 'high',
    reason: 'Records waiting in Firehose are stored unencrypted.',
    // Only a call that stops encryption states `false` where nothing was known: there was something to stop.
    match: (change) =>
      change.path === 'encryption.enabled' &&
      (isTurnedOff(change) || (change.kind === 'set' && change.after === false)),
  },
  {
    id: 'sse-downgrade',
    severity: 'medium',
    reason: 'Control and audit of the key are lost.',
    match: ({ path, before, after }) =>
      path === 'encryption.keyType' && startsWith(before, 'CUSTOMER_MANAGED') && startsWith(after, 'AWS_OWNED'),
  },
  {
    id: 'qualifier-changed',
    severity: 'low',
    reason: 'Same function, qualifier changed.',
    match: ({ kind, path, before, after }) =>
      kind === 'modified' && lambda.test(path) && unqualified(before) === unqualified(after),
  },
  {
    id: 'lambda-changed',
    severity: 'medium',
    reason: 'A function reads and rewrites every record before delivery.',
    match: ({ kind, path }) => (kind === 'added' || kind === 'modified') && lambda.test(path),
  },
  {
    id: 'processing-off',
    severity: 'medium',
    reason: 'Masking, filtering or enrichment may have stopped.',
    match: (change, context) =>
      (change.path === 'destination.processingConfiguration.enabled' && isTurnedOff(change)) ||
      isProcessorGone(change, context),
  },
  {
    id: 'role-changed',
    severity: 'medium',
    reason: 'Firehose acts with other permissions.',
    match: ({ kind, path }) => kind === 'modified' && role.test(path),
  },
  {
    id: 'logging-off',
    severity: 'high',
    reason: 'Delivery errors are no longer visible.',
    match: (change) => logging.test(change.path) && isTurnedOff(change),
  },
  {
    id: 'backup-narrowed',
    severity: 'high',
    reason: 'Failed or raw data is no longer kept.',
    match: ({ kind, path, before, after }) =>
      kind !== 'set' && path === 'destination.s3BackupMode' && narrowsBackup(before, after),
  },
  {
    id: 'secret-restated',
    severity: 'medium',
    reason: 'The credential may have been replaced.',
    match: ({ kind, path }) => (kind === 'hidden' || kind === 'modified') && credential.test(path),
  },
  {
    id: 'secrets-manager-off',
    severity: 'medium',
    reason: 'Credentials stored in the stream are used again.',
    match: (change) => secretsManager.test(change.path) && isTurnedOff(change),
  },
  {
    id: 'secret-changed',
    severity: 'medium',
    reason: 'Other credentials are used.',
    match: ({ kind, path }) => kind === 'modified' && path.endsWith('.secretARN') && !path.startsWith('tags'),
  },
  {
    id: 'table-changed',
    severity: 'medium',
    reason: 'Data lands in another table or index.',
    match: ({ path }) => table.test(path),
  },
  {
    id: 'schema-source',
    severity: 'medium',
    reason: 'Columns missing from the new schema are dropped.',
    match: ({ path }) => schemaSource.test(path),
  },
  {
    id: 'retries-zero',
    severity: 'medium',
    reason: 'Failed data goes to backup at once.',
    match: ({ path, after }) => path === 'destination.retryOptions.durationInSeconds' && after === 0,
  },
  {
    id: 'prefix-changed',
    severity: 'low',
    reason: 'Consumers and retention rules may miss the objects.',
    match: ({ path }) => prefix.test(path),
  },
];

/** Members that matter in one direction only, the one that a rule names: encryption on, logging on, more backup. */
export function isHarmlessDirection({ path }: Change): boolean {
  if (path === 'encryption.enabled' || path === 'encryption.keyType') return true;
  if (path === 'destination.s3BackupMode' || path === 'destination.processingConfiguration.enabled') return true;
  return logging.test(path) || secretsManager.test(path);
}

function isTurnedOff({ kind, before, after }: Change): boolean {
  return before === true && (after === false || kind === 'removed');
}

function isOverKey({ kind, path }: Change, { before }: NoiseContext): boolean {
  const block = kind === 'added' ? override.exec(path)?.[1] : undefined;
  return block !== undefined && valueAt(before, `${block}.kMSEncryptionConfig`) !== undefined;
}

/** A parameter that goes while its processor stays is none. */
function isProcessorGone({ kind, path }: Change, { after }: NoiseContext): boolean {
  const processors = 'destination.processingConfiguration.processors';
  const processor = kind === 'removed' && path.startsWith(processors) ? splitPath(path)[3] : undefined;
  return processor !== undefined && valueAt(after, joinPath(processors, processor)) === undefined;
}

function startsWith(value: unknown, start: string): boolean {
  return typeof value === 'string' && value.startsWith(start);
}

function unqualified(value: unknown): unknown {
  return typeof value === 'string' ? value.replace(/:\$LATEST$/, '') : value;
}

// Changes that say nothing a reader needs: hidden until asked for (spec section 7.1).
import { destinationType } from '../firehose/destinations.ts';
import { destinationTypeOf } from '../firehose/fields/labels.ts';
import type { Change, Configuration } from '../firehose/model.ts';
import { bufferDefaults, retryDefault } from '../firehose/fields/serviceDefaults.ts';
import { blockAt, valueAt } from '../firehose/fields/treeAt.ts';
import { isJsonObject, type JsonObject, type JsonValue } from '../json.ts';
import { isSameValue } from './changes.ts';
import { leavesOf } from './leaves.ts';

export type NoiseContext = {
  readonly before?: Configuration | undefined;
  readonly after?: Configuration | undefined;
};

/** Why a change is noise; `undefined` for one that matters. */
export function noiseOf(change: Change, context: NoiseContext): string | undefined {
  const { kind, path, before, after } = change;
  if (kind === 'modified' && before !== undefined && after !== undefined) return sameMeaning(path, before, after);
  if (kind === 'added' && after !== undefined && isDefault(path, after, context.after, context)) {
    return 'The documented default, written out.';
  }
  if (kind === 'removed' && before !== undefined && isDefault(path, before, context.before, context)) {
    return 'The documented default, no longer written out.';
  }
  return undefined;
}

function sameMeaning(path: string, before: JsonValue, after: JsonValue): string | undefined {
  if (path === 'destination.type') {
    const isOneFamily = familyOf(before) === familyOf(after);
    return isOneFamily ? 'The service keeps one S3 destination under both names.' : undefined;
  }
  if (/\.vpcConfiguration\.(?:subnetIds|securityGroupIds)$/.test(path)) {
    return isSameValue(sorted(before), sorted(after)) ? 'The same members in another order.' : undefined;
  }
  if (path.startsWith('destination.processingConfiguration.processors')) {
    const isSpelling = typeof before !== typeof after && isScalar(before) && isScalar(after);
    return isSpelling && textOf(before) === textOf(after) ? 'The same value, as a text and as a number.' : undefined;
  }
  return undefined;
}

const isScalar = (value: JsonValue): boolean => typeof value !== 'object';

function textOf(value: JsonValue): string {
  return typeof value === 'string' ? value : JSON.stringify(value);
}

function familyOf(type: JsonValue): string {
  return destinationType(textOf(type)).family;
}

function sorted(value: JsonValue): JsonValue {
  return Array.isArray(value) ? value.map(String).toSorted() : value;
}

/** Members of any S3 block, the destination itself too, whose value is what the service takes without it. */
const plainDefaults: Readonly<Record<string, JsonValue>> = {
  compressionFormat: 'UNCOMPRESSED',
  customTimeZone: 'UTC',
  prefix: '',
  errorOutputPrefix: '',
  fileExtension: '',
};

/** `config` is the side that has the value. */
function isDefault(path: string, value: JsonValue, config: Configuration | undefined, context: NoiseContext): boolean {
  const [, block = '', member = ''] = /^(destination(?:\.s3(?:Backup)?)?)\.([^[]+)$/.exec(path) ?? [];
  if (Object.hasOwn(plainDefaults, member)) return value === plainDefaults[member];
  switch (member) {
    case 'encryptionConfiguration.noEncryptionConfig':
      // "when no key was set": taking the override away, for a key or for nothing, is no loss either.
      return value === 'NoEncryption' && !hasKey(context.before, block);
    case 'cloudWatchLoggingOptions.enabled':
    case 'cloudWatchLoggingOptions.logGroupName':
    case 'cloudWatchLoggingOptions.logStreamName':
      return isSilentLogging(blockAt(config, `${block}.cloudWatchLoggingOptions`) ?? { [lastName(member)]: value });
    case 'bufferingHints.sizeInMBs':
    case 'bufferingHints.intervalInSeconds':
      return value === bufferDefaults(destinationTypeOf(config), block, config)[lastName(member)];
    default:
      return block === 'destination' && isDestinationDefault(member, value, config);
  }
}

function isDestinationDefault(member: string, value: JsonValue, config: Configuration | undefined): boolean {
  switch (member) {
    case 'processingConfiguration.enabled':
      return value === false && !hasProcessors(config);
    case 'dataFormatConversionConfiguration.enabled':
      return value === false && isAlone(blockAt(config, 'destination.dataFormatConversionConfiguration'));
    case 's3BackupMode':
      return typeof value === 'string' && (value === 'Disabled' || value.startsWith('Failed'));
    case 'retryOptions.durationInSeconds':
      return value === retryDefault(destinationTypeOf(config));
    case 'dynamicPartitioningConfiguration.retryOptions.durationInSeconds':
      return value === retryDefault('ExtendedS3');
    default:
      return false;
  }
}

function hasKey(config: Configuration | undefined, block: string): boolean {
  return valueAt(config, `${block}.encryptionConfiguration.kMSEncryptionConfig`) !== undefined;
}

function isSilentLogging(options: JsonObject): boolean {
  const { enabled = false, logGroupName = '', logStreamName = '' } = options;
  return enabled === false && logGroupName === '' && logStreamName === '';
}

/** Whether `enabled` is all that a block says. */
function isAlone(block: JsonObject | undefined): boolean {
  return block === undefined || [...leavesOf(block).keys()].every((path) => path === 'enabled');
}

/** Empty lists of processors arrive as empty objects. */
function hasProcessors(config: Configuration | undefined): boolean {
  const processors = valueAt(config, 'destination.processingConfiguration.processors');
  return processors !== undefined && (!isJsonObject(processors) || Object.keys(processors).length > 0);
}

function lastName(member: string): string {
  return member.slice(member.lastIndexOf('.') + 1);
}

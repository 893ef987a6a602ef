// Blocks of a configuration that a person speaks of as one thing: several fields that come or go together are told
// as one, `Lambda processor added`.
import { joinPath, leavesOf, splitPath } from '../../diff/leaves.ts';
import { isJsonObject, type JsonValue } from '../../json.ts';
import type { Configuration } from '../model.ts';
import { valueAt } from '../fields/treeAt.ts';

export type Block = { readonly path: string; readonly label: string };

const processorLabels: Readonly<Record<string, string>> = {
  Lambda: 'Lambda processor',
  MetadataExtraction: 'Partition key extraction',
  RecordDeAggregation: 'Record de-aggregation',
  AppendDelimiterToRecord: 'Appended delimiter',
  Decompression: 'Decompression of source records',
  CloudWatchLogProcessing: 'CloudWatch log extraction',
};

const blockLabels: Readonly<Record<string, string>> = {
  dataFormatConversionConfiguration: 'Format conversion',
  cloudWatchLoggingOptions: 'Error logging',
  dynamicPartitioningConfiguration: 'Dynamic partitioning',
  secretsManagerConfiguration: 'Credentials from Secrets Manager',
  snowflakeRoleConfiguration: 'Custom Snowflake role',
  vpcConfiguration: 'VPC settings',
  copyCommand: 'COPY command',
  requestConfiguration: 'HTTP request settings',
  catalogConfiguration: 'Iceberg catalog',
  s3Backup: 'Backup bucket',
};

/** The outermost block that a path lies in, if it is one that people speak of. */
export function blockOf(path: string): Block | undefined {
  const segments = splitPath(path);
  const [section, first = '', second, third] = segments;
  if (section !== 'destination') return undefined;
  const pathOf = (depth: number): string => segments.slice(0, depth).reduce(joinPath, '');
  if (first === 'processingConfiguration') {
    if (second !== 'processors' || third === undefined) return undefined;
    return { path: pathOf(4), label: processorLabel(third) };
  }
  if (first === 'destinationTableConfigurationList' && second !== undefined) {
    return { path: pathOf(3), label: `Iceberg table ${second}` };
  }
  const label = Object.hasOwn(blockLabels, first) ? blockLabels[first] : undefined;
  return label === undefined ? undefined : { path: pathOf(2), label };
}

function processorLabel(key: string): string {
  const [type = '', number] = key.split('#');
  const label = Object.hasOwn(processorLabels, type) ? processorLabels[type] : `${type} processor`;
  return number === undefined ? String(label) : `${label} ${number}`;
}

/** Whether a block came or went whole; nothing where it stands on both sides. */
export function wholeVerb(
  path: string,
  before: Configuration | undefined,
  after: Configuration,
): 'added' | 'removed' | undefined {
  const wasThere = isInUse(valueAt(before, path));
  const isThere = isInUse(valueAt(after, path));
  if (wasThere === isThere) return undefined;
  return isThere ? 'added' : 'removed';
}

/** A block that is switched off and empty is as good as none: tools write it out so. */
function isInUse(block: JsonValue | undefined): boolean {
  if (block === undefined) return false;
  if (!isJsonObject(block) || block['enabled'] !== false) return true;
  return [...leavesOf(block)].some(([path, value]) => path !== 'enabled' && value !== '');
}

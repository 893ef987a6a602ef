// What fields are called, and the headings they stand under.
import { splitPath } from '../../diff/leaves.ts';
import { isJsonObject, type JsonValue } from '../../json.ts';
import { destinationLabel } from '../destinations.ts';
import { fieldAt, s3BlockOf, type S3Block } from './fieldTable.ts';
import type { Configuration } from '../model.ts';

/**
 * The label of a path. The configuration tells what a destination's `s3` block is for: Redshift copies from it
 * ("Staging"), all others keep there what was not delivered, or everything as well ("Backup"), as they do in
 * `s3Backup`. Without a configuration `s3` is taken for Redshift's, the one destination that has both.
 * The bucket and the role of such a block have labels of their own in the table, which say the same of any block.
 */
export function labelOf(path: string, config?: Configuration): string {
  const field = fieldAt(path);
  if (field === undefined) return lastSegment(path);
  const { row, block, key } = field;
  if (row.path === 'tags.<key>') return `Tag ${key ?? ''}`;
  if (field.isFamily) return lastSegment(path);
  const label = key === undefined ? row.label : `${row.label}: ${key}`;
  if (block === undefined || row.path.startsWith('destination.<s3>.')) return label;
  return `${blockLabel(block, config)}: ${label}`;
}

/** The heading a field stands under, in the order of `compareGroups`. */
export function groupOf(path: string, config: Configuration): string {
  const segments = splitPath(path);
  const [section, member, third, fourth] = segments;
  if (section === 'tags') return 'Tags';
  if (section === 'encryption') return 'Encryption';
  if (section !== 'destination') return 'Source';
  const block = s3BlockOf(segments);
  if (block !== undefined) return blockLabel(block, config);
  if (member === 'destinationTableConfigurationList' && third !== undefined) return `Table ${third}`;
  if (member === 'processingConfiguration') return processingGroup(third, fourth);
  return groupOfMember.get(member) ?? destinationGroup(config);
}

const groupOfMember: ReadonlyMap<string | undefined, string> = new Map([
  ['s3', 'Staging'],
  ['s3Backup', 'Backup'],
  ['s3BackupMode', 'Backup'],
  ['dataFormatConversionConfiguration', 'Format conversion'],
  ['cloudWatchLoggingOptions', 'Error logging'],
]);

/** A second processor of one type has a heading of its own: its fields are called as those of the first. */
function processingGroup(member: string | undefined, processor: string | undefined): string {
  return member === 'processors' && processor?.includes('#') ? `Processing · ${processor}` : 'Processing';
}

function destinationGroup(config: Configuration): string {
  const type = destinationTypeOf(config);
  return type === undefined ? 'Destination' : `Destination · ${destinationLabel(type)}`;
}

/** The canonical id of the destination that a configuration names. */
export function destinationTypeOf(config: Configuration | undefined): string | undefined {
  const destination: JsonValue | undefined = config?.['destination'];
  const type = isJsonObject(destination) ? destination['type'] : undefined;
  return typeof type === 'string' ? type : undefined;
}

const groupOrder = [
  'Replaced',
  'Destination',
  'Staging',
  'Backup',
  'Processing',
  'Format conversion',
  'Table',
  'Error logging',
  'Encryption',
  'Source',
  'Tags',
];

/** Sorts headings: the destination first, what is seldom looked for last. */
export function compareGroups(a: string, b: string): number {
  return rankOf(a) - rankOf(b) || (a < b ? -1 : a > b ? 1 : 0);
}

function rankOf(group: string): number {
  const rank = groupOrder.findIndex(
    (name) => group === name || group.startsWith(`${name}:`) || group.startsWith(`${name} `),
  );
  return rank < 0 ? groupOrder.length : rank;
}

function blockLabel(block: S3Block, config: Configuration | undefined): 'Staging' | 'Backup' {
  if (block === 's3Backup') return 'Backup';
  const type = destinationTypeOf(config);
  return type === undefined || type === 'Redshift' ? 'Staging' : 'Backup';
}

function lastSegment(path: string): string {
  return splitPath(path).at(-1) ?? path;
}

// Which row of the table of fields a concrete path falls under.
import { splitPath } from '../../diff/leaves.ts';
import { fieldRows, type FieldRow } from './fieldRows.ts';

/** The S3 blocks inside a destination: their members are those of the S3 destination, one level down. */
export type S3Block = 's3' | 's3Backup';

export type Field = {
  readonly row: FieldRow;
  /** The S3 block it lies in. */
  readonly block?: S3Block;
  /** The user's own name, where the row stands for a map: a tag's key, a column. */
  readonly key?: string;
  /** The row stands for many members (`source.*`): its label names none of them. */
  readonly isFamily?: true;
};

const rowsByPath = new Map(fieldRows.map((row) => [row.path, row]));

/** Rows that stand for a whole map; the leaves of such a map have the user's own names. */
const maps = new Set([
  'destination.dataFormatConversionConfiguration.inputFormatConfiguration.deserializer.openXJsonSerDe.columnToJsonKeyMappings',
  'destination.requestConfiguration.commonAttributes',
]);

export function s3BlockOf(segments: readonly string[]): S3Block | undefined {
  const [section, member] = segments;
  if (section !== 'destination' || segments.length < 3) return undefined;
  return member === 's3' || member === 's3Backup' ? member : undefined;
}

/** The field at a path of a configuration; `undefined` for members the table does not know. */
export function fieldAt(path: string): Field | undefined {
  const exact = rowsByPath.get(path);
  if (exact !== undefined) return { row: exact };
  const segments = splitPath(path);
  if (segments[0] === 'tags') return keyed('tags.<key>', segments[1]);
  if (segments[0] === 'source') return family('source.*');
  const block = s3BlockOf(segments);
  return block === undefined ? destinationField(segments) : blockField(block, segments);
}

function blockField(block: S3Block, segments: readonly string[]): Field | undefined {
  const rest = segments.slice(2);
  const own = rowsByPath.get(`destination.<s3>.${rest.join('.')}`);
  if (own !== undefined) return { row: own, block };
  const field = destinationField(['destination', ...rest]);
  return field === undefined ? undefined : { ...field, block };
}

function destinationField(segments: readonly string[]): Field | undefined {
  const path = segments.map(generalName).join('.').replaceAll('.["', '["');
  const row = rowsByPath.get(path);
  if (row !== undefined) return { row };
  const parent = segments.slice(0, -1).join('.');
  return maps.has(parent) ? keyed(parent, segments.at(-1)) : undefined;
}

/** A segment as the table writes it: a table's name stands for any, `Lambda#2` is a Lambda. */
function generalName(segment: string, index: number, segments: readonly string[]): string {
  const parent = segments[index - 1];
  if (parent === 'destinationTableConfigurationList') return '["db.table"]';
  return parent === 'processors' ? segment.replace(/#\d+$/, '') : segment;
}

function keyed(path: string, key: string | undefined): Field | undefined {
  const row = rowsByPath.get(path);
  return row === undefined || key === undefined ? undefined : { row, key };
}

function family(path: string): Field | undefined {
  const row = rowsByPath.get(path);
  return row === undefined ? undefined : { row, isFamily: true };
}

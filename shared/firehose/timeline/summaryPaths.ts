// What a summary needs to know of a path. Histories of ten thousand versions name the same few paths again and again,
// so it is worked out once.
import { splitPath } from '../../diff/leaves.ts';
import { fieldRows } from '../fields/fieldRows.ts';
import { fieldAt } from '../fields/fieldTable.ts';
import { destinationTypeOf } from '../fields/labels.ts';
import type { Configuration } from '../model.ts';
import { isSecretPath } from '../fields/secrets.ts';
import { blockOf, type Block } from './summaryBlocks.ts';
import { insideSentence, shortLabel } from './summaryWords.ts';

export type SummaryPath = {
  /** As it is called inside a sentence: `bucket`, `KMS key`. */
  readonly name: string;
  /** A tag's key. */
  readonly tag?: string;
  readonly block?: Block;
  /** Its place in the table of fields, which is that of importance: size before interval. */
  readonly order: number;
  /** Whether a text at it is a setting of few words, never a credential. */
  readonly isSayable: boolean;
  readonly isSecret: boolean;
};

const sayable =
  /(?:Format|Mode|Period|Type|Encoding|ompression|refix|Extension|TimeZone|Option|indexName|typeName|[tT]ableName|databaseName|Version)$/;

const rowNumbers = new Map(fieldRows.map((row, index) => [row, index]));

/** By destination type, then by path: what a block is for depends on the type. */
const known = new Map<string, Map<string, SummaryPath>>();
const mostKnown = 5000;

export function summaryPath(path: string, config: Configuration): SummaryPath {
  const type = destinationTypeOf(config) ?? '';
  const ofType = known.get(type) ?? new Map<string, SummaryPath>();
  const found = ofType.get(path) ?? learn(path, config);
  if (ofType.size >= mostKnown) ofType.clear();
  ofType.set(path, found);
  known.set(type, ofType);
  return found;
}

function learn(path: string, config: Configuration): SummaryPath {
  const segments = splitPath(path);
  const block = blockOf(path);
  const row = fieldAt(path)?.row;
  return {
    name: insideSentence(shortLabel(path, config)),
    ...(segments[0] === 'tags' ? { tag: segments[1] ?? '' } : {}),
    ...(block === undefined ? {} : { block }),
    order: (row && rowNumbers.get(row)) ?? fieldRows.length,
    isSayable: sayable.test(segments.at(-1) ?? ''),
    isSecret: isSecretPath(path),
  };
}

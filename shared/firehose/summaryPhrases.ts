// The phrases of a version's summary, the most severe first. Fields with short values are told with them, others by
// name; names that share a verb share one phrase.
import { isHidden, splitPath } from '../diff/leaves.ts';
import { fieldRows } from './fieldRows.ts';
import { fieldAt } from './fieldTable.ts';
import type { Change, Configuration } from './model.ts';
import type { Severity } from './presented.ts';
import { takeBlocks } from './summaryBlocks.ts';
import { briefStep, briefValue, insideSentence, listed, shortLabel } from './summaryWords.ts';

type Weighed = Change & { readonly severity: Severity };

/** A phrase, and of how many things it tells. */
export type Phrase = { readonly text: string; readonly count: number };

type Item = {
  readonly rank: number;
  /** What is said with others: `bucket`, under the verb `changed`. */
  readonly name?: string;
  readonly verb: string;
  /** What stands by itself: `buffer size 5 → 64 MiB`. */
  readonly phrase?: string;
};

const ranks: Readonly<Record<Severity, number>> = { high: 0, medium: 1, low: 2, info: 3 };
const encryptionBlock = 'encryptionConfiguration';

export function changePhrases(
  changes: readonly Weighed[],
  before: Configuration | undefined,
  after: Configuration,
): readonly Phrase[] {
  const severityOf = new Map(changes.map((change) => [change.path, change.severity]));
  const { blocks, rest } = takeBlocks(changes, before, after);
  const whole = blocks.map((block): Item => {
    const rank = Math.min(...block.changes.map(({ path }) => ranks[severityOf.get(path) ?? 'info']));
    return { rank, name: insideSentence(block.label), verb: block.verb };
  });
  const hasProcessor = blocks.some(({ changes: [first] }) => first?.path.includes('.processors.') === true);
  const fields = rest
    .filter((change) => !isImplied(change, rest, hasProcessor))
    .toSorted((a, b) => tableOrder(a.path) - tableOrder(b.path))
    .map((change) => itemOf(change, ranks[severityOf.get(change.path) ?? 'info'], after));
  return joined([...whole, ...fields]);
}

/** What another change says already: processing that is on with its first processor, the override of a key. */
function isImplied(change: Change, all: readonly Change[], hasProcessor: boolean): boolean {
  if (change.path === 'destination.processingConfiguration.enabled') return hasProcessor && change.after !== false;
  if (!change.path.endsWith(`${encryptionBlock}.noEncryptionConfig`)) return false;
  const key = change.path.replace('noEncryptionConfig', 'kMSEncryptionConfig.aWSKMSKeyARN');
  return all.some(({ path }) => path === key);
}

const rowNumbers = new Map(fieldRows.map((row, index) => [row, index]));

/** The order of the table of fields is that of importance: size before interval. */
function tableOrder(path: string): number {
  const row = fieldAt(path)?.row;
  return (row && rowNumbers.get(row)) ?? fieldRows.length;
}

function itemOf(change: Change, rank: number, config: Configuration): Item {
  const { path } = change;
  const segments = splitPath(path);
  if (segments[0] === 'tags') return { rank, name: segments[1] ?? '', verb: `tag ${tagVerb(change)}` };
  const name = insideSentence(shortLabel(path, config));
  const phrase = change.kind === 'hidden' || change.kind === 'removed' ? undefined : valuedPhrase(change, name);
  if (phrase !== undefined) return { rank, verb: '', phrase };
  return { rank, name, verb: verbs[change.kind] };
}

const verbs = {
  modified: 'changed',
  added: 'added',
  set: 'first seen',
  removed: 'removed',
  hidden: 'restated, hidden',
};

function tagVerb(change: Change): string {
  return change.kind === 'removed' ? 'removed' : change.kind === 'modified' ? 'changed' : 'set';
}

/** Nothing where a value is long, hidden or a secret. */
function valuedPhrase({ path, before, after }: Change, name: string): string | undefined {
  const to = isHidden(after) ? undefined : briefValue(path, after);
  if (to === undefined) return undefined;
  if (typeof after === 'boolean') return `${name} ${to}`;
  if (before === undefined) return `${name} set to ${to}`;
  const from = briefValue(path, before);
  return from === undefined ? undefined : `${name} ${briefStep(from, to)}`;
}

/** Items of one verb become one phrase, standing where the most severe of them stands. */
function joined(items: readonly Item[]): readonly Phrase[] {
  const phrases: { verb: string; names: string[] }[] = [];
  for (const { phrase, verb, name = '' } of items.toSorted((a, b) => a.rank - b.rank)) {
    const same = phrase === undefined ? phrases.find((found) => found.verb === verb) : undefined;
    if (same) same.names.push(name);
    else phrases.push(phrase === undefined ? { verb, names: [name] } : { verb: '', names: [phrase] });
  }
  return phrases.map(({ verb, names }) => ({ text: phraseOf(verb, names), count: names.length }));
}

function phraseOf(verb: string, names: readonly string[]): string {
  if (verb === '') return names.join('');
  if (!verb.startsWith('tag ')) return `${listed(names)} ${verb}`;
  return `${names.length === 1 ? 'tag' : 'tags'} ${listed(names)} ${verb.slice('tag '.length)}`;
}

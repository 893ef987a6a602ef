// The phrases of a version's summary, the most severe first. Fields with short values are told with them, others by
// name; names that share a verb share one phrase.
import { isHidden } from '../../diff/leaves.ts';
import type { Change, Configuration } from '../model.ts';
import type { Severity } from '../presented.ts';
import { wholeVerb } from './summaryBlocks.ts';
import { summaryPath, type SummaryPath } from './summaryPaths.ts';
import { briefStep, briefValue, insideSentence, listedBriefly } from './summaryWords.ts';

export type Weighed = { readonly change: Change; readonly severity: Severity };

/** A phrase, and of how many things it tells. */
export type Phrase = { readonly text: string; readonly count: number };

type Item = {
  readonly rank: number;
  readonly order: number;
  /** One change, or a block that came or went whole. */
  readonly told:
    | { readonly change: Change; readonly path: SummaryPath }
    | { readonly name: string; readonly verb: string };
};

const ranks: Readonly<Record<Severity, number>> = { high: 0, medium: 1, low: 2, info: 3 };
/** A line holds no more; what comes after is counted. */
const mostItems = 8;

export function changePhrases(
  changes: readonly Weighed[],
  before: Configuration | undefined,
  after: Configuration,
): readonly Phrase[] {
  const items = itemsOf(changes, before, after).toSorted((a, b) => a.rank - b.rank || a.order - b.order);
  const phrases: { readonly verb: string; readonly names: string[] }[] = [];
  for (const { told } of items.slice(0, mostItems)) {
    const { verb, text } = 'name' in told ? { verb: told.verb, text: told.name } : say(told.change, told.path);
    const same = verb === '' ? undefined : phrases.find((phrase) => phrase.verb === verb);
    if (same) same.names.push(text);
    else phrases.push({ verb, names: [text] });
  }
  const said = phrases.map(({ verb, names }) => ({ text: phraseOf(verb, names), count: names.length }));
  const left = items.length - mostItems;
  return left > 0 ? [...said, { text: `${left} more`, count: left }] : said;
}

function itemsOf(
  changes: readonly Weighed[],
  before: Configuration | undefined,
  after: Configuration,
): readonly Item[] {
  const items: Item[] = [];
  const blocks = new Map<string, Weighed[]>();
  for (const weighed of changes) {
    const path = summaryPath(weighed.change.path, after);
    if (path.block) blocks.set(path.block.path, [...(blocks.get(path.block.path) ?? []), weighed]);
    else items.push(itemOf(weighed, path));
  }
  let hasProcessor = false;
  for (const [blockPath, members] of blocks) {
    const verb =
      members.length > 1 || blockPath.includes('.processors') ? wholeVerb(blockPath, before, after) : undefined;
    const [first] = members;
    const path = first && summaryPath(first.change.path, after);
    if (verb !== undefined && path?.block) {
      const rank = Math.min(...members.map(({ severity }) => ranks[severity]));
      items.push({ rank, order: path.order, told: { name: insideSentence(path.block.label), verb } });
      hasProcessor ||= blockPath.includes('.processors');
    } else {
      items.push(...members.map((member) => itemOf(member, summaryPath(member.change.path, after))));
    }
  }
  return items.filter(({ told }) => !('change' in told) || !isImplied(told.change, changes, hasProcessor));
}

function itemOf({ change, severity }: Weighed, path: SummaryPath): Item {
  return { rank: ranks[severity], order: path.order, told: { change, path } };
}

const encryptionBlock = 'encryptionConfiguration';

/** What another change says already: processing that is on with its first processor, the override of a key. */
function isImplied(change: Change, all: readonly Weighed[], hasProcessor: boolean): boolean {
  if (change.path === 'destination.processingConfiguration.enabled') return hasProcessor && change.after !== false;
  if (!change.path.endsWith(`${encryptionBlock}.noEncryptionConfig`)) return false;
  const key = change.path.replace('noEncryptionConfig', 'kMSEncryptionConfig.aWSKMSKeyARN');
  return all.some((other) => other.change.path === key);
}

const verbs = {
  modified: 'changed',
  added: 'added',
  set: 'first seen',
  removed: 'removed',
  hidden: 'restated, hidden',
};
const tagVerbs = { ...verbs, added: 'set', set: 'set' };

/** A verb and what it is said of; no verb where the text stands by itself. */
function say(change: Change, path: SummaryPath): { readonly verb: string; readonly text: string } {
  if (path.tag !== undefined) return { verb: `tag ${tagVerbs[change.kind]}`, text: path.tag };
  const phrase = change.kind === 'hidden' || change.kind === 'removed' ? undefined : valuedPhrase(change, path);
  return phrase === undefined ? { verb: verbs[change.kind], text: path.name } : { verb: '', text: phrase };
}

/** Nothing where a value is long, hidden or a secret. */
function valuedPhrase({ path, before, after }: Change, { name, isSayable, isSecret }: SummaryPath): string | undefined {
  if (isSecret || isHidden(after)) return undefined;
  const to = briefValue(path, after, isSayable);
  if (to === undefined) return undefined;
  if (typeof after === 'boolean') return `${name} ${to}`;
  if (before === undefined) return `${name} set to ${to}`;
  const from = briefValue(path, before, isSayable);
  return from === undefined ? undefined : `${name} ${briefStep(from, to)}`;
}

function phraseOf(verb: string, names: readonly string[]): string {
  if (verb === '') return names.join('');
  if (!verb.startsWith('tag ')) return `${listedBriefly(names)} ${verb}`;
  return `${names.length === 1 ? 'tag' : 'tags'} ${listedBriefly(names)} ${verb.slice('tag '.length)}`;
}

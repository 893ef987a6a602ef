// Tells a call that no table knows, by its name and what its parameters are called: `CreateDBInstance` with a
// `dBInstanceIdentifier` is "created the DB instance mydb".
import type { RecordValue } from '../events/record.ts';
import { leavesOf, type Leaf } from './leaves.ts';
import { namePart } from './namePart.ts';
import { listed, plain, type Sentence } from './part.ts';
import type { Phrase } from './phrase.ts';
import {
  containerOf,
  isAspect,
  ownerOf,
  targetInResources,
  targetNamed,
  targetUnnamed,
  type Target,
} from './target.ts';
import { isMaker, isReader, verbOf } from './verb.ts';
import { indefinite, isMass, isPlural, said, singular, wordsOf } from './words.ts';

/** `undefined` where the name does not begin with a verb. */
export function anyCall(record: RecordValue, name: string): Phrase | undefined {
  const { verb, rest, manner } = readName(name);
  if (verb === undefined) return undefined;
  const [object = [], ...complements] = clausesOf(rest);
  const leaves = leavesOf(record['requestParameters'], ['requestParameters']);
  const told = objectOf({ record, verb, words: object, leaves, isComplemented: complements.length > 0 });
  const others = complementsOf(complements, leaves, record);
  const end = manner === '' ? [] : [plain(manner)];
  return { verb: storedBy(verb, name, object), object: told.object, rest: [...told.rest, ...others, ...end] };
}

/** What is put somewhere is written, but for settings. */
function storedBy(verb: string, name: string, object: readonly string[]): string {
  const isData = /^(?:Object|Item|Record|Event|Message|File|Image|Evaluation|LogEvent|MetricData)s?$/.test(
    object.join(''),
  );
  return verb === 'set' && name.includes('Put') && isData ? 'write' : verb;
}

const manners: Readonly<Record<string, string>> = {
  batch: ' in a batch',
  bulk: ' in bulk',
  admin: ' as an administrator',
  transact: ' in a transaction',
};

function readName(name: string): {
  readonly verb: string | undefined;
  readonly rest: readonly string[];
  readonly manner: string;
} {
  const [first = '', ...rest] = wordsOf(name);
  const manner = manners[first.toLowerCase()] ?? '';
  const second = manner === '' ? undefined : verbOf(rest[0] ?? '');
  if (second !== undefined) return { verb: second, rest: rest.slice(1), manner };
  return { verb: verbOf(first), rest, manner: '' };
}

const prepositions = new Set(
  'to from with for in on by of into using against via as at before after under without'.split(' '),
);

/** `Role` `From` `Instance` `Profile`: the object, then each preposition with what follows it. */
function clausesOf(words: readonly string[]): readonly (readonly string[])[] {
  const clauses: string[][] = [[]];
  for (const [index, word] of words.entries()) {
    const isBetween = index < words.length - 1 && !(clauses.length > 1 && clauses.at(-1)?.length === 1);
    if (prepositions.has(word.toLowerCase()) && isBetween) clauses.push([word]);
    else clauses.at(-1)?.push(word);
  }
  return clauses;
}

/** As in a phrase. */
type ObjectWords = { readonly object: string; readonly rest: Sentence };
type Asked = {
  readonly record: RecordValue;
  readonly verb: string;
  readonly words: readonly string[];
  readonly leaves: readonly Leaf[];
  /** More follows, in which what the object belongs to is named. */
  readonly isComplemented: boolean;
};

function objectOf(asked: Asked): ObjectWords {
  const { record, verb, words, leaves } = asked;
  if (words.length === 0) return asked.isComplemented ? { object: '', rest: [] } : bareObject(record, leaves);
  const target = ownName(asked);
  if (target !== undefined) {
    const container = containerOf(target, leaves);
    const place = container === undefined ? [] : [plain(' in'), ...nameOf(container, record)];
    return { object: '', rest: [...nameOf({ ...target, words }, record), ...place] };
  }
  const owner = asked.isComplemented ? undefined : (ownerOf(words, leaves) ?? targetInResources(record, words));
  const preposition = isMaker(verb) && verb !== 'set' ? ' for' : ' of';
  const rest = owner === undefined ? [] : [plain(preposition), ...nameOf(owner, record)];
  return { object: ` ${withArticle(words, verb, owner !== undefined)}`, rest };
}

/** A verb alone: `Publish`, `Scan`. */
function bareObject(record: RecordValue, leaves: readonly Leaf[]): ObjectWords {
  const target = ownerOf([], leaves) ?? targetInResources(record, []);
  return { object: '', rest: target === undefined ? [] : nameOf(target, record) };
}

/** The name of the very thing: in the request, or given by the service to what is new. */
function ownName({ record, verb, words, leaves }: Asked): Target | undefined {
  const named = targetNamed(words, leaves);
  if (named !== undefined) return named;
  const last = words.at(-1) ?? '';
  const unnamed = targetUnnamed(leaves);
  const fits =
    unnamed !== undefined && !isMass(last) && !isAspect(words) && isPlural(last) === unnamed.found.length > 1;
  if (fits && !ownerStands(words, leaves)) return unnamed;
  const isNew = isMaker(verb) && verb !== 'set';
  if (isNew) {
    const answered = leavesOf(record['responseElements'], ['responseElements']).filter(({ isName }) => isName);
    const given = targetNamed(words, answered);
    if (given !== undefined) return given;
  }
  const listedOne = targetInResources(record, words);
  return leaves.length === 0 && listedOne?.words[0]?.toLowerCase() === words.map(singular).join('').toLowerCase()
    ? listedOne
    : undefined;
}

/** `FunctionCode` of a `functionName`: a `name` beside it would be of something else. */
function ownerStands(words: readonly string[], leaves: readonly Leaf[]): boolean {
  const noun = words.map(singular).join('').toLowerCase();
  return leaves.some(({ base, isName, depth }) => depth === 1 && isName && base.length > 2 && noun.startsWith(base));
}

/** What none of the complements names may be named by what the object belongs to. */
function complementsOf(
  clauses: readonly (readonly string[])[],
  leaves: readonly Leaf[],
  record: RecordValue,
): Sentence {
  const parts = clauses.flatMap((words) => complement(words, leaves, record));
  if (clauses.length === 0 || parts.some(({ kind }) => kind === 'target')) return parts;
  const owner = ownerOf([], leaves) ?? targetInResources(record, []);
  return owner === undefined ? parts : [...parts, plain(' of'), ...nameOf(owner, record)];
}

function complement(
  [preposition = '', ...words]: readonly string[],
  leaves: readonly Leaf[],
  record: RecordValue,
): Sentence {
  const unnamed = words.at(-1) === 'Resource' ? targetUnnamed(leaves) : undefined;
  const target = targetNamed(words, leaves) ?? unnamed;
  const start = plain(` ${preposition.toLowerCase()}`);
  if (target !== undefined) return [start, ...nameOf({ ...target, words }, record)];
  return [start, plain(` ${withArticle(words, 'make', false)}`)];
}

/** ` the stack X`, ` the instances X and Y`. */
function nameOf({ words, found }: Target, record: RecordValue): Sentence {
  const names = listed(found.map((one) => namePart(one, record)));
  if (words.length === 0) return [plain(' '), ...names];
  const last = words.at(-1) ?? '';
  const noun = found.length > 1 ? words : [...words.slice(0, -1), singular(last)];
  const plural = found.length > 1 && !isPlural(last) && !isMass(last) ? 's' : '';
  return [plain(` the ${said(noun)}${plural} `), ...names];
}

function withArticle(words: readonly string[], verb: string, isOwned: boolean): string {
  const text = said(words);
  const last = words.at(-1) ?? '';
  if (verb === 'list' || isPlural(last) || isMass(last) || /^(?:if|whether|is)\b/.test(text)) return text;
  const isKnown = isReader(verb) || (isOwned && !isMaker(verb)) || verb === 'set';
  return isKnown ? `the ${text}` : `${indefinite(text)} ${text}`;
}

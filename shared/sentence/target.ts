// Chooses, among the parameters of a call that no table knows, the one that names what the call was about.
import type { RecordValue } from '../events/record.ts';
import type { Leaf } from './leaves.ts';
import { textOf, isObject, type Found } from './reading.ts';
import { singular } from './words.ts';

export type Target = {
  readonly found: readonly Found[];
  /** What kind of thing it is, where the member says so: `stack` of `stackId`. */
  readonly words: readonly string[];
};

/** Nouns for something about a thing: the status of a trail has no name of its own. */
const aspects = new Set(
  'attribute capacity code configuration detail health history metadata report setting state statistic status summary threshold value'.split(
    ' ',
  ),
);

export function isAspect(words: readonly string[]): boolean {
  return aspects.has(singular(words.at(-1) ?? '').toLowerCase());
}

/** The value that names a thing of this kind, as `groupName` does for the words of `Security` `Group`. */
export function targetNamed(words: readonly string[], leaves: readonly Leaf[]): Target | undefined {
  const wanted = words.map(singular).join('').toLowerCase();
  if (wanted === '') return undefined;
  const exact = leaves.filter(({ base }) => base === wanted);
  const ending = leaves.filter(({ base, isName }) => isName && base.length > 3 && wanted.endsWith(base));
  const own = exact.find(({ isName }) => isName);
  const leaf = own ?? (isAspect(words) ? undefined : exact.find(isNameLike)) ?? ending[0];
  return leaf && { found: leaf.found, words };
}

/** `name`, `id`, `arn` and `resource` stand for whatever the action is about. */
export function targetUnnamed(leaves: readonly Leaf[]): Target | undefined {
  const leaf = leaves.find(({ base, isName, depth }) => depth === 1 && isName && base === '');
  return leaf && { found: leaf.found, words: [] };
}

/** What the object of the action belongs to. */
export function ownerOf(words: readonly string[], leaves: readonly Leaf[]): Target | undefined {
  const noun = words.map(singular).join('').toLowerCase();
  const ranked = leaves
    .map((leaf) => ({ leaf, rank: rankOf(leaf, noun) }))
    .filter(({ rank }) => rank > 0)
    .toSorted((a, b) => b.rank - a.rank);
  const best = ranked[0]?.leaf;
  return best && { found: best.found, words: best.base === 'resource' ? [] : best.words };
}

/** Parameters of how a thing is to be, more often than what it is. */
const attributes =
  /^(?:.*role|.*kmskey|.*key|keypair|subnet|securitygroup|vpc|.*zone|account|registry|catalog|type|client|version|image|.*engine.*)$/;

function rankOf({ base, isName, depth, found }: Leaf, noun: string): number {
  if ((found[0]?.value.length ?? 0) > 400) return 0;
  const isBegun = isName && base.length > 2 && noun.startsWith(base);
  const depthLoss = 15 * (depth - 1);
  if (isBegun) return 90 - depthLoss;
  if (isName && (base === '' || base === 'resource')) return 80 - depthLoss;
  if (isName) return (attributes.test(base) ? 40 : 60) - depthLoss;
  return containers.has(base) && depth === 1 ? 50 : 0;
}

/** Things that others lie in. */
const containers = new Set(
  'api app application bucket cluster database directory domain fleet instance loggroup project queue repository resource restapi service stack stream table task topic trail userpool vault workgroup workspace'.split(
    ' ',
  ),
);

/** Where a thing lies that is known by its own name: the database of a table. */
export function containerOf(target: Target, leaves: readonly Leaf[]): Target | undefined {
  const own = target.words.map(singular).join('').toLowerCase();
  const leaf = leaves.find(({ base, depth, found }) => {
    return (
      depth === 1 &&
      containers.has(base) &&
      base !== 'resource' &&
      !own.endsWith(base) &&
      found[0]?.value !== target.found[0]?.value
    );
  });
  return leaf && { found: leaf.found, words: leaf.words };
}

/** The first of the resources that CloudTrail itself names, one of the wanted kind before others. */
export function targetInResources(record: RecordValue, words: readonly string[]): Target | undefined {
  const resources = Array.isArray(record['resources']) ? record['resources'].slice(0, 20).filter(isObject) : [];
  const wanted = words.map(singular).join('').toLowerCase();
  const named = resources.flatMap((resource) => {
    const arn = textOf(resource['ARN'] ?? resource['arn'] ?? resource['resourceName']);
    const name = resource['ARN'] !== undefined ? 'ARN' : resource['arn'] !== undefined ? 'arn' : 'resourceName';
    const type = textOf(resource['type']) ?? '';
    const kind = /^[A-Za-z]+::[A-Za-z0-9]+::([A-Za-z]+)/.exec(type)?.[1] ?? '';
    return arn === undefined ? [] : [{ found: [{ value: arn, path: ['resources', name] }], kind }];
  });
  const best = named.find(({ kind }) => kind !== '' && kind.toLowerCase() === wanted) ?? named[0];
  return best && { found: best.found, words: best.kind === '' ? [] : [best.kind] };
}

/** Neither a long text nor a number: `desiredCapacity` holds what is to be, not what it is about. */
function isNameLike({ found }: Leaf): boolean {
  const value = found[0]?.value ?? '';
  return value.length <= 200 && !/^[\d.]+$/.test(value);
}

// The values among parameters that may name what a call was about.
import { isObject, textOf, type Found } from './reading.ts';
import { singular, wordsOf } from './words.ts';

export type Leaf = {
  /** Several where a list holds them. */
  readonly found: readonly Found[];
  /** What it is the name or id of, in lower case and singular: `dbinstance` of `dBInstanceIdentifier`, nothing of `name`. */
  readonly base: string;
  /** The same as words. */
  readonly words: readonly string[];
  /** Whether the member says that it holds a name or an id. */
  readonly isName: boolean;
  readonly depth: number;
};

const deepest = 6;
const mostLeaves = 200;

/** Members that only wrap others. */
const wrappers = new Set(['items', 'item', 'member', 'content']);

/** What narrows, describes, continues or secures a call does not name its target. */
const others =
  /^(?:filters?|.*filterset|.*filters|.*criteria|tags?|tags?set|tagkeys|tagspecifications?(?:set)?|.*token|marker|max(?:results|items|records)|limit|pagesize|.*password.*|.*passphrase.*|.*secretstring.*|.*document|.*body|.*text|.*policy|description|.*description|dryrun|xmlns|host|encryptioncontext|attributes?|attributenames?|version|signature.*|query|.*querystring|.*queries|.*queryexpression|.*expression.*|environment|comment|reason|starttime|endtime|.*date|.*idempotency.*|callerreference|.*accesskey|.*privatekey|externalid)$/i;

export function leavesOf(value: unknown, path: readonly string[]): readonly Leaf[] {
  const leaves = new Map<string, { path: readonly string[]; values: string[] }>();
  collect(value, path, 0, leaves);
  return [...leaves.values()].map(({ path: way, values }) => leafOf(way, values, way.length - path.length));
}

function collect(
  value: unknown,
  path: readonly string[],
  depth: number,
  leaves: Map<string, { path: readonly string[]; values: string[] }>,
): void {
  if (depth > deepest || leaves.size >= mostLeaves) return;
  if (Array.isArray(value)) for (const element of value.slice(0, 50)) collect(element, path, depth + 1, leaves);
  else if (isObject(value)) {
    for (const [name, member] of Object.entries(value)) {
      if (!others.test(name)) collect(member, [...path, name], depth + 1, leaves);
    }
  } else if (typeof value !== 'boolean') addLeaf(textOf(value), path, leaves);
}

function addLeaf(
  text: string | undefined,
  path: readonly string[],
  leaves: Map<string, { path: readonly string[]; values: string[] }>,
): void {
  if (text === undefined) return;
  const key = path.join('\n');
  const leaf = leaves.get(key) ?? { path, values: [] };
  if (!leaf.values.includes(text)) leaf.values.push(text);
  leaves.set(key, leaf);
}

const nameWords = new Set(['name', 'id', 'identifier', 'arn', 'url', 'uri']);

function leafOf(path: readonly string[], values: readonly string[], depth: number): Leaf {
  const words = memberWords(path);
  const isName = nameWords.has(words.at(-1)?.toLowerCase() ?? '');
  const own = ownWords(
    isName ? words.slice(0, -1) : words.filter((word) => !/^(?:list|set)$/i.test(word)),
    path,
    depth,
  );
  return {
    found: values.map((value) => ({ value, path })),
    base: own.join('').toLowerCase(),
    words: own,
    isName,
    depth,
  };
}

/** Of `dBInstanceIdentifier`: CloudTrail writes the first letter of every member small. */
function memberWords(path: readonly string[]): readonly string[] {
  const member = path.findLast((segment) => !wrappers.has(segment.toLowerCase())) ?? '';
  if (/^user_?name$/i.test(member)) return ['User', 'Name'];
  return wordsOf(member.charAt(0).toUpperCase() + member.slice(1)).map(singular);
}

/** An `id` within `targets` is the id of a target. */
function ownWords(own: readonly string[], path: readonly string[], depth: number): readonly string[] {
  const around = path.slice(0, -1).filter((segment) => !wrappers.has(segment.toLowerCase()));
  return own.length > 0 || depth < 2 || around.length < 2 ? own : memberWords(around);
}

// The leaves of a JSON tree and the paths that name them (spec: "Changes and provenance"). Objects are descended;
// scalars, lists and hidden values are leaves, and so is an empty entry of `processors`. Other empty objects have none.
import { isJsonObject, type JsonObject, type JsonValue } from '../json.ts';

const plainSegment = /^[A-Za-z_$][A-Za-z0-9_$]*$/;

/** Paths that were asked for before: the same few come again with every version, and one string of each is enough. */
const joined = new Map<string, Map<string, string>>();
let joinedCount = 0;
const mostJoined = 20_000;

/** `destination.tags["Cost Center"]`: plain names after a dot, others as a JSON string in brackets. */
export function joinPath(path: string, name: string): string {
  const found = joined.get(path)?.get(name);
  if (found !== undefined) return found;
  const made = joinNames(path, name);
  if (joinedCount === mostJoined) {
    joined.clear();
    joinedCount = 0;
  }
  const siblings = joined.get(path) ?? new Map<string, string>();
  joined.set(path, siblings.set(name, made));
  joinedCount += 1;
  return made;
}

function joinNames(path: string, name: string): string {
  if (!plainSegment.test(name)) return `${path}[${JSON.stringify(name)}]`;
  return path === '' ? name : `${path}.${name}`;
}

const split = new Map<string, readonly string[]>();

/** The names in a path that `joinPath` made. */
export function splitPath(path: string): readonly string[] {
  const found = split.get(path);
  if (found !== undefined) return found;
  if (split.size === mostJoined) split.clear();
  const names = namesIn(path);
  split.set(path, names);
  return names;
}

function namesIn(path: string): readonly string[] {
  const parts = path.match(/\["(?:[^"\\]|\\.)*"\]|[^.[]+/g) ?? [];
  return parts.map((part) => (part.startsWith('["') ? String(JSON.parse(part.slice(1, -1))) : part));
}

/** `{"$hidden": …}` or `{"$secret": …}`: a value that is not shown. */
export function isVeiled(value: JsonValue | undefined): boolean {
  return isMarked(value, '$hidden') || isMarked(value, '$secret');
}

export function isHidden(value: JsonValue | undefined): boolean {
  return isMarked(value, '$hidden');
}

function isMarked(value: JsonValue | undefined, mark: string): boolean {
  return isJsonObject(value) && typeof value[mark] === 'string' && Object.keys(value).length === 1;
}

/** An object whose members are compared one by one; `name` is what it is called in its parent's parent. */
export function isBranch(value: JsonValue | undefined, parent: string): value is JsonObject {
  if (!isJsonObject(value) || isVeiled(value)) return false;
  return parent !== 'processors' || Object.keys(value).length > 0;
}

/** Visits every leaf with its path. `parent` is the name of the member that holds `value`, for entries of `processors`. */
export function forEachLeaf(
  value: JsonValue,
  visit: (path: string, leaf: JsonValue) => void,
  path = '',
  names: { readonly own: string; readonly parent: string } = { own: '', parent: '' },
): void {
  if (!isBranch(value, names.parent)) {
    visit(path, value);
    return;
  }
  for (const name of Object.keys(value)) {
    const member = value[name];
    if (member === undefined) continue;
    const at = joinPath(path, name);
    if (isJsonObject(member)) forEachLeaf(member, visit, at, { own: name, parent: names.own });
    else visit(at, member);
  }
}

/** Every leaf by its path. */
export function leavesOf(value: JsonValue): ReadonlyMap<string, JsonValue> {
  const leaves = new Map<string, JsonValue>();
  forEachLeaf(value, (path, leaf) => leaves.set(path, leaf));
  return leaves;
}

// §6.5: what a leaf is and how its path is written; §2.2: the canonical form of a hidden value.
import { isJsonObject, type JsonObject, type JsonValue } from '../../../shared/json.ts';

export function isHidden(value: JsonValue): boolean {
  return isJsonObject(value) && Object.keys(value).join() === '$hidden';
}

/** An object with members of its own to compare: not a scalar, not a list, not a hidden value. */
export function isBlock(value: JsonValue | undefined): value is JsonObject {
  return value !== undefined && isJsonObject(value) && !isHidden(value);
}

/** A member of the object's own, or nothing: `constructor` and `__proto__` are names like any other. */
export function own(object: JsonObject, name: string): JsonValue | undefined {
  return Object.hasOwn(object, name) ? object[name] : undefined;
}

function segment(path: string, name: string): string {
  if (!/^[A-Za-z_$][A-Za-z0-9_$]*$/.test(name)) return `${path}[${JSON.stringify(name)}]`;
  return path === '' ? name : `${path}.${name}`;
}

function collect(value: JsonValue, path: string, holder: string, into: Map<string, JsonValue>): void {
  // An empty entry of `processors` is a leaf; other empty objects have none.
  const isBareProcessor = isBlock(value) && Object.keys(value).length === 0 && holder.endsWith('.processors');
  if (!isBlock(value) || isBareProcessor) {
    into.set(path, value);
    return;
  }
  for (const [name, member] of Object.entries(value)) collect(member, segment(path, name), path, into);
}

/** Every leaf of a configuration, or of the part of it that stands at `path`. */
export function leaves(value: JsonValue, path = ''): Map<string, JsonValue> {
  const into = new Map<string, JsonValue>();
  collect(value, path, '', into);
  return into;
}

/** The path of a member of the block at `path`. */
export function memberPath(path: string, name: string): string {
  return segment(path, name);
}

/** JSON with sorted keys (§6.1: bodies are compared so). */
export function canonicalText(value: JsonValue | undefined): string {
  if (Array.isArray(value)) return `[${value.map((item) => canonicalText(item)).join(',')}]`;
  if (value === undefined) return 'undefined';
  if (!isJsonObject(value)) return JSON.stringify(value);
  const members = Object.keys(value)
    .filter((name) => value[name] !== undefined)
    .toSorted()
    .map((name) => `${JSON.stringify(name)}:${canonicalText(value[name])}`);
  return `{${members.join(',')}}`;
}

export function same(one: JsonValue, other: JsonValue): boolean {
  return canonicalText(one) === canonicalText(other);
}

/** By code units. */
export function compareTexts(one: string, other: string): number {
  if (one === other) return 0;
  return one < other ? -1 : 1;
}

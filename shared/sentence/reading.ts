// Finds values in a record, and the way to each as the filter language writes it.
import { isHiddenWord } from '../firehose/hidden.ts';
import type { RecordValue } from '../events/record.ts';

export type Found = { readonly value: string; readonly path: readonly string[] };

const noMembers: RecordValue = {};
const mostValues = 50;

export function isObject(value: unknown): value is RecordValue {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

export function objectOf(value: unknown): RecordValue {
  return isObject(value) ? value : noMembers;
}

/** A text that says something: neither empty nor one that stands for a hidden value. */
export function textOf(value: unknown): string | undefined {
  if (typeof value === 'number' || typeof value === 'boolean') return String(value);
  if (typeof value !== 'string' || value.trim() === '' || isHiddenWord(value)) return undefined;
  return value;
}

/** Every value at a path, through the elements of lists, each once. */
export function valuesAt(record: unknown, path: readonly string[]): readonly Found[] {
  const found: Found[] = [];
  collect(record, path, [], found);
  return found.filter(({ value }, index) => found.findIndex((other) => other.value === value) === index);
}

export function valueAt(record: unknown, path: readonly string[]): Found | undefined {
  return valuesAt(record, path)[0];
}

/** `requestParameters.roleName`: no name in our own tables holds a dot. */
export function at(record: unknown, dotted: string): Found | undefined {
  return valueAt(record, dotted.split('.'));
}

function collect(value: unknown, rest: readonly string[], path: readonly string[], found: Found[]): void {
  if (found.length >= mostValues) return;
  if (Array.isArray(value)) {
    // Lists of lists are not looked into: no service writes them, and any depth of them must do no harm.
    for (const element of value) if (!Array.isArray(element)) collect(element, rest, path, found);
    return;
  }
  const [name, ...others] = rest;
  if (name === undefined) {
    addText(value, path, found);
    return;
  }
  if (!isObject(value)) return;
  const member = memberName(value, name);
  if (member !== undefined) collect(value[member], others, [...path, member], found);
}

/** EC2 writes some lists as `{"tag": 1, "content": "vpc-1"}`. */
function addText(value: unknown, path: readonly string[], found: Found[]): void {
  const isWrapped = isObject(value) && Object.hasOwn(value, 'content');
  const text = textOf(isWrapped ? value['content'] : value);
  if (text !== undefined) found.push({ value: text, path: isWrapped ? [...path, 'content'] : path });
}

/** Services are not of one mind about capitals: `bucketARN`, `x-amz-acl` and `X-Amz-Acl`. */
function memberName(value: RecordValue, name: string): string | undefined {
  if (Object.hasOwn(value, name)) return name;
  const lowerCase = name.toLowerCase();
  return Object.keys(value).find((member) => member.toLowerCase() === lowerCase);
}

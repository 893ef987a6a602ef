// The status that a service answers with for what was created or changed: `CREATING`, `modifying`.
import type { RecordValue } from '../events/record.ts';
import { isObject, textOf, type Found } from './reading.ts';
import { singular, wordsOf } from './words.ts';

const deepest = 3;

export function answeredStatus(record: RecordValue): Found | undefined {
  const noun = wordsOf(textOf(record['eventName']) ?? '')
    .slice(1)
    .map(singular)
    .join('')
    .toLowerCase();
  const names = new Set(['status', 'state', `${noun}status`, `${noun}state`]);
  return find(record['responseElements'], ['responseElements'], names);
}

/** What stands higher is of the thing itself, what stands in lists of many is not. */
function find(value: unknown, path: readonly string[], names: ReadonlySet<string>): Found | undefined {
  if (!isObject(value) || path.length > deepest) return undefined;
  for (const [name, member] of Object.entries(value)) {
    const text = names.has(name.toLowerCase()) && typeof member === 'string' ? textOf(member) : undefined;
    if (text !== undefined && /^[\w -]{2,40}$/.test(text)) return { value: text, path: [...path, name] };
  }
  for (const [name, member] of Object.entries(value)) {
    const found = find(member, [...path, name], names);
    if (found !== undefined) return found;
  }
  return undefined;
}

import type { RecordValue } from '../events/record.ts';
import { plain, valuePart, type Sentence } from './part.ts';
import { textOf } from './reading.ts';

/** From where. */
export function placeOf(record: RecordValue): Sentence {
  const address = textOf(record['sourceIPAddress']);
  if (address === undefined) return [];
  return [plain(' from '), valuePart('place', address, { path: ['sourceIPAddress'], value: address })];
}

import type { RecordValue } from '../events/record.ts';
import { plain, valuePart, type Sentence } from './part.ts';
import { textOf } from './reading.ts';

/** How it ended, as a sentence of its own. */
export function outcomeOf(record: RecordValue): Sentence {
  const code = textOf(record['errorCode']);
  if (code === undefined) return [{ text: 'No error is recorded.', kind: 'outcome' }];
  return [plain('It failed with '), valuePart('error', code, { path: ['errorCode'], value: code }), plain('.')];
}

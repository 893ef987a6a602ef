import { describeActor } from '../events/actor.ts';
import type { RecordValue } from '../events/record.ts';
import { plain, valuePart, type Sentence } from './part.ts';

/** Who it was, and through what. */
export function subjectOf(record: RecordValue): Sentence {
  const actor = describeActor(record);
  if (actor === undefined) return [plain('A caller that the record does not name')];
  return [valuePart('actor', actor.name, { path: ['actor'], value: actor.name })];
}

// One true sentence for one event: who, through what, did what, to what, from where, with which outcome. It says no more
// than the record states: that a call was accepted is not that it took effect.
import { joined, type Sentence } from './part.ts';
import { outcomeOf } from './outcome.ts';
import { placeOf } from './place.ts';
import { subjectOf } from './subject.ts';
import { isObject } from './reading.ts';
import { plain, valuePart } from './part.ts';
import { textOf } from './reading.ts';

export type { Sentence, SentenceFilter, SentenceKind, SentencePart } from './part.ts';

/** What is known besides the record. */
export type SentenceContext = {
  /** The version of a delivery stream that the call made, and what changed with it, as the stream's history has it. */
  readonly version?: { readonly id: string; readonly summary: string } | undefined;
  /** Writes a moment in the zone of the view; UTC where it is absent. */
  readonly timeText?: ((ms: number) => string) | undefined;
};

export function sentenceOf(record: unknown, context: SentenceContext = {}): Sentence {
  void context;
  if (!isObject(record)) return [plain('This is not a record of CloudTrail.')];
  const name = textOf(record['eventName']) ?? 'an event';
  return joined([
    ...subjectOf(record),
    plain(' called '),
    valuePart('action', name, { path: ['eventName'], value: name }),
    ...placeOf(record),
    plain('. '),
    ...outcomeOf(record),
  ]);
}

/** The sentence as one text. */
export function sentenceText(sentence: Sentence): string {
  return sentence.map(({ text }) => text).join('');
}

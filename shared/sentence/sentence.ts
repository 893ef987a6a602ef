// One true sentence for one event: who, through what, did what, to what, from where, with which outcome. It says no more
// than the record states: that a call was accepted is not that it took effect.
import type { RecordValue } from '../events/record.ts';
import { anyCall } from './anyCall.ts';
import { utcText } from './moments.ts';
import { named } from './namedEvent.ts';
import { endingOf, outcomeOf, remarksOf, type Ending } from './outcome.ts';
import { joined, plain, valuePart, type Sentence, type SentencePart } from './part.ts';
import type { Phrase, Told } from './phrase.ts';
import { placeOf, regionOf } from './place.ts';
import { isObject, textOf } from './reading.ts';
import { knownAction } from './services/known.ts';
import { subjectOf } from './subject.ts';
import { past } from './verb.ts';
import { wholeSentence } from './wholeSentences.ts';

export type { Sentence, SentencePart } from './part.ts';

/** What is known besides the record. */
export type SentenceContext = {
  /** The version of a delivery stream that the call made, and what changed with it, as the stream's history has it. */
  readonly version?: { readonly id: string; readonly summary: string } | undefined;
  /** Writes a moment in the zone of the view; UTC where it is absent. */
  readonly timeText?: ((ms: number) => string) | undefined;
};

export function sentenceOf(record: unknown, context: SentenceContext = {}): Sentence {
  if (!isObject(record)) return [plain('This is not a record of CloudTrail.')];
  const told = { record, timeText: context.timeText ?? utcText, isChangeTold: context.version !== undefined };
  return capitalised(joined(wholeSentence(told) ?? callSentence(told, context)));
}

/** The sentence as one text. */
export function sentenceText(sentence: Sentence): string {
  return sentence.map(({ text }) => text).join('');
}

function callSentence(told: Told, context: SentenceContext): Sentence {
  const { record } = told;
  const ending = endingOf(record);
  const phrase = phraseOf(told);
  const answered = context.version === undefined ? (phrase.after ?? []) : versionMade(context.version);
  const after = ending === 'accepted' ? answered : [];
  return [
    ...subjectOf(record),
    ...predicate(record, phrase, ending),
    ...regionOf(record, phrase.isServiceNamed === true),
    ...placeOf(record),
    plain('. '),
    ...(phrase.note === undefined ? [] : [...phrase.note, plain(' ')]),
    ...(after.length > 0 ? after : outcomeOf(record, ending)),
    ...remarksOf(record),
  ];
}

function phraseOf(told: Told): Phrase {
  const { record } = told;
  const name = textOf(record['eventName']) ?? '';
  // The log of a VPC endpoint does not know what the service made of the call.
  if (record['eventType'] === 'AwsVpceEvents') return named(record, 'call', name);
  const known = knownAction(told, name);
  if (known !== undefined) return known;
  if (record['eventType'] === 'AwsServiceEvent') return named(record, 'record the event', name);
  return anyCall(record, name) ?? named(record, 'call', name);
}

function predicate(record: RecordValue, { verb, object = '', rest }: Phrase, ending: Ending): Sentence {
  const before = ending === 'accepted' ? ' ' : ending === 'dry' ? ' tried in a dry run to ' : ' tried to ';
  const text = `${ending === 'accepted' ? past(verb) : verb}${object}`;
  const name = textOf(record['eventName']) ?? '';
  return [plain(before), valuePart('action', text, { path: ['eventName'], value: name }), ...rest];
}

function versionMade({ id, summary: text }: NonNullable<SentenceContext['version']>): Sentence {
  const summary = text.trim().replace(/\.+$/, '');
  return [plain('It made version '), valuePart('outcome', id), plain(summary === '' ? '.' : `: ${summary}.`)];
}

/** A sentence begins with a capital, a name stays as it is. */
function capitalised(sentence: Sentence): Sentence {
  const [first, ...rest] = sentence;
  if (first === undefined || first.kind !== 'plain') return sentence;
  const text = first.text.trimStart();
  if (text === '') return rest;
  return [{ ...first, text: text.charAt(0).toUpperCase() + text.slice(1) } satisfies SentencePart, ...rest];
}

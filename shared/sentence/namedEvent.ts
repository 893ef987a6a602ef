// What can only be called by its name: an event that a service wrote down of itself, or a call whose name has no verb.
import type { RecordValue } from '../events/record.ts';
import { leavesOf } from './leaves.ts';
import { namePart } from './namePart.ts';
import { listed, plain } from './part.ts';
import type { Phrase } from './phrase.ts';
import { ownerOf, targetInResources } from './target.ts';
import { said } from './words.ts';

const places = ['requestParameters', 'serviceEventDetails', 'additionalEventData', 'responseElements'];

export function named(record: RecordValue, verb: string, name: string): Phrase {
  const isService = record['eventType'] === 'AwsServiceEvent';
  const phrase = { verb, object: ` ${name}`, isServiceNamed: isService };
  const leaves = places.flatMap((place) => leavesOf(record[place], [place]));
  const target = targetInResources(record, []) ?? ownerOf([], leaves);
  if (target === undefined) return { ...phrase, rest: [] };
  const noun = target.words.length === 0 ? '' : ` the ${said(target.words)}`;
  const names = listed(target.found.map((found) => namePart(found, record)));
  return { ...phrase, rest: [plain(` for${noun} `), ...names] };
}

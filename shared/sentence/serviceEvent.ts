// What a service did by itself, or wrote down of what happened in it.
import type { RecordValue } from '../events/record.ts';
import { leavesOf } from './leaves.ts';
import { namePart } from './namePart.ts';
import { listed, plain } from './part.ts';
import type { Phrase } from './phrase.ts';
import { ownerOf, targetInResources } from './target.ts';
import { said } from './words.ts';

const places = ['serviceEventDetails', 'additionalEventData', 'requestParameters', 'responseElements'];

export function serviceEvent(record: RecordValue, name: string): Phrase {
  const leaves = places.flatMap((place) => leavesOf(record[place], [place]));
  const target = targetInResources(record, []) ?? ownerOf([], leaves);
  const noun = target === undefined || target.words.length === 0 ? '' : ` the ${said(target.words)}`;
  const names = target === undefined ? [] : listed(target.found.map((found) => namePart(found, record)));
  return {
    verb: 'record',
    object: ` the event ${name}`,
    rest: names.length === 0 ? [] : [plain(` for${noun} `), ...names],
    isServiceNamed: true,
  };
}

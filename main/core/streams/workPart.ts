// From the texts of one part to the streams they tell of: the rules of shared/firehose, and what is kept of it.
import { isJsonObject, type JsonObject } from '../../../shared/json.ts';
import { sortCalls } from '../../../shared/firehose/calls.ts';
import type { Call, StreamCalls } from '../../../shared/firehose/model.ts';
import { rebuildStream } from '../../../shared/firehose/stream.ts';
import { summarize } from '../../../shared/firehose/timeline/streamSummary.ts';
import type { WorkedPart, WorkedStream } from '../store/streamParts.ts';
import { partOf } from './partName.ts';
import { packCalls, type StoredCall } from './streamCalls.ts';

export type TextOfPart = { readonly event: number; readonly isMoved: boolean; readonly text: string };

export async function workPart(part: string, texts: readonly TextOfPart[]): Promise<WorkedPart> {
  const sources = new Map<JsonObject, TextOfPart>();
  for (const text of texts) sources.set(JSON.parse(text.text) as JsonObject, text);
  const { streams, unattached, ignored } = sortCalls(sources.keys());
  const sourceOf = sourceFinder(sources);
  const moves = streams.flatMap((stream) => {
    const found = stream.calls.map((call) => sourceOf(call));
    // A text is moved once: one that two rules draw to two places would go back and forth for ever.
    const events = found.flatMap((text) => (text === undefined || text.isMoved ? [] : [text.event]));
    return partOf(stream) === part || events.length === 0 ? [] : [{ part: partOf(stream), events }];
  });
  const isSettled = moves.length === 0;
  return {
    part,
    streams: isSettled ? await Promise.all(streams.map((stream) => workStream(stream, sourceOf))) : [],
    duplicates: ignored.duplicates,
    readOnly: ignored.readOnly,
    unattached,
    moves,
  };
}

type Source = TextOfPart & {
  /** The record is as it was found, not one that was put together with what amends it. */
  readonly isWhole: boolean;
};
type SourceFinder = (call: Call) => Source | undefined;

/** The text that a call came from; of an amended record the one with its eventID. */
function sourceFinder(sources: ReadonlyMap<JsonObject, TextOfPart>): SourceFinder {
  let byEventId: ReadonlyMap<unknown, TextOfPart> | undefined;
  return ({ record, eventId }) => {
    const own = sources.get(record);
    if (own !== undefined) return { ...own, isWhole: true };
    byEventId ??= new Map([...sources].flatMap(([each, text]) => idsOf(each).map((id) => [id, text] as const)));
    const found = byEventId.get(eventId);
    return found === undefined ? undefined : { ...found, isWhole: false };
  };
}

function idsOf(record: JsonObject): readonly unknown[] {
  const addendum = record['addendum'];
  return isJsonObject(addendum) ? [addendum['originalEventID'], record['eventID']] : [record['eventID']];
}

async function workStream(stream: StreamCalls, sourceOf: SourceFinder): Promise<WorkedStream> {
  const { account, region, name } = stream;
  const calls = stream.calls.map((call): StoredCall => {
    const source = sourceOf(call);
    return {
      event: source?.event ?? -1,
      text: source?.isWhole === true ? source.text : JSON.stringify(call.record),
    };
  });
  const pieces = await packCalls(calls);
  return { account, region, name, summary: JSON.stringify(summarize(rebuildStream(stream))), pieces };
}

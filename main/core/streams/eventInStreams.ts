// Where an event of the log stands in the history of the stream it names.
import { AppError } from '../../../shared/errors.ts';
import { placeOfEvent, placeWithoutStream } from '../../../shared/firehose/timeline/eventPlace.ts';
import type { StreamKey } from '../../../shared/firehose/model.ts';
import type { EventPlace } from '../../../shared/firehose/presented.ts';
import type { Database } from '../store/database.ts';
import { findEventStreams } from '../store/streamTable.ts';
import type { OpenStreams } from './openStreams.ts';

/** Errors: event/not-found. */
export async function findEventPlace(
  database: Database,
  streams: OpenStreams,
  eventId: number,
  signal: AbortSignal,
): Promise<EventPlace> {
  const [event] = await database.rows(
    `SELECT "eventSource" AS source, "eventName" AS name, "eventID" AS id, "errorCode" AS error FROM store.events WHERE id = ${eventId}`,
    signal,
  );
  if (event === undefined)
    throw new AppError('event/not-found', 'The event is no longer in the workspace: its source was removed');
  const { keys, isDue } = await findEventStreams(database, eventId, signal);
  const place = await placeInOneOf(streams, keys, { number: eventId, id: String(event['id'] ?? '') }, signal);
  if (place !== undefined) return place;
  if (isDue) return notYet;
  return placeWithoutStream({
    eventSource: String(event['source'] ?? ''),
    eventName: String(event['name'] ?? ''),
    ...(typeof event['error'] === 'string' ? { errorCode: event['error'] } : {}),
  });
}

const notYet: EventPlace = {
  title: 'Not worked in yet',
  explanation: 'The history of its stream is still being rebuilt from the newest events.',
};

type Event = { readonly number: number; readonly id: string };

async function placeInOneOf(
  streams: OpenStreams,
  keys: readonly StreamKey[],
  event: Event,
  signal: AbortSignal,
): Promise<EventPlace | undefined> {
  const opened = await Promise.all(keys.map((key) => streams.open(key, signal)));
  const own = opened.find(({ callOf }) => callOf(event.number) !== undefined);
  const stream = own ?? opened[0];
  if (stream === undefined) return undefined;
  // A record that was merged into another one is found by its eventID, or is told to be a duplicate.
  return placeOfEvent(stream.history, own?.callOf(event.number) ?? event.id);
}

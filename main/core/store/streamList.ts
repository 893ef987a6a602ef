// The delivery streams that Firehose calls in the log name, with what happened to each in numbers. Only calls that
// say which stream they are about can be counted; a call refused before its parameters were read names none.
import type { CallOutput } from '../../../shared/ipc/contract.ts';
import { isoTime } from './cells.ts';
import type { Database, Row } from './database.ts';

/** Calls that change a stream when they succeed. */
const changing = [
  'CreateDeliveryStream',
  'UpdateDestination',
  'DeleteDeliveryStream',
  'StartDeliveryStreamEncryption',
  'StopDeliveryStreamEncryption',
  'TagDeliveryStream',
  'UntagDeliveryStream',
];

type Stream = CallOutput<'streams.list'>['streams'][number];

export async function listStreams(database: Database, signal?: AbortSignal): Promise<Stream[]> {
  const rows = await database.rows(
    `WITH calls AS (
       SELECT "recipientAccountId" AS account, "awsRegion" AS region, "eventName" AS name, "eventTime" AS time, "eventID" AS event,
         actor, "errorCode" IS NULL AS succeeded, record->>'$.requestParameters.deliveryStreamName' AS stream
       FROM store.events WHERE "eventSource" = 'firehose.amazonaws.com'),
     marked AS (SELECT *, succeeded AND name IN (${changing.map((name) => `'${name}'`).join(',')}) AS changes FROM calls WHERE stream IS NOT NULL)
     SELECT coalesce(account, '') AS account, coalesce(region, '') AS region, stream,
       count(*) AS events, count(*) FILTER (changes) AS changes, count(*) FILTER (NOT succeeded) AS refused,
       epoch_ms(min(time)) AS first, epoch_ms(max(time)) AS last, epoch_ms(max(time) FILTER (changes)) AS last_change,
       last(actor ORDER BY time, event) FILTER (changes) AS last_actor,
       last(name ORDER BY time, event) FILTER (changes AND name IN ('CreateDeliveryStream', 'DeleteDeliveryStream')) = 'DeleteDeliveryStream' AS deleted
     FROM marked GROUP BY ALL ORDER BY account, region, stream`,
    signal,
  );
  return rows.map(streamOf);
}

function streamOf(row: Row): Stream {
  const lastChange = row['last_change'];
  const actor = row['last_actor'];
  return {
    account: String(row['account']),
    region: String(row['region']),
    name: String(row['stream']),
    events: Number(row['events']),
    changes: Number(row['changes']),
    refused: Number(row['refused']),
    firstEventTime: isoTime(Number(row['first'])),
    lastEventTime: isoTime(Number(row['last'])),
    ...(lastChange === null || lastChange === undefined ? {} : { lastChangeTime: isoTime(Number(lastChange)) }),
    ...(typeof actor === 'string' ? { lastChangeActor: actor } : {}),
    isDeleted: row['deleted'] === true,
  };
}

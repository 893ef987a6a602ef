// The streams that were worked out (streamParts.ts), as they are asked for.
import type { StreamKey, Unattached } from '../../../shared/firehose/model.ts';
import type { StreamSummary } from '../../../shared/firehose/presented.ts';
import { compareUnattached } from '../../../shared/firehose/failures.ts';
import { compareKeys } from '../../../shared/firehose/history.ts';
import type { Database, Row } from './database.ts';
import { isFirehoseRecord } from './firehoseTexts.ts';

/**
 * A stream as it was worked out at some time: when that is done anew it gets another id. It has several where its calls
 * lie in several parts: texts that tell of two calls of two streams cannot be taken apart (streams/workPart.ts).
 */
export type StreamRow = StreamKey & { readonly ids: readonly number[]; readonly summaries: readonly StreamSummary[] };

/** The streams that agree with what is given of a key, by account, region, name. */
export async function findStreams(
  database: Database,
  given: Partial<StreamKey>,
  signal?: AbortSignal,
): Promise<readonly StreamRow[]> {
  // As parameters: names are whatever stands in the log.
  const tests = Object.keys(given).map((member, index) => `${member} = $${index + 1}`);
  const sql = `SELECT account, region, name, list(id::VARCHAR ORDER BY id) AS ids, list(summary ORDER BY id) AS summaries
    FROM store.streams ${tests.length === 0 ? '' : `WHERE ${tests.join(' AND ')}`} GROUP BY account, region, name`;
  const reader = await database.read(signal, (connection) => connection.runAndReadAll(sql, Object.values(given)));
  const rows = reader.getRowObjectsJson() as readonly Row[];
  return rows.map(streamOf).toSorted(compareKeys);
}

function streamOf(row: Row): StreamRow {
  const list = (name: string): readonly string[] => row[name] as unknown as readonly string[];
  return {
    ...keyOf(row),
    ids: list('ids').map(Number),
    summaries: list('summaries').map((text) => JSON.parse(text) as StreamSummary),
  };
}

function keyOf(row: Row): StreamKey {
  return { account: String(row['account']), region: String(row['region']), name: String(row['name']) };
}

/** The texts of a stream's calls: see streams/streamCalls.ts. Nothing where it was worked out anew meanwhile. */
export async function readPieces(
  database: Database,
  { ids }: StreamRow,
  signal?: AbortSignal,
): Promise<readonly Uint8Array[]> {
  const reader = await database.read(signal, (connection) =>
    connection.runAndReadAll(
      `SELECT calls FROM store.stream_calls WHERE stream_id IN (${ids.join(',')}) ORDER BY stream_id, piece`,
    ),
  );
  return reader.getRows().map(([piece]) => {
    if (typeof piece === 'object' && piece !== null && 'bytes' in piece && piece.bytes instanceof Uint8Array)
      return piece.bytes;
    throw new Error('The calls of a stream are a blob');
  });
}

/** Calls that would change a stream and do not say which, by time. */
export async function listUnattached(database: Database, signal?: AbortSignal): Promise<readonly Unattached[]> {
  const rows = await database.rows("SELECT unattached FROM store.stream_parts WHERE unattached <> '[]'", signal);
  return rows.flatMap((row) => JSON.parse(String(row['unattached'])) as Unattached[]).toSorted(compareUnattached);
}

/** How many Firehose records tell nothing that another does not tell, and how many only read. */
export async function countIgnored(
  database: Database,
  signal?: AbortSignal,
): Promise<{ duplicates: number; readOnly: number }> {
  const [row] = await database.rows(
    `SELECT duplicates + places - texts AS duplicates, read_only FROM
      (SELECT coalesce(sum(duplicates), 0) AS duplicates, coalesce(sum(read_only), 0) AS read_only FROM store.stream_parts),
      (SELECT count(*) AS texts FROM store.firehose_texts), (${placesOfTexts})`,
    signal,
  );
  return { duplicates: Number(row?.['duplicates'] ?? 0), readOnly: Number(row?.['read_only'] ?? 0) };
}

/** Where the log has the texts of store.firehose_texts: copies that say the same are not in that table. */
const placesOfTexts = `
  SELECT count(*) AS places FROM store.copies c JOIN store.events e ON e.id = c.event_id
  LEFT JOIN store.variants v ON v.event_id = c.event_id AND v.file_id = c.file_id AND v.ordinal = c.ordinal
  WHERE c.event_id IN (SELECT event_id FROM store.firehose_texts) AND ${isFirehoseRecord(
    'CASE WHEN v.event_id IS NULL THEN e."eventSource" ELSE v."eventSource" END',
    'CASE WHEN v.event_id IS NULL THEN e.flags ELSE v.flags END',
  )}`;

/** The streams that an event's texts were worked into; `isDue` where they have not been yet. */
export async function findEventStreams(
  database: Database,
  eventId: number,
  signal?: AbortSignal,
): Promise<{ readonly keys: readonly StreamKey[]; readonly isDue: boolean }> {
  const ofEvent = `SELECT part FROM store.firehose_texts WHERE event_id = ${eventId}`;
  const keys = await database.rows(
    `SELECT account, region, name FROM store.streams WHERE part IN (${ofEvent})`,
    signal,
  );
  const due = await database.rows(
    `SELECT 1 FROM store.stream_parts WHERE touched > worked AND part IN (${ofEvent})`,
    signal,
  );
  return {
    keys: keys.map(keyOf),
    isDue: due.length > 0,
  };
}

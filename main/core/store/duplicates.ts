// Rows whose eventID and account stand elsewhere too, in the same commit or in the store: they become further
// copies of one event. The event is shown from the copy that ranks first: an amended one (with `addendum`) before
// others, then by file name and ordinal; so the order in which files are read never shows.
// Nearly all duplicates have the same text and are merged in SQL; the rest is compared by conflicts.ts.
import type { DuckDBConnection } from '@duckdb/node-api';

import { rowFlags } from '../ingest/rowBatch.ts';
import { settleBodies, type Body } from './conflicts.ts';
import { insertRows } from './rowSql.ts';

/** The rank of a copy, as an ORDER BY. */
const rank = (row: string, fileName: string): string =>
  `(${row}.flags & ${rowFlags.amended}) DESC, ${fileName}, ${row}.ordinal`;

/** Takes the rows of the temporary table `suspect_rows` (columns of a part, `key`, `file_name`) into the store. */
export async function mergeDuplicates(connection: DuckDBConnection): Promise<void> {
  await connection.run(`CREATE OR REPLACE TEMP TABLE ranked AS
    SELECT r.id, r.file_id, r.ordinal, r.start, r."end", r.flags, r.file_name,
      e.id AS known_id, first_value(r.id) OVER w AS first_id, row_number() OVER w AS place, count(*) OVER g AS copies
    FROM suspect_rows r LEFT JOIN store.events e ON e.key = r.key AND e."eventID" = r."eventID"
      AND e."recipientAccountId" IS NOT DISTINCT FROM r."recipientAccountId" AND (e.flags & 1) = (r.flags & 1)
    WINDOW w AS (PARTITION BY r."eventID", r."recipientAccountId", r.flags & 1 ORDER BY ${rank('r', 'r.file_name')}),
      g AS (PARTITION BY r."eventID", r."recipientAccountId", r.flags & 1)`);
  await connection.run(
    insertRows('(SELECT r.*, k.copies FROM suspect_rows r JOIN ranked k ON k.id = r.id WHERE k.place = 1 AND k.known_id IS NULL)', 'copies'),
  );
  await connection.run(`INSERT INTO store.copies
    SELECT coalesce(known_id, first_id), file_id, ordinal, start, "end" FROM ranked`);
  await connection.run(`UPDATE store.events SET copies = store.events.copies + k.copies::INTEGER
    FROM ranked k WHERE k.place = 1 AND k.known_id = store.events.id`);
  await settleDiffering(connection);
  await moveToBetterPlaces(connection);
}

/** Copies whose text is not that of the event: the same said otherwise, or a contradiction. */
async function settleDiffering(connection: DuckDBConnection): Promise<void> {
  const reader = await connection.runAndReadAll(`
    SELECT e.id AS event, r.file_id, r.file_name, r.ordinal, r.flags, r.record
    FROM ranked k JOIN suspect_rows r ON r.id = k.id JOIN store.events e ON e.id = coalesce(k.known_id, k.first_id)
    WHERE r.record <> e.record AND (r.flags & ${rowFlags.summaryOnly}) = 0 ORDER BY event`);
  const byEvent = new Map<number, Body[]>();
  for (const row of reader.getRowObjectsJson()) {
    const event = Number(row['event']);
    const bodies = byEvent.get(event) ?? [];
    bodies.push({
      fileId: Number(row['file_id']),
      fileName: String(row['file_name']),
      ordinal: Number(row['ordinal']),
      flags: Number(row['flags']),
      text: String(row['record']),
    });
    byEvent.set(event, bodies);
  }
  for (const [event, bodies] of byEvent) await settleBodies(connection, event, bodies);
}

/** Shows an event from a copy of the same text that ranks before the one shown. */
async function moveToBetterPlaces(connection: DuckDBConnection): Promise<void> {
  await connection.run(`CREATE OR REPLACE TEMP TABLE better AS
    SELECT e.id, r.file_id, r.ordinal
    FROM ranked k JOIN suspect_rows r ON r.id = k.id JOIN store.events e ON e.id = k.known_id JOIN store.files f ON f.id = e.file_id
    WHERE r.record = e.record AND (r.file_name, r.ordinal) < (f.name, e.ordinal)
    QUALIFY row_number() OVER (PARTITION BY e.id ORDER BY r.file_name, r.ordinal) = 1`);
  await connection.run(`UPDATE store.events SET file_id = b.file_id, ordinal = b.ordinal FROM better b WHERE b.id = store.events.id`);
}

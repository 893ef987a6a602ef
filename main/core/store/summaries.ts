// Rows of a listing that has summary columns only (Event history CSV) name no account. Where a record has the same
// eventID, the listing is one more place it was seen: a variant of the event (of the lowest account, if there are
// several), which never contradicts and is shown only when no record is left.
import type { DuckDBConnection } from '@duckdb/node-api';

import { rowFlags } from '../ingest/rowBatch.ts';
import { insertVariants, plainCopies } from './variants.ts';

const { summaryOnly } = rowFlags;

export async function mergeSummaries(connection: DuckDBConnection): Promise<void> {
  await connection.run(`CREATE OR REPLACE TEMP TABLE misplaced AS
    WITH listed AS (
      SELECT id AS from_id, "eventID" FROM store.events WHERE (flags & ${summaryOnly}) <> 0
      UNION SELECT event_id, "eventID" FROM store.variants WHERE (flags & ${summaryOnly}) <> 0)
    SELECT l.from_id, min_by(e.id, coalesce(e."recipientAccountId", '')) AS to_id
    FROM listed l JOIN store.events e ON e."eventID" = l."eventID" AND (e.flags & ${summaryOnly}) = 0
    GROUP BY l.from_id HAVING to_id <> l.from_id`);
  const reader = await connection.runAndReadAll('SELECT count(*)::INTEGER FROM misplaced');
  if (reader.getRowsJson()[0]?.[0] === 0) return;
  const lone = `SELECT id FROM store.events SEMI JOIN misplaced m ON m.from_id = store.events.id WHERE (flags & ${summaryOnly}) <> 0`;
  await connection.run(insertVariants(plainCopies(lone)));
  await connection.run(`CREATE OR REPLACE TEMP TABLE moving AS SELECT v.event_id, v.file_id, v.ordinal, m.to_id
    FROM misplaced m JOIN store.variants v ON v.event_id = m.from_id AND (v.flags & ${summaryOnly}) <> 0`);
  for (const table of ['store.copies', 'store.variants']) {
    await connection.run(`UPDATE ${table} SET event_id = m.to_id FROM moving m
      WHERE m.event_id = ${table}.event_id AND m.file_id = ${table}.file_id AND m.ordinal = ${table}.ordinal`);
  }
  await connection.run(`DELETE FROM store.events WHERE id IN (${lone})`);
  await countCopies(connection, 'SELECT from_id FROM misplaced UNION SELECT to_id FROM misplaced');
}

/** Brings the number of copies of the events that `ids` selects up to date. */
export async function countCopies(connection: DuckDBConnection, ids: string): Promise<void> {
  await connection.run(`UPDATE store.events SET copies = n.copies
    FROM (SELECT event_id, count(*)::INTEGER AS copies FROM store.copies WHERE event_id IN (${ids}) GROUP BY event_id) n
    WHERE n.event_id = store.events.id`);
}

// Rows of a listing that has summary columns only (Event history CSV) name no account. Where a full record has the
// same eventID, the listing is one more place it was seen; it never contradicts and never wins.
import type { DuckDBConnection } from '@duckdb/node-api';

import { rowFlags } from '../ingest/rowBatch.ts';

export async function mergeSummaries(connection: DuckDBConnection): Promise<void> {
  await connection.run(`CREATE OR REPLACE TEMP TABLE superseded AS
    SELECT s.id AS summary_id, s.copies, min_by(e.id, coalesce(e."recipientAccountId", '')) AS event_id
    FROM store.events s JOIN store.events e ON e."eventID" = s."eventID" AND (e.flags & ${rowFlags.summaryOnly}) = 0
    WHERE (s.flags & ${rowFlags.summaryOnly}) <> 0 GROUP BY ALL`);
  const reader = await connection.runAndReadAll('SELECT count(*)::INTEGER FROM superseded');
  if (reader.getRowsJson()[0]?.[0] === 0) return;
  await connection.run('UPDATE store.copies SET event_id = s.event_id FROM superseded s WHERE s.summary_id = store.copies.event_id');
  await connection.run(`UPDATE store.events SET copies = store.events.copies + s.copies
    FROM (SELECT event_id, sum(copies)::INTEGER AS copies FROM superseded GROUP BY event_id) s WHERE s.event_id = store.events.id`);
  await connection.run('DELETE FROM store.events WHERE id IN (SELECT summary_id FROM superseded)');
}

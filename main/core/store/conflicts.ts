// Copies of one event that contradict each other: their texts do not mean the same JSON.
import type { DuckDBConnection } from '@duckdb/node-api';

import { rowFlags } from '../ingest/rowBatch.ts';
import { canonicalText } from './canonicalText.ts';

type Place = { readonly event: number; readonly file: number; readonly ordinal: number };

/** Says of each variant of the events in the temporary table `unsettled` whether it contradicts what is shown. */
export async function markConflicts(connection: DuckDBConnection): Promise<void> {
  await connection.run('CREATE OR REPLACE TEMP TABLE agreeing (event_id INTEGER, file_id INTEGER, ordinal INTEGER)');
  const agreeing = await agreeingVariants(connection);
  const appender = await connection.createAppender('agreeing');
  for (const { event, file, ordinal } of agreeing) {
    for (const number of [event, file, ordinal]) appender.appendInteger(number);
    appender.endRow();
  }
  appender.closeSync();
  await connection.run(`UPDATE store.variants SET is_conflict = (flags & ${rowFlags.summaryOnly}) = 0
    WHERE event_id IN (SELECT id FROM unsettled)`);
  await connection.run(`UPDATE store.variants SET is_conflict = false FROM agreeing a
    WHERE a.event_id = store.variants.event_id AND a.file_id = store.variants.file_id AND a.ordinal = store.variants.ordinal`);
}

async function agreeingVariants(connection: DuckDBConnection): Promise<readonly Place[]> {
  const result = await connection.stream(`
    SELECT v.event_id, v.file_id, v.ordinal, v.record, e.record
    FROM unsettled u JOIN store.variants v ON v.event_id = u.id JOIN store.events e ON e.id = u.id
    WHERE (v.flags & ${rowFlags.summaryOnly}) = 0`);
  const agreeing: Place[] = [];
  for (;;) {
    const chunk = await result.fetchChunk();
    if (chunk === null || chunk.rowCount === 0) return agreeing;
    for (const [event, file, ordinal, text, shown] of chunk.getRows()) {
      if (canonicalText(String(text)) !== canonicalText(String(shown))) continue;
      agreeing.push({ event: Number(event), file: Number(file), ordinal: Number(ordinal) });
    }
  }
}

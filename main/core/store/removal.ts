// Takes files out of the store: their copies go, and events that no copy is left of. An event that was shown from
// one of them is shown from the next copy.
import type { DuckDBConnection } from '@duckdb/node-api';

import { canonicalJson } from './canonicalJson.ts';
import { conflictingBodies, showBody } from './conflicts.ts';

export async function removeFiles(connection: DuckDBConnection, fileIds: readonly number[]): Promise<void> {
  if (fileIds.length === 0) return;
  await connection.run('CREATE OR REPLACE TEMP TABLE gone_files (id INTEGER)');
  const appender = await connection.createAppender('gone_files');
  for (const id of fileIds) {
    appender.appendInteger(id);
    appender.endRow();
  }
  appender.closeSync();
  const isGone = 'file_id IN (SELECT id FROM gone_files)';
  await connection.run(`CREATE OR REPLACE TEMP TABLE touched AS SELECT DISTINCT event_id AS id FROM store.copies WHERE ${isGone}`);
  for (const table of ['copies', 'conflicts', 'problems']) await connection.run(`DELETE FROM store.${table} WHERE ${isGone}`);
  await connection.run(`DELETE FROM store.events WHERE id IN (SELECT id FROM touched ANTI JOIN store.copies c ON c.event_id = touched.id)`);
  await connection.run(`UPDATE store.events SET copies = n.copies
    FROM (SELECT c.event_id, count(*)::INTEGER AS copies FROM store.copies c SEMI JOIN touched t ON t.id = c.event_id GROUP BY c.event_id) n
    WHERE n.event_id = store.events.id`);
  await showAgreeingCopies(connection);
  await promoteConflicts(connection);
  await connection.run('DELETE FROM store.files WHERE id IN (SELECT id FROM gone_files)');
}

/** Events shown from a file that is gone, of which a copy that says the same is left. */
async function showAgreeingCopies(connection: DuckDBConnection): Promise<void> {
  await connection.run(`CREATE OR REPLACE TEMP TABLE next_places AS
    SELECT e.id, c.file_id, c.ordinal
    FROM store.events e JOIN gone_files g ON g.id = e.file_id JOIN store.copies c ON c.event_id = e.id JOIN store.files f ON f.id = c.file_id
    ANTI JOIN store.conflicts x ON x.event_id = c.event_id AND x.file_id = c.file_id AND x.ordinal = c.ordinal
    QUALIFY row_number() OVER (PARTITION BY e.id ORDER BY f.name, c.ordinal) = 1`);
  await connection.run('UPDATE store.events SET file_id = n.file_id, ordinal = n.ordinal FROM next_places n WHERE n.id = store.events.id');
}

/** Events of which only contradicting copies are left: the first of these is the event now. */
async function promoteConflicts(connection: DuckDBConnection): Promise<void> {
  const reader = await connection.runAndReadAll('SELECT e.id FROM store.events e SEMI JOIN gone_files g ON g.id = e.file_id');
  for (const [id] of reader.getRowsJson()) {
    const event = Number(id);
    const bodies = await conflictingBodies(connection, event);
    const [first] = bodies;
    if (first === undefined) continue;
    await showBody(connection, event, first);
    const canonical = canonicalJson(first.text);
    for (const body of bodies.filter((other) => canonicalJson(other.text) === canonical)) {
      await connection.run('DELETE FROM store.conflicts WHERE event_id = $1 AND file_id = $2 AND ordinal = $3', [event, body.fileId, body.ordinal]);
    }
  }
}

// Takes files out of the store: their copies go, and events that no copy is left of. An event that was shown from
// one of them is shown from the best copy that is left.
import type { DuckDBConnection } from '@duckdb/node-api';

import { dropFirehoseTexts } from './firehoseTexts.ts';
import { countCopies, mergeSummaries } from './summaries.ts';
import { settleVariants } from './variants.ts';

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
  await connection.run(
    `CREATE OR REPLACE TEMP TABLE touched AS SELECT DISTINCT event_id AS id FROM store.copies WHERE ${isGone}`,
  );
  for (const table of ['copies', 'variants', 'problems'])
    await connection.run(`DELETE FROM store.${table} WHERE ${isGone}`);
  await connection.run(
    `DELETE FROM store.events WHERE id IN (SELECT id FROM touched ANTI JOIN store.copies c ON c.event_id = touched.id)`,
  );
  await countCopies(connection, 'SELECT id FROM touched');
  await connection.run(`CREATE OR REPLACE TEMP TABLE unsettled AS SELECT id FROM store.events WHERE ${isGone}`);
  await settleVariants(connection);
  // An event of which only rows of a listing are left is one of a listing now, and may belong to another account's.
  await mergeSummaries(connection);
  await dropFirehoseTexts(connection);
  await connection.run('DELETE FROM store.files WHERE id IN (SELECT id FROM gone_files)');
}

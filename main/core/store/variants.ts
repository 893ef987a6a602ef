// Copies of an event whose text is not the one shown: spelt otherwise, contradicting, or a row of a listing. They
// are kept whole, since each may come to be shown: another file may bring a copy that ranks before, or the file of
// the copy shown may be taken out. A copy without a variant has the very text of its event.
import type { DuckDBConnection } from '@duckdb/node-api';

import { rowFlags } from '../ingest/rowBatch.ts';
import { markConflicts } from './conflicts.ts';
import { eventColumns } from './rowSql.ts';
import { quoteIdentifier, storedColumns } from './schema.ts';

const cells = storedColumns.map((column) => quoteIdentifier(column.id));

/** The columns of store.variants, in the order of `variantOf`. */
const variantColumns = ['event_id', 'file_id', 'ordinal', 'flags', 'key', 'text_hash', 'is_conflict', ...cells].join(
  ', ',
);

const samePlace = 'v.event_id = c.event_id AND v.file_id = c.file_id AND v.ordinal = c.ordinal';

/** Which copy is shown: a record before a row of a listing, an amended one before others, then by file and ordinal. */
export function rankSql(flags: string, fileName: string, ordinal: string): string {
  return `(${flags} & ${rowFlags.summaryOnly}), (${flags} & ${rowFlags.amended}) DESC, ${fileName}, ${ordinal}`;
}

/** Inserts variants; `from` has the columns of store.events with `event_id` in place of `id`. */
export function insertVariants(from: string): string {
  const values = ['event_id', 'file_id', 'ordinal', 'flags', 'key', 'text_hash', 'false', ...cells];
  return `INSERT INTO store.variants (${variantColumns}) SELECT ${values.join(', ')} FROM (${from})`;
}

/** Of the events that `ids` selects: a row for each copy that has the text of its event. */
export function plainCopies(ids: string): string {
  const ofEvent = ['flags', 'key', 'text_hash', ...cells].map((name) => `e.${name}`).join(', ');
  return `SELECT c.event_id, c.file_id, c.ordinal, ${ofEvent} FROM store.copies c JOIN store.events e ON e.id = c.event_id
    ANTI JOIN store.variants v ON ${samePlace} WHERE c.event_id IN (${ids})`;
}

/** Shows each event of the temporary table `unsettled` from its best copy, and says which copies contradict it. */
export async function settleVariants(connection: DuckDBConnection): Promise<void> {
  await connection.run(`CREATE OR REPLACE TEMP TABLE best_copies AS
    SELECT c.event_id, c.file_id, c.ordinal, v.event_id IS NULL AS is_plain
    FROM unsettled u JOIN store.copies c ON c.event_id = u.id JOIN store.events e ON e.id = u.id JOIN store.files f ON f.id = c.file_id
    LEFT JOIN store.variants v ON ${samePlace}
    QUALIFY row_number() OVER (PARTITION BY c.event_id ORDER BY ${rankSql('coalesce(v.flags, e.flags)', 'f.name', 'c.ordinal')}) = 1`);
  await connection.run(`UPDATE store.events SET file_id = b.file_id, ordinal = b.ordinal
    FROM best_copies b WHERE b.is_plain AND b.event_id = store.events.id`);
  await showVariants(connection);
  await markConflicts(connection);
}

/** Where the best copy is a variant, its text becomes the event's, and the former text a variant. */
async function showVariants(connection: DuckDBConnection): Promise<void> {
  const changing = 'SELECT event_id FROM best_copies WHERE NOT is_plain';
  await connection.run(insertVariants(plainCopies(changing)));
  const replaced = eventColumns.map((name) => {
    if (name === 'id') return 'c.event_id AS id';
    return name === 'copies' ? '(SELECT copies FROM store.events WHERE id = c.event_id) AS copies' : `v.${name}`;
  });
  await connection.run(`CREATE OR REPLACE TEMP TABLE replacing AS
    SELECT ${replaced.join(', ')} FROM best_copies c JOIN store.variants v ON ${samePlace} WHERE NOT c.is_plain`);
  await connection.run('DELETE FROM store.events WHERE id IN (SELECT id FROM replacing)');
  await connection.run(
    `INSERT INTO store.events (${eventColumns.join(', ')}) SELECT ${eventColumns.join(', ')} FROM replacing`,
  );
  await connection.run(`DELETE FROM store.variants USING replacing r
    WHERE r.id = store.variants.event_id AND r.record = store.variants.record`);
}

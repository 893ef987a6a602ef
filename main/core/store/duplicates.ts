// Rows whose eventID and account stand elsewhere too, in the same commit or in the store: they become further
// copies of one event, which is shown from the copy that ranks first (variants.ts); so the order in which files are
// read never shows. Nearly all duplicates have the same text; those that have not are kept as variants.
import type { DuckDBConnection } from '@duckdb/node-api';

import { eventColumns, incomingCells, insertRows } from './rowSql.ts';
import { insertVariants, rankSql, settleVariants } from './variants.ts';

const eventOf = 'coalesce(k.known_id, k.first_id)';

/** Takes the rows of the temporary table `suspect_rows` (columns of a part, `key`, `file_name`) into the store. */
export async function mergeDuplicates(connection: DuckDBConnection): Promise<void> {
  await connection.run(`CREATE OR REPLACE TEMP TABLE ranked AS
    SELECT r.id, r.file_id, r.ordinal, r.start, r."end",
      e.id AS known_id, first_value(r.id) OVER w AS first_id, row_number() OVER w AS place, count(*) OVER g AS copies
    FROM suspect_rows r LEFT JOIN store.events e ON e.key = r.key AND e."eventID" = r."eventID"
      AND e."recipientAccountId" IS NOT DISTINCT FROM r."recipientAccountId" AND (e.flags & 1) = (r.flags & 1)
    WINDOW w AS (PARTITION BY r."eventID", r."recipientAccountId", r.flags & 1 ORDER BY ${rankSql('r.flags', 'r.file_name', 'r.ordinal')}),
      g AS (PARTITION BY r."eventID", r."recipientAccountId", r.flags & 1)`);
  await connection.run(
    insertRows(
      '(SELECT r.*, k.copies FROM suspect_rows r JOIN ranked k ON k.id = r.id WHERE k.place = 1 AND k.known_id IS NULL)',
      'copies',
    ),
  );
  await connection.run(`INSERT INTO store.copies
    SELECT coalesce(known_id, first_id), file_id, ordinal, start, "end" FROM ranked`);
  await connection.run(`UPDATE store.events SET copies = store.events.copies + k.copies::INTEGER
    FROM ranked k WHERE k.place = 1 AND k.known_id = store.events.id`);
  await moveToBetterPlaces(connection);
  await keepVariants(connection);
}

/** Shows an event from a copy of the same text that ranks before the one shown. */
async function moveToBetterPlaces(connection: DuckDBConnection): Promise<void> {
  await connection.run(`CREATE OR REPLACE TEMP TABLE better AS
    SELECT e.id, r.file_id, r.ordinal
    FROM ranked k JOIN suspect_rows r ON r.id = k.id JOIN store.events e ON e.id = k.known_id JOIN store.files f ON f.id = e.file_id
    WHERE r.record = e.record AND (r.file_name, r.ordinal) < (f.name, e.ordinal)
    QUALIFY row_number() OVER (PARTITION BY e.id ORDER BY r.file_name, r.ordinal) = 1`);
  await connection.run(
    `UPDATE store.events SET file_id = b.file_id, ordinal = b.ordinal FROM better b WHERE b.id = store.events.id`,
  );
}

/** Copies whose text is not that of the event. */
async function keepVariants(connection: DuckDBConnection): Promise<void> {
  const cells = incomingCells.map((cell, index) => `${cell} AS ${eventColumns[index] ?? ''}`);
  const differing = `SELECT r.*, ${eventOf} AS event_id FROM ranked k JOIN suspect_rows r ON r.id = k.id
    JOIN store.events e ON e.id = ${eventOf} WHERE r.record <> e.record`;
  await connection.run(insertVariants(`SELECT event_id, ${cells.join(', ')} FROM (${differing})`));
  await connection.run(`CREATE OR REPLACE TEMP TABLE unsettled AS
    SELECT DISTINCT ${eventOf} AS id FROM ranked k SEMI JOIN store.variants v ON v.event_id = ${eventOf}`);
  const reader = await connection.runAndReadAll('SELECT count(*)::INTEGER FROM unsettled');
  if (reader.getRowsJson()[0]?.[0] !== 0) await settleVariants(connection);
}

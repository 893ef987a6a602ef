// Rows whose eventID and account stand elsewhere too, in the same commit or in the store: they become further
// copies of one event, which is shown from the copy that ranks first (variants.ts); so the order in which files are
// read never shows. Nearly all duplicates have the same text, which their hashes tell; those that have not are kept
// as variants. Texts themselves are not read here: they are nine tenths of a log.
import type { DuckDBConnection } from '@duckdb/node-api';

import { eventColumns, incomingCells, keySql } from './rowSql.ts';
import { insertVariants, rankSql, settleVariants } from './variants.ts';

const identity = 'r."eventID", r."recipientAccountId", r.flags & 1';

/**
 * Finds the duplicates among the incoming rows and leaves them in temporary tables: `ranked`, with the event each
 * belongs to, and of these `further_copies`, which are no events of their own. False where there are none.
 */
export async function rankDuplicates(connection: DuckDBConnection, incoming: string): Promise<boolean> {
  await connection.run(`CREATE OR REPLACE TEMP TABLE incoming_keys AS
    SELECT id, ${keySql} AS key FROM ${incoming} WHERE "eventID" <> ''`);
  await connection.run(`CREATE OR REPLACE TEMP TABLE suspects AS SELECT id FROM incoming_keys
    WHERE key IN (SELECT key FROM incoming_keys GROUP BY key HAVING count(*) > 1)
      OR key IN (SELECT e.key FROM store.events e SEMI JOIN incoming_keys k ON e.key = k.key)`);
  if ((await countRows(connection, 'suspects')) === 0) return false;
  await connection.run(`CREATE OR REPLACE TEMP TABLE ranked AS
    SELECT *, coalesce(known_id, first_id) AS event_id FROM (
      SELECT r.id, r.file_id, r.ordinal, r.text_hash, f.name AS file_name,
        e.id AS known_id, first_value(r.id) OVER w AS first_id, row_number() OVER w AS place, count(*) OVER g AS copies
      FROM (SELECT *, ${keySql} AS key FROM ${incoming}) r SEMI JOIN suspects s ON s.id = r.id JOIN store.files f ON f.id = r.file_id
      LEFT JOIN store.events e ON e.key = r.key AND e."eventID" = r."eventID"
        AND e."recipientAccountId" IS NOT DISTINCT FROM r."recipientAccountId" AND (e.flags & 1) = (r.flags & 1)
      WINDOW w AS (PARTITION BY ${identity} ORDER BY ${rankSql('r.flags', 'f.name', 'r.ordinal')}),
        g AS (PARTITION BY ${identity}))`);
  await connection.run(`CREATE OR REPLACE TEMP TABLE further_copies AS
    SELECT id FROM ranked WHERE place > 1 OR known_id IS NOT NULL`);
  return true;
}

/** Brings the events of `ranked` up to date, once its first copies are events and all its rows are copies. */
export async function mergeDuplicates(connection: DuckDBConnection, incoming: string): Promise<void> {
  await connection.run(`UPDATE store.events SET copies = store.events.copies + k.copies::INTEGER - (k.known_id IS NULL)::INTEGER
    FROM ranked k WHERE k.place = 1 AND k.event_id = store.events.id`);
  await moveToBetterPlaces(connection);
  await keepVariants(connection, incoming);
}

/** Shows an event from a copy of the same text that ranks before the one shown. */
async function moveToBetterPlaces(connection: DuckDBConnection): Promise<void> {
  await connection.run(`CREATE OR REPLACE TEMP TABLE better AS
    SELECT e.id, k.file_id, k.ordinal
    FROM ranked k JOIN store.events e ON e.id = k.known_id JOIN store.files f ON f.id = e.file_id
    WHERE k.text_hash = e.text_hash AND (k.file_name, k.ordinal) < (f.name, e.ordinal)
    QUALIFY row_number() OVER (PARTITION BY e.id ORDER BY k.file_name, k.ordinal) = 1`);
  await connection.run(
    'UPDATE store.events SET file_id = b.file_id, ordinal = b.ordinal FROM better b WHERE b.id = store.events.id',
  );
}

/** Copies whose text is not that of the event. */
async function keepVariants(connection: DuckDBConnection, incoming: string): Promise<void> {
  await connection.run(`CREATE OR REPLACE TEMP TABLE differing AS SELECT k.id, k.event_id
    FROM ranked k JOIN store.events e ON e.id = k.event_id WHERE k.text_hash <> e.text_hash`);
  if ((await countRows(connection, 'differing')) > 0) {
    const cells = incomingCells.map((cell, index) => `${cell} AS ${eventColumns[index] ?? ''}`);
    const rows = `SELECT i.*, d.event_id FROM ${incoming} i JOIN differing d ON d.id = i.id`;
    await connection.run(insertVariants(`SELECT event_id, ${cells.join(', ')} FROM (${rows})`));
  }
  await connection.run(`CREATE OR REPLACE TEMP TABLE unsettled AS
    SELECT DISTINCT event_id AS id FROM ranked k SEMI JOIN store.variants v ON v.event_id = k.event_id`);
  if ((await countRows(connection, 'unsettled')) > 0) await settleVariants(connection);
}

async function countRows(connection: DuckDBConnection, table: string): Promise<number> {
  const reader = await connection.runAndReadAll(`SELECT count(*)::INTEGER FROM ${table}`);
  return Number(reader.getRowsJson()[0]?.[0]);
}

// The texts of Firehose records, in a table of their own, so that no stream is rebuilt from texts scattered over the
// whole log: one row for each text of each event, also of those that are not shown (variants), but not for copies
// that say the same, nor for rows of listings, which are no records. Written with the commit that brings the record.
//
// `part` says which texts are worked on together, mostly those that name one stream. At a commit it is only guessed,
// by patterns in the text: what the rules make of a record (shared/firehose/calls.ts) is found when the part is
// worked on, and texts that turn out to belong elsewhere are moved there (streamParts.ts). Texts that may be one call
// told twice must lie in one part.
import type { DuckDBConnection } from '@duckdb/node-api';

import { rowFlags } from '../ingest/rowBatch.ts';

/** Whether a row of that source and with those flags is a record of a Firehose call. */
export function isFirehoseRecord(source: string, flags: string): string {
  return `${source} = 'firehose.amazonaws.com' AND (${flags} & ${rowFlags.summaryOnly}) = 0`;
}

const arnPattern = "'arn:[^:\\s]+:firehose:([^:\\s]*):([^:\\s]*):deliverystream/([A-Za-z0-9_.-]*[A-Za-z0-9_-])'";

/** The first match in the text of an ARN's account (2), region (1) or name (3). */
const inArn = (text: string, group: number): string => `regexp_extract(${text}, ${arnPattern}, ${group})`;

/**
 * `partOf` (streams/partName.ts) in SQL, for what a row of a commit seems to name. Calls that name no stream, mostly
 * ListDeliveryStreams, are many and tell little: each day has a part of its own, so that new ones touch no old ones.
 */
const guessedPart = `
  CASE WHEN starts_with(named, 'arn:') AND ${inArn('named', 3)} <> '' THEN ${inArn('named', 2)} || '/' || ${inArn('named', 1)} || '/' || ${inArn('named', 3)}
    WHEN named = '' AND ${inArn('said', 3)} <> '' THEN ${inArn('said', 2)} || '/' || ${inArn('said', 1)} || '/' || ${inArn('said', 3)}
    WHEN named = '' THEN account || '/' || region || '//' || ("eventTime" // 86400000)
    ELSE account || '/' || region || '/' || named END`;

/**
 * `told`, `asked` and `amends` are what two texts share if they may tell of one call: the same event, the same request
 * (one call logged twice), the event that a text amends. Each names the account too.
 */
const newTexts = (incoming: string, further: string): string => `
  SELECT event_id, text_hash, ${guessedPart} AS part, ${nextMark} AS added, false AS is_moved,
    CASE WHEN amended IS NULL THEN '' ELSE 'amendment ' END || "eventID" || ' ' || account AS told,
    request || ' ' || account AS asked, amended || ' ' || account AS amends, record FROM (
    SELECT ${further === '' ? 'i.id' : 'coalesce(k.event_id, i.id)'} AS event_id, i.text_hash, nullif(i."eventID", '') AS "eventID", i."eventTime", i.record,
      nullif(i."requestID", '') || ' ' || i."eventName" || ' ' || i."eventTime" AS request,
      coalesce(i."recipientAccountId", regexp_extract(i.record, '"accountId"\\s*:\\s*"([^"]*)"', 1)) AS account,
      coalesce(i."awsRegion", '') AS region, coalesce(i."errorMessage", '') AS said,
      regexp_extract(i.record, '"deliveryStreamName"\\s*:\\s*"([^"]*)"', 1, 'i') AS named,
      CASE WHEN (i.flags & ${rowFlags.amended}) <> 0 AND contains(i.record, '"UPDATED_DATA"')
        THEN nullif(regexp_extract(i.record, '"originalEventID"\\s*:\\s*"([^"]*)"', 1), '') END AS amended
    FROM ${incoming} i ${further} WHERE ${isFirehoseRecord('i."eventSource"', 'i.flags')})`;

/** Keeps the texts of a commit's Firehose records that are not there yet. `ranked` holds the duplicates, if there are any. */
export async function keepFirehoseTexts(
  connection: DuckDBConnection,
  incoming: string,
  hasDuplicates: boolean,
): Promise<void> {
  if (hasDuplicates) {
    await connection.run(`CREATE OR REPLACE TEMP TABLE known_texts AS
      SELECT k.id FROM (SELECT id, event_id, text_hash, row_number() OVER (PARTITION BY event_id, text_hash ORDER BY id) AS place FROM ranked) k
      LEFT JOIN store.firehose_texts t ON t.event_id = k.event_id AND t.text_hash = k.text_hash
      WHERE k.place > 1 OR t.event_id IS NOT NULL`);
  }
  const further = hasDuplicates ? 'ANTI JOIN known_texts n ON n.id = i.id LEFT JOIN ranked k ON k.id = i.id' : '';
  await connection.run(`INSERT INTO store.firehose_texts ${newTexts(incoming, further)}`);
  await connection.run(`CREATE OR REPLACE TEMP TABLE touched_parts AS
    SELECT DISTINCT part FROM store.firehose_texts WHERE added = ${nextMark}`);
  if ((await countRows(connection, 'touched_parts')) === 0) return;
  await joinLinked(connection);
  await touchParts(connection);
}

/** Drops texts of the events in the temporary table `touched` that no copy has any more. */
export async function dropFirehoseTexts(connection: DuckDBConnection): Promise<void> {
  await connection.run(`CREATE OR REPLACE TEMP TABLE touched_texts AS
    SELECT t.event_id, t.text_hash, t.part FROM store.firehose_texts t SEMI JOIN touched ON touched.id = t.event_id`);
  // Mostly there are none, and the events need not be looked through.
  if ((await countRows(connection, 'touched_texts')) === 0) return;
  await connection.run(`CREATE OR REPLACE TEMP TABLE gone_texts AS
    SELECT t.* FROM touched_texts t
    ANTI JOIN (SELECT id AS event_id, text_hash FROM store.events UNION ALL SELECT event_id, text_hash FROM store.variants) kept
      ON kept.event_id = t.event_id AND kept.text_hash = t.text_hash`);
  if ((await countRows(connection, 'gone_texts')) === 0) return;
  await connection.run(`DELETE FROM store.firehose_texts USING gone_texts g
    WHERE g.event_id = store.firehose_texts.event_id AND g.text_hash = store.firehose_texts.text_hash`);
  await connection.run('CREATE OR REPLACE TEMP TABLE touched_parts AS SELECT DISTINCT part FROM gone_texts');
  await touchParts(connection);
}

/** Puts the texts of these events, and all that may tell of the same calls, into a part. */
export async function moveTexts(connection: DuckDBConnection, events: readonly number[], part: string): Promise<void> {
  await connection.run(
    `CREATE OR REPLACE TEMP TABLE moving AS SELECT unnest([${events.join(',')}]::INTEGER[]) AS event_id`,
  );
  for (let moving = 0, grown = events.length; grown > moving;) {
    moving = grown;
    await connection.run(`CREATE OR REPLACE TEMP TABLE moving AS WITH linked AS (${links})
      SELECT DISTINCT event_id FROM linked WHERE link IN (SELECT link FROM linked SEMI JOIN moving m ON m.event_id = linked.event_id)
      UNION SELECT event_id FROM moving`);
    grown = await countRows(connection, 'moving');
  }
  await connection.run(
    `CREATE OR REPLACE TEMP TABLE touched_parts AS
      SELECT t.part FROM store.firehose_texts t SEMI JOIN moving m ON m.event_id = t.event_id UNION SELECT $1::VARCHAR`,
    [part],
  );
  await connection.run(
    `UPDATE store.firehose_texts SET part = $1, is_moved = true FROM moving m WHERE m.event_id = store.firehose_texts.event_id`,
    [part],
  );
  await touchParts(connection);
}

/** What is touched next is told from what was touched before: rows of store.stream_parts only ever get larger marks. */
const nextMark = '(SELECT coalesce(max(touched), 0) + 1 FROM store.stream_parts)';

async function touchParts(connection: DuckDBConnection): Promise<void> {
  await connection.run(`CREATE OR REPLACE TEMP TABLE touch AS SELECT part, ${nextMark} AS mark FROM touched_parts`);
  await connection.run(
    'UPDATE store.stream_parts SET touched = t.mark FROM touch t WHERE t.part = store.stream_parts.part',
  );
  await connection.run(`INSERT INTO store.stream_parts
    SELECT t.part, t.mark, 0, 0, 0, '[]' FROM touch t ANTI JOIN store.stream_parts p ON p.part = t.part`);
}

const links = 'SELECT event_id, part, added, unnest([told, asked, amends]) AS link FROM store.firehose_texts';

/** Brings texts that share a link into one part; parts that lose texts count as touched, too. */
async function joinLinked(connection: DuckDBConnection): Promise<void> {
  for (;;) {
    await connection.run(`CREATE OR REPLACE TEMP TABLE torn AS
      WITH linked AS (${links})
      SELECT link, min_by(part, (contains(part, '//'), part)) AS part FROM linked
      WHERE link IN (SELECT link FROM linked WHERE added = ${nextMark})
      GROUP BY link HAVING count(DISTINCT part) > 1`);
    if ((await countRows(connection, 'torn')) === 0) return;
    await connection.run(`CREATE OR REPLACE TEMP TABLE joining AS
      WITH linked AS (${links})
      SELECT l.event_id, min_by(t.part, (contains(t.part, '//'), t.part)) AS part
      FROM linked l JOIN torn t ON t.link = l.link GROUP BY l.event_id`);
    await connection.run(`CREATE OR REPLACE TEMP TABLE touched_parts AS
      SELECT part FROM touched_parts UNION SELECT part FROM joining
      UNION SELECT t.part FROM store.firehose_texts t SEMI JOIN joining j ON j.event_id = t.event_id`);
    await connection.run(`UPDATE store.firehose_texts SET part = j.part, added = ${nextMark}, is_moved = false
      FROM joining j WHERE j.event_id = store.firehose_texts.event_id`);
  }
}

async function countRows(connection: DuckDBConnection, table: string): Promise<number> {
  const reader = await connection.runAndReadAll(`SELECT count(*)::INTEGER FROM ${table}`);
  return Number(reader.getRowsJson()[0]?.[0]);
}

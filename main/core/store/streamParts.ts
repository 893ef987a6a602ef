// What is worked out of the parts of Firehose texts (firehoseTexts.ts): which parts are due, their texts, and the
// streams that came of them. Each part is written as a whole, with the mark that its texts had when they were read:
// what was committed meanwhile makes it due again.
import type { DuckDBConnection } from '@duckdb/node-api';

import type { Unattached } from '../../../shared/firehose/model.ts';
import type { Database } from './database.ts';
import { quoteText } from './schema.ts';
import { readChunks } from './streamed.ts';
import { moveTexts } from './firehoseTexts.ts';

export type DuePart = { readonly part: string; readonly mark: number; readonly texts: number };

/** Texts of parts, row by row: `parts[i]` is the part of the text of event `events[i]`. */
export type PartTexts = {
  readonly parts: readonly string[];
  readonly events: readonly number[];
  readonly areMoved: readonly boolean[];
  readonly texts: readonly string[];
};

export type WorkedStream = {
  readonly account: string;
  readonly region: string;
  readonly name: string;
  readonly summary: string;
  /** See streamCalls.ts. */
  readonly pieces: readonly Uint8Array[];
};

export type WorkedPart = {
  readonly part: string;
  readonly streams: readonly WorkedStream[];
  readonly duplicates: number;
  readonly readOnly: number;
  readonly unattached: readonly Unattached[];
  /** Texts that belong to another part: then nothing of this one counts yet. */
  readonly moves: readonly { readonly part: string; readonly events: readonly number[] }[];
  /** What went wrong, where nothing came of it. */
  readonly failure?: string;
};

/** Parts whose texts changed since they were worked on; those that never were come first. */
export async function dueParts(database: Database, signal?: AbortSignal): Promise<readonly DuePart[]> {
  const rows = await database.rows(
    `SELECT p.part, p.touched AS mark, count(t.part)::INTEGER AS texts FROM store.stream_parts p
     LEFT JOIN store.firehose_texts t ON t.part = p.part WHERE p.touched > p.worked
     GROUP BY ALL ORDER BY any_value(p.worked) > 0, p.part`,
    signal,
  );
  return rows.map((row) => ({ part: String(row['part']), mark: Number(row['mark']), texts: Number(row['texts']) }));
}

export async function hasDueParts(database: Database, signal?: AbortSignal): Promise<boolean> {
  const rows = await database.rows('SELECT 1 FROM store.stream_parts WHERE touched > worked LIMIT 1', signal);
  return rows.length > 0;
}

/** Hands on the texts of parts a few thousand at a time. */
export async function readTexts(
  database: Database,
  parts: readonly string[],
  use: (texts: PartTexts) => void,
  signal: AbortSignal,
): Promise<void> {
  // A list would be parsed value by value; as JSON it is quick whatever the names are.
  const wanted = `SELECT unnest(from_json(${quoteText(JSON.stringify(parts))}, '["VARCHAR"]')) AS part`;
  const sql = `SELECT part, event_id, is_moved, record FROM store.firehose_texts SEMI JOIN (${wanted}) wanted USING (part)`;
  await readChunks({ database, sql, signal }, (chunk) => {
    const column = (index: number): readonly unknown[] => chunk.getColumnValues(index);
    use({
      parts: column(0) as readonly string[],
      events: column(1) as readonly number[],
      areMoved: column(2) as readonly boolean[],
      texts: column(3) as readonly string[],
    });
  });
}

/** Writes what came of parts, all or none. `marks` are those that the parts had when their texts were read. */
export async function putParts(
  database: Database,
  worked: readonly WorkedPart[],
  marks: ReadonlyMap<string, number>,
): Promise<void> {
  await database.transaction(async (connection) => {
    const settled = worked.filter((part) => part.moves.length === 0);
    await stageParts(connection, settled, marks);
    await connection.run(`DELETE FROM store.stream_calls WHERE stream_id IN
      (SELECT id FROM store.streams SEMI JOIN worked_parts USING (part))`);
    await connection.run('DELETE FROM store.streams WHERE part IN (SELECT part FROM worked_parts)');
    await putStreams(connection, settled);
    await connection.run(`UPDATE store.stream_parts SET worked = w.mark, duplicates = w.duplicates, read_only = w.read_only,
      unattached = w.unattached FROM worked_parts w WHERE w.part = store.stream_parts.part`);
    for (const { moves } of worked) for (const { part, events } of moves) await moveTexts(connection, events, part);
    await connection.run(`DELETE FROM store.stream_parts WHERE touched = worked
      AND part IN (SELECT part FROM store.stream_parts ANTI JOIN store.firehose_texts t USING (part))`);
  });
}

async function stageParts(
  connection: DuckDBConnection,
  parts: readonly WorkedPart[],
  marks: ReadonlyMap<string, number>,
): Promise<void> {
  await connection.run(`CREATE OR REPLACE TEMP TABLE worked_parts
    (part VARCHAR, mark BIGINT, duplicates BIGINT, read_only BIGINT, unattached VARCHAR)`);
  const appender = await connection.createAppender('worked_parts');
  for (const { part, duplicates, readOnly, unattached } of parts) {
    appender.appendVarchar(part);
    for (const count of [marks.get(part) ?? 0, duplicates, readOnly]) appender.appendBigInt(BigInt(count));
    appender.appendVarchar(JSON.stringify(unattached));
    appender.endRow();
  }
  appender.closeSync();
}

async function putStreams(connection: DuckDBConnection, parts: readonly WorkedPart[]): Promise<void> {
  const all = parts.flatMap(({ part, streams }) => streams.map((stream) => ({ part, ...stream })));
  const ids = await newStreamIds(connection, all.length);
  const streams = await connection.createAppender('streams', 'store');
  const calls = await connection.createAppender('stream_calls', 'store');
  for (const [index, { part, account, region, name, summary, pieces }] of all.entries()) {
    const id = ids[index] ?? 0n;
    streams.appendBigInt(id);
    for (const text of [part, account, region, name, summary]) streams.appendVarchar(text);
    streams.endRow();
    for (const [number, piece] of pieces.entries()) {
      calls.appendBigInt(id);
      calls.appendInteger(number);
      calls.appendBlob(piece);
      calls.endRow();
    }
  }
  streams.closeSync();
  calls.closeSync();
}

/** None is ever given twice: what was opened under an id that is gone is of the past. */
async function newStreamIds(connection: DuckDBConnection, count: number): Promise<readonly bigint[]> {
  const reader = await connection.runAndReadAll(`SELECT nextval('store.stream_ids') FROM range(${count})`);
  return reader.getRows().map(([id]) => BigInt(Number(id)));
}

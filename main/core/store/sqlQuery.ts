// Runs a question that sqlGuard.ts let through, in a transaction that cannot write.
import type { DuckDBConnection, DuckDBResult } from '@duckdb/node-api';

import type { CellValue } from '../../../shared/events/columns.ts';
import { isoTime, plainCell } from './cells.ts';
import type { Database } from './database.ts';
import { tellErrorsAsJson, tellErrorsAsText, toSqlError } from './sqlErrors.ts';
import { checkSql } from './sqlGuard.ts';
import { chunksOf, readOnly } from './streamed.ts';

export type SqlColumn = { readonly name: string; readonly type: string };

export type SqlResult = {
  readonly columns: SqlColumn[];
  readonly rows: CellValue[][];
  /** There were more rows than asked for, or than can be held at once. */
  readonly isCut: boolean;
};

/** Takes the columns first, then the rows one after the other; `row` says whether it wants more. */
export type SqlSink = {
  begin(columns: SqlColumn[]): Promise<void> | void;
  row(cells: CellValue[]): Promise<boolean> | boolean;
};

/** What questions are asked of. */
export type SqlSource = {
  readonly database: Database;
  /** Brings the tables that a question names up to date. */
  prepareTables(names: ReadonlySet<string>, signal: AbortSignal): Promise<void>;
};

/** Texts of more than this in an answer would fill the memory of those that pass it on. */
const mostCharacters = 64 * 1024 * 1024;

/** At most `limit` rows. Errors: sql/invalid, sql/failed. */
export async function runSql(source: SqlSource, text: string, limit: number, signal: AbortSignal): Promise<SqlResult> {
  let columns: SqlColumn[] = [];
  const rows: CellValue[][] = [];
  let isCut = false;
  let characters = 0;
  const row = (cells: CellValue[]): boolean => {
    for (const cell of cells) if (typeof cell === 'string') characters += cell.length;
    isCut = rows.length === limit || (rows.length > 0 && characters > mostCharacters);
    if (!isCut) rows.push(cells);
    return !isCut;
  };
  await streamSql(source, text, signal, { begin: (found) => void (columns = found), row });
  return { columns, rows, isCut };
}

/** Errors: sql/invalid, sql/failed; what the sink throws goes through. */
export async function streamSql(source: SqlSource, text: string, signal: AbortSignal, sink: SqlSink): Promise<void> {
  await withQuestion(source, text, signal, (connection) => passRows(source, connection, { text, signal, sink }));
}

/** Throws what is wrong with a question before it is run: sql/invalid. */
export async function checkQuestion(database: Database, text: string, signal: AbortSignal): Promise<void> {
  await checkSql(database, text, signal);
  await told(database, signal, async (connection) => {
    try {
      (await connection.prepare(text)).destroySync();
    } catch (error) {
      throw toSqlError(error, text, 0);
    }
  });
}

/** Runs `use` with a connection that cannot write to the workspace, once the text is known to be a question. */
export async function withQuestion(
  source: SqlSource,
  text: string,
  signal: AbortSignal,
  use: (connection: DuckDBConnection) => Promise<void>,
): Promise<void> {
  await source.prepareTables(await checkSql(source.database, text, signal), signal);
  await told(source.database, signal, use);
}

/** Runs `use` with a connection that cannot write, and whose errors `toSqlError` reads. */
async function told(
  database: Database,
  signal: AbortSignal,
  use: (connection: DuckDBConnection) => Promise<void>,
): Promise<void> {
  await database.read(signal, async (connection) => {
    await connection.run(tellErrorsAsJson);
    try {
      await readOnly(connection, () => use(connection));
    } finally {
      await connection.run(tellErrorsAsText);
    }
  });
}

type Asking = { readonly text: string; readonly signal: AbortSignal; readonly sink: SqlSink };

async function passRows(
  { database }: SqlSource,
  connection: DuckDBConnection,
  { text, signal, sink }: Asking,
): Promise<void> {
  let types: readonly string[] = [];
  const begin = async (result: DuckDBResult): Promise<void> => {
    types = result.columnTypes().map(String);
    const names = result.deduplicatedColumnNames();
    await sink.begin(names.map((name, index) => ({ name, type: types[index] ?? '' })));
  };
  const tell = (error: unknown, lead: number): unknown => toSqlError(error, text, lead);
  for await (const chunk of chunksOf({ database, connection, sql: text, signal, begin, tell })) {
    for (let row = 0; row < chunk.rowCount; row += 1) {
      const cells = chunk.getRowValues(row).map((value, index) => sqlCell(types[index] ?? '', value));
      if (!(await sink.row(cells))) return;
    }
  }
}

const maxDateMs = 8.64e15;

function sqlCell(type: string, value: Parameters<typeof plainCell>[0]): CellValue {
  const isTime = type === 'TIMESTAMP' && typeof value === 'object' && value !== null && 'micros' in value;
  if (!isTime || typeof value.micros !== 'bigint') return plainCell(value);
  const ms = Number(value.micros / 1000n);
  // 'infinity' and years that JavaScript's dates do not reach.
  return Math.abs(ms) > maxDateMs ? String(value) : isoTime(ms);
}

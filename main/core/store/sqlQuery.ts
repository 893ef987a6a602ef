// Runs a question that sqlGuard.ts let through, in a transaction that cannot write.
import type { DuckDBConnection } from '@duckdb/node-api';

import type { CellValue } from '../../../shared/events/columns.ts';
import { AppError } from '../../../shared/errors.ts';
import { isoTime, plainCell } from './cells.ts';
import type { Database } from './database.ts';
import { checkSql } from './sqlGuard.ts';

export type SqlColumn = { readonly name: string; readonly type: string };

export type SqlResult = {
  readonly columns: SqlColumn[];
  readonly rows: CellValue[][];
  /** There were more rows than asked for. */
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

/** At most `limit` rows. Errors: sql/invalid, sql/failed. */
export async function runSql(source: SqlSource, text: string, limit: number, signal: AbortSignal): Promise<SqlResult> {
  let columns: SqlColumn[] = [];
  const rows: CellValue[][] = [];
  let isCut = false;
  const row = (cells: CellValue[]): boolean => {
    if (rows.length < limit) rows.push(cells);
    else isCut = true;
    return !isCut;
  };
  await streamSql(source, text, signal, { begin: (found) => void (columns = found), row });
  return { columns, rows, isCut };
}

/** Errors: sql/invalid, sql/failed; what the sink throws goes through. */
export async function streamSql(source: SqlSource, text: string, signal: AbortSignal, sink: SqlSink): Promise<void> {
  await source.prepareTables(await checkSql(source.database, text, signal), signal);
  await source.database.read(signal, async (connection) => {
    await connection.run('BEGIN TRANSACTION READ ONLY');
    try {
      await passRows(connection, text, sink);
    } finally {
      await connection.run('ROLLBACK');
    }
  });
}

async function passRows(connection: DuckDBConnection, text: string, sink: SqlSink): Promise<void> {
  const result = await attempt(() => connection.stream(text));
  const types = result.columnTypes().map(String);
  const names = result.deduplicatedColumnNames();
  await sink.begin(names.map((name, index) => ({ name, type: types[index] ?? '' })));
  for (;;) {
    const chunk = await attempt(() => result.fetchChunk());
    if (chunk === null || chunk.rowCount === 0) return;
    for (const row of chunk.getRows()) {
      if (!(await sink.row(row.map((value, index) => sqlCell(types[index] ?? '', value))))) return;
    }
  }
}

async function attempt<Value>(run: () => Promise<Value>): Promise<Value> {
  try {
    return await run();
  } catch (error) {
    throw toAppError(error);
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

/** DuckDB names the kind of its errors first; those of binding and parsing are the text's fault, before it ran. */
function toAppError(error: unknown): AppError {
  const whole = error instanceof Error ? error.message : String(error);
  const code = /^(Parser|Binder|Catalog) Error/.test(whole) ? 'sql/invalid' : 'sql/failed';
  // Below its message DuckDB draws the line of the query again, with a mark under the place.
  const message = whole.replace(/\n+LINE \d+:[\s\S]*$/, '').replaceAll(/\s*\n\s*/g, ' ');
  return new AppError(code, message, { cause: error });
}

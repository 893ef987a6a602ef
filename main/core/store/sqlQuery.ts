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

/** At most `limit` rows. Errors: sql/invalid, sql/failed. */
export async function runSql(database: Database, text: string, limit: number, signal: AbortSignal): Promise<SqlResult> {
  await checkSql(database, text, signal);
  return database.read(signal, async (connection) => {
    await connection.run('BEGIN TRANSACTION READ ONLY');
    try {
      return await readRows(connection, text, limit);
    } catch (error) {
      throw signal.aborted ? error : toAppError(error);
    } finally {
      await connection.run('ROLLBACK');
    }
  });
}

async function readRows(connection: DuckDBConnection, text: string, limit: number): Promise<SqlResult> {
  const result = await connection.stream(text);
  const types = result.columnTypes().map(String);
  const columns = result.columnNames().map((name, index) => ({ name, type: types[index] ?? '' }));
  const rows: CellValue[][] = [];
  for (;;) {
    const chunk = await result.fetchChunk();
    if (chunk === null || chunk.rowCount === 0) return { columns, rows, isCut: false };
    for (const row of chunk.getRows()) {
      if (rows.length === limit) return { columns, rows, isCut: true };
      rows.push(row.map((value, index) => sqlCell(types[index] ?? '', value)));
    }
  }
}

function sqlCell(type: string, value: Parameters<typeof plainCell>[0]): CellValue {
  const isTime = type === 'TIMESTAMP' && typeof value === 'object' && value !== null && 'micros' in value;
  return isTime && typeof value.micros === 'bigint' ? isoTime(Number(value.micros / 1000n)) : plainCell(value);
}

/** DuckDB names the kind of its errors first; those of binding and parsing are the text's fault, before it ran. */
function toAppError(error: unknown): AppError {
  const message = error instanceof Error ? error.message : String(error);
  const isOfText = /^(Parser|Binder|Catalog) Error/.test(message);
  return new AppError(isOfText ? 'sql/invalid' : 'sql/failed', message, { cause: error });
}

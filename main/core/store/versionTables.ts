// The tables `versions` and `changes`, which are filled when they are first asked for, stream by stream.
import type { DuckDBConnection } from '@duckdb/node-api';

import type { Database } from './database.ts';
import { filledTables, type CellType } from './streamColumns.ts';

type TableCell = string | number | boolean | null;
export type TableRow = Readonly<Record<string, TableCell>>;

type TableName = keyof typeof filledTables;

export type FilledRows = { readonly streamId: number } & Readonly<Record<TableName, readonly TableRow[]>>;

const names = Object.keys(filledTables) as readonly TableName[];

/** Adds the rows of streams. */
export async function fillTables(database: Database, filled: readonly FilledRows[]): Promise<void> {
  await database.transaction(async (connection) => {
    for (const name of names) await append(connection, name, filled);
  });
}

/** Takes out the rows of all streams but these. */
export async function emptyTables(database: Database, kept: readonly number[]): Promise<void> {
  await database.transaction(async (connection) => {
    for (const name of names)
      await connection.run(
        `DELETE FROM store.${name} WHERE stream_id NOT IN (SELECT unnest([${kept.join(',')}]::BIGINT[]))`,
      );
  });
}

async function append(connection: DuckDBConnection, name: TableName, filled: readonly FilledRows[]): Promise<void> {
  const appender = await connection.createAppender(name, 'store');
  const columns: readonly (readonly [string, CellType])[] = Object.entries(filledTables[name]);
  const put = (cell: TableCell, type: CellType): void => {
    if (cell === null) appender.appendNull();
    else if (type === 'INTEGER') appender.appendInteger(Number(cell));
    else if (type === 'BOOLEAN') appender.appendBoolean(cell === true);
    // DuckDB reads times in ISO 8601 where the column is one.
    else appender.appendVarchar(String(cell));
  };
  for (const { streamId, [name]: rows } of filled) {
    for (const row of rows) {
      appender.appendBigInt(BigInt(streamId));
      for (const [column, type] of columns) put(row[column] ?? null, type);
      appender.endRow();
    }
  }
  appender.closeSync();
}

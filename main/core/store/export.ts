// Events on their way out: streamed in order, a row at a time, so that a log of any size can be written.
import type { DuckDBConnection } from '@duckdb/node-api';

import type { CellValue } from '../../../shared/events/columns.ts';
import { AppError } from '../../../shared/errors.ts';
import { cellOf } from './cells.ts';
import type { Database } from './database.ts';
import { quoteIdentifier, quoteText } from './schema.ts';
import { fromWhere, orderBy, selectColumn, type Selection } from './select.ts';

export type Extent = { readonly limit: number | undefined; readonly offset: number };

type ExportRequest = { readonly selection: Selection; readonly columns: readonly string[]; readonly extent: Extent };

/** Calls `use` for each row in order and waits for it, so that a slow reader slows the query and not memory. */
export async function streamEvents(
  database: Database,
  request: ExportRequest,
  use: (row: readonly CellValue[]) => Promise<void> | void,
  signal?: AbortSignal,
): Promise<void> {
  const { columns } = request;
  await database.read(signal, async (connection) => {
    const result = await connection.stream(exportSql(request, 'milliseconds'));
    for (;;) {
      const chunk = await result.fetchChunk();
      if (chunk === null || chunk.rowCount === 0) return;
      for (const row of chunk.getRows()) await use(row.map((value, index) => cellOf(columns[index] ?? '', value)));
    }
  });
}

/** Writes the events as a Parquet file. Errors: path/not-found where the file cannot be written. */
export async function writeParquet(database: Database, request: ExportRequest, path: string): Promise<void> {
  await database.read(undefined, (connection) => copyTo(connection, exportSql(request, 'timestamps'), path));
}

async function copyTo(connection: DuckDBConnection, sql: string, path: string): Promise<void> {
  try {
    await connection.run(`COPY (${sql}) TO ${quoteText(path)} (FORMAT parquet, COMPRESSION zstd)`);
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error);
    throw new AppError('path/not-found', `${path} cannot be written: ${reason}`, { cause: error });
  }
}

function exportSql({ selection, columns, extent }: ExportRequest, times: 'milliseconds' | 'timestamps'): string {
  const used = [...columns, ...selection.sort.map((key) => key.column)];
  const cells = columns.map((id) => `${selectColumn(id, times)} AS ${quoteIdentifier(id)}`);
  const limit = extent.limit === undefined ? '' : ` LIMIT ${extent.limit}`;
  return `SELECT ${cells.join(', ')} ${fromWhere(selection, used)} ${orderBy(selection.sort)}${limit} OFFSET ${extent.offset}`;
}

export type Group = { readonly value: CellValue; readonly count: number };

/** How many events a selection has, in all and by the values of a column: most frequent first, then by value. */
export async function countEvents(
  database: Database,
  selection: Pick<Selection, 'filter' | 'timeZone'>,
  by: string | undefined,
): Promise<{ total: number; groups: readonly Group[] }> {
  const [totals] = await database.rows(`SELECT count(*) AS total ${fromWhere(selection, [])}`);
  const total = Number(totals?.['total'] ?? 0);
  if (by === undefined) return { total, groups: [] };
  const sql = `SELECT ${selectColumn(by, 'milliseconds')} AS value, count(*)::INTEGER ${fromWhere(selection, [by])}
    GROUP BY ALL ORDER BY 2 DESC, 1 NULLS LAST`;
  const reader = await database.read(undefined, (connection) => connection.runAndReadAll(sql));
  return {
    total,
    groups: reader.getRows().map(([value, count]) => ({ value: cellOf(by, value ?? null), count: Number(count) })),
  };
}

// Events on their way out of the store: as bytes, as rows of cells, as a Parquet file; and how many there are.
import type { DuckDBConnection } from '@duckdb/node-api';

import type { CellValue } from '../../../shared/events/columns.ts';
import { csvFrame, linesFrame, recordsFrame, type Frame } from '../export/byteSink.ts';
import { zoneRuns, zoneStepMs, type ZoneRun } from '../export/zoneRuns.ts';
import { csvCell } from '../../../shared/events/csvText.ts';
import { cellOf } from './cells.ts';
import type { Database } from './database.ts';
import { csvLineSql } from './exportCsv.ts';
import type { Extent, RowSource } from './exportRows.ts';
import { columnSql, quoteIdentifier } from './schema.ts';
import { fieldOf, fromWhere, orderBy, selectColumn, type Filtering, type Selection } from './select.ts';
import { chunksOf, readOnly } from './streamed.ts';

export type ExportRequest = {
  readonly selection: Selection;
  readonly columns: readonly string[];
  readonly extent: Extent;
};

/** `records`: a log of the exact records; `ndjson`: each of them on a line of its own. */
export type BytesFormat = 'csv' | 'ndjson' | 'records';

/** How the rows of a request are written, and what stands around them. */
export async function rowSource(
  connection: DuckDBConnection,
  format: BytesFormat,
  request: ExportRequest,
): Promise<RowSource & { readonly frame: Frame }> {
  if (format === 'records') return { ...request, columns: [], rowSql: columnSql('record'), frame: recordsFrame };
  if (format === 'ndjson')
    return { ...request, columns: [], rowSql: onOneLine(columnSql('record')), frame: linesFrame };
  const { selection, columns } = request;
  const zone = await zoneOf(connection, selection.timeZone);
  return { ...request, rowSql: csvLineSql(columns, zone), frame: csvFrame(csvHeader(columns, selection.timeZone)) };
}

/** In JSON, line breaks stand only between what it is made of. */
function onOneLine(record: string): string {
  const isLines = `contains(${record}, chr(10)) OR contains(${record}, chr(13))`;
  return `CASE WHEN ${isLines} THEN replace(replace(${record}, chr(13), ''), chr(10), '') ELSE ${record} END`;
}

/** Times in another zone than UTC say in their title which. */
function csvHeader(columns: readonly string[], timeZone: string): string {
  const isZoned = (id: string): boolean => timeZone !== 'UTC' && fieldOf(id).column?.type === 'timestamp';
  return columns.map((id) => csvCell(isZoned(id) ? `${id} (${timeZone})` : id)).join(',');
}

async function zoneOf(connection: DuckDBConnection, timeZone: string): Promise<readonly ZoneRun[]> {
  if (timeZone === 'UTC') return [];
  const result = await connection.runAndReadAll(
    `SELECT DISTINCT CAST(floor(epoch_ms("eventTime") / ${zoneStepMs}) AS BIGINT) AS step FROM store.events WHERE "eventTime" IS NOT NULL ORDER BY step`,
  );
  return zoneRuns(
    result.getRows().map(([step]) => Number(step) * zoneStepMs),
    timeZone,
  );
}

/** Calls `use` for each row in order and waits for it, so that a slow reader slows the query and not memory. */
export async function streamEvents(
  database: Database,
  request: ExportRequest,
  use: (row: readonly CellValue[]) => Promise<void> | void,
  signal: AbortSignal,
): Promise<void> {
  const { columns } = request;
  const sql = exportSql(request, 'milliseconds');
  await database.read(signal, (connection) =>
    readOnly(connection, async () => {
      for await (const chunk of chunksOf({ database, connection, sql, signal })) {
        for (const row of chunk.getRows()) await use(row.map((value, index) => cellOf(columns[index] ?? '', value)));
      }
    }),
  );
}

/** What a Parquet file of the events is made of: times are timestamps in UTC. */
export function parquetSql(request: ExportRequest): string {
  return exportSql(request, 'timestamps');
}

function exportSql({ selection, columns, extent }: ExportRequest, times: 'milliseconds' | 'timestamps'): string {
  const used = [...columns, ...selection.sort.map((key) => key.column)];
  const cells = columns.map((id) => `${selectColumn(id, times)} AS ${quoteIdentifier(id)}`);
  const limit = extent.limit === undefined ? '' : ` LIMIT ${extent.limit}`;
  return `SELECT ${cells.join(', ')} ${fromWhere(selection, used)} ${orderBy(selection.sort)}${limit} OFFSET ${extent.offset}`;
}

export type Group = { readonly value: CellValue; readonly count: number };

/** How many events a selection has, in all and by the values of a field: most frequent first, then by value. */
export async function countEvents(
  database: Database,
  selection: Filtering,
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

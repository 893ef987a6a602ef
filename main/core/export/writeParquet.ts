// Parquet files are written by DuckDB itself; how far it has got shows in the size of the file.
import { stat } from 'node:fs/promises';
import type { DuckDBConnection } from '@duckdb/node-api';

import type { Database } from '../store/database.ts';
import { copyToParquet, type ParquetTarget } from '../store/copyParquet.ts';
import { parquetSql, type ExportRequest } from '../store/export.ts';
import { countSelected } from '../store/select.ts';
import type { Progress } from './progress.ts';
import { replaceTarget } from './targetFile.ts';

const lookEveryMs = 250;

/** Errors: file/unwritable, disk/full. */
export async function writeEventsParquet(
  database: Database,
  request: ExportRequest,
  path: string,
  { signal, report }: Progress,
): Promise<void> {
  const { limit = Number.POSITIVE_INFINITY, offset } = request.extent;
  await replaceTarget(path, (draft) =>
    database.read(signal, async (connection) => {
      const reader = await connection.runAndReadAll(countSelected(request.selection));
      const found = Number(reader.getRowsJson()[0]?.[0] ?? 0);
      const recordsTotal = Math.min(limit, Math.max(0, found - offset));
      report({ recordsTotal, isTotalKnown: true });
      await writeParquet(connection, parquetSql(request), { draft, path }, report);
      report({ records: recordsTotal });
    }),
  );
}

/** Writes the rows of a SELECT. */
export async function writeParquet(
  connection: DuckDBConnection,
  sql: string,
  target: ParquetTarget,
  report: Progress['report'],
): Promise<void> {
  const look = async (): Promise<void> => report({ bytesDone: await sizeOf(target.draft) });
  const timer = setInterval(() => void look(), lookEveryMs);
  try {
    await copyToParquet(connection, sql, target);
  } finally {
    clearInterval(timer);
  }
  await look();
}

async function sizeOf(path: string): Promise<number> {
  try {
    return (await stat(path)).size;
  } catch {
    // Not begun yet.
    return 0;
  }
}

// Parquet files, which DuckDB writes itself.
import type { DuckDBConnection } from '@duckdb/node-api';

import { writeError } from '../export/writeErrors.ts';
import type { Database } from './database.ts';
import { quoteText } from './schema.ts';
import { treeOf } from './sqlGuard.ts';

/** What stands before the question in the statement that copies its rows. */
export const copyLead = 'COPY (';

export type ParquetTarget = {
  /** Where it is written. */
  readonly draft: string;
  /** What the user calls it. */
  readonly path: string;
};

/** Writes the rows of a SELECT. Errors: file/unwritable, disk/full; those of the SELECT as they are. */
export async function copyToParquet(
  connection: DuckDBConnection,
  sql: string,
  { draft, path }: ParquetTarget,
): Promise<void> {
  try {
    // A comment at the question's end ends with its line.
    await connection.run(`${copyLead}${sql}\n) TO ${quoteText(draft)} (FORMAT parquet, COMPRESSION zstd)`);
  } catch (error) {
    // In JSON where the connection was asked for that (sqlErrors.ts).
    const isOfFile = error instanceof Error && /^(?:IO Error|\{"exception_type":"IO")/.test(error.message);
    throw isOfFile ? writeError(path, error) : error;
  }
}

/** A question that the guard let through, without the semicolons at its end: what is left without one means the same. */
export async function withoutEnd(database: Database, text: string, signal: AbortSignal): Promise<string> {
  const tree = await treeOf(database, text, signal);
  let kept = text;
  for (;;) {
    const shorter = kept.slice(0, Math.max(0, kept.lastIndexOf(';')));
    if (shorter === '' || (await treeOf(database, shorter, signal)) !== tree) return kept;
    kept = shorter;
  }
}

// From DuckDB's values to cells that cross the process boundary.
import type { DuckDBValue } from '@duckdb/node-api';

import { findColumn, type CellValue } from '../../../shared/events/columns.ts';

/** A cell of a column of the table of columns, selected as milliseconds where it is a time. */
export function cellOf(columnId: string, value: DuckDBValue): CellValue {
  if (typeof value === 'bigint') {
    return findColumn(columnId)?.type === 'timestamp' ? isoTime(Number(value)) : Number(value);
  }
  return plainCell(value);
}

/** Any value as a cell; what has no plain form (lists, structs, intervals …) as DuckDB writes it. */
export function plainCell(value: DuckDBValue): CellValue {
  if (value === null || value === undefined) return null;
  if (typeof value === 'string' || typeof value === 'boolean') return value;
  if (typeof value === 'number') return Number.isFinite(value) ? value : String(value);
  if (typeof value === 'bigint') return Number.isSafeInteger(Number(value)) ? Number(value) : value.toString();
  return String(value);
}

/** `2026-06-12T14:31:55Z`; with milliseconds only where there are any. */
export function isoTime(ms: number): string {
  return new Date(ms).toISOString().replace('.000Z', 'Z');
}

// Rows of cells as texts: those of questions in SQL, and of the command line.
import type { CellValue } from '../../../shared/events/columns.ts';
import { arrayFrame, csvFrame, linesFrame, type Frame } from './byteSink.ts';
import { csvLine } from '../../../shared/events/csvText.ts';

export type CellsFormat = 'csv' | 'json' | 'ndjson';

export type RowFormat = { readonly frame: Frame; readonly text: (cells: readonly CellValue[]) => string };

export function rowFormat(format: CellsFormat, columns: readonly string[]): RowFormat {
  if (format === 'csv') return { frame: csvFrame(csvLine(columns)), text: csvLine };
  const text = (cells: readonly CellValue[]): string =>
    JSON.stringify(Object.fromEntries(columns.map((column, index) => [column, cells[index] ?? null])));
  return { frame: format === 'json' ? arrayFrame : linesFrame, text };
}

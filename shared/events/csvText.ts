// Comma-separated values as RFC 4180 has them, safe to open in a spreadsheet: a text that it would run as a formula gets
// an apostrophe before it, since logs hold texts of strangers.
import type { CellValue } from './columns.ts';

/** What a formula begins with, also in full-width forms; white space at the beginning hides none from a spreadsheet. */
export const formulaStart = '=+@\t\r\n\uFF1D\uFF0B\uFF0D\uFF20-';

const isFormula = new RegExp(`^[${formulaStart}]`);
const needsQuotes = /[",\r\n]/;

/** Numbers stay numbers: only texts are disarmed. */
export function csvCell(cell: CellValue): string {
  if (cell === null) return '';
  const text = typeof cell === 'string' && isFormula.test(cell) ? `'${cell}` : String(cell);
  return needsQuotes.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
}

/** A line without its end. */
export function csvLine(cells: readonly CellValue[]): string {
  return cells.map(csvCell).join(',');
}

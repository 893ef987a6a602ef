// A record's cells as SQL assignments, for the few rows that are written one by one.
import { cellColumns, type Cell, type Cells } from '../../../shared/events/record.ts';
import { quoteIdentifier, quoteText } from './schema.ts';

/** `"eventName" = 'CreateUser'` for every stored column, the record's text among them. */
export function cellLiterals(cells: Cells, text: string): readonly string[] {
  const assignments = cellColumns.map((column, index) => {
    const value = column.type === 'timestamp' ? timestampLiteral(cells[index]) : cellLiteral(cells[index]);
    return `${quoteIdentifier(column.id)} = ${value}`;
  });
  return [...assignments, `record = ${quoteText(text)}`];
}

function timestampLiteral(cell: Cell): string {
  return cell === undefined ? 'NULL' : `make_timestamp_ms(${Number(cell)})`;
}

function cellLiteral(cell: Cell): string {
  if (cell === undefined) return 'NULL';
  return typeof cell === 'string' ? quoteText(cell) : String(cell);
}

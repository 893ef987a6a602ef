// The rows of an answer: in another order, and as text for a spreadsheet.
import type { CellValue } from '../../shared/events/columns.ts';
import type { SortDirection } from '../../shared/events/query.ts';
import type { QueryResult } from '../state/sqlRun.ts';

export type ResultRow = readonly CellValue[];

export type ResultSort = { readonly index: number; readonly direction: SortDirection };

const numericType = /^(?:U?(?:TINY|SMALL|BIG|HUGE)?INT|U?INTEGER|DOUBLE|FLOAT|DECIMAL)/;

export function isNumeric(type: string): boolean {
  return numericType.test(type) && !type.endsWith(']');
}

export function isTime(type: string): boolean {
  return /^(?:TIMESTAMP|DATE)/.test(type) && !type.endsWith(']');
}

/** Whole numbers beyond JavaScript's own arrive as texts; NULL stands last, whichever the direction. */
export function sortedRows({ rows, columns }: QueryResult, sort: readonly ResultSort[]): readonly ResultRow[] {
  if (sort.length === 0) return rows;
  const areNumbers = columns.map(({ type }) => isNumeric(type));
  return rows.toSorted((a, b) => {
    for (const { index, direction } of sort) {
      const order = compareCells(a[index] ?? null, b[index] ?? null, direction, areNumbers[index] ?? false);
      if (order !== 0) return order;
    }
    return 0;
  });
}

function compareCells(a: CellValue, b: CellValue, direction: SortDirection, areNumbers: boolean): number {
  if (a === b) return 0;
  if (a === null) return 1;
  if (b === null) return -1;
  const isLess = areNumbers ? Number(a) < Number(b) : a < b;
  const isMore = areNumbers ? Number(a) > Number(b) : a > b;
  const order = isLess ? -1 : Number(isMore);
  return direction === 'asc' ? order : -order;
}

/** Tabs and line ends within a cell would tear the table apart. */
export function cellAsText(cell: CellValue): string {
  return cell === null ? '' : String(cell).replaceAll(/[\t\r\n]+/g, ' ');
}

export function rowAsText(row: ResultRow): string {
  return row.map(cellAsText).join('\t');
}

/** With the columns' names in the first line. */
export function rowsAsText({ columns }: Pick<QueryResult, 'columns'>, rows: readonly ResultRow[]): string {
  return [rowAsText(columns.map(({ name }) => name)), ...rows.map(rowAsText)].join('\n');
}

// How one cell of the grid of events reads. Log content only ever becomes text, never markup.
import type { CellClassParams, ColDef, ValueFormatterParams } from 'ag-grid-community';

import type { CellValue, Column } from '../../shared/events/columns.ts';
import { findColumn } from '../../shared/events/columns.ts';
import type { SortKey } from '../../shared/events/query.ts';
import type { GridColumn } from '../state/view.ts';
import { formatTime } from '../ui/times.ts';
import type { EventRow } from './eventRow.ts';
import { AccountCell } from './AccountCell.tsx';
import { ActorCell } from './ActorCell.tsx';

/** Columns that every page carries, shown or not, because the look of other cells depends on them. */
export const alwaysAsked = ['errorCode', 'userIdentity.type'] as const;

const monospaced: ReadonlySet<string> = new Set([
  'eventTime',
  'recipientAccountId',
  'sourceIPAddress',
  'accessKeyId',
  'userIdentity.arn',
  'eventID',
  'requestID',
  'sharedEventID',
  'file',
  'record',
]);

export function cellText(column: Column, value: CellValue | undefined, timeZone: string): string {
  if (value === null || value === undefined) return '';
  if (column.type === 'timestamp') return formatTime(String(value), timeZone);
  return String(value);
}

function isRoot(row: EventRow | undefined): boolean {
  return row?.cells.get('userIdentity.type') === 'Root';
}

function classesOf(column: Column): (params: CellClassParams<EventRow>) => string[] {
  return ({ data }) => {
    const classes: string[] = [];
    if (monospaced.has(column.id)) classes.push('cell-mono');
    if (column.type === 'timestamp') classes.push('cell-muted');
    if (column.id === 'errorCode' || column.id === 'errorMessage') classes.push('cell-error');
    if (column.id === 'actor' && isRoot(data)) classes.push('cell-error');
    return classes;
  };
}

function headerOf(column: Column, timeZone: string): string {
  return column.type === 'timestamp' ? `${column.title} (${timeZone})` : column.title;
}

/** The room a name takes beside its number, where the reader has not said how wide the column is. */
const accountNameWidth = 80;

/** Cells that show more than their value; what is copied and filtered by is the value all the same. */
const renderers: Readonly<Record<string, typeof ActorCell>> = {
  actor: ActorCell,
  recipientAccountId: AccountCell,
};

export function columnDefinitions(
  shown: readonly GridColumn[],
  sort: readonly SortKey[],
  { timeZone, hasAccountNames }: { readonly timeZone: string; readonly hasAccountNames: boolean },
): ColDef<EventRow, CellValue>[] {
  return shown.flatMap(({ id, width: chosenWidth }, index) => {
    const column = findColumn(id);
    if (!column) return [];
    const needsRoom = hasAccountNames && id === 'recipientAccountId' && chosenWidth === column.width;
    const width = needsRoom ? chosenWidth + accountNameWidth : chosenWidth;
    const sortIndex = sort.findIndex((key) => key.column === id);
    return {
      colId: id,
      headerName: headerOf(column, timeZone),
      headerTooltip: column.description,
      width,
      minWidth: 60,
      // The last one takes the room that is left over.
      ...(index === shown.length - 1 ? { flex: 1, minWidth: width } : {}),
      sortable: column.type !== 'record',
      sort: sort[sortIndex]?.direction ?? null,
      sortIndex: sortIndex === -1 ? null : sortIndex,
      valueGetter: ({ data }) => data?.cells.get(id) ?? null,
      valueFormatter: ({ value }: ValueFormatterParams<EventRow, CellValue>) => cellText(column, value, timeZone),
      cellClass: classesOf(column),
      ...(renderers[id] ? { cellRenderer: renderers[id] } : {}),
      // A tooltip holds the whole of what the column's width cuts off.
      tooltipValueGetter: ({ value }: { value?: CellValue | null }) =>
        cellText(column, value ?? null, timeZone).slice(0, 2000),
    };
  });
}

// How one cell of the grid of events reads. Log content only ever becomes text, never markup.
import type { CellClassParams, ColDef, ValueFormatterParams } from 'ag-grid-community';

import { findColumn, type CellValue, type Column } from '../../shared/events/columns.ts';
import type { SortKey } from '../../shared/events/query.ts';
import type { GridColumn } from '../state/view.ts';
import { legible } from '../ui/legible.ts';
import { formatTime } from '../ui/times.ts';
import type { EventRow } from './eventRow.ts';
import { accountCell, ActorCell, type CellClass } from './cellDrawings.ts';

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

/** How a cell reads, in the grid and where it is copied; for a way into the record its value as it is. */
export function cellText(columnId: string, value: CellValue | undefined, timeZone: string): string {
  if (value === null || value === undefined) return '';
  if (findColumn(columnId)?.type === 'timestamp') return formatTime(String(value), timeZone);
  return String(value);
}

function isRoot(row: EventRow | undefined): boolean {
  return row?.cells.get('userIdentity.type') === 'Root';
}

function classesOf(id: string, column: Column | undefined): (params: CellClassParams<EventRow>) => string[] {
  return ({ data }) => {
    const classes: string[] = [];
    if (!column || monospaced.has(id)) classes.push('cell-mono');
    if (column?.type === 'timestamp') classes.push('cell-muted');
    if (column?.type === 'integer') classes.push('cell-right');
    if (id === 'errorCode' || id === 'errorMessage') classes.push('cell-error');
    if (id === 'actor' && isRoot(data)) classes.push('cell-error');
    return classes;
  };
}

export function headerOf(id: string, timeZone: string): string {
  const column = findColumn(id);
  if (!column) return id;
  return column.type === 'timestamp' ? `${column.title} (${timeZone})` : column.title;
}

/** The room a name takes beside its number, where the reader has not said how wide the column is. */
const accountNameWidth = 80;

/** Cells that show more than their value; what is copied and filtered by is the value all the same. */
function drawingOf(id: string, { accountNames }: ColumnLook): CellClass | undefined {
  if (id === 'actor') return ActorCell;
  return id === 'recipientAccountId' ? accountCell(accountNames) : undefined;
}

type ColumnLook = {
  readonly timeZone: string;
  readonly accountNames: Readonly<Record<string, string>>;
  /** The grid is wider than its columns. */
  readonly hasRoom: boolean;
};

export function columnDefinitions(
  shown: readonly GridColumn[],
  sort: readonly SortKey[],
  look: ColumnLook,
): ColDef<EventRow, CellValue>[] {
  const last = shown.findLastIndex(({ pinned }) => pinned === undefined);
  return shown.map((column, index) => ({
    ...definitionOf(column.id, look),
    width: widthOf(column, look.accountNames),
    // The last one takes the room that is left over.
    flex: look.hasRoom && index === last ? 1 : null,
    pinned: column.pinned ?? null,
    ...sortOf(column.id, sort),
  }));
}

const narrowest = 40;

export function widthOfColumns(shown: readonly GridColumn[], accountNames: ColumnLook['accountNames']): number {
  return shown.reduce((sum, column) => sum + widthOf(column, accountNames), 0);
}

function widthOf({ id, width }: GridColumn, accountNames: ColumnLook['accountNames']): number {
  const hasNames = Object.keys(accountNames).length > 0;
  const needsRoom = hasNames && id === 'recipientAccountId' && width === findColumn(id)?.width;
  return needsRoom ? width + accountNameWidth : width;
}

function sortOf(id: string, sort: readonly SortKey[]): Pick<ColDef, 'sort' | 'sortIndex'> {
  const index = sort.findIndex((key) => key.column === id);
  return { sort: sort[index]?.direction ?? null, sortIndex: index === -1 ? null : index };
}

function definitionOf(id: string, look: ColumnLook): ColDef<EventRow, CellValue> {
  const column = findColumn(id);
  const { timeZone } = look;
  const drawing = drawingOf(id, look);
  return {
    colId: id,
    headerName: headerOf(id, timeZone),
    headerTooltip: column?.description ?? id,
    minWidth: narrowest,
    sortable: column?.type !== 'record',
    valueGetter: ({ data }) => data?.cells.get(id) ?? null,
    valueFormatter: ({ value }: ValueFormatterParams<EventRow, CellValue>) => legible(cellText(id, value, timeZone)),
    cellClass: classesOf(id, column),
    cellClassRules: { 'cell-waiting': ({ data }) => data !== undefined && !data.cells.has(id) },
    ...(column ? {} : { headerClass: 'header-path' }),
    ...(drawing ? { cellRenderer: drawing } : {}),
    // A tooltip holds the whole of what the column's width cuts off.
    tooltipValueGetter: ({ value }: { value?: CellValue | null }) =>
      legible(cellText(id, value ?? null, timeZone).slice(0, 2000)),
  };
}

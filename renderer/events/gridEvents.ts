// What the grid reports, turned into changes of the view: selection, sorting, column widths and order, copying.
import type {
  CellContextMenuEvent,
  CellFocusedEvent,
  CellKeyDownEvent,
  Column,
  FullWidthCellKeyDownEvent,
  GridApi,
  GridOptions,
  SortChangedEvent,
} from 'ag-grid-community';

import { findColumn } from '../../shared/events/columns.ts';
import { defaultSort, type SortKey } from '../../shared/events/query.ts';
import type { AppState } from '../state/appState.ts';
import { recordFailure } from '../state/session.ts';
import type { ViewState } from '../state/view.ts';
import type { PickedCell } from './CellMenu.tsx';
import { cellText } from './cells.ts';
import type { EventPages } from './eventPages.ts';
import type { EventRow } from './eventRow.ts';
import { markSelected } from './gridRows.ts';

export type GridListeners = {
  readonly onTouched: (isTouched: boolean) => void;
  readonly onPick: (picked: PickedCell) => void;
};

export function gridEvents(state: AppState, pages: EventPages, listeners: GridListeners): GridOptions<EventRow> {
  const focus = followFocus(state);
  return {
    preventDefaultOnContextMenu: true,
    onCellContextMenu: (event) => takeContextMenu(state, event, listeners.onPick),
    onSortChanged: (event) => takeSort(state, event),
    onColumnResized: ({ column, finished, source }) => {
      if (finished && column && source === 'uiColumnResized') takeWidth(state, column);
    },
    onColumnMoved: ({ api, finished, source }) => {
      if (finished && source === 'uiColumnMoved') takeOrder(state, api);
    },
    onCellFocused: (event) => focus.take(event),
    onRowClicked: ({ data, event }) => {
      if (!data) return;
      const isAdded = event instanceof MouseEvent && (event.ctrlKey || event.metaKey || event.shiftKey);
      const { eventId } = data;
      state.view.setState(isAdded ? { eventId, otherEventId: focus.before(eventId) } : chosen(eventId));
    },
    onCellKeyDown: (event) => takeKey(state, event),
    onModelUpdated: ({ api }) => {
      focus.catchUp(api);
      markSelected(api, state.view.getState());
    },
    onViewportChanged: ({ api, firstRow, lastRow }) => {
      if (pages.leaveOut(firstRow, lastRow)) api.refreshInfiniteCache();
      markSelected(api, state.view.getState());
    },
    onBodyScroll: ({ api }) => {
      listeners.onTouched(api.getVerticalPixelRange().top > 0 || state.view.getState().eventId !== undefined);
    },
  };
}

/** A row that is chosen alone. */
function chosen(eventId: number): Partial<ViewState> {
  return { eventId, otherEventId: undefined, isDetailOpen: true };
}

function takeSort({ view }: AppState, { api, source }: SortChangedEvent<EventRow>): void {
  if (source !== 'uiColumnSorted') return;
  const sorted = api
    .getColumnState()
    .filter((column) => column.sort)
    .toSorted((a, b) => (a.sortIndex ?? 0) - (b.sortIndex ?? 0));
  const sort: SortKey[] = sorted.map(({ colId, sort: direction }) => ({
    column: colId,
    direction: direction === 'asc' ? 'asc' : 'desc',
  }));
  view.setState(({ query }) => ({ query: { ...query, sort: sort.length > 0 ? sort : defaultSort } }));
}

function takeWidth({ view }: AppState, resized: Column): void {
  const id = resized.getColId();
  const width = Math.round(resized.getActualWidth());
  view.setState(({ columns }) => ({
    columns: columns.map((column) => (column.id === id ? { id, width } : column)),
  }));
}

function takeOrder({ view }: AppState, api: GridApi<EventRow>): void {
  const order = api.getColumnState().map(({ colId }) => colId);
  view.setState(({ columns }) => ({
    columns: columns.toSorted((a, b) => order.indexOf(a.id) - order.indexOf(b.id)),
  }));
}

function rowAt(api: GridApi<EventRow>, index: number | null): EventRow | undefined {
  return index === null ? undefined : api.getDisplayedRowAtIndex(index)?.data;
}

/**
 * Moving through the rows moves the selection along, so that an open detail pane follows. A row that is not loaded yet
 * when it is reached, as after PageDown or End, is selected once it is there.
 */
function followFocus({ view }: AppState) {
  let awaitedRow: number | undefined;
  // A click moves the focus before it is reported as a click.
  let left: number | undefined;
  const goTo = ({ eventId }: EventRow) => {
    const { eventId: before } = view.getState();
    if (before !== eventId) left = before;
    view.setState({ eventId });
  };
  return {
    /** The event the reader stood on before this one. */
    before(eventId: number): number | undefined {
      const { eventId: present } = view.getState();
      return present === eventId ? left : present;
    },
    take({ api, rowIndex }: CellFocusedEvent<EventRow>): void {
      const row = rowAt(api, rowIndex);
      awaitedRow = row || rowIndex === null ? undefined : rowIndex;
      if (row) goTo(row);
    },
    catchUp(api: GridApi<EventRow>): void {
      const row = awaitedRow === undefined ? undefined : rowAt(api, awaitedRow);
      if (!row) return;
      awaitedRow = undefined;
      goTo(row);
    },
  };
}

function takeContextMenu(
  state: AppState,
  { api, event, column, data, rowIndex }: CellContextMenuEvent<EventRow>,
  onPick: (picked: PickedCell) => void,
): void {
  if (!(event instanceof MouseEvent) || !data) return;
  if (rowIndex !== null) api.setFocusedCell(rowIndex, column);
  const field = column.getColId();
  const at = { x: event.clientX, y: event.clientY };
  onPick({ ...at, eventId: data.eventId, field, value: data.cells.get(field) ?? null, row: rowText(state, data) });
}

type KeyEvent = CellKeyDownEvent<EventRow> | FullWidthCellKeyDownEvent<EventRow>;

function takeKey(state: AppState, keyEvent: KeyEvent): void {
  const { event, data } = keyEvent;
  if (!(event instanceof KeyboardEvent)) return;
  if (event.key === 'Enter' && data) state.view.setState({ eventId: data.eventId, isDetailOpen: true });
  if (event.key === 'Escape') state.view.setState({ isDetailOpen: false, otherEventId: undefined });
  if (event.key === ' ' && data) toggleMark(state, data.eventId);
  const isCopy = (event.ctrlKey || event.metaKey) && event.key.toLowerCase() === 'c';
  if (!isCopy || !data || !window.getSelection()?.isCollapsed) return;
  event.preventDefault();
  const colId = 'column' in keyEvent ? keyEvent.column.getColId() : undefined;
  const text = event.shiftKey ? rowText(state, data) : textOf(state, data, colId);
  state.client.call('shell.copyText', { text }).catch((error: unknown) => recordFailure(state.session, error));
}

/** Space marks the row to be compared with another one. */
function toggleMark({ view }: AppState, eventId: number): void {
  view.setState(({ otherEventId }) => ({ otherEventId: otherEventId === eventId ? undefined : eventId }));
}

function textOf({ view }: AppState, row: EventRow, colId: string | undefined): string {
  const column = colId === undefined ? undefined : findColumn(colId);
  return column ? cellText(column, row.cells.get(column.id), view.getState().query.timeZone) : '';
}

/** The row's shown cells with tabs between them, as a spreadsheet takes them. */
function rowText(state: AppState, row: EventRow): string {
  return state.view
    .getState()
    .columns.map(({ id }) => textOf(state, row, id).replaceAll(/[\t\r\n]+/g, ' '))
    .join('\t');
}

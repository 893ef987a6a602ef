// What the grid reports, turned into changes of the view and of the selection.
import type { CellFocusedEvent, Column, GridApi, GridOptions, SortChangedEvent } from 'ag-grid-community';

import { orderColumns, pinColumn, sizeColumn } from '../../shared/events/columnList.ts';
import { defaultSort, type SortKey } from '../../shared/events/query.ts';
import type { ViewStore } from '../state/view.ts';
import type { EventRow } from './eventRow.ts';
import type { GridSelection } from './gridSelection.ts';

export type GridListeners = {
  readonly onTouched: (isTouched: boolean) => void;
  /** Other rows are on screen, or the same with other data. */
  readonly onScreen: (api: GridApi<EventRow>) => void;
};

export function gridEvents(
  view: ViewStore,
  selection: GridSelection,
  { onTouched, onScreen }: GridListeners,
): GridOptions<EventRow> {
  const focus = followFocus(view);
  return {
    onSortChanged: (event) => takeSort(view, event),
    onColumnResized: ({ column, columns, finished, source }) => {
      const isReaders = source === 'uiColumnResized' || source === 'autosizeColumns';
      if (finished && isReaders) takeWidths(view, columns ?? (column ? [column] : []));
    },
    onColumnMoved: ({ api, finished, source }) => {
      if (finished && source === 'uiColumnMoved') takeOrder(view, api);
    },
    onColumnPinned: ({ api, source }) => {
      if (source === 'uiColumnMoved') takeOrder(view, api);
    },
    onCellFocused: (event) => {
      if (event.rowIndex !== null) selection.focusMoved(event.rowIndex);
      focus.take(event);
    },
    onRowClicked: ({ data, rowIndex, event }) => {
      const keys = event instanceof MouseEvent ? event : undefined;
      if (!data || rowIndex === null) return;
      if (keys?.ctrlKey || keys?.metaKey) return selection.toggle(rowIndex);
      selection.focusMoved(rowIndex);
      if (!keys?.shiftKey) view.setState({ eventId: data.eventId, isDetailOpen: true });
    },
    onModelUpdated: ({ api }) => {
      focus.catchUp(api);
      onScreen(api);
    },
    onViewportChanged: ({ api }) => onScreen(api),
    onVirtualColumnsChanged: ({ api }) => onScreen(api),
    onBodyScroll: ({ api }) => {
      onTouched(api.getVerticalPixelRange().top > 0 || view.getState().eventId !== undefined);
    },
  };
}

function takeSort(view: ViewStore, { api, source }: SortChangedEvent<EventRow>): void {
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

function takeWidths(view: ViewStore, resized: readonly Column[]): void {
  view.setState(({ columns }) => ({
    columns: resized.reduce((list, column) => sizeColumn(list, column.getColId(), column.getActualWidth()), columns),
  }));
}

/** Dragging a header moves a column, and at the edge of the grid pins it. */
function takeOrder(view: ViewStore, api: GridApi<EventRow>): void {
  const state = api.getColumnState();
  view.setState(({ columns }) => {
    const ordered = orderColumns(
      columns,
      state.map(({ colId }) => colId),
    );
    return {
      columns: state.reduce((list, { colId, pinned }) => pinColumn(list, colId, sideOf(pinned)), ordered),
    };
  });
}

function sideOf(pinned: boolean | 'left' | 'right' | null | undefined): 'left' | 'right' | undefined {
  if (pinned === true) return 'left';
  return pinned === 'left' || pinned === 'right' ? pinned : undefined;
}

export function rowAt(api: GridApi<EventRow>, index: number | null): EventRow | undefined {
  return index === null ? undefined : api.getDisplayedRowAtIndex(index)?.data;
}

/**
 * Moving through the rows moves the event the reader stands on along, so that an open detail pane follows. A row that
 * is not loaded yet when it is reached, as after PageDown or End, is taken once it is there.
 */
function followFocus(view: ViewStore) {
  let awaitedRow: number | undefined;
  const goTo = ({ eventId }: EventRow) => {
    if (view.getState().eventId !== eventId) view.setState({ eventId });
  };
  return {
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

// Where the grid's rows come from, and what is done whenever others come on screen.
import type { GridApi, IDatasource } from 'ag-grid-community';
import { useCallback, useEffect, useMemo, useRef } from 'react';

import { useAppState, useView } from '../state/AppStateProvider.tsx';
import { EventPages, pageRows } from './eventPages.ts';
import { isReadFromRecord, type EventRow } from './eventRow.ts';
import { rowAt } from './gridEvents.ts';
import { markSelected, reveal, showView, type ShownGrid } from './gridRows.ts';
import type { GridSelection } from './gridSelection.ts';
import { RecordCells } from './recordCells.ts';
import type { EventView } from './useEventView.ts';

type GridRowsOptions = {
  readonly api: GridApi<EventRow> | undefined;
  readonly host: HTMLElement | null;
  readonly view: EventView | undefined;
  readonly selection: GridSelection;
  readonly onError: (error: unknown) => void;
};

type GridRows = { readonly datasource: IDatasource; readonly onScreen: (api: GridApi<EventRow>) => void };

export function useGridRows({ api, host, view, selection, onError }: GridRowsOptions): GridRows {
  const { client, view: store } = useAppState();
  const pages = useMemo(() => new EventPages(client), [client]);
  const cells = useMemo(() => new RecordCells(client), [client]);
  useEffect(() => {
    pages.reportTo(onError);
    cells.reportTo(onError);
  }, [pages, cells, onError]);
  useEffect(
    () => () => {
      pages.dispose();
      cells.dispose();
    },
    [pages, cells],
  );
  const paint = useCallback(
    (shown: GridApi<EventRow>) => markSelected(shown, selection.store.getState(), store.getState().eventId),
    [selection, store],
  );
  const onScreen = useMemo(() => followScreen(pages, cells, paint), [pages, cells, paint]);
  const grid = useMemo(() => (api && host ? { api, host, pages } : undefined), [api, host, pages]);
  useShownView(grid, view, selection);
  useSelected(grid, view, selection, paint);
  return { datasource: pages.datasource, onScreen };
}

/** Asks for what is on screen, and for the page that comes next where the reader is heading. */
function followScreen(pages: EventPages, cells: RecordCells, paint: (api: GridApi<EventRow>) => void) {
  let firstBefore = 0;
  let isDown = true;
  return (api: GridApi<EventRow>): void => {
    const first = Math.max(0, api.getFirstDisplayedRowIndex());
    const last = Math.max(first, api.getLastDisplayedRowIndex());
    const { view } = pages;
    if (!view) return;
    if (first !== firstBefore) isDown = first > firstBefore;
    firstBefore = first;
    if (pages.lookAt(first, last)) api.refreshInfiniteCache();
    // The grid asks for the page of a row that it is asked for.
    const ahead = isDown ? last + pageRows : first - pageRows;
    if (ahead >= 0 && ahead < view.total) api.getDisplayedRowAtIndex(ahead);
    cells.want({
      viewId: view.viewId,
      first,
      last,
      columns: api
        .getAllDisplayedVirtualColumns()
        .map((column) => column.getColId())
        .filter(isReadFromRecord),
      rowAt: (index) => rowAt(api, index),
      onCells: (rows, columns) => draw(api, rows, columns),
    });
    paint(api);
  };
}

function draw(api: GridApi<EventRow>, rows: readonly number[], columns: readonly string[]): void {
  if (api.isDestroyed()) return;
  const rowNodes = rows.flatMap((row) => api.getDisplayedRowAtIndex(row) ?? []);
  api.refreshCells({ rowNodes, columns: [...columns], suppressFlash: true });
}

function useShownView(grid: ShownGrid | undefined, view: EventView | undefined, selection: GridSelection): void {
  const { client, view: store } = useAppState();
  // Cells that are read out of the records come by themselves.
  const columnIds = useView((state) =>
    state.columns
      .map(({ id }) => id)
      .filter((id) => !isReadFromRecord(id))
      .toSorted()
      .join(' '),
  );
  const before = useRef<EventView>(undefined);
  useEffect(() => {
    if (!grid || !view) return undefined;
    const controller = new AbortController();
    const { eventId } = store.getState();
    const columns = columnIds.split(' ').filter((id) => id !== '');
    if (before.current?.viewId !== view.viewId) selection.reset();
    void showView({ ...grid, client, view, before: before.current, columnIds: columns, eventId }, controller.signal);
    before.current = view;
    return () => controller.abort();
  }, [grid, client, store, view, columnIds, selection]);
}

/** Marks what is selected, and brings the event the reader stands on on screen where it was chosen elsewhere. */
function useSelected(
  grid: ShownGrid | undefined,
  view: EventView | undefined,
  selection: GridSelection,
  paint: (api: GridApi<EventRow>) => void,
): void {
  const { client, view: store } = useAppState();
  const eventId = useView((state) => state.eventId);
  useEffect(() => {
    if (!grid) return undefined;
    paint(grid.api);
    return selection.store.subscribe(() => paint(grid.api));
  }, [grid, selection, eventId, paint]);
  useEffect(() => {
    // Where a new view is on its way, its rows come to the event.
    if (!grid || !view || eventId === undefined || view.query !== store.getState().query) return undefined;
    const controller = new AbortController();
    void reveal(grid, { client, view, eventId }, controller.signal);
    return () => controller.abort();
    // Only another event: a view that is replaced keeps the reader's place by itself.
    // oxlint-disable-next-line react/exhaustive-deps
  }, [eventId]);
}

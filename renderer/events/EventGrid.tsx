import type { GridApi } from 'ag-grid-community';
import { useEffect, useMemo, useRef, useState } from 'react';

import { useAppState, useAws, useView } from '../state/AppStateProvider.tsx';
import { Grid } from '../ui/Grid.tsx';
import { columnDefinitions } from './cells.ts';
import { EventPages, pageRows } from './eventPages.ts';
import type { EventRow } from './eventRow.ts';
import { gridEvents, type GridListeners } from './gridEvents.ts';
import { markSelected, reveal, showView, type ShownGrid } from './gridRows.ts';
import type { EventView } from './useEventView.ts';
import './events.css';

type EventGridProps = GridListeners & {
  readonly view: EventView | undefined;
  readonly onError: (error: unknown) => void;
};

const sortingOrder = ['asc' as const, 'desc' as const, null];
const rowSelection = {
  mode: 'multiRow',
  checkboxes: false,
  headerCheckbox: false,
  enableClickSelection: false,
} as const;

/** `onTouched`: the reader has left the top or stands on a row, so that rows must not move under them. */
export function EventGrid({ view, onError, onTouched, onPick }: EventGridProps) {
  const state = useAppState();
  const [host, setHost] = useState<HTMLElement | null>(null);
  const [api, setApi] = useState<GridApi<EventRow>>();
  const pages = usePages(onError);
  const events = useMemo(() => gridEvents(state, pages, { onTouched, onPick }), [state, pages, onTouched, onPick]);
  const definitions = useColumnDefinitions();
  const grid = useMemo(() => (api && host ? { api, host, pages } : undefined), [api, host, pages]);
  useRows(grid, view);
  useSelection(grid, view);
  return (
    <div ref={setHost} className="event-grid">
      <Grid<EventRow>
        label="Events"
        onReady={setApi}
        columnDefs={definitions}
        datasource={pages.datasource}
        cacheBlockSize={pageRows}
        maxBlocksInCache={20}
        maxConcurrentDatasourceRequests={3}
        // Blocks that are only scrolled past are never asked for.
        blockLoadDebounceMillis={40}
        infiniteInitialRowCount={0}
        rowBuffer={12}
        sortingOrder={sortingOrder}
        rowSelection={rowSelection}
        {...events}
      />
    </div>
  );
}

/** Where the grid's rows come from, for its whole life. */
function usePages(onError: EventGridProps['onError']): EventPages {
  const { client } = useAppState();
  const pages = useMemo(() => new EventPages(client), [client]);
  useEffect(() => pages.reportTo(onError), [pages, onError]);
  useEffect(() => () => pages.dispose(), [pages]);
  return pages;
}

function useColumnDefinitions() {
  const columns = useView((state) => state.columns);
  const sort = useView((state) => state.query.sort);
  const timeZone = useView((state) => state.query.timeZone);
  const hasAccountNames = useAws(({ accountNames }) => Object.keys(accountNames).length > 0);
  return useMemo(
    () => columnDefinitions(columns, sort, { timeZone, hasAccountNames }),
    [columns, sort, timeZone, hasAccountNames],
  );
}

function useRows(grid: ShownGrid | undefined, view: EventView | undefined): void {
  const { client, view: store } = useAppState();
  const columnIds = useView((state) => state.columns.map(({ id }) => id).join(' '));
  const before = useRef<EventView>(undefined);
  useEffect(() => {
    if (!grid || !view) return undefined;
    const controller = new AbortController();
    const eventId = store.getState().eventId;
    void showView(
      { ...grid, client, view, before: before.current, columnIds: columnIds.split(' '), eventId },
      controller.signal,
    );
    before.current = view;
    return () => controller.abort();
  }, [grid, client, store, view, columnIds]);
}

/** Marks the event that is selected, and brings it on screen where it was selected elsewhere. */
function useSelection(grid: ShownGrid | undefined, view: EventView | undefined): void {
  const { client, view: store } = useAppState();
  const eventId = useView((state) => state.eventId);
  const otherEventId = useView((state) => state.otherEventId);
  useEffect(() => {
    if (grid) markSelected(grid.api, { eventId, otherEventId });
  }, [grid, eventId, otherEventId]);
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

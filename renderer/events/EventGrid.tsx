import type { GridApi } from 'ag-grid-community';
import { useEffect, useLayoutEffect, useRef } from 'react';

import { useAppState, useView } from '../state/AppStateProvider.tsx';
import { mountGrid } from '../ui/agGrid.ts';
import { columnDefinitions, type EventRow } from './cells.ts';
import { EventPages, pageRows } from './eventPages.ts';
import { gridEvents, type GridListeners } from './gridEvents.ts';
import { markSelected, showView } from './gridRows.ts';
import type { EventView } from './useEventView.ts';
import './events.css';

type EventGridProps = GridListeners & {
  readonly view: EventView | undefined;
  readonly onError: (error: unknown) => void;
};

type Mounted = { readonly api: GridApi<EventRow>; readonly pages: EventPages; readonly host: HTMLElement };

/** `onTouched`: the reader has left the top or stands on a row, so that rows must not move under them. */
export function EventGrid({ view, ...listeners }: EventGridProps) {
  const host = useRef<HTMLDivElement>(null);
  const mounted = useMounted(host, listeners);
  useColumns(mounted);
  useRows(mounted, view);
  useSelection(mounted);
  return <div ref={host} className="event-grid" />;
}

type MountedRef = { readonly current: Mounted | undefined };

function useMounted(host: { readonly current: HTMLDivElement | null }, listeners: Omit<EventGridProps, 'view'>) {
  const state = useAppState();
  const mounted = useRef<Mounted>(undefined);
  const latest = useRef(listeners);
  useEffect(() => {
    latest.current = listeners;
  });
  useLayoutEffect(() => {
    if (!host.current) return undefined;
    const pages = new EventPages(state.client, (error) => latest.current.onError(error));
    const api = mountGrid<EventRow>(host.current, 'Events', {
      datasource: pages.datasource,
      cacheBlockSize: pageRows,
      maxBlocksInCache: 20,
      maxConcurrentDatasourceRequests: 3,
      // Blocks that are only scrolled past are never asked for.
      blockLoadDebounceMillis: 40,
      infiniteInitialRowCount: 0,
      rowBuffer: 12,
      sortingOrder: ['asc', 'desc', null],
      rowSelection: { mode: 'singleRow', checkboxes: false, enableClickSelection: false },
      ...gridEvents(state, pages, {
        onTouched: (isTouched) => latest.current.onTouched(isTouched),
        onPick: (picked) => latest.current.onPick(picked),
      }),
    });
    mounted.current = { api, pages, host: host.current };
    return () => {
      mounted.current = undefined;
      pages.dispose();
      api.destroy();
    };
  }, [host, state]);
  return mounted;
}

function useColumns(mounted: MountedRef): void {
  const columns = useView((state) => state.columns);
  const sort = useView((state) => state.query.sort);
  const timeZone = useView((state) => state.query.timeZone);
  useLayoutEffect(() => {
    mounted.current?.api.setGridOption('columnDefs', columnDefinitions(columns, sort, timeZone));
  }, [mounted, columns, sort, timeZone]);
}

function useRows(mounted: MountedRef, view: EventView | undefined): void {
  const { client, view: store } = useAppState();
  const columnIds = useView((state) => state.columns.map(({ id }) => id).join(' '));
  const before = useRef<EventView>(undefined);
  useEffect(() => {
    const grid = mounted.current;
    if (!grid || !view) return undefined;
    const controller = new AbortController();
    const eventId = store.getState().eventId;
    void showView(
      { ...grid, client, view, before: before.current, columnIds: columnIds.split(' '), eventId },
      controller.signal,
    );
    before.current = view;
    return () => controller.abort();
  }, [mounted, client, store, view, columnIds]);
}

function useSelection(mounted: MountedRef): void {
  const eventId = useView((state) => state.eventId);
  useEffect(() => {
    if (mounted.current) markSelected(mounted.current.api, eventId);
  }, [mounted, eventId]);
}

import type { GridApi, GridOptions } from 'ag-grid-community';
import { useCallback, useMemo, useState } from 'react';

import { useAppState, useAws, useView } from '../state/AppStateProvider.tsx';
import { QuickGrid } from '../ui/QuickGrid.tsx';
import { columnDefinitions, widthOfColumns } from './cells.ts';
import { EventGridMenus } from './EventGridMenus.tsx';
import { pageRows } from './eventPages.ts';
import type { EventRow } from './eventRow.ts';
import { gridEvents } from './gridEvents.ts';
import { takeKey } from './gridKeys.ts';
import type { GridSelection } from './gridSelection.ts';
import { useGridMenus } from './useGridMenus.ts';
import { useGridRows } from './useGridRows.ts';
import { useKeyActions } from './useKeyActions.ts';
import { useLateMark } from './useLateMark.ts';
import { useSteadyWheel } from './useSteadyWheel.ts';
import type { CopyRows } from './useCopying.ts';
import type { EventView } from './useEventView.ts';
import './events.css';

export type EventGridProps = {
  readonly view: EventView | undefined;
  readonly selection: GridSelection;
  readonly copyRows: CopyRows;
  readonly onCompare: () => void;
  readonly onError: (error: unknown) => void;
  /** The reader has left the top or stands on a row, so that rows must not move under them. */
  readonly onTouched: (isTouched: boolean) => void;
};

const sortingOrder = ['asc' as const, 'desc' as const, null];
const rowSelection = {
  mode: 'multiRow',
  checkboxes: false,
  headerCheckbox: false,
  enableClickSelection: false,
} as const;
const rowClassRules = { 'row-waiting': ({ data }: { readonly data?: EventRow | undefined }) => data === undefined };

/** Far more than are ever asked for: which page comes first is decided by `EventPages`. */
const requestsAtOnce = 1000;

export function EventGrid(props: EventGridProps) {
  const { view, selection, onError, onTouched } = props;
  const state = useAppState();
  const [host, setHost] = useState<HTMLElement | null>(null);
  const [api, setApi] = useState<GridApi<EventRow>>();
  const [roomWidth, setRoomWidth] = useState(0);
  const { datasource, onScreen } = useGridRows({ api, host, view, selection, onError });
  const events = useMemo(
    () => gridEvents(state.view, selection, { onTouched, onScreen }),
    [state, selection, onTouched, onScreen],
  );
  const definitions = useColumnDefinitions(roomWidth);
  const menus = useGridMenus(api, selection);
  const actions = useKeyActions({ ...props, api, openMenu: menus.openAt });
  const onSize = useCallback(({ clientWidth }: { readonly clientWidth: number }) => setRoomWidth(clientWidth), []);
  useSteadyWheel(host, view?.total ?? 0);
  useLateMark(host);
  return (
    <>
      {/* Keys and clicks are looked at before the grid, which has the roles, takes them. */}
      {/* oxlint-disable-next-line jsx-a11y/no-static-element-interactions */}
      <div
        ref={setHost}
        className="event-grid"
        onKeyDownCapture={({ nativeEvent }) => {
          selection.comes(nativeEvent);
          if (api) takeKey(api, nativeEvent, actions);
          menus.onHeadKey(nativeEvent);
        }}
        onMouseDownCapture={({ nativeEvent }) => selection.comes(nativeEvent)}
        onContextMenu={menus.onContextMenu}
      >
        <QuickGrid<EventRow>
          label="Events"
          onReady={setApi}
          columnDefs={definitions}
          datasource={datasource}
          cacheBlockSize={pageRows}
          maxBlocksInCache={60}
          maxConcurrentDatasourceRequests={requestsAtOnce}
          infiniteInitialRowCount={0}
          rowBuffer={10}
          suppressAnimationFrame
          suppressMaxRenderedRowRestriction
          sortingOrder={sortingOrder}
          rowSelection={rowSelection}
          rowClassRules={rowClassRules}
          tabToNextCell={tabFromCell}
          tabToNextHeader={tabFromHeader}
          onGridSizeChanged={onSize}
          {...events}
        />
      </div>
      <EventGridMenus {...props} api={api} menus={menus} />
    </>
  );
}

/** The cells are one stop of the Tab key, before them the heads another. */
const tabFromCell: NonNullable<GridOptions<EventRow>['tabToNextCell']> = ({ backwards, previousCellPosition }) =>
  backwards ? { ...previousCellPosition, rowIndex: -1 } : false;

const tabFromHeader: NonNullable<GridOptions<EventRow>['tabToNextHeader']> = ({ backwards, previousHeaderPosition }) =>
  backwards || !previousHeaderPosition ? false : { ...previousHeaderPosition, headerRowIndex: -1 };

function useColumnDefinitions(roomWidth: number) {
  const columns = useView((state) => state.columns);
  const sort = useView((state) => state.query.sort);
  const timeZone = useView((state) => state.query.timeZone);
  const accountNames = useAws((aws) => aws.accountNames);
  const hasRoom = widthOfColumns(columns, accountNames) < roomWidth;
  return useMemo(
    () => columnDefinitions(columns, sort, { timeZone, accountNames, hasRoom }),
    [columns, sort, timeZone, accountNames, hasRoom],
  );
}

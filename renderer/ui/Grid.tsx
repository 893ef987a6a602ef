// The grid library's set-up, shared by the grids of events and of query results: only the modules that are used, the
// look from the tokens, and the name for which the grid has no option.
import {
  CellStyleModule,
  ColumnApiModule,
  ColumnAutoSizeModule,
  EventApiModule,
  InfiniteRowModelModule,
  ModuleRegistry,
  RenderApiModule,
  RowApiModule,
  RowSelectionModule,
  RowStyleModule,
  ScrollApiModule,
  TooltipModule,
  createGrid,
  themeQuartz,
  type GridApi,
  type GridOptions,
} from 'ag-grid-community';
import { useLayoutEffect, useRef, useState } from 'react';

import { useAppState } from '../state/AppStateProvider.tsx';
import { styleNonce } from './nonce.ts';
import './grid.css';

ModuleRegistry.registerModules([
  CellStyleModule,
  ColumnApiModule,
  ColumnAutoSizeModule,
  EventApiModule,
  InfiniteRowModelModule,
  RenderApiModule,
  RowApiModule,
  RowSelectionModule,
  RowStyleModule,
  ScrollApiModule,
  TooltipModule,
]);

export const rowHeight = 28;

export const headerHeight = 30;

const theme = themeQuartz.withParams({
  accentColor: 'var(--accent)',
  backgroundColor: 'var(--surface)',
  foregroundColor: 'var(--text)',
  browserColorScheme: 'inherit',
  borderColor: 'var(--line)',
  borderRadius: 0,
  wrapperBorder: false,
  wrapperBorderRadius: 0,
  fontFamily: 'var(--font)',
  fontSize: 13,
  headerFontFamily: 'var(--font)',
  headerFontSize: 12,
  headerFontWeight: 600,
  headerTextColor: 'var(--muted)',
  headerBackgroundColor: 'var(--raised)',
  headerCellHoverBackgroundColor: 'var(--hover)',
  headerColumnResizeHandleColor: 'var(--line)',
  headerColumnResizeHandleHeight: '50%',
  headerHeight,
  rowHeight,
  cellHorizontalPadding: 10,
  rowBorder: { color: 'var(--line)' },
  rowHoverColor: 'var(--hover)',
  selectedRowBackgroundColor: 'var(--accent-soft)',
  focusShadow: 'none',
  rangeSelectionBorderColor: 'var(--focus)',
  iconSize: 12,
});

type GridProps<Row> = Omit<GridOptions<Row>, 'onGridReady' | 'theme'> & {
  /** The grid's accessible name. */
  readonly label: string;
  /** Must stay the same function, as must everything else that need not be handed to the grid anew. */
  readonly onReady?: (api: GridApi<Row>) => void;
};

/**
 * A grid that asks for its rows in blocks and fills the room it is given. The library draws its cells without React:
 * with it, a row costs several times as much to draw, which is felt wherever rows are scrolled.
 */
export function Grid<Row>({ label, onReady, ...options }: GridProps<Row>) {
  const sayReady = useUntilReady();
  const host = useRef<HTMLDivElement>(null);
  const grid = useRef<GridApi<Row>>(undefined);
  const given = useRef(options);
  useLayoutEffect(() => {
    if (!host.current) return undefined;
    const api = createGrid<Row>(host.current, {
      ...fixedOptions(),
      ...given.current,
      onGridReady: ({ api: ready }) => {
        ready.setGridAriaProperty('label', label);
        onReady?.(ready);
        sayReady();
      },
    });
    grid.current = api;
    return () => {
      grid.current = undefined;
      api.destroy();
    };
    // The grid lives as long as its place; what changes is handed to it below.
    // oxlint-disable-next-line react/exhaustive-deps
  }, []);
  useLayoutEffect(() => {
    const changed = changedOptions(given.current, options);
    given.current = options;
    if (changed) grid.current?.updateGridOptions(changed);
  });
  return <div ref={host} className="grid-host" />;
}

function fixedOptions(): GridOptions {
  return {
    theme,
    styleNonce: styleNonce(),
    rowModelType: 'infinite',
    suppressDragLeaveHidesColumns: true,
    suppressNoRowsOverlay: true,
    enableBrowserTooltips: true,
  };
}

/** Those that are another value than before, with `undefined` for those that are no longer given. */
function changedOptions<Options extends object>(before: Options, now: Options): Partial<Options> | undefined {
  const names = [...new Set([...Object.keys(before), ...Object.keys(now)])] as (keyof Options)[];
  const changed = names.filter((name) => before[name] !== now[name]);
  if (changed.length === 0) return undefined;
  return Object.fromEntries(changed.map((name) => [name, now[name]])) as Partial<Options>;
}

/** The window is not idle until the grid, which draws itself in steps, is there; returns what says that it is. */
function useUntilReady(): () => void {
  const { activity } = useAppState();
  const [isReady, setReady] = useState(false);
  useLayoutEffect(() => (isReady ? undefined : activity.begin()), [activity, isReady]);
  return () => setReady(true);
}

// The grid library's set-up, shared by the grids of events and of query results: only the modules that are used, the
// look from the tokens, and what its Community edition lacks (a name for the grid, copying with the keyboard).
import {
  CellStyleModule,
  ColumnApiModule,
  EventApiModule,
  InfiniteRowModelModule,
  ModuleRegistry,
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

import { styleNonce } from './nonce.ts';

ModuleRegistry.registerModules([
  CellStyleModule,
  ColumnApiModule,
  EventApiModule,
  InfiniteRowModelModule,
  RowApiModule,
  RowSelectionModule,
  RowStyleModule,
  ScrollApiModule,
  TooltipModule,
]);

const rowHeight = 28;

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

/** Makes a grid in `host`, with `label` as its accessible name. Returns its face; destroy it when done. */
export function mountGrid<Row>(host: HTMLElement, label: string, options: GridOptions<Row>): GridApi<Row> {
  const api = createGrid<Row>(host, {
    theme,
    styleNonce: styleNonce(),
    rowModelType: 'infinite',
    suppressDragLeaveHidesColumns: true,
    suppressNoRowsOverlay: true,
    suppressMovableColumns: false,
    enableBrowserTooltips: true,
    ...options,
  });
  // The grid has no option for its own name.
  host.querySelector('[role="grid"], [role="treegrid"]')?.setAttribute('aria-label', label);
  return api;
}

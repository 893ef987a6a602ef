// The grid library's set-up, shared by the grids of events and of query results: only the modules that are used, and
// the look from the tokens.
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
  themeQuartz,
  type GridOptions,
} from 'ag-grid-community';
import { useLayoutEffect, useState } from 'react';

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

/** Rows come in blocks, and the grid fills the room it is given. */
export function commonOptions() {
  return {
    theme,
    styleNonce: styleNonce(),
    rowModelType: 'infinite',
    suppressDragLeaveHidesColumns: true,
    suppressNoRowsOverlay: true,
    enableBrowserTooltips: true,
  } as const satisfies GridOptions;
}

/** The window is not idle until the grid, which draws itself in steps, is there; returns what says that it is. */
export function useUntilReady(): () => void {
  const { activity } = useAppState();
  const [isReady, setReady] = useState(false);
  useLayoutEffect(() => (isReady ? undefined : activity.begin()), [activity, isReady]);
  return () => setReady(true);
}

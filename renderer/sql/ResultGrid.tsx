import type { ColDef, GridApi } from 'ag-grid-community';
import { useLayoutEffect, useRef } from 'react';

import type { CellValue } from '../../shared/events/columns.ts';
import { useRun } from '../state/useRun.ts';
import { mountGrid } from '../ui/agGrid.ts';
import type { QueryResult } from './useQueryRun.ts';

type ResultRow = { readonly cells: readonly CellValue[] };

const numeric = /^(?:U?(?:TINY|SMALL|BIG|HUGE)?INT|INTEGER|UINTEGER|DOUBLE|FLOAT|DECIMAL)/;

/** The rows of a query, whatever columns it has. */
export function ResultGrid({ result }: { readonly result: QueryResult }) {
  const host = useRef<HTMLDivElement>(null);
  const grid = useRef<GridApi<ResultRow>>(undefined);
  const run = useRun();
  const copy = useRef((text: string) => void run('shell.copyText', { text }));
  useLayoutEffect(() => {
    if (!host.current) return undefined;
    const api = mountGrid<ResultRow>(host.current, 'Query result', {
      cacheBlockSize: 500,
      infiniteInitialRowCount: 0,
      defaultColDef: { sortable: false, minWidth: 60 },
      onCellKeyDown: (keyEvent) => {
        const { event, data } = keyEvent;
        if (!(event instanceof KeyboardEvent) || event.key.toLowerCase() !== 'c' || !('column' in keyEvent)) return;
        const cell = data?.cells[Number(keyEvent.column.getColId())] ?? '';
        if ((event.ctrlKey || event.metaKey) && window.getSelection()?.isCollapsed) copy.current(String(cell));
      },
    });
    grid.current = api;
    return () => {
      grid.current = undefined;
      api.destroy();
    };
  }, []);
  useLayoutEffect(() => {
    grid.current?.setGridOption('columnDefs', columnsOf(result));
    grid.current?.setGridOption('datasource', {
      getRows: (params) => {
        const rows = result.rows.slice(params.startRow, params.endRow).map((cells) => ({ cells }));
        params.successCallback(rows, result.rows.length);
      },
    });
    // An infinite grid that believes in no rows never asks for any.
    grid.current?.setRowCount(result.rows.length, true);
  }, [result]);
  return <div ref={host} className="result-grid" />;
}

function columnsOf(result: QueryResult): ColDef<ResultRow, CellValue>[] {
  return result.columns.map(({ name, type }, index) => ({
    colId: `${index}`,
    headerName: name,
    headerTooltip: type,
    width: widthOf(result, index),
    cellClass: numeric.test(type) ? ['cell-mono', 'cell-right'] : ['cell-mono'],
    valueGetter: ({ data }) => data?.cells[index] ?? null,
    tooltipValueGetter: ({ value }: { value?: CellValue | null }) => String(value ?? '').slice(0, 2000),
  }));
}

/** Wide enough for the name and the first rows, within reason. */
function widthOf(result: QueryResult, index: number): number {
  const name = result.columns[index]?.name ?? '';
  const longest = result.rows
    .slice(0, 50)
    .reduce((most, row) => Math.max(most, String(row[index] ?? '').length), name.length + 1);
  return Math.min(420, Math.max(70, 24 + longest * 7.4));
}

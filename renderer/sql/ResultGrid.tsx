import type { CellKeyDownEvent, ColDef, FullWidthCellKeyDownEvent, GridApi, IDatasource } from 'ag-grid-community';
import { useCallback, useEffect, useMemo, useState } from 'react';

import type { CellValue } from '../../shared/events/columns.ts';
import { useRun } from '../state/useRun.ts';
import { Grid } from '../ui/Grid.tsx';
import type { QueryResult } from './useQueryRun.ts';

type ResultRow = { readonly cells: readonly CellValue[] };

const numeric = /^(?:U?(?:TINY|SMALL|BIG|HUGE)?INT|INTEGER|UINTEGER|DOUBLE|FLOAT|DECIMAL)/;

const defaultColumn = { sortable: false, minWidth: 60 } as const;

/** The rows of a query, whatever columns it has. */
export function ResultGrid({ result }: { readonly result: QueryResult }) {
  const [grid, setGrid] = useState<GridApi<ResultRow>>();
  const columns = useMemo(() => columnsOf(result), [result]);
  const datasource = useMemo(() => datasourceOf(result), [result]);
  const copyCell = useCopyCell();
  useEffect(() => {
    // An infinite grid that believes in no rows never asks for any.
    grid?.setRowCount(result.rows.length, true);
  }, [grid, result]);
  return (
    <div className="result-grid">
      <Grid<ResultRow>
        label="Query result"
        onReady={setGrid}
        columnDefs={columns}
        defaultColDef={defaultColumn}
        datasource={datasource}
        cacheBlockSize={500}
        infiniteInitialRowCount={0}
        onCellKeyDown={copyCell}
      />
    </div>
  );
}

function datasourceOf({ rows }: QueryResult): IDatasource {
  return {
    getRows: (params) => {
      const asked = rows.slice(params.startRow, params.endRow).map((cells) => ({ cells }));
      params.successCallback(asked, rows.length);
    },
  };
}

type KeyDown = CellKeyDownEvent<ResultRow> | FullWidthCellKeyDownEvent<ResultRow>;

/** Ctrl+C copies the cell that has the focus, unless a text is selected. */
function useCopyCell(): (keyDown: KeyDown) => void {
  const run = useRun();
  return useCallback(
    (keyDown) => {
      const { event, data } = keyDown;
      if (!(event instanceof KeyboardEvent) || event.key.toLowerCase() !== 'c' || !('column' in keyDown)) return;
      if (!(event.ctrlKey || event.metaKey) || !window.getSelection()?.isCollapsed) return;
      const cell = data?.cells[Number(keyDown.column.getColId())] ?? '';
      void run('shell.copyText', { text: String(cell) });
    },
    [run],
  );
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

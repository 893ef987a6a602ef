import type {
  CellClassParams,
  CellClickedEvent,
  CellContextMenuEvent,
  CellKeyDownEvent,
  ColDef,
  FullWidthCellKeyDownEvent,
} from 'ag-grid-community';
import { useCallback, useMemo, useState } from 'react';

import type { CellValue } from '../../shared/events/columns.ts';
import type { QueryResult } from '../state/sqlRun.ts';
import { useRun } from '../state/useRun.ts';
import { Grid } from '../ui/Grid.tsx';
import { ResultMenu, type PickedResult } from './ResultMenu.tsx';
import { cellAsText, isNumeric, rowAsText, rowsAsText } from './resultRows.ts';
import type { GridRow, ResultSource } from './resultSource.ts';
import { namesEvents, useOpenEvent } from './useOpenEvent.ts';

const defaultColumn = { sortable: true, minWidth: 60 } as const;

type ResultGridProps = { readonly result: QueryResult; readonly source: ResultSource };

/** The rows of an answer, whatever columns it has: sorted here, copied cell by cell or whole. */
export function ResultGrid({ result, source }: ResultGridProps) {
  const [picked, setPicked] = useState<PickedResult>();
  const columns = useMemo(() => columnsOf(result), [result]);
  const run = useRun();
  const openEvent = useOpenEvent();
  const onCellClicked = useCallback(
    ({ data, colDef }: CellClickedEvent<GridRow>) => {
      const eventID = data?.cells[Number(colDef.colId)] ?? null;
      if (namesEvents(colDef.headerName ?? '') && eventID !== null) void openEvent(String(eventID));
    },
    [openEvent],
  );
  const onCellContextMenu = useCallback(({ event, data, colDef }: CellContextMenuEvent<GridRow>) => {
    if (!(event instanceof MouseEvent) || !data) return;
    event.preventDefault();
    const { clientX, clientY } = event;
    const cell = data.cells[Number(colDef.colId)] ?? null;
    setPicked({ x: clientX, y: clientY, columnName: colDef.headerName ?? '', cell, row: data.cells });
  }, []);
  return (
    <div className="result-grid">
      <Grid<GridRow>
        label="Query result"
        columnDefs={columns}
        defaultColDef={defaultColumn}
        datasource={source.datasource}
        cacheBlockSize={500}
        preventDefaultOnContextMenu
        onCellKeyDown={useCellKeys()}
        onCellClicked={onCellClicked}
        onCellContextMenu={onCellContextMenu}
      />
      <ResultMenu
        picked={picked}
        onClose={() => setPicked(undefined)}
        copyAll={() => void run('shell.copyText', { text: rowsAsText(result, source.shown()) })}
      />
    </div>
  );
}

type KeyDown = CellKeyDownEvent<GridRow> | FullWidthCellKeyDownEvent<GridRow>;

/** Ctrl+C copies the cell that has the focus, with Shift its row, unless a text is selected; Enter shows an event. */
function useCellKeys(): (keyDown: KeyDown) => void {
  const run = useRun();
  const openEvent = useOpenEvent();
  return useCallback(
    (keyDown) => {
      const { event, data } = keyDown;
      if (!(event instanceof KeyboardEvent) || !data || !('column' in keyDown)) return;
      const cell = data.cells[Number(keyDown.column.getColId())] ?? null;
      if (event.key === 'Enter' && cell !== null && namesEvents(keyDown.colDef.headerName ?? '')) {
        void openEvent(String(cell));
      }
      if (event.key.toLowerCase() !== 'c' || !(event.ctrlKey || event.metaKey)) return;
      if (!window.getSelection()?.isCollapsed) return;
      void run('shell.copyText', { text: event.shiftKey ? rowAsText(data.cells) : String(cell ?? '') });
    },
    [run, openEvent],
  );
}

function columnsOf(result: QueryResult): ColDef<GridRow, CellValue>[] {
  return result.columns.map(({ name, type }, index) => ({
    colId: `${index}`,
    headerName: name,
    headerTooltip: type.toLowerCase(),
    width: widthOf(result, index),
    type: isNumeric(type) ? 'rightAligned' : [],
    cellClass: ({ value }: CellClassParams<GridRow, CellValue>) => classesOf(name, type, value ?? null),
    valueGetter: ({ data }) => data?.cells[index] ?? null,
    valueFormatter: ({ value, data }) => (data && value === null ? 'NULL' : cellAsText(value ?? null)),
    tooltipValueGetter: ({ value }: { value?: CellValue | null }) => String(value ?? '').slice(0, 2000),
  }));
}

function classesOf(name: string, type: string, value: CellValue): string[] {
  if (value === null) return ['cell-mono', 'cell-null'];
  if (isNumeric(type)) return ['cell-mono', 'cell-right'];
  return namesEvents(name) ? ['cell-mono', 'cell-link'] : ['cell-mono'];
}

/** Wide enough for the name and the first rows, within reason. */
function widthOf(result: QueryResult, index: number): number {
  const name = result.columns[index]?.name ?? '';
  const longest = result.rows
    .slice(0, 50)
    .reduce((most, row) => Math.max(most, String(row[index] ?? '').length), name.length + 1);
  return Math.min(420, Math.max(70, 24 + longest * 7.4));
}

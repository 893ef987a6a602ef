// The keys of the grid that are not the library's own, or not as people expect them there.
import type { Column, GridApi } from 'ag-grid-community';

import type { EventRow } from './eventRow.ts';

/** Where the reader stands. */
export type Cell = { readonly row: number; readonly column: Column };

export type KeyActions = {
  readonly open: (cell: Cell) => void;
  readonly leave: () => void;
  readonly toggle: (cell: Cell) => void;
  readonly selectAll: () => void;
  readonly copy: (cell: Cell, what: 'cell' | 'rows') => void;
  readonly compare: () => void;
  readonly menu: (cell: Cell, at: DOMRect) => void;
};

type KeyEvent = Pick<
  KeyboardEvent,
  'key' | 'ctrlKey' | 'metaKey' | 'shiftKey' | 'altKey' | 'target' | 'preventDefault' | 'stopPropagation'
>;

/** Does what a key in a cell means; the grid then does not see it. */
export function takeKey(api: GridApi<EventRow>, event: KeyEvent, actions: KeyActions): void {
  const cell = cellAt(api, event.target);
  const act = cell && actionOf(event, api, cell, actions);
  if (!act) return;
  event.preventDefault();
  event.stopPropagation();
  act();
}

/** The cell that an element belongs to. */
export function cellAt(api: GridApi<EventRow>, target: EventTarget | null): Cell | undefined {
  if (!(target instanceof Element)) return undefined;
  const column = api.getColumn(target.closest('.ag-cell')?.getAttribute('col-id') ?? '');
  const row = Number(target.closest('.ag-row')?.getAttribute('row-index') ?? Number.NaN);
  return column && Number.isInteger(row) ? { row, column } : undefined;
}

function actionOf(event: KeyEvent, api: GridApi<EventRow>, cell: Cell, actions: KeyActions): (() => void) | undefined {
  if (event.altKey) return undefined;
  if (event.ctrlKey || event.metaKey) return withControl(event, api, cell, actions);
  switch (event.key) {
    case 'Enter':
      return () => actions.open(cell);
    case 'Escape':
      return actions.leave;
    case ' ':
      return () => actions.toggle(cell);
    case 'ContextMenu':
      return () => actions.menu(cell, boxOf(event.target));
    case 'F10':
      return event.shiftKey ? () => actions.menu(cell, boxOf(event.target)) : undefined;
    case 'Home':
    case 'End':
      return () => goTo(api, { row: cell.row, column: edgeColumn(api, event.key === 'Home') ?? cell.column });
    default:
      return undefined;
  }
}

function withControl(
  event: KeyEvent,
  api: GridApi<EventRow>,
  cell: Cell,
  actions: KeyActions,
): (() => void) | undefined {
  switch (event.key.toLowerCase()) {
    case 'a':
      return actions.selectAll;
    case 'c':
      // A text that is selected in a cell is copied by the browser.
      if (window.getSelection()?.isCollapsed === false) return undefined;
      return () => actions.copy(cell, event.shiftKey ? 'rows' : 'cell');
    case 'd':
      return actions.compare;
    case 'home':
      return () => goTo(api, { ...cell, row: 0 });
    case 'end':
      return () => goTo(api, { ...cell, row: Math.max(0, api.getDisplayedRowCount() - 1) });
    default:
      return undefined;
  }
}

export function goTo(api: GridApi<EventRow>, { row, column }: Cell): void {
  api.ensureIndexVisible(row);
  api.ensureColumnVisible(column);
  api.setFocusedCell(row, column);
}

function edgeColumn(api: GridApi<EventRow>, isFirst: boolean): Column | undefined {
  return api.getAllDisplayedColumns().at(isFirst ? 0 : -1);
}

function boxOf(target: EventTarget | null): DOMRect {
  return target instanceof Element ? target.getBoundingClientRect() : new DOMRect();
}

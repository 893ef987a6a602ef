// The selection of one grid, and what the reader holds down while they move: the grid reports where the focus went, but
// not with which keys.
import { createStore, type StoreApi } from 'zustand/vanilla';

import { everyRow, extendedTo, hasRow, movedTo, noSelection, toggled, type RowSelection } from './rowSelection.ts';

/** What a move of the focus does to the selection. */
type Way = 'move' | 'extend' | 'keep';

export type GridSelection = {
  readonly store: StoreApi<RowSelection>;
  /** To be told of keys and clicks before the grid is. */
  readonly comes: (event: KeyboardEvent | MouseEvent) => void;
  readonly focusMoved: (row: number) => void;
  readonly toggle: (row: number) => void;
  readonly selectAll: (total: number) => void;
  /** A menu is about the row: it stays selected with the others, or is alone. */
  readonly pointAt: (row: number) => void;
  readonly clear: () => void;
  /** For other rows. */
  readonly reset: () => void;
};

export function createGridSelection(): GridSelection {
  const store = createStore<RowSelection>(() => noSelection);
  let way: Way = 'move';
  let focusedRow: number | undefined;
  /** Where the reader stood before the click that is under way. */
  let rowBefore: number | undefined;
  const set = (selection: RowSelection) => store.setState(selection, true);
  return {
    store,
    comes(event) {
      rowBefore = focusedRow;
      way = wayOf(event);
    },
    focusMoved(row) {
      if (row === focusedRow) return;
      const before = focusedRow;
      focusedRow = row;
      if (way === 'keep') return;
      const selection = store.getState();
      if (way === 'move') return set(movedTo(selection, row));
      set(extendedTo({ ...selection, anchor: selection.anchor ?? before }, row));
    },
    toggle(row) {
      const selection = store.getState();
      // The row the reader stood on counts as selected until others are.
      const isFirst = selection.ranges.length === 0 && rowBefore !== undefined && rowBefore !== row;
      set(toggled(isFirst ? toggled(selection, rowBefore ?? row) : selection, row));
    },
    selectAll: (total) => set(everyRow(total)),
    pointAt(row) {
      if (!hasRow(store.getState(), row)) set({ ...noSelection, anchor: row });
    },
    clear: () => set({ ...noSelection, anchor: focusedRow }),
    reset() {
      way = 'move';
      focusedRow = undefined;
      set(noSelection);
    },
  };
}

function wayOf(event: KeyboardEvent | MouseEvent): Way {
  if (event instanceof KeyboardEvent) return event.shiftKey ? 'extend' : 'move';
  const isMenu = event.button !== 0;
  if (isMenu || event.ctrlKey || event.metaKey) return 'keep';
  return event.shiftKey ? 'extend' : 'move';
}

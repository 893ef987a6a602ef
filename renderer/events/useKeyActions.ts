import type { GridApi } from 'ag-grid-community';
import { useMemo } from 'react';

import { useAppState } from '../state/AppStateProvider.tsx';
import { recordFailure } from '../state/session.ts';
import { copyCell } from './copyCell.ts';
import type { EventGridProps } from './EventGrid.tsx';
import type { EventRow } from './eventRow.ts';
import { rowAt } from './gridEvents.ts';
import type { Cell, KeyActions } from './gridKeys.ts';
import { countRows, type RowRange } from './rowSelection.ts';

type KeyActionsOptions = EventGridProps & {
  readonly api: GridApi<EventRow> | undefined;
  readonly openMenu: (cell: Cell, at: DOMRect) => void;
};

/** What the grid's keys do. */
export function useKeyActions(options: KeyActionsOptions): KeyActions {
  const { api, view, selection, copyRows, onCompare, openMenu } = options;
  const state = useAppState();
  return useMemo(() => {
    const selected = () => selection.store.getState().ranges;
    return {
      open({ row }) {
        const eventId = api && rowAt(api, row)?.eventId;
        if (eventId !== undefined) state.view.setState({ eventId, isDetailOpen: true });
      },
      leave() {
        if (selected().length > 0) selection.clear();
        else state.view.setState({ isDetailOpen: false });
      },
      toggle: ({ row }) => selection.toggle(row),
      selectAll: () => selection.selectAll(view?.total ?? 0),
      copy(cell, what) {
        if (what === 'rows' || countRows(selected()) > 1) return copyRows('text', orAlone(selected(), cell.row));
        const asked = { row: api && rowAt(api, cell.row), columnId: cell.column.getColId() };
        copyCell(state, asked).catch((error: unknown) => recordFailure(state.session, error));
        return undefined;
      },
      compare: onCompare,
      menu: openMenu,
    };
  }, [api, view, selection, copyRows, onCompare, openMenu, state]);
}

/** Without any selected rows, the row the reader stands on. */
export function orAlone(ranges: readonly RowRange[], row: number): readonly RowRange[] {
  return ranges.length > 0 ? ranges : [{ first: row, last: row }];
}

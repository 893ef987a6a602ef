// Which menu of the grid is open: of a cell or of a column's head, by the mouse or by the menu key.
import type { GridApi } from 'ag-grid-community';
import { useCallback, useMemo, useRef, useState, type MouseEvent } from 'react';

import type { CellValue } from '../../shared/events/columns.ts';
import { isCancelled } from '../../shared/errors.ts';
import type { CancelSignal, Client } from '../../shared/ipc/client.ts';
import { useAppState } from '../state/AppStateProvider.tsx';
import type { EventRow } from './eventRow.ts';
import { rowAt } from './gridEvents.ts';
import { cellAt, type Cell } from './gridKeys.ts';
import type { PickedCell, PickedHeader } from './GridMenu.tsx';
import type { GridSelection } from './gridSelection.ts';

export type GridMenus = {
  readonly picked: PickedCell | PickedHeader | undefined;
  readonly openAt: (cell: Cell, at: DOMRect) => void;
  readonly onContextMenu: (event: MouseEvent) => void;
  /** The menu key on a column's head. */
  readonly onHeadKey: (event: KeyboardEvent) => void;
  readonly close: () => void;
};

export function useGridMenus(api: GridApi<EventRow> | undefined, selection: GridSelection): GridMenus {
  const { client } = useAppState();
  const [picked, setPicked] = useState<PickedCell | PickedHeader>();
  const asking = useRef<AbortController>(undefined);
  const openAt = useCallback(
    async ({ row, column }: Cell, at: DOMRect) => {
      const data = api && rowAt(api, row);
      if (!api || !data) return;
      selection.pointAt(row);
      api.setFocusedCell(row, column);
      asking.current?.abort();
      const controller = new AbortController();
      asking.current = controller;
      const { eventId } = data;
      const known = await askAbout(client, eventId, controller.signal);
      if (controller.signal.aborted) return;
      const field = column.getColId();
      const value: CellValue = data.cells.get(field) ?? null;
      setPicked({ kind: 'cell', at, eventId, row, field, value, ...known });
    },
    [api, client, selection],
  );
  return useMemo(() => {
    const openCell = (cell: Cell, at: DOMRect) => void openAt(cell, at);
    return {
      picked,
      openAt: openCell,
      onContextMenu(event) {
        const { target, clientX, clientY } = event;
        if (!api || !(target instanceof Element)) return;
        event.preventDefault();
        const at = new DOMRect(clientX, clientY, 0, 0);
        const field = target.closest('.ag-header-cell')?.getAttribute('col-id') ?? undefined;
        if (field !== undefined) return setPicked({ kind: 'header', at, field });
        const cell = cellAt(api, target);
        if (cell) openCell(cell, at);
        return undefined;
      },
      onHeadKey(event) {
        const isMenuKey = event.key === 'ContextMenu' || (event.shiftKey && event.key === 'F10');
        const head = event.target instanceof Element ? event.target.closest('.ag-header-cell') : null;
        const field = head?.getAttribute('col-id');
        if (!isMenuKey || !head || !field) return;
        event.preventDefault();
        setPicked({ kind: 'header', at: head.getBoundingClientRect(), field });
      },
      close: () => setPicked(undefined),
    };
  }, [api, picked, openAt]);
}

type Known = Pick<PickedCell, 'detail' | 'place'>;

/** What of the event decides which commands there are. Without it the others are offered all the same. */
async function askAbout(client: Client, eventId: number, signal: CancelSignal): Promise<Known> {
  const known: { -readonly [Key in keyof Known]: Known[Key] } = { detail: undefined, place: undefined };
  try {
    known.detail = await client.call('event.detail', { eventId }, signal);
    if (known.detail.cells['eventSource'] === 'firehose.amazonaws.com') {
      known.place = await client.call('streams.ofEvent', { eventId }, signal);
    }
  } catch (error) {
    if (isCancelled(error)) return known;
  }
  return known;
}

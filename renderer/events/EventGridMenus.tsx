import type { GridApi } from 'ag-grid-community';
import { useStore } from 'zustand';

import { useAppState } from '../state/AppStateProvider.tsx';
import { recordFailure } from '../state/session.ts';
import { CellCommands } from './CellCommands.tsx';
import { copyCell } from './copyCell.ts';
import type { EventGridProps } from './EventGrid.tsx';
import type { EventRow } from './eventRow.ts';
import { rowAt } from './gridEvents.ts';
import { GridMenu, type PickedCell } from './GridMenu.tsx';
import { HeaderCommands } from './HeaderCommands.tsx';
import type { GridMenus } from './useGridMenus.ts';
import { orAlone } from './useKeyActions.ts';

type EventGridMenusProps = EventGridProps & {
  readonly api: GridApi<EventRow> | undefined;
  readonly menus: GridMenus;
};

export function EventGridMenus({ api, menus, selection, copyRows, onCompare }: EventGridMenusProps) {
  const state = useAppState();
  const { ranges } = useStore(selection.store);
  const { picked, close } = menus;
  const copyPicked = ({ row, field }: PickedCell) => {
    const asked = { row: api && rowAt(api, row), columnId: field };
    copyCell(state, asked).catch((error: unknown) => recordFailure(state.session, error));
  };
  const fit = (fields: readonly string[] | undefined) => {
    if (fields) api?.autoSizeColumns([...fields]);
    else api?.autoSizeAllColumns();
  };
  return (
    <GridMenu name={picked?.kind === 'header' ? 'Column' : 'Cell'} at={picked?.at} onClose={close}>
      {picked?.kind === 'header' && <HeaderCommands field={picked.field} onFit={fit} />}
      {picked?.kind === 'cell' && (
        <CellCommands
          picked={picked}
          ranges={orAlone(ranges, picked.row)}
          copyCell={copyPicked}
          copyRows={copyRows}
          onPick={selection.toggle}
          onCompare={onCompare}
        />
      )}
    </GridMenu>
  );
}

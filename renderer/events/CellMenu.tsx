import { Menu } from '@base-ui/react/menu';
import { useMemo } from 'react';

import { findColumn, type CellValue } from '../../shared/events/columns.ts';
import { useUpdateView, useView } from '../state/AppStateProvider.tsx';
import { useNarrow } from '../state/useNarrow.ts';
import { useRun } from '../state/useRun.ts';
import { MenuItem, MenuSeparator } from '../ui/Menu.tsx';
import { cellText } from './cells.ts';

/** The cell that was clicked, and where on screen. */
export type PickedCell = {
  readonly x: number;
  readonly y: number;
  readonly eventId: number;
  readonly field: string;
  readonly value: CellValue;
  /** The row's shown cells with tabs between them. */
  readonly row: string;
};

type CellMenuProps = { readonly picked: PickedCell | undefined; readonly onClose: () => void };

/** What a right click on a cell offers. */
export function CellMenu({ picked, onClose }: CellMenuProps) {
  const anchor = useMemo(
    () => picked && { getBoundingClientRect: () => new DOMRect(picked.x, picked.y, 0, 0) },
    [picked],
  );
  return (
    <Menu.Root open={picked !== undefined} onOpenChange={(isOpen) => !isOpen && onClose()} modal={false}>
      <Menu.Portal>
        <Menu.Positioner className="menu-positioner" anchor={anchor} align="start" side="bottom">
          <Menu.Popup className="menu" aria-label="Cell">
            {picked && <CellCommands picked={picked} />}
          </Menu.Popup>
        </Menu.Positioner>
      </Menu.Portal>
    </Menu.Root>
  );
}

const longestShown = 40;

function CellCommands({ picked }: { readonly picked: PickedCell }) {
  const { eventId, field, value, row } = picked;
  const narrow = useNarrow();
  const run = useRun();
  const timeZone = useView((view) => view.query.timeZone);
  const column = findColumn(field);
  if (!column) return null;
  const text = cellText(column, value, timeZone);
  const shown = text.length > longestShown ? `${text.slice(0, longestShown)}…` : text;
  const isFilterable = column.origin.kind !== 'record';
  return (
    <>
      {isFilterable && (
        <>
          <MenuItem onSelect={() => narrow(field, value, 'for')}>
            {value === null ? `Only events without ${column.title}` : `Filter for ${shown}`}
          </MenuItem>
          <MenuItem onSelect={() => narrow(field, value, 'out')}>
            {value === null ? `Only events with ${column.title}` : `Filter out ${shown}`}
          </MenuItem>
          <MenuSeparator />
        </>
      )}
      <CompareItem eventId={eventId} />
      <MenuSeparator />
      <MenuItem hint="Ctrl+C" onSelect={() => void run('shell.copyText', { text })}>
        Copy the cell
      </MenuItem>
      <MenuItem hint="Ctrl+Shift+C" onSelect={() => void run('shell.copyText', { text: row })}>
        Copy the row
      </MenuItem>
    </>
  );
}

/** Two events are compared: one is marked, then the other chosen. */
function CompareItem({ eventId }: { readonly eventId: number }) {
  const otherEventId = useView((view) => view.otherEventId);
  const update = useUpdateView();
  if (otherEventId === undefined || otherEventId === eventId) {
    return (
      <MenuItem hint="Space" onSelect={() => update({ otherEventId: eventId })}>
        Compare with another event…
      </MenuItem>
    );
  }
  return (
    <MenuItem onSelect={() => update({ eventId, isComparing: true })}>Compare with the event that is marked</MenuItem>
  );
}

import { Menu } from '@base-ui/react/menu';
import { useMemo } from 'react';

import { findColumn, type CellValue } from '../../shared/events/columns.ts';
import { useNarrow } from '../state/useNarrow.ts';
import { useRun } from '../state/useRun.ts';
import { MenuItem, MenuSeparator } from '../ui/Menu.tsx';
import { cellAsText, rowAsText, type ResultRow } from './resultRows.ts';
import { namesEvents, useOpenEvent } from './useOpenEvent.ts';

/** The cell that was clicked, and where on screen. */
export type PickedResult = {
  readonly x: number;
  readonly y: number;
  readonly columnName: string;
  readonly cell: CellValue;
  readonly row: ResultRow;
};

type ResultMenuProps = {
  readonly picked: PickedResult | undefined;
  readonly onClose: () => void;
  readonly copyAll: () => void;
};

/** What a right click on a cell of an answer offers. */
export function ResultMenu({ picked, onClose, copyAll }: ResultMenuProps) {
  const anchor = useMemo(
    () => picked && { getBoundingClientRect: () => new DOMRect(picked.x, picked.y, 0, 0) },
    [picked],
  );
  return (
    <Menu.Root open={picked !== undefined} onOpenChange={(isOpen) => !isOpen && onClose()} modal={false}>
      <Menu.Portal>
        <Menu.Positioner className="menu-positioner" anchor={anchor} align="start" side="bottom">
          <Menu.Popup className="menu" aria-label="Cell">
            {picked && <ResultCommands picked={picked} copyAll={copyAll} />}
          </Menu.Popup>
        </Menu.Positioner>
      </Menu.Portal>
    </Menu.Root>
  );
}

const longestShown = 40;

type ResultCommandsProps = { readonly picked: PickedResult; readonly copyAll: () => void };

function ResultCommands({ picked, copyAll }: ResultCommandsProps) {
  const { columnName, cell, row } = picked;
  const run = useRun();
  const narrow = useNarrow();
  const openEvent = useOpenEvent();
  const column = findColumn(columnName);
  const isField = column !== undefined && column.origin.kind !== 'record';
  const text = cellAsText(cell);
  const shown = text.length > longestShown ? `${text.slice(0, longestShown)}…` : text;
  return (
    <>
      {namesEvents(columnName) && cell !== null && (
        <MenuItem hint="Enter" onSelect={() => void openEvent(text)}>
          Show this event
        </MenuItem>
      )}
      {isField && (
        <MenuItem onSelect={() => narrow(columnName, cell, 'for')}>
          {cell === null ? `Filter the events for no ${column.title}` : `Filter the events for ${shown}`}
        </MenuItem>
      )}
      {(isField || namesEvents(columnName)) && <MenuSeparator />}
      <MenuItem hint="Ctrl+C" onSelect={() => void run('shell.copyText', { text: cell === null ? '' : String(cell) })}>
        Copy the cell
      </MenuItem>
      <MenuItem hint="Ctrl+Shift+C" onSelect={() => void run('shell.copyText', { text: rowAsText(row) })}>
        Copy the row
      </MenuItem>
      <MenuItem onSelect={copyAll}>Copy all rows</MenuItem>
    </>
  );
}

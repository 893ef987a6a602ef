import { Menu } from '@base-ui/react/menu';
import { useMemo, type ReactNode } from 'react';

import type { CellValue } from '../../shared/events/columns.ts';
import type { CallOutput } from '../../shared/ipc/contract.ts';

/** What a menu is about, and where on screen it opens. */
export type PickedCell = {
  readonly kind: 'cell';
  readonly at: DOMRect;
  readonly eventId: number;
  readonly row: number;
  readonly field: string;
  readonly value: CellValue;
  /** All of the event; absent where it could not be had. */
  readonly detail: CallOutput<'event.detail'> | undefined;
  /** Of a call of Firehose. */
  readonly place: CallOutput<'streams.ofEvent'> | undefined;
};

export type PickedHeader = { readonly kind: 'header'; readonly at: DOMRect; readonly field: string };

type GridMenuProps = {
  readonly name: string;
  readonly at: DOMRect | undefined;
  readonly onClose: () => void;
  readonly children: ReactNode;
};

/** A menu at a place of the grid. */
export function GridMenu({ name, at, onClose, children }: GridMenuProps) {
  const anchor = useMemo(() => at && { getBoundingClientRect: () => at }, [at]);
  return (
    <Menu.Root open={at !== undefined} onOpenChange={(isOpen) => !isOpen && onClose()} modal={false}>
      <Menu.Portal>
        <Menu.Positioner className="menu-positioner" anchor={anchor} align="start" side="bottom" collisionPadding={6}>
          <Menu.Popup className="menu tall-menu" aria-label={name}>
            {at && children}
          </Menu.Popup>
        </Menu.Positioner>
      </Menu.Portal>
    </Menu.Root>
  );
}

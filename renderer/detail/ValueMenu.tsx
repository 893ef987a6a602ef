import { Menu } from '@base-ui/react/menu';

import type { CellValue } from '../../shared/events/columns.ts';
import { useNarrow } from '../state/useNarrow.ts';
import { useRun } from '../state/useRun.ts';
import { MenuItem } from '../ui/Menu.tsx';

type ValueMenuProps = {
  readonly field: string;
  readonly title: string;
  readonly value: CellValue;
  readonly shown: string;
};

/** A value that opens what can be done with it: narrow the filter by it, or copy it. */
export function ValueMenu({ field, title, value, shown }: ValueMenuProps) {
  const narrow = useNarrow();
  const run = useRun();
  return (
    <Menu.Root modal={false}>
      <Menu.Trigger className="value" aria-label={`${title}: ${shown}`}>
        {shown}
      </Menu.Trigger>
      <Menu.Portal>
        <Menu.Positioner className="menu-positioner" sideOffset={2} align="start">
          <Menu.Popup className="menu">
            <MenuItem onSelect={() => narrow(field, value, 'for')}>Filter for this value</MenuItem>
            <MenuItem onSelect={() => narrow(field, value, 'out')}>Filter out this value</MenuItem>
            <MenuItem onSelect={() => void run('shell.copyText', { text: String(value ?? '') })}>Copy</MenuItem>
          </Menu.Popup>
        </Menu.Positioner>
      </Menu.Portal>
    </Menu.Root>
  );
}

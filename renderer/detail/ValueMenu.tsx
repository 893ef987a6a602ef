// One menu for all values of the pane, opened at whichever was chosen: a menu for each of a hundred values would make
// every step through the rows slow.
import { Menu } from '@base-ui/react/menu';
import { createContext, useCallback, useContext, useMemo, useState, type ReactNode } from 'react';

import type { FilterValue } from '../../shared/filter/print.ts';
import { legible } from '../ui/legible.ts';
import { ValueCommands } from './ValueCommands.tsx';

export type Target = {
  /** The way into the record; empty where the whole record is meant. */
  readonly path: readonly string[];
  /** Absent for an object or a list. */
  readonly value: FilterValue;
  /** What is copied. */
  readonly text: string;
  /** As one would write the way, with indexes; absent where that says no more than `path`. */
  readonly pathText?: string | undefined;
  readonly kind?: 'time' | undefined;
};

type Opened = { readonly target: Target; readonly anchor: Anchor; readonly returnTo: HTMLElement };
type Anchor = Element | { readonly getBoundingClientRect: () => DOMRect };

export type OpenValueMenu = (target: Target, returnTo: HTMLElement, anchor?: Anchor) => void;

const ValueMenuContext = createContext<OpenValueMenu>(() => undefined);

export function useValueMenu(): OpenValueMenu {
  return useContext(ValueMenuContext);
}

export function ValueMenuProvider({ children }: { readonly children: ReactNode }) {
  const [opened, setOpened] = useState<Opened>();
  const [isOpen, setOpen] = useState(false);
  const open = useCallback<OpenValueMenu>((target, returnTo, anchor = returnTo) => {
    setOpened({ target, anchor, returnTo });
    setOpen(true);
  }, []);
  const returnTo = useMemo(() => ({ current: opened?.returnTo ?? null }), [opened]);
  return (
    <ValueMenuContext value={open}>
      {children}
      <Menu.Root open={isOpen} onOpenChange={setOpen} modal={false}>
        <Menu.Portal>
          <Menu.Positioner className="menu-positioner" anchor={opened?.anchor} sideOffset={2} align="start">
            <Menu.Popup className="menu" aria-label="Value" finalFocus={returnTo}>
              {opened && <ValueCommands target={opened.target} />}
            </Menu.Popup>
          </Menu.Positioner>
        </Menu.Portal>
      </Menu.Root>
    </ValueMenuContext>
  );
}

type ValueProps = {
  readonly target: Target;
  /** What the value is, for assistive technology; without it the text stands for itself. */
  readonly label?: string | undefined;
  readonly className?: string | undefined;
  readonly title?: string | undefined;
  readonly children: string;
};

/** A value that opens what can be done with it. */
export function Value({ target, label, className, title, children }: ValueProps) {
  const open = useValueMenu();
  return (
    <button
      type="button"
      className={['value', className].filter(Boolean).join(' ')}
      aria-haspopup="menu"
      aria-label={label === undefined ? undefined : `${label}: ${legible(children)}`}
      title={title}
      onClick={(event) => open(target, event.currentTarget)}
      onContextMenu={(event) => {
        event.preventDefault();
        open(target, event.currentTarget);
      }}
    >
      {legible(children)}
    </button>
  );
}

/** A value within a sentence: unlike a button it breaks across lines as words do. */
export function InlineValue({ target, className, title, children }: ValueProps) {
  const open = useValueMenu();
  return (
    <span
      // oxlint-disable-next-line jsx-a11y/prefer-tag-over-role
      role="button"
      tabIndex={0}
      className={['value', className].filter(Boolean).join(' ')}
      aria-haspopup="menu"
      title={title}
      onClick={(event) => open(target, event.currentTarget)}
      onContextMenu={(event) => {
        event.preventDefault();
        open(target, event.currentTarget);
      }}
      onKeyDown={(event) => {
        if (event.key !== 'Enter' && event.key !== ' ') return;
        event.preventDefault();
        open(target, event.currentTarget);
      }}
    >
      {legible(children)}
    </span>
  );
}

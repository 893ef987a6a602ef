import { Menu as BaseMenu } from '@base-ui/react/menu';
import type { ReactNode } from 'react';

import { Caret } from './Caret.tsx';

type MenuProps = {
  /** The button's text. */
  readonly label: ReactNode;
  /** The button's accessible name, where its text does not say it all. */
  readonly name?: string;
  readonly className?: string;
  readonly align?: 'start' | 'end';
  readonly children: ReactNode;
};

/** A button that opens a list of commands. */
export function Menu({ label, name, className = 'button', align = 'start', children }: MenuProps) {
  return (
    <BaseMenu.Root modal={false}>
      <BaseMenu.Trigger className={className} aria-label={name}>
        {label}
        <Caret />
      </BaseMenu.Trigger>
      <BaseMenu.Portal>
        <BaseMenu.Positioner className="menu-positioner" sideOffset={4} align={align}>
          <BaseMenu.Popup className="menu">{children}</BaseMenu.Popup>
        </BaseMenu.Positioner>
      </BaseMenu.Portal>
    </BaseMenu.Root>
  );
}

type MenuItemProps = {
  readonly onSelect: () => void;
  readonly hint?: string | undefined;
  readonly children: ReactNode;
};

export function MenuItem({ onSelect, hint, children }: MenuItemProps) {
  return (
    <BaseMenu.Item className="menu-item" onClick={onSelect}>
      <span>{children}</span>
      {hint !== undefined && <span className="menu-hint">{hint}</span>}
    </BaseMenu.Item>
  );
}

export function MenuGroup({ label, children }: { readonly label: string; readonly children: ReactNode }) {
  return (
    <BaseMenu.Group>
      <BaseMenu.GroupLabel className="menu-label">{label}</BaseMenu.GroupLabel>
      {children}
    </BaseMenu.Group>
  );
}

export function MenuSeparator() {
  return <BaseMenu.Separator className="menu-separator" />;
}

type Choice<Value extends string> = { readonly value: Value; readonly label: string };

type MenuChoicesProps<Value extends string> = {
  readonly label: string;
  readonly value: Value;
  readonly choices: readonly Choice<Value>[];
  readonly onChange: (value: Value) => void;
};

/** A group of which one is chosen. */
export function MenuChoices<Value extends string>({ label, value, choices, onChange }: MenuChoicesProps<Value>) {
  return (
    <BaseMenu.Group>
      <BaseMenu.GroupLabel className="menu-label">{label}</BaseMenu.GroupLabel>
      <BaseMenu.RadioGroup value={value} onValueChange={(next: Value) => onChange(next)}>
        {choices.map((choice) => (
          <BaseMenu.RadioItem key={choice.value} className="menu-item" value={choice.value} closeOnClick>
            <span className="menu-check" aria-hidden="true">
              {choice.value === value ? '✓' : ''}
            </span>
            {choice.label}
          </BaseMenu.RadioItem>
        ))}
      </BaseMenu.RadioGroup>
    </BaseMenu.Group>
  );
}

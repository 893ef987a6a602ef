import { Popover as BasePopover } from '@base-ui/react/popover';
import type { ReactNode } from 'react';

type PopoverProps = {
  /** The button's content. */
  readonly button: ReactNode;
  /** The button's accessible name, where its content does not say it all. */
  readonly name?: string;
  readonly title?: string | undefined;
  readonly className?: string;
  readonly align?: 'start' | 'end';
  /** The panel's heading and name. */
  readonly heading: string;
  readonly children: ReactNode;
};

/** A button that opens a small panel; Escape and a click beside it close it. */
export function Popover(props: PopoverProps) {
  const { button, name, title, className = 'button quiet', align = 'start', heading, children } = props;
  return (
    <BasePopover.Root>
      <BasePopover.Trigger className={className} aria-label={name} title={title}>
        {button}
      </BasePopover.Trigger>
      <BasePopover.Portal>
        <BasePopover.Positioner className="menu-positioner" sideOffset={4} align={align} collisionPadding={8}>
          <BasePopover.Popup className="popover">
            <BasePopover.Title className="popover-title">{heading}</BasePopover.Title>
            {children}
          </BasePopover.Popup>
        </BasePopover.Positioner>
      </BasePopover.Portal>
    </BasePopover.Root>
  );
}

type PopoverCloseProps = {
  readonly className: string;
  readonly name?: string;
  readonly isDisabled?: boolean;
  readonly onClick: () => void;
  readonly children: ReactNode;
};

/** A button of the panel that leads elsewhere: the panel closes, so that it does not cover what comes. */
export function PopoverClose({ className, name, isDisabled = false, onClick, children }: PopoverCloseProps) {
  return (
    <BasePopover.Close className={className} aria-label={name} disabled={isDisabled} onClick={onClick}>
      {children}
    </BasePopover.Close>
  );
}

import { Dialog as BaseDialog } from '@base-ui/react/dialog';
import { useRef, type ReactNode } from 'react';

import './dialog.css';

type DialogProps = {
  /** The dialog's heading and name. */
  readonly heading: string;
  readonly isOpen: boolean;
  readonly onClose: () => void;
  /** `wide` fills most of the window. */
  readonly size?: 'small' | 'medium' | 'large' | 'wide';
  readonly children: ReactNode;
};

/** A window within the window; Escape and a click beside it close it. */
export function Dialog({ heading, isOpen, onClose, size = 'medium', children }: DialogProps) {
  const popup = useRef<HTMLDivElement>(null);
  // What is asked for comes before the button that closes.
  const firstField = () =>
    popup.current?.querySelector<HTMLElement>('[data-first-field]') ??
    popup.current?.querySelector<HTMLElement>('input, textarea') ??
    true;
  return (
    <BaseDialog.Root open={isOpen} onOpenChange={(next) => !next && onClose()}>
      <BaseDialog.Portal>
        <BaseDialog.Backdrop className="sheet-backdrop" />
        <BaseDialog.Popup ref={popup} className={`sheet ${size}`} initialFocus={firstField}>
          <div className="sheet-head">
            <BaseDialog.Title>{heading}</BaseDialog.Title>
            <BaseDialog.Close className="button quiet icon" aria-label="Close">
              ×
            </BaseDialog.Close>
          </div>
          {children}
        </BaseDialog.Popup>
      </BaseDialog.Portal>
    </BaseDialog.Root>
  );
}

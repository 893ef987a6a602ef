import { Popover } from '@base-ui/react/popover';
import { useState } from 'react';

import { useUpdateView } from '../state/AppStateProvider.tsx';
import { Caret } from '../ui/Caret.tsx';
import { CopyViewButton } from './CopyViewButton.tsx';
import { SaveViewForm } from './SaveViewForm.tsx';
import { useSavedViews, type SavedViews } from './useSavedViews.ts';
import { ViewList } from './ViewList.tsx';
import './views.css';

/** Views that were saved: to open, keep up to date, and hand on as text. */
export function ViewsMenu() {
  const saved = useSavedViews();
  const update = useUpdateView();
  const [isOpen, setOpen] = useState(false);
  const close = () => setOpen(false);
  return (
    <Popover.Root open={isOpen} onOpenChange={setOpen}>
      <Popover.Trigger className="button quiet" aria-label={buttonName(saved)} title={buttonName(saved)}>
        <span className="views-title">{saved.current?.name ?? 'Views'}</span>
        {saved.isCurrentChanged && <span className="views-changed" aria-hidden="true" />}
        <Caret />
      </Popover.Trigger>
      <Popover.Portal>
        <Popover.Positioner className="menu-positioner" sideOffset={4} align="end" collisionPadding={8}>
          <Popover.Popup className="popover views-panel">
            <Popover.Title className="popover-title">Saved views</Popover.Title>
            <ViewList saved={saved} onOpened={close} />
            <SaveViewForm saved={saved} onSaved={close} />
            <div className="views-text">
              <CopyViewButton />
              <button
                type="button"
                className="button quiet small"
                onClick={() => {
                  close();
                  update({ dialog: { kind: 'pasteView', text: '' } });
                }}
              >
                Paste view…
              </button>
            </div>
          </Popover.Popup>
        </Popover.Positioner>
      </Popover.Portal>
    </Popover.Root>
  );
}

function buttonName({ current, isCurrentChanged }: SavedViews): string {
  if (!current) return 'Views';
  return isCurrentChanged ? `Views: ${current.name}, changed since it was saved` : `Views: ${current.name}`;
}

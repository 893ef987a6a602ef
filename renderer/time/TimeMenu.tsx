import { Popover } from '@base-ui/react/popover';
import { useState } from 'react';

import { useAppState, useView } from '../state/AppStateProvider.tsx';
import { Caret } from '../ui/Caret.tsx';
import { TimePanel } from './TimePanel.tsx';
import { timeTitle } from './timeTitle.ts';
import './time.css';

/** Says which time is shown, and lets it be chosen or typed. */
export function TimeMenu() {
  const state = useAppState();
  const time = useView((view) => view.time);
  const range = useView((view) => view.query.range);
  const timeZone = useView((view) => view.query.timeZone);
  const [isOpen, setOpen] = useState(false);
  const title = timeTitle(state, { time, range, timeZone });
  return (
    <Popover.Root open={isOpen} onOpenChange={setOpen}>
      <Popover.Trigger
        className={time === '' ? 'button' : 'button chosen'}
        aria-label={`Time range: ${title}`}
        title={time === '' ? undefined : `${title}, ${timeZone}`}
      >
        <span className="time-title">{title}</span>
        <Caret />
      </Popover.Trigger>
      <Popover.Portal>
        <Popover.Positioner className="menu-positioner" sideOffset={4} align="end" collisionPadding={8}>
          <Popover.Popup className="popover time-panel">
            <Popover.Title className="popover-title">Time range</Popover.Title>
            <TimePanel onDone={() => setOpen(false)} />
          </Popover.Popup>
        </Popover.Positioner>
      </Popover.Portal>
    </Popover.Root>
  );
}

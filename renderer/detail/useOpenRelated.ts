import { useUpdateView } from '../state/AppStateProvider.tsx';
import { follow } from '../state/travel.ts';
import { formatTime } from '../ui/times.ts';
import type { Cells } from './parseRecord.ts';
import { cellText } from './related.ts';

/** `UpdateDestination at 14:31:55`. */
export function titleOfEvent(cells: Cells, timeZone: string): string {
  const name = cellText(cells, 'eventName') ?? 'the event';
  const time = cellText(cells, 'eventTime');
  return time === undefined ? name : `${name} at ${formatTime(time, timeZone).slice(11)}`;
}

/** Opens another event in place of the one that is shown, with the way back to it. */
export function useOpenRelated(from: Cells): (eventId: number, link: HTMLElement) => void {
  const update = useUpdateView();
  return (eventId, link) => {
    // The link goes with the event it belongs to; the keys stay in the pane.
    link.closest<HTMLElement>('[role="tabpanel"]')?.focus();
    update((view) => follow(view, titleOfEvent(from, view.query.timeZone), { eventId, isDetailOpen: true }));
  };
}

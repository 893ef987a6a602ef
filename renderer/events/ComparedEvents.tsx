import { useUpdateView, useView } from '../state/AppStateProvider.tsx';
import { Dialog } from '../ui/Dialog.tsx';
import { EventComparison } from './EventComparison.tsx';

/** The two events that are compared, over everything else. */
export function ComparedEvents() {
  const eventId = useView((view) => view.eventId);
  const otherEventId = useView((view) => view.otherEventId);
  const isComparing = useView((view) => view.isComparing);
  const update = useUpdateView();
  if (eventId === undefined || otherEventId === undefined) return null;
  return (
    <Dialog
      heading="Two events compared"
      size="wide"
      isOpen={isComparing}
      onClose={() => update({ isComparing: false, otherEventId: undefined })}
    >
      <EventComparison from={otherEventId} to={eventId} />
    </Dialog>
  );
}

import { useUpdateView, useView } from '../state/AppStateProvider.tsx';
import { Dialog } from '../ui/Dialog.tsx';
import { EventComparison } from './EventComparison.tsx';

/** Offers to compare the event that is marked with the one the reader stands on. */
export function ComparedEvents() {
  const eventId = useView((view) => view.eventId);
  const otherEventId = useView((view) => view.otherEventId);
  const isComparing = useView((view) => view.isComparing);
  const update = useUpdateView();
  if (otherEventId === undefined) return null;
  const isPair = eventId !== undefined && eventId !== otherEventId;
  return (
    <section className="compared-events" aria-label="Compare events">
      <span>{isPair ? '2 events selected' : '1 event marked: choose the one to compare it with'}</span>
      {isPair && (
        <button type="button" className="button small primary" onClick={() => update({ isComparing: true })}>
          Compare
        </button>
      )}
      <button
        type="button"
        className="button quiet icon"
        aria-label="Do not compare"
        onClick={() => update({ otherEventId: undefined })}
      >
        ×
      </button>
      {isPair && (
        <Dialog
          heading="Two events compared"
          size="wide"
          isOpen={isComparing}
          onClose={() => update({ isComparing: false })}
        >
          <EventComparison from={otherEventId} to={eventId} />
        </Dialog>
      )}
    </section>
  );
}

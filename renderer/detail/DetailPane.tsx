import type { KeyboardEvent } from 'react';

import { useUpdateView, useView } from '../state/AppStateProvider.tsx';
import { ErrorNotice } from '../ui/ErrorNotice.tsx';
import { DetailTabs } from './DetailTabs.tsx';
import { SecretWarning } from './SecretWarning.tsx';
import { SentenceLine } from './SentenceLine.tsx';
import { StreamPlace } from './StreamPlace.tsx';
import { useShownEvent } from './useShownEvent.ts';
import { ValueMenuProvider } from './ValueMenu.tsx';
import { WayBack } from './WayBack.tsx';
import './detail.css';

/** Everything about the event that is selected. */
export function DetailPane() {
  const eventId = useView((view) => view.eventId);
  const update = useUpdateView();
  const close = () => update({ isDetailOpen: false });
  const onKeyDown = (event: KeyboardEvent) => {
    // A menu that is open lies elsewhere in the document, and takes its Escape itself.
    const isInPane = event.target instanceof Node && event.currentTarget.contains(event.target);
    if (event.key === 'Escape' && isInPane && !event.defaultPrevented) close();
  };
  return (
    // The keys bubble up from whatever in the pane has the focus.
    // oxlint-disable-next-line jsx-a11y/no-noninteractive-element-interactions
    <section className="detail" aria-label="Event detail" onKeyDown={onKeyDown}>
      <button type="button" className="button quiet icon detail-close" aria-label="Close the detail" onClick={close}>
        ×
      </button>
      <ValueMenuProvider>
        <WayBack />
        {eventId === undefined ? <NothingSelected /> : <SelectedEvent eventId={eventId} />}
      </ValueMenuProvider>
    </section>
  );
}

function NothingSelected() {
  return (
    <div className="empty">
      <p>Select an event to see all of it here.</p>
    </div>
  );
}

function SelectedEvent({ eventId }: { readonly eventId: number }) {
  const { shown, isOld, error, retry } = useShownEvent(eventId);
  if (error) return <ErrorNotice error={error} on={{ retry, reload: retry }} isInset />;
  if (!shown) return <div className="detail-wait" />;
  const { cells } = shown.detail;
  return (
    <div className="detail-event" aria-busy={isOld}>
      <SentenceLine record={shown.record} isRoot={cells['userIdentity.type'] === 'Root'} />
      {cells['eventSource'] === 'firehose.amazonaws.com' && (
        <>
          <StreamPlace key={shown.eventId} eventId={shown.eventId} />
          <SecretWarning record={shown.record} />
        </>
      )}
      <DetailTabs shown={shown} isOld={isOld} />
    </div>
  );
}

import { Tabs } from '@base-ui/react/tabs';
import type { KeyboardEvent } from 'react';

import { useUpdateView, useView } from '../state/AppStateProvider.tsx';
import { useCall } from '../state/useCall.ts';
import { ErrorNotice } from '../ui/ErrorNotice.tsx';
import { RecordTab } from './RecordTab.tsx';
import { sentenceOf, type Cells } from './sentence.ts';
import { StreamPlace } from './StreamPlace.tsx';
import { Summary } from './Summary.tsx';
import './detail.css';

/** Everything about the event that is selected. */
export function DetailPane() {
  const eventId = useView((view) => view.eventId);
  const update = useUpdateView();
  const close = () => update({ isDetailOpen: false });
  const onKeyDown = (event: KeyboardEvent) => {
    if (event.key === 'Escape' && !event.defaultPrevented) close();
  };
  return (
    // The keys bubble up from whatever in the pane has the focus.
    // oxlint-disable-next-line jsx-a11y/no-noninteractive-element-interactions
    <section className="detail" aria-label="Event detail" onKeyDown={onKeyDown}>
      <button type="button" className="button quiet icon detail-close" aria-label="Close the detail" onClick={close}>
        ×
      </button>
      {eventId === undefined ? <NothingSelected /> : <EventDetail eventId={eventId} />}
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

function EventDetail({ eventId }: { readonly eventId: number }) {
  const { data, error, isOld, refetch } = useCall('event.detail', { eventId });
  const tab = useView((view) => view.detailTab);
  const update = useUpdateView();
  if (error) return <ErrorNotice error={error} on={{ retry: refetch, reload: refetch }} isInset />;
  if (!data) return <div className="detail-wait" />;
  return (
    <>
      <Sentence cells={data.cells} />
      {data.cells['eventSource'] === 'firehose.amazonaws.com' && <StreamPlace eventId={eventId} />}
      <Tabs.Root
        className="detail-body"
        value={tab}
        onValueChange={(next: 'summary' | 'json') => update({ detailTab: next })}
      >
        <Tabs.List className="detail-tabs" aria-label="Detail">
          <Tabs.Tab className="view-tab" value="summary">
            Summary
          </Tabs.Tab>
          <Tabs.Tab className="view-tab" value="json">
            JSON
          </Tabs.Tab>
        </Tabs.List>
        <Tabs.Panel className="detail-panel" value="summary" aria-busy={isOld}>
          <Summary detail={data} eventId={eventId} />
        </Tabs.Panel>
        <Tabs.Panel className="detail-panel" value="json">
          <RecordTab eventId={eventId} />
        </Tabs.Panel>
      </Tabs.Root>
    </>
  );
}

function Sentence({ cells }: { readonly cells: Cells }) {
  return (
    <p className="sentence selectable">
      {sentenceOf(cells).map(({ text, tone }, index) =>
        tone === undefined ? (
          <span key={index}>{text}</span>
        ) : (
          <b key={index} className={tone === 'error' ? 'cell-error' : undefined}>
            {text}
          </b>
        ),
      )}
    </p>
  );
}

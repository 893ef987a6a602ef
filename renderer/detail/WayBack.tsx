import { useState } from 'react';

import { useUpdateView, useView } from '../state/AppStateProvider.tsx';
import { goBack } from '../state/travel.ts';
import type { Place } from '../state/view.ts';

/** Where a link led to. */
type Arrival = { readonly from: Place; readonly eventId: number | undefined; readonly filter: string };

/** From an event or a filter that a link led to, back to what was shown before; gone once the reader has moved on. */
export function WayBack() {
  const update = useUpdateView();
  const from = useView(({ back }) => back.at(-1));
  const eventId = useView((view) => view.eventId);
  const filter = useView(({ query }) => query.filter);
  const [arrival, setArrival] = useState<Arrival>();
  if (from && from !== arrival?.from) setArrival({ from, eventId, filter });
  if (from?.view !== 'events' || from !== arrival?.from) return null;
  const isAtEvent = eventId === arrival.eventId && eventId !== from.eventId;
  const isAtFilter = filter === arrival.filter && filter !== from.query.filter;
  if (!isAtEvent && !isAtFilter) return null;
  return (
    <nav className="detail-back" aria-label="Way back to the event before">
      <button type="button" className="link" title="Alt+Left" onClick={() => update(goBack)}>
        <span aria-hidden="true">←</span> Back to {from.title}
      </button>
    </nav>
  );
}

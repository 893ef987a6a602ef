// The ways from a stream to its events.
import { fieldEquals } from '../../shared/filter/print.ts';
import type { StreamKey } from '../../shared/firehose/model.ts';
import type { Origin } from '../../shared/firehose/presented.ts';
import { useUpdateView } from '../state/AppStateProvider.tsx';
import { follow } from '../state/travel.ts';
import { filterForStream } from './streamFilter.ts';

/** Opens the event of a call: among the stream's calls, or alone where the stream's filter may not find it. */
export function useOpenEvent(stream: StreamKey): (origin: Origin, way?: 'among' | 'alone') => void {
  const update = useUpdateView();
  return ({ event, eventId }, way = 'among') => {
    if (event === undefined) return;
    const isAlone = way === 'alone' && eventId !== null;
    const filter = isAlone ? fieldEquals('eventID', eventId) : filterForStream(stream);
    update((view) =>
      follow(view, stream.name, {
        view: 'events',
        query: { ...view.query, filter },
        eventId: event,
        isDetailOpen: true,
      }),
    );
  };
}

/** Shows all calls that name the stream. */
export function useShowEvents(stream: StreamKey): () => void {
  const update = useUpdateView();
  return () =>
    update((view) =>
      follow(view, stream.name, { view: 'events', query: { ...view.query, filter: filterForStream(stream) } }),
    );
}

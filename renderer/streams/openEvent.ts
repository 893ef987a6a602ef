// The ways from a stream to its events.
import type { StreamKey } from '../../shared/firehose/model.ts';
import type { Origin } from '../../shared/firehose/presented.ts';
import { useUpdateView } from '../state/AppStateProvider.tsx';
import { follow } from '../state/travel.ts';
import { filterForStream } from './streamFilter.ts';

/** Opens the event of a call among the stream's calls. */
export function useOpenEvent(stream: StreamKey): (origin: Origin) => void {
  const update = useUpdateView();
  return ({ event }) => {
    if (event === undefined) return;
    update((view) =>
      follow(view, stream.name, {
        view: 'events',
        query: { ...view.query, filter: filterForStream(stream) },
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

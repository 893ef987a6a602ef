// The ways from a stream to its events.
import type { StreamKey } from '../../shared/firehose/model.ts';
import type { Origin } from '../../shared/firehose/presented.ts';
import { useUpdateView } from '../state/AppStateProvider.tsx';
import { eventsOf, follow } from '../state/travel.ts';
import { filterForStream } from './streamFilter.ts';
import { tabSelector } from './useScrollBack.ts';

/** Opens the event of a call among the stream's calls; `link` stands beside what is to be seen again on the way back. */
export function useOpenEvent(stream: StreamKey): (origin: Origin, link: Element) => void {
  const update = useUpdateView();
  return ({ event }, link) => {
    if (event === undefined) return;
    const tabScroll = link.ownerDocument.querySelector(tabSelector)?.scrollTop ?? 0;
    update((view) =>
      follow({ ...view, tabScroll }, stream.name, {
        ...eventsOf(view, filterForStream(stream)),
        eventId: event,
        isDetailOpen: true,
      }),
    );
  };
}

/** Shows all calls that name the stream. */
export function useShowEvents(stream: StreamKey): () => void {
  const update = useUpdateView();
  return () => update((view) => follow(view, stream.name, eventsOf(view, filterForStream(stream))));
}

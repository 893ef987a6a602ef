// The ways from a stream to its events.
import type { StreamKey } from '../../shared/firehose/model.ts';
import type { Origin } from '../../shared/firehose/presented.ts';
import { useUpdateView } from '../state/AppStateProvider.tsx';
import { follow } from '../state/travel.ts';
import type { ViewState } from '../state/view.ts';
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
        ...eventsOf(view, stream),
        eventId: event,
        isDetailOpen: true,
      }),
    );
  };
}

/** Shows all calls that name the stream. */
export function useShowEvents(stream: StreamKey): () => void {
  const update = useUpdateView();
  return () => update((view) => follow(view, stream.name, eventsOf(view, stream)));
}

/** Of all time: a story is not cut short by the range that was last looked at. */
function eventsOf({ query }: ViewState, stream: StreamKey): Partial<ViewState> {
  return { view: 'events', time: '', query: { ...query, filter: filterForStream(stream), range: undefined } };
}

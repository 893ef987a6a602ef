// Following a link from one view into another, and coming back to what was left.
import type { Place, ViewState } from './view.ts';

/** Enough for a reader; the way further back is forgotten. */
const longestWay = 20;

function placeOf(state: ViewState, title: string): Place {
  const { view, query, time, viewName, eventId, isDetailOpen, stream, compared, streamTab, tabScroll } = state;
  return { title, view, query, time, viewName, eventId, isDetailOpen, stream, compared, streamTab, tabScroll };
}

/** What a link changes, with the way back; `title` says in words what is left. */
export function follow(state: ViewState, title: string, change: Partial<ViewState>): Partial<ViewState> {
  return { ...change, back: [...state.back, placeOf(state, title)].slice(-longestWay) };
}

/** The events of a filter, of all time: what a link leads to is not cut short by the range that was last looked at. */
export function eventsOf({ query }: ViewState, filter: string): Partial<ViewState> {
  return { view: 'events', time: '', query: { ...query, filter, range: undefined } };
}

/** Back to where the last link was followed; nothing where none was. */
export function goBack(state: ViewState): Partial<ViewState> {
  const place = state.back.at(-1);
  if (!place) return {};
  const { title: _title, ...left } = place;
  return { ...left, back: state.back.slice(0, -1) };
}

// The range of time: a text that is read against the clock, the zone and the log.
import { printRange, readTimeText, type TimeContext } from '../../shared/events/timeText.ts';
import type { AppState } from './appState.ts';
import type { ViewState } from './view.ts';

type Timed = Pick<ViewState, 'query' | 'time'>;

export function timeContext({ session }: Pick<AppState, 'session'>, timeZone: string): TimeContext {
  const { workspace } = session.getState();
  return {
    timeZone,
    nowMs: Date.now(),
    firstEventMs: instantOf(workspace?.firstEventTime),
    lastEventMs: instantOf(workspace?.lastEventTime),
  };
}

function instantOf(iso: string | undefined): number | undefined {
  return iso === undefined ? undefined : Date.parse(iso);
}

/**
 * The view with another range; unchanged where the text cannot be read. What means the same tomorrow is written out, so
 * that it does so also in a saved view; `last 7 days` stays as it is.
 */
export function withTime(state: AppState, view: Timed, text: string): Timed {
  const { time, query } = view;
  const reading = readTimeText(text, timeContext(state, query.timeZone));
  switch (reading.kind) {
    case 'all':
      return { time: '', query: { ...query, range: undefined } };
    case 'range': {
      const { range, isRelative } = reading;
      return { time: isRelative ? text.trim() : printRange(range, query.timeZone), query: { ...query, range } };
    }
    case 'problem':
      return { time, query };
  }
}

/**
 * The view in another zone. A range that stands still keeps its events and is written anew; `yesterday` is another day
 * there.
 */
export function withZone(state: AppState, view: Timed, timeZone: string): Timed {
  const { time, query } = view;
  const moved = { time, query: { ...query, timeZone } };
  const reading = readTimeText(time, timeContext(state, query.timeZone));
  if (reading.kind !== 'range') return moved;
  if (reading.isRelative) return withTime(state, moved, time);
  return query.range ? { ...moved, time: printRange(query.range, timeZone) } : moved;
}

/** Lets `last 15 minutes` end now; true where that made it another range. */
export function refreshTime(state: AppState): boolean {
  const view = state.view.getState();
  const { query } = withTime(state, view, view.time);
  const { fromMs, toMs } = query.range ?? {};
  if (fromMs === view.query.range?.fromMs && toMs === view.query.range?.toMs) return false;
  state.view.setState({ query });
  return true;
}

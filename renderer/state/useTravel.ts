import { useMemo } from 'react';
import { useStore } from 'zustand';

import type { AppState } from './appState.ts';
import { useAppState } from './AppStateProvider.tsx';
import { refreshTime } from './timeRange.ts';
import { partsText, type ViewPart } from './viewParts.ts';

/** One step back or forward in what the events show; they come to the front, so that it is seen. */
export function travelView(state: AppState, way: 'undo' | 'redo'): void {
  const parts = way === 'undo' ? state.history.undo() : state.history.redo();
  if (parts.length === 0) return;
  // `last 15 minutes` ends now, not when it was left.
  refreshTime(state);
  const isSeenEverywhere = parts.every((part: ViewPart) => part === 'time zone');
  if (!isSeenEverywhere) state.view.setState({ view: 'events' });
}

type Travel = {
  /** What the next step concerns, as `filter and time range`; absent where there is none. */
  readonly undoes: string | undefined;
  readonly redoes: string | undefined;
  readonly undo: () => void;
  readonly redo: () => void;
};

export function useTravel(): Travel {
  const state = useAppState();
  const { past, future } = useStore(state.history.steps);
  const [last, next] = [past.at(-1), future.at(-1)];
  const ways = useMemo(
    () => ({ undo: () => travelView(state, 'undo'), redo: () => travelView(state, 'redo') }),
    [state],
  );
  return { undoes: last && partsText(last.parts), redoes: next && partsText(next.parts), ...ways };
}

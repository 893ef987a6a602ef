import { useCallback } from 'react';

import { printRange } from '../../shared/events/timeText.ts';
import { useAppState } from './AppStateProvider.tsx';
import { withTime, withZone } from './timeRange.ts';

/** Sets the range of time by a text (shared/events/timeText.ts); one that cannot be read changes nothing. */
export function useApplyTime(): (text: string) => void {
  const state = useAppState();
  return useCallback((text) => state.view.setState((view) => withTime(state, view, text)), [state]);
}

/** Sets the range to the one from the first up to, but not including, the second instant. */
export function useApplyRange(): (fromMs: number, toMs: number) => void {
  const state = useAppState();
  return useCallback(
    (fromMs, toMs) =>
      state.view.setState((view) => withTime(state, view, printRange({ fromMs, toMs }, view.query.timeZone))),
    [state],
  );
}

export function useApplyZone(): (timeZone: string) => void {
  const state = useAppState();
  return useCallback((timeZone) => state.view.setState((view) => withZone(state, view, timeZone)), [state]);
}

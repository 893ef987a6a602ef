import { useCallback } from 'react';

import { printRange } from '../../shared/events/timeText.ts';
import { useAppState } from './AppStateProvider.tsx';
import { refreshTime, withTime, withZone } from './timeRange.ts';

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

type Reloadable = { readonly reload: () => void };

/** Whatever is reloaded is asked with a range that ends now, where it is `last 15 minutes`. */
export function useRefreshedTime<Loaded extends Reloadable>(loaded: Loaded): Loaded {
  const state = useAppState();
  const { reload } = loaded;
  const refreshed = useCallback(() => {
    // Another range is asked for by itself.
    if (!refreshTime(state)) reload();
  }, [state, reload]);
  return { ...loaded, reload: refreshed };
}

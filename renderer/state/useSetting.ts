import { useCallback } from 'react';
import { useStore } from 'zustand';

import { useAppState } from './AppStateProvider.tsx';
import type { Kept } from './kept.ts';

type Change<Value> = Value | ((before: Value) => Value);

/** A collection of the reader's and the way to change it; it is saved by itself. */
export function useSetting<Name extends keyof Kept>(
  name: Name,
): readonly [Kept[Name], (change: Change<Kept[Name]>) => void] {
  const { kept } = useAppState();
  const value = useStore(kept, (state) => state[name]);
  const set = useCallback(
    (change: Change<Kept[Name]>) =>
      kept.setState((before) => ({ [name]: typeof change === 'function' ? change(before[name]) : change })),
    [kept, name],
  );
  return [value, set];
}

import { useCallback } from 'react';

import { useUpdateView } from './AppStateProvider.tsx';
import { eventsOf } from './travel.ts';

type ShowFilter = (filter: string, options?: { readonly isAllTime?: boolean }) => void;

/** Shows the events of another filter, within the range of time that is set or, where asked for, of all time. */
export function useShowFilter(): ShowFilter {
  const update = useUpdateView();
  return useCallback(
    (filter, { isAllTime = false } = {}) =>
      update((view) => (isAllTime ? eventsOf(view, filter) : { view: 'events', query: { ...view.query, filter } })),
    [update],
  );
}

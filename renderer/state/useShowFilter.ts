import { useCallback } from 'react';

import { useUpdateView } from './AppStateProvider.tsx';

type ShowFilter = (filter: string, options?: { readonly isAllTime?: boolean }) => void;

/** Shows the events of another filter, within the range of time that is set or, where asked for, of all time. */
export function useShowFilter(): ShowFilter {
  const update = useUpdateView();
  return useCallback(
    (filter, { isAllTime = false } = {}) =>
      update(({ query, time }) => ({
        view: 'events',
        time: isAllTime ? '' : time,
        query: { ...query, filter, ...(isAllTime && { range: undefined }) },
      })),
    [update],
  );
}

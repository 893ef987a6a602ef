import { useCallback } from 'react';

import { useAppState } from '../state/AppStateProvider.tsx';
import { recordFailure } from '../state/session.ts';
import { idsOfRows } from './copyRows.ts';
import type { GridSelection } from './gridSelection.ts';
import { countRows } from './rowSelection.ts';

/** Compares the two events that are selected; with more or fewer selected it does nothing. */
export function useCompare(viewId: number | undefined, selection: GridSelection): () => void {
  const { client, view, session } = useAppState();
  return useCallback(() => {
    const { ranges } = selection.store.getState();
    if (viewId === undefined || countRows(ranges) !== 2) return;
    const compare = async () => {
      const ids = await idsOfRows(client, { viewId, ranges }, new AbortController().signal);
      const { eventId: present } = view.getState();
      const [first, second] = ids;
      if (first === undefined || second === undefined) return;
      const eventId = present === first ? first : second;
      view.setState({ eventId, otherEventId: eventId === first ? second : first, isComparing: true });
    };
    compare().catch((error: unknown) => recordFailure(session, error));
  }, [client, view, session, viewId, selection]);
}

import { useCallback } from 'react';

import { AppError } from '../../shared/errors.ts';
import { fieldEquals } from '../../shared/filter/print.ts';
import type { AppState } from '../state/appState.ts';
import { useAppState } from '../state/AppStateProvider.tsx';
import { recordFailure } from '../state/session.ts';
import { follow } from '../state/travel.ts';

/** Whether a column of an answer names events. */
export function namesEvents(columnName: string): boolean {
  return /^event_?id$/i.test(columnName);
}

/** Shows the event of an eventID among the events, with the way back to the answer. */
export function useOpenEvent(): (eventID: string) => Promise<void> {
  const state = useAppState();
  return useCallback(
    async (eventID) => {
      try {
        await openEvent(state, eventID);
      } catch (error) {
        recordFailure(state.session, error);
      }
    },
    [state],
  );
}

async function openEvent({ client, view }: AppState, eventID: string): Promise<void> {
  const { timeZone, sort } = view.getState().query;
  const query = { filter: fieldEquals('eventID', eventID), timeZone, sort };
  const { viewId } = await client.call('events.open', { ...query, sort: sort.map((key) => ({ ...key })) });
  const { ids } = await client.call('events.page', { viewId, offset: 0, limit: 1, columns: ['eventID'] });
  await client.call('events.close', { viewId });
  const [eventId] = ids;
  if (eventId === undefined) throw new AppError('event/not-found', `No event has the eventID ${eventID}`);
  view.setState((state) =>
    follow(state, 'the question in SQL', { view: 'events', query, time: '', eventId, isDetailOpen: true }),
  );
}

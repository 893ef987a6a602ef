import { useCallback, useEffect, useRef, useState } from 'react';

import { useSession, useUpdateView, useView } from '../state/AppStateProvider.tsx';
import { isWorking, toAppError } from '../state/session.ts';
import { actionFor, ErrorNotice } from '../ui/ErrorNotice.tsx';
import { countOf } from '../ui/numbers.ts';
import { EventGrid } from './EventGrid.tsx';
import type { EventViewState } from './useEventView.ts';
import type { AppError } from '../../shared/errors.ts';

type EventsAreaProps = { readonly events: EventViewState };

/** The grid with what lies over it: nothing found, new events, errors. */
export function EventsArea({ events }: EventsAreaProps) {
  const { view, error, isOpening, newEvents, reload } = events;
  const [pageError, setPageError] = useState<AppError>();
  const isTouched = useRef(false);
  const onError = useCallback(
    (caught: unknown) => {
      const failed = toAppError(caught);
      // The core dropped the view (it was started again): the rows are asked for anew.
      if (failed.code === 'view/gone') reload();
      else setPageError(failed);
    },
    [reload],
  );
  useEffect(() => setPageError(undefined), [view]);
  const isFollowing = useFollowImport(events, isTouched);
  const shownError = error ?? pageError;
  return (
    <div className="events-area">
      {isOpening && <div className="events-opening" aria-hidden="true" />}
      {shownError && actionFor(shownError.code) !== 'editInput' && (
        <ErrorNotice error={shownError} on={{ retry: reload, reload }} />
      )}
      <EventGrid
        view={view}
        onError={onError}
        onTouched={(now) => {
          isTouched.current = now;
        }}
      />
      {newEvents > 0 && !isFollowing && (view?.total ?? 0) > 0 && (
        <button type="button" className="new-events" onClick={reload}>
          {countOf(newEvents, 'new event')}
        </button>
      )}
      {view?.total === 0 && <NothingShown hasNews={newEvents > 0 || isOpening} />}
    </div>
  );
}

/**
 * Reloads by itself where that moves nothing under the reader: while no row is shown, and when an import has ended
 * and the reader has not begun to read.
 */
function useFollowImport(
  { view, newEvents, reload }: EventViewState,
  isTouched: { readonly current: boolean },
): boolean {
  const isImporting = useSession((state) => isWorking(state.jobs));
  const eventId = useView((state) => state.eventId);
  const isEmpty = view?.total === 0;
  const isUnread = !isTouched.current && eventId === undefined;
  const isFollowing = newEvents > 0 && (isEmpty || (!isImporting && isUnread));
  useEffect(() => {
    if (isFollowing) reload();
  }, [isFollowing, reload, view]);
  return isFollowing;
}

function NothingShown({ hasNews }: { readonly hasNews: boolean }) {
  const filter = useView((state) => state.query.filter);
  const isImporting = useSession((state) => isWorking(state.jobs));
  const unique = useSession((state) => state.workspace?.counts.unique ?? 0);
  const update = useUpdateView();
  if (hasNews) return null;
  if (filter.trim() !== '' && unique > 0) {
    return (
      <div className="events-over empty">
        <strong>No event matches</strong>
        <button
          type="button"
          className="button"
          onClick={() => update(({ query }) => ({ query: { ...query, filter: '' } }))}
        >
          Clear the filter
        </button>
      </div>
    );
  }
  return (
    <div className="events-over empty">
      <strong>{isImporting ? 'Reading the first files' : 'No events'}</strong>
      <p>
        {isImporting
          ? 'Events appear here as they are imported.'
          : 'Nothing in this workspace holds CloudTrail events. The Problems view lists each file and why.'}
      </p>
    </div>
  );
}

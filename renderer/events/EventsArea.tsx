import { useCallback, useEffect, useState } from 'react';

import { useSession, useUpdateView, useView } from '../state/AppStateProvider.tsx';
import { isWorking, toAppError } from '../state/session.ts';
import { ErrorNotice } from '../ui/ErrorNotice.tsx';
import { countOf } from '../ui/numbers.ts';
import { ComparedEvents } from './ComparedEvents.tsx';
import { EventGrid } from './EventGrid.tsx';
import { createGridSelection } from './gridSelection.ts';
import { SelectionBar } from './SelectionBar.tsx';
import { useCompare } from './useCompare.ts';
import { useCopying } from './useCopying.ts';
import type { EventViewState } from './useEventView.ts';
import type { AppError } from '../../shared/errors.ts';

type EventsAreaProps = { readonly events: EventViewState };

/** The grid with what lies over it: nothing found, new events, errors. */
export function EventsArea({ events }: EventsAreaProps) {
  const { view, error, isOpening, newEvents, reload } = events;
  const [failed, setFailed] = useState<{ readonly viewId: number | undefined; readonly error: AppError }>();
  const [isTouched, setTouched] = useState(false);
  const [selection] = useState(createGridSelection);
  const viewId = view?.viewId;
  const { copyState, copyRows, dismiss } = useCopying(viewId);
  const compare = useCompare(viewId, selection);
  const onError = useCallback(
    (caught: unknown) => {
      const pageError = toAppError(caught);
      // The core dropped the view (it was started again): the rows are asked for anew.
      if (pageError.code === 'view/gone') reload();
      else setFailed({ viewId, error: pageError });
    },
    [reload, viewId],
  );
  const isFollowing = useFollowImport(events, isTouched);
  const shownError = error ?? (failed?.viewId === viewId ? failed?.error : undefined);
  return (
    <div className={failed?.viewId === viewId ? 'events-area failed' : 'events-area'}>
      {isOpening && <div className="events-opening" aria-hidden="true" />}
      {shownError && <ErrorNotice error={shownError} on={{ retry: reload, reload }} />}
      <EventGrid
        view={view}
        selection={selection}
        copyRows={copyRows}
        onCompare={compare}
        onError={onError}
        onTouched={setTouched}
      />
      {newEvents > 0 && !isFollowing && (view?.total ?? 0) > 0 && (
        <button type="button" className="new-events" onClick={reload}>
          {countOf(newEvents, 'new event')}
        </button>
      )}
      <SelectionBar
        selection={selection}
        copyState={copyState}
        copyRows={copyRows}
        onCompare={compare}
        onDismiss={dismiss}
      />
      <ComparedEvents />
      {view?.total === 0 && <NothingShown hasNews={newEvents > 0 || isOpening} />}
    </div>
  );
}

/** Fewer rows than a window shows: nobody reads them while there are more to come. */
const fewRows = 20;

/**
 * Reloads by itself where that moves nothing under the reader (while no row is shown; while there are few, or when an
 * import has ended, and the reader has not begun to read), and where rows on screen are of events that are gone.
 */
function useFollowImport({ view, newEvents, isReduced, reload }: EventViewState, isTouched: boolean): boolean {
  const isImporting = useSession((state) => isWorking(state.jobs));
  const revision = useSession((state) => state.workspace?.revision);
  const eventId = useView((state) => state.eventId);
  const total = view?.total ?? 0;
  const isUnread = !isTouched && eventId === undefined;
  const isFollowing = isReduced || (newEvents > 0 && (total === 0 || (isUnread && (total < fewRows || !isImporting))));
  useEffect(() => {
    // Once for each revision: a view that still lacks events then is not asked for in a circle.
    if (isFollowing) reload();
  }, [isFollowing, reload, revision]);
  return isFollowing;
}

function NothingShown({ hasNews }: { readonly hasNews: boolean }) {
  const filter = useView((state) => state.query.filter);
  const hasRange = useView((state) => state.query.range !== undefined);
  const isImporting = useSession((state) => isWorking(state.jobs));
  const unique = useSession((state) => state.workspace?.counts.unique ?? 0);
  if (hasNews) return null;
  const hasFilter = filter.trim() !== '';
  if ((hasFilter || hasRange) && unique > 0) return <NoMatch hasFilter={hasFilter} hasRange={hasRange} />;
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

function NoMatch({ hasFilter, hasRange }: { readonly hasFilter: boolean; readonly hasRange: boolean }) {
  const update = useUpdateView();
  return (
    <div className="events-over empty">
      <strong>{hasRange ? 'No event matches in this range of time' : 'No event matches'}</strong>
      <div className="empty-buttons">
        {hasFilter && (
          <button
            type="button"
            className="button"
            onClick={() => update(({ query }) => ({ query: { ...query, filter: '' } }))}
          >
            Clear the filter
          </button>
        )}
        {hasRange && (
          <button
            type="button"
            className="button"
            onClick={() => update(({ query }) => ({ time: '', query: { ...query, range: undefined } }))}
          >
            Show all time
          </button>
        )}
      </div>
    </div>
  );
}

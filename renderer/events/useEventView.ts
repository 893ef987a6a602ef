// Keeps one evaluated view of the query: a new query (or a reload) opens the next one, and the one before stays, rows
// and all, until the new one is there.
import { useCallback, useEffect, useRef, useState } from 'react';

import { isCancelled, type AppError } from '../../shared/errors.ts';
import type { EventQuery } from '../../shared/events/query.ts';
import { useAppState, useSession, useView } from '../state/AppStateProvider.tsx';
import { toAppError } from '../state/session.ts';

export type EventView = {
  readonly workspaceId: string;
  readonly viewId: number;
  readonly total: number;
  readonly revision: number;
  readonly query: EventQuery;
  /** The workspace's unique events when the view was opened: what came later is not in it. */
  readonly uniqueEvents: number;
};

export type EventViewState = {
  readonly view: EventView | undefined;
  readonly error: AppError | undefined;
  readonly isOpening: boolean;
  /** Events that were imported since the view was opened. */
  readonly newEvents: number;
  /** Events of the view are gone: their source was removed. */
  readonly isReduced: boolean;
  readonly reload: () => void;
};

export function useEventView(): EventViewState {
  const { client, session } = useAppState();
  const query = useView((state) => state.query);
  const workspaceId = useSession((state) => state.workspace?.id);
  const generation = useSession((state) => state.generation);
  const [view, setView] = useState<EventView>();
  const error = useSession((state) => state.viewError);
  const [isOpening, setOpening] = useState(false);
  const [reloads, setReloads] = useState(0);
  const reload = useCallback(() => setReloads((count) => count + 1), []);

  useEffect(() => {
    if (workspaceId === undefined) return undefined;
    const controller = new AbortController();
    const open = async () => {
      setOpening(true);
      try {
        const uniqueBefore = session.getState().workspace?.counts.unique ?? 0;
        const input = { ...query, sort: query.sort.map((key) => ({ ...key })) };
        const opened = await client.call('events.open', input, controller.signal);
        const isWhole = query.filter.trim() === '' && query.range === undefined;
        const uniqueEvents = isWhole ? opened.total : uniqueBefore;
        setView({ ...opened, workspaceId, query, uniqueEvents });
        session.setState({ viewError: undefined, listed: { workspaceId, revision: opened.revision } });
        setOpening(false);
      } catch (caught) {
        if (controller.signal.aborted || isCancelled(caught)) return;
        session.setState({ viewError: toAppError(caught) });
        setOpening(false);
      }
    };
    void open();
    return () => controller.abort();
  }, [client, session, query, workspaceId, generation, reloads]);

  useCloseReplaced(view);
  const present = view?.workspaceId === workspaceId ? view : undefined;
  const added = useAddedEvents(present);
  return { view: present, error, isOpening, newEvents: Math.max(0, added), isReduced: added < 0, reload };
}

/** Tells the core that a view is no longer looked at, once another has taken its place. */
function useCloseReplaced(view: EventView | undefined): void {
  const { client } = useAppState();
  const shown = useRef<EventView>(undefined);
  useEffect(() => {
    const replaced = shown.current;
    shown.current = view;
    if (!replaced || replaced.viewId === view?.viewId) return;
    // A view that is gone already (the core was restarted, the workspace closed) needs no closing.
    client.call('events.close', { viewId: replaced.viewId }).catch(() => undefined);
  }, [client, view]);
}

/** How many events more (or, after a removal, fewer) the workspace has than the view knows of. */
function useAddedEvents(view: EventView | undefined): number {
  const workspace = useSession((state) => state.workspace);
  // The unique events of the newest revision that the view is known to hold: what came later is new.
  const [held, setHeld] = useState({ viewId: -1, unique: 0 });
  if (!view || !workspace) return 0;
  const isHeld = workspace.revision <= view.revision;
  const unique = isHeld ? workspace.counts.unique : held.viewId === view.viewId ? held.unique : view.uniqueEvents;
  if (held.viewId !== view.viewId || held.unique !== unique) setHeld({ viewId: view.viewId, unique });
  return isHeld ? 0 : workspace.counts.unique - unique;
}

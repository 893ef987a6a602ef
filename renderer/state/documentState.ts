// Writes `data-state` (busy, idle or error) and `data-theme` on the document's root element. The capture command and
// end-to-end tests wait for `data-state`; the style sheets read `data-theme`.
import type { QueryCacheNotifyEvent, QueryClient } from '@tanstack/react-query';

import type { AppState } from './appState.ts';
import type { Session } from './session.ts';

// Between an answer and the calls it leads to lies a render; idle is only said when none followed. A render that takes
// long makes the timer late, and what the render leads to comes after both: hence a second, short wait.
const settleMs = 130;
const confirmMs = 20;

/** What went wrong and is on screen: with the core, with what was asked for last, or with what a view shows. */
function failureOf(session: Session, queries: QueryClient): string | undefined {
  if (session.core.phase === 'failed') return session.core.message ?? 'The reading process failed';
  const failure = session.failure ?? session.viewError;
  if (failure) return failure.message;
  const shown = queries.getQueryCache().findAll({ type: 'active' });
  return shown.find((query) => query.state.status === 'error')?.state.error?.message;
}

export function showDocumentState({ session, activity, queries }: AppState): () => void {
  const root = document.documentElement;
  let timer: ReturnType<typeof setTimeout> | undefined;

  const settle = () => {
    timer = undefined;
    const message = failureOf(session.getState(), queries);
    if (message === undefined) delete root.dataset['error'];
    else root.dataset['error'] = message;
    root.dataset['state'] = message === undefined ? 'idle' : 'error';
  };
  const confirm = () => {
    timer = setTimeout(settle, confirmMs);
  };
  const update = () => {
    const now = session.getState();
    if (now.theme === 'system') delete root.dataset['theme'];
    else root.dataset['theme'] = now.theme;
    clearTimeout(timer);
    timer = undefined;
    const isAtWork = activity.pending() > 0 || now.jobs.some(({ phase }) => phase === 'running');
    const isBusy = !now.isReady || isAtWork || now.core.phase === 'restarting';
    if (isBusy) root.dataset['state'] = 'busy';
    else timer = setTimeout(confirm, settleMs);
  };

  update();
  // A dialog that is closed takes its error with it, and nothing is asked for then.
  const onQuery = ({ type }: QueryCacheNotifyEvent) => {
    if (type === 'observerRemoved') update();
  };
  const ends = [session.subscribe(update), activity.onChange(update), queries.getQueryCache().subscribe(onQuery)];
  return () => {
    clearTimeout(timer);
    for (const end of ends) end();
  };
}

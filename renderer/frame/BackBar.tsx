import { useEffect } from 'react';

import { useAppState, useUpdateView, useView } from '../state/AppStateProvider.tsx';
import { goBack } from '../state/travel.ts';

/** The way back to where a link was followed; also by Alt+Left. */
export function BackBar() {
  const { view } = useAppState();
  const update = useUpdateView();
  const place = useView((state) => state.back.at(-1));
  const isElsewhere = useView((state) => state.view !== place?.view);
  useEffect(() => {
    const onKeyDown = (event: KeyboardEvent) => {
      if (!event.altKey || event.key !== 'ArrowLeft' || view.getState().back.length === 0) return;
      // There the keys may move the caret by a word.
      if (event.target instanceof HTMLElement && event.target.closest('input, textarea')) return;
      event.preventDefault();
      view.setState(goBack);
    };
    window.addEventListener('keydown', onKeyDown);
    return () => window.removeEventListener('keydown', onKeyDown);
  }, [view]);
  if (!place || !isElsewhere) return null;
  return (
    <nav className="back-bar" aria-label="Way back">
      <button type="button" className="button small" title="Alt+Left" onClick={() => update(goBack)}>
        <span aria-hidden="true">←</span> Back to {place.title}
      </button>
    </nav>
  );
}

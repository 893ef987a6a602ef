import { useUpdateView, useView } from '../state/AppStateProvider.tsx';
import { goBack } from '../state/travel.ts';

/** From an event or a filter that a link led to, back to what was shown before. */
export function WayBack() {
  const update = useUpdateView();
  const title = useView((view) => {
    const place = view.back.at(-1);
    if (place?.view !== 'events') return undefined;
    const isLeft = place.eventId !== view.eventId || place.query.filter !== view.query.filter;
    return isLeft ? place.title : undefined;
  });
  if (title === undefined) return null;
  return (
    <nav className="detail-back" aria-label="Way back to the event before">
      <button type="button" className="link" title="Alt+Left" onClick={() => update(goBack)}>
        <span aria-hidden="true">←</span> Back to {title}
      </button>
    </nav>
  );
}

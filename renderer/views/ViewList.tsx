import { useState } from 'react';

import type { SavedView } from '../../shared/ipc/contract.ts';
import { countOf } from '../ui/numbers.ts';
import type { SavedViews } from './useSavedViews.ts';
import { ViewItem } from './ViewItem.tsx';
import { viewSummary } from './savedView.ts';

/** As many as can be looked over without searching. */
const fewViews = 7;

type ViewListProps = { readonly saved: SavedViews; readonly onOpened: () => void };

export function ViewList({ saved, onOpened }: ViewListProps) {
  const [search, setSearch] = useState('');
  const { views, deleted } = saved;
  const found = views.filter((view) => isFound(view, search));
  return (
    <>
      {views.length > fewViews && (
        <input
          type="search"
          className="search"
          aria-label="Find a view"
          placeholder={`Find among ${countOf(views.length, 'view')}`}
          value={search}
          onChange={(event) => setSearch(event.target.value)}
        />
      )}
      {views.length === 0 && !deleted && <p className="muted views-none">None yet.</p>}
      {views.length > 0 && found.length === 0 && <p className="muted views-none">No view has that in it.</p>}
      <ul className="views-list" aria-label="Saved views">
        {found.map((view) => (
          <ViewItem key={view.name} view={view} saved={saved} onOpened={onOpened} />
        ))}
      </ul>
      {deleted && (
        <output className="views-deleted">
          “{deleted.name}” was deleted.{' '}
          <button type="button" className="link" onClick={saved.restore}>
            Undo
          </button>
        </output>
      )}
    </>
  );
}

function isFound(view: SavedView, search: string): boolean {
  const wanted = search.trim().toLowerCase();
  return `${view.name} ${viewSummary(view)}`.toLowerCase().includes(wanted);
}

import { useId, useState } from 'react';

import type { SavedViews } from './useSavedViews.ts';

const longestName = 200;

/** Keeps what is shown, under a new name or in the place of what was saved. */
export function SaveViewForm({ saved, onSaved }: { readonly saved: SavedViews; readonly onSaved: () => void }) {
  const [name, setName] = useState('');
  const id = useId();
  const trimmed = name.trim();
  const isTaken = saved.views.some((view) => view.name === trimmed);
  const { current, isCurrentChanged } = saved;
  const save = (as: string) => {
    saved.save(as);
    onSaved();
  };
  return (
    <form
      className="views-save"
      onSubmit={(event) => {
        event.preventDefault();
        if (trimmed !== '') save(trimmed);
      }}
    >
      <label htmlFor={id}>Save what is shown as</label>
      <div className="views-line">
        <input
          id={id}
          className="search"
          maxLength={longestName}
          autoComplete="off"
          placeholder="Name of the view"
          value={name}
          onChange={(event) => setName(event.target.value)}
        />
        <button type="submit" className="button" disabled={trimmed === ''}>
          {isTaken ? 'Replace' : 'Save'}
        </button>
      </div>
      <p className="muted views-hint">Filter, time range and zone, sort order, columns and facets are kept.</p>
      {current && isCurrentChanged && (
        <button type="button" className="button" onClick={() => save(current.name)}>
          Update “{shortened(current.name)}” to what is shown
        </button>
      )}
    </form>
  );
}

function shortened(name: string): string {
  return name.length > 32 ? `${name.slice(0, 32)}…` : name;
}

import { useState, type KeyboardEvent } from 'react';

import { printView } from '../../shared/events/viewText.ts';
import type { SavedView } from '../../shared/ipc/contract.ts';
import { useRun } from '../state/useRun.ts';
import { Menu, MenuItem, MenuSeparator } from '../ui/Menu.tsx';
import { viewSummary } from './savedView.ts';
import type { SavedViews } from './useSavedViews.ts';

type ViewItemProps = {
  readonly view: SavedView;
  readonly saved: SavedViews;
  readonly onOpened: () => void;
};

export function ViewItem({ view, saved, onOpened }: ViewItemProps) {
  const [isRenaming, setRenaming] = useState(false);
  const run = useRun();
  const isCurrent = saved.current?.name === view.name;
  if (isRenaming) return <RenameField view={view} saved={saved} onDone={() => setRenaming(false)} />;
  return (
    <li className="view-item">
      <button
        type="button"
        className="view-open"
        aria-current={isCurrent}
        title={viewSummary(view)}
        onKeyDown={moveFocus}
        onClick={() => {
          saved.open(view);
          onOpened();
        }}
      >
        <span className="view-name">
          {view.name}
          {isCurrent && saved.isCurrentChanged && <span className="badge">changed</span>}
        </span>
        <span className="view-summary mono">{viewSummary(view)}</span>
      </button>
      <Menu label="" name={`More for ${view.name}`} className="button quiet icon" align="end">
        <MenuItem onSelect={() => saved.save(view.name)}>Update to what is shown</MenuItem>
        <MenuItem onSelect={() => setRenaming(true)}>Rename…</MenuItem>
        <MenuItem onSelect={() => void run('shell.copyText', { text: printView(view) })}>Copy as text</MenuItem>
        <MenuSeparator />
        <MenuItem onSelect={() => saved.remove(view)}>Delete</MenuItem>
      </Menu>
    </li>
  );
}

/** The arrows go from view to view. */
function moveFocus({ key, currentTarget }: KeyboardEvent<HTMLElement>): void {
  const item = currentTarget.closest('li');
  const next = key === 'ArrowDown' ? item?.nextElementSibling : key === 'ArrowUp' ? item?.previousElementSibling : null;
  next?.querySelector<HTMLElement>('.view-open')?.focus();
}

type RenameFieldProps = { readonly view: SavedView; readonly saved: SavedViews; readonly onDone: () => void };

/** Enter gives the name, Escape leaves the old one. */
function RenameField({ view, saved, onDone }: RenameFieldProps) {
  const [name, setName] = useState(view.name);
  const trimmed = name.trim();
  const isTaken = trimmed !== view.name && saved.views.some((other) => other.name === trimmed);
  return (
    <li className="view-item">
      <form
        className="views-line"
        onSubmit={(event) => {
          event.preventDefault();
          if (trimmed === '' || isTaken) return;
          saved.rename(view, trimmed);
          onDone();
        }}
      >
        <input
          ref={focusAndSelect}
          className="search"
          aria-label={`New name of ${view.name}`}
          aria-invalid={isTaken}
          maxLength={200}
          value={name}
          onChange={(event) => setName(event.target.value)}
          onKeyDown={(event) => {
            if (event.key !== 'Escape') return;
            event.stopPropagation();
            onDone();
          }}
        />
        <button type="submit" className="button" disabled={trimmed === '' || isTaken}>
          Rename
        </button>
      </form>
      {isTaken && (
        <p className="views-deleted" role="alert">
          Another view has that name.
        </p>
      )}
    </li>
  );
}

function focusAndSelect(input: HTMLInputElement | null): void {
  input?.focus();
  input?.select();
}

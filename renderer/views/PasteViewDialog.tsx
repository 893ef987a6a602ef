import { useId, useState } from 'react';

import { readView, type ViewReading } from '../../shared/events/viewText.ts';
import type { SavedView } from '../../shared/ipc/contract.ts';
import { useAppState, useUpdateView, useView } from '../state/AppStateProvider.tsx';
import { useSetting } from '../state/useSetting.ts';
import { Dialog } from '../ui/Dialog.tsx';
import { countOf } from '../ui/numbers.ts';
import { shownView, withView } from './savedView.ts';
import './views.css';

/** Opens a view that somebody sent as text; says first what it is. */
export function PasteViewDialog() {
  const dialog = useView((view) => view.dialog);
  const update = useUpdateView();
  if (dialog?.kind !== 'pasteView') return null;
  return (
    <Dialog heading="Paste a view" isOpen onClose={() => update({ dialog: undefined })}>
      <PasteView pasted={dialog.text} />
    </Dialog>
  );
}

function PasteView({ pasted }: { readonly pasted: string }) {
  const state = useAppState();
  const [views, setViews] = useSetting('savedViews');
  const [text, setText] = useState(pasted);
  const id = useId();
  const reading: ViewReading | undefined = text.trim() === '' ? undefined : readView(text);
  const view = reading && 'view' in reading ? reading.view : undefined;
  const open = (isKept: boolean) => {
    if (!view) return;
    if (isKept) setViews((before) => withView(before, view));
    state.view.setState({ ...shownView(state, view), dialog: undefined });
  };
  return (
    <form
      className="paste-view"
      onSubmit={(event) => {
        event.preventDefault();
        open(false);
      }}
    >
      <label htmlFor={id}>The text that “Copy view as text” made</label>
      <textarea
        id={id}
        data-first-field
        className="search mono"
        rows={9}
        spellCheck={false}
        value={text}
        aria-describedby={`${id}-reading`}
        onChange={(event) => setText(event.target.value)}
      />
      <div id={`${id}-reading`} className="paste-reading" aria-live="polite">
        {reading && 'problem' in reading && <p className="wrong">{reading.problem}</p>}
        {view && <ViewParts view={view} />}
      </div>
      <div className="dialog-buttons">
        {view && view.name !== '' && (
          <button type="button" className="button" onClick={() => open(true)}>
            {views.some(({ name }) => name === view.name) ? 'Replace the one of that name and open' : 'Save and open'}
          </button>
        )}
        <button type="submit" className="button primary" disabled={!view}>
          Open
        </button>
      </div>
    </form>
  );
}

function ViewParts({ view }: { readonly view: SavedView }) {
  const parts = [
    ['Name', view.name],
    ['Filter', view.filter === '' ? 'none' : view.filter],
    ['Time', `${view.time === '' ? 'All time' : view.time}, ${view.timeZone}`],
    ['Order', view.sort.map(({ column, direction }) => `${column} ${direction}`).join(', ')],
    ['Columns', view.columns.length === 0 ? '' : countOf(view.columns.length, 'column')],
  ];
  return (
    <dl className="fields">
      {parts.map(([title, value]) =>
        value === '' ? null : (
          <div key={title} className="paste-part">
            <dt>{title}</dt>
            <dd>{value}</dd>
          </div>
        ),
      )}
    </dl>
  );
}

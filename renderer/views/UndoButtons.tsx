import { useEffect, useState, type ReactNode } from 'react';

import { useTravel } from '../state/useTravel.ts';
import './views.css';

/** Undo and redo of what the events show; `isShown` is false while another view is. */
export function UndoButtons({ isShown }: { readonly isShown: boolean }) {
  const { undoes, redoes, undo, redo } = useTravel();
  const [said, setSaid] = useState('');
  const take = (way: 'undo' | 'redo') => {
    const parts = way === 'undo' ? undoes : redoes;
    if (parts === undefined) return;
    setSaid(`${way === 'undo' ? 'Undone' : 'Redone'}: ${parts}`);
    if (way === 'undo') undo();
    else redo();
  };
  useTravelKeys(isShown, take);
  return (
    <span className="undo-buttons">
      <TravelButton name="Undo" parts={undoes} keys="Ctrl+Z" onTravel={() => take('undo')}>
        <path d="M6.5 3 3 6.5 6.5 10M3.2 6.5H9.5A3.5 3.5 0 0 1 9.5 13.5H6" />
      </TravelButton>
      <TravelButton name="Redo" parts={redoes} keys="Ctrl+Shift+Z" onTravel={() => take('redo')}>
        <path d="M9.5 3 13 6.5 9.5 10M12.8 6.5H6.5A3.5 3.5 0 0 0 6.5 13.5H10" />
      </TravelButton>
      <output className="visually-hidden" aria-label="Undo and redo">
        {said}
      </output>
    </span>
  );
}

type TravelButtonProps = {
  readonly name: string;
  readonly parts: string | undefined;
  readonly keys: string;
  readonly onTravel: () => void;
  readonly children: ReactNode;
};

/** Stays where the focus is when there is nothing left to undo. */
function TravelButton({ name, parts, keys, onTravel, children }: TravelButtonProps) {
  return (
    <button
      type="button"
      className="button quiet icon"
      aria-label={name}
      aria-disabled={parts === undefined}
      title={parts === undefined ? `Nothing to ${name.toLowerCase()}` : `${name}: ${parts} (${keys})`}
      onClick={onTravel}
    >
      <svg className="glyph" viewBox="0 0 16 16" aria-hidden="true">
        {children}
      </svg>
    </button>
  );
}

/** Ctrl+Z where it does not belong to a text, in the events; Alt+Z anywhere. With Shift the other way. */
function useTravelKeys(isShown: boolean, take: (way: 'undo' | 'redo') => void): void {
  useEffect(() => {
    const onKeyDown = (event: KeyboardEvent) => {
      const way = wayOf(event);
      const isOwn = event.altKey || (isShown && !belongsElsewhere(event.target));
      if (way === undefined || !isOwn || event.defaultPrevented) return;
      event.preventDefault();
      take(way);
    };
    window.addEventListener('keydown', onKeyDown);
    return () => window.removeEventListener('keydown', onKeyDown);
  });
}

function wayOf({ code, key, altKey, shiftKey, ctrlKey, metaKey }: KeyboardEvent): 'undo' | 'redo' | undefined {
  const isControl = ctrlKey || metaKey;
  if (altKey === isControl) return undefined;
  // With Alt a key may write another letter.
  const letter = altKey ? code : `Key${key.toUpperCase()}`;
  if (letter === 'KeyZ') return shiftKey ? 'redo' : 'undo';
  return letter === 'KeyY' && ctrlKey ? 'redo' : undefined;
}

function belongsElsewhere(target: EventTarget | null): boolean {
  const texts = 'input:not([type=checkbox], [type=radio]), textarea, [contenteditable], [role=dialog]';
  return target instanceof HTMLElement && target.closest(texts) !== null;
}

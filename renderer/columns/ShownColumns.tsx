// The columns that are shown: taken away by their boxes, ordered by dragging or by the arrow keys on their handles, and
// held at a side by their pins.
import { useLayoutEffect, useRef, type KeyboardEvent, type PointerEvent } from 'react';

import { moveColumn, pinColumn, withoutColumn, type ColumnSide } from '../../shared/events/columnList.ts';
import { useUpdateView, useView } from '../state/AppStateProvider.tsx';
import type { GridColumn } from '../state/view.ts';
import { isFound, titleOf } from './columnTitles.ts';

export function ShownColumns({ search }: { readonly search: string }) {
  const shown = useView((view) => view.columns);
  const list = useRef<HTMLUListElement>(null);
  const move = useMove(list);
  const found = shown.filter(({ id }) => isFound(id, search));
  if (found.length === 0) return null;
  return (
    <section aria-label="Shown columns">
      <h3 className="column-heading">Shown</h3>
      <ul ref={list}>
        {found.map((column) => (
          <ShownColumn key={column.id} column={column} isOnly={shown.length === 1} move={move} />
        ))}
      </ul>
    </section>
  );
}

type Move = {
  readonly byKey: (event: KeyboardEvent, id: string) => void;
  readonly byPointer: (event: PointerEvent, id: string) => void;
};

/** Moving takes effect at once, so that the grid beside the list shows what comes of it. */
function useMove(list: { readonly current: HTMLUListElement | null }): Move {
  const update = useUpdateView();
  const moved = useRef<string>(undefined);
  const columns = useView((view) => view.columns);
  useLayoutEffect(() => {
    // An element that is put elsewhere loses the focus.
    const id = moved.current;
    moved.current = undefined;
    if (id !== undefined) handlesOf(list.current).get(id)?.focus();
  }, [columns, list]);
  const place = (id: string, to: number) => {
    moved.current = id;
    update((view) => ({ columns: moveColumn(view.columns, id, to) }));
  };
  const indexOf = (id: string) => columns.findIndex((column) => column.id === id);
  return {
    byKey(event, id) {
      const by = event.key === 'ArrowUp' ? -1 : event.key === 'ArrowDown' ? 1 : 0;
      if (by === 0) return;
      event.preventDefault();
      place(id, indexOf(id) + by);
    },
    byPointer(event, id) {
      if (!event.currentTarget.hasPointerCapture(event.pointerId)) return;
      const over = idUnder(list.current, event.clientY);
      if (over !== undefined && over !== id) place(id, indexOf(over));
    },
  };
}

function handlesOf(list: HTMLUListElement | null): ReadonlyMap<string, HTMLElement> {
  const handles = [...(list?.querySelectorAll<HTMLElement>('[data-column]') ?? [])];
  return new Map(handles.map((handle) => [handle.dataset['column'] ?? '', handle]));
}

/** The column whose line lies at that height. */
function idUnder(list: HTMLUListElement | null, y: number): string | undefined {
  for (const [id, handle] of handlesOf(list)) {
    const box = handle.closest('li')?.getBoundingClientRect();
    if (box && y >= box.top && y < box.bottom) return id;
  }
  return undefined;
}

type ShownColumnProps = { readonly column: GridColumn; readonly isOnly: boolean; readonly move: Move };

function ShownColumn({ column: { id, pinned }, isOnly, move }: ShownColumnProps) {
  const update = useUpdateView();
  const title = titleOf(id);
  return (
    <li className="column-line">
      <button
        type="button"
        className="column-handle"
        data-column={id}
        aria-label={`Move ${title}: arrow keys`}
        title="Drag, or press the arrow keys, to move"
        onKeyDown={(event) => move.byKey(event, id)}
        onPointerDown={(event) => event.currentTarget.setPointerCapture(event.pointerId)}
        onPointerMove={(event) => move.byPointer(event, id)}
      >
        <svg viewBox="0 0 8 12" aria-hidden="true">
          <path d="M2 2h0M6 2h0M2 6h0M6 6h0M2 10h0M6 10h0" />
        </svg>
      </button>
      <label className="column-choice">
        <input
          type="checkbox"
          checked
          disabled={isOnly}
          onChange={() => update((view) => ({ columns: withoutColumn(view.columns, id) }))}
        />
        <ColumnName id={id} />
      </label>
      <Pin id={id} side="left" pinned={pinned} />
      <Pin id={id} side="right" pinned={pinned} />
    </li>
  );
}

export function ColumnName({ id }: { readonly id: string }) {
  const title = titleOf(id);
  return (
    <>
      <span className={title === id ? 'column-name mono' : 'column-name'}>{title}</span>
      {title !== id && <span className="column-id mono">{id}</span>}
    </>
  );
}

type PinProps = { readonly id: string; readonly side: ColumnSide; readonly pinned: ColumnSide | undefined };

function Pin({ id, side, pinned }: PinProps) {
  const update = useUpdateView();
  const isPinned = pinned === side;
  return (
    <button
      type="button"
      className="column-pin"
      aria-pressed={isPinned}
      aria-label={`Pin ${titleOf(id)} to the ${side}`}
      title={isPinned ? 'Let it scroll with the others' : `Pin to the ${side}`}
      onClick={() => update((view) => ({ columns: pinColumn(view.columns, id, isPinned ? undefined : side) }))}
    >
      <svg viewBox="0 0 12 12" aria-hidden="true">
        <path d={side === 'left' ? 'M2 2v8M10 6H4.5M7 3.5 4.5 6 7 8.5' : 'M10 2v8M2 6h5.5M5 3.5 7.5 6 5 8.5'} />
      </svg>
    </button>
  );
}

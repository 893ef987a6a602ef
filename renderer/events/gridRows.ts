// Moves the grid from one view to the next without losing the reader's place.
import type { Column, GridApi } from 'ag-grid-community';

import type { Client } from '../../shared/ipc/client.ts';
import { headerHeight } from '../ui/Grid.tsx';
import type { EventPages } from './eventPages.ts';
import type { EventRow } from './eventRow.ts';
import type { EventView } from './useEventView.ts';

/** Marks the row of that event as selected, among the rows that are drawn. */
export function markSelected(api: GridApi<EventRow>, eventId: number | undefined): void {
  for (const node of api.getRenderedNodes()) {
    const isIt = eventId !== undefined && node.data?.eventId === eventId;
    if (Boolean(node.isSelected()) !== isIt) node.setSelected(isIt);
  }
}

/** The grid and what belongs to it. */
export type ShownGrid = {
  readonly api: GridApi<EventRow>;
  /** The element the grid is drawn in. */
  readonly host: HTMLElement;
  readonly pages: EventPages;
};

type ShowView = ShownGrid & {
  readonly client: Client;
  readonly view: EventView;
  /** The view that was shown until now. */
  readonly before: EventView | undefined;
  readonly columnIds: readonly string[];
  readonly eventId: number | undefined;
};

/**
 * Lets the rows come from the view. Another question starts at its top; the same question asked again (after an
 * import) stays where the reader was: the row they stand on, or else the first on screen, keeps its place there.
 */
export async function showView(show: ShowView, signal: AbortSignal): Promise<void> {
  const { api, pages, view, before, columnIds } = show;
  const isOther = before !== undefined && before.viewId !== view.viewId;
  const anchor = isOther && isSameQuestion(before, view) ? anchorOf(show) : undefined;
  const anchorIndex = anchor && (await positionOf(show, anchor.eventId));
  if (signal.aborted) return;

  pages.show(view, columnIds);
  api.setRowCount(view.total, true);
  api.refreshInfiniteCache();
  api.deselectAll();
  if (anchor && anchorIndex !== undefined) {
    api.ensureIndexVisible(Math.max(0, anchorIndex - anchor.rowsAbove), 'top');
    if (anchor.focusedColumn) api.setFocusedCell(anchorIndex, anchor.focusedColumn);
  } else if (isOther && !isSameQuestion(before, view) && view.total > 0) {
    api.ensureIndexVisible(0, 'top');
  }
}

type Anchor = {
  readonly eventId: number;
  /** How many rows stand above it on screen. */
  readonly rowsAbove: number;
  readonly focusedColumn: Column | undefined;
};

/** Nothing holds the rows of a reader who is at the top and has selected none: there the new ones may appear. */
function anchorOf({ api, host, eventId }: ShowView): Anchor | undefined {
  const rows = rowsOnScreen(host);
  const [first = 0] = rows;
  const idAt = (row: number | undefined) =>
    row === undefined ? undefined : api.getDisplayedRowAtIndex(row)?.data?.eventId;
  const selected = rows.find((row) => eventId !== undefined && idAt(row) === eventId);
  const row = selected ?? (first > 0 ? first : undefined);
  const anchorId = idAt(row);
  if (row === undefined || anchorId === undefined) return undefined;
  const focused = api.getFocusedCell();
  const focusedColumn = selected !== undefined && focused?.rowIndex === selected ? focused.column : undefined;
  return { eventId: anchorId, rowsAbove: row - first, focusedColumn };
}

/**
 * The indexes of the rows that are wholly to be seen, from the top. Read off the screen, since beyond a million rows
 * the grid's own pixels are not those of the rows.
 */
function rowsOnScreen(host: HTMLElement): readonly number[] {
  const box = host.getBoundingClientRect();
  return [...host.querySelectorAll('.ag-row[row-index]')]
    .filter((row) => {
      const { top, bottom } = row.getBoundingClientRect();
      return top >= box.top + headerHeight - 1 && bottom <= box.bottom + 1;
    })
    .map((row) => Number(row.getAttribute('row-index')))
    .toSorted((a, b) => a - b);
}

function isSameQuestion(a: EventView, b: EventView): boolean {
  return a.query.filter === b.query.filter && JSON.stringify(a.query.sort) === JSON.stringify(b.query.sort);
}

async function positionOf({ client, view }: ShowView, eventId: number): Promise<number | undefined> {
  try {
    return (await client.call('events.position', { viewId: view.viewId, eventId })).index;
  } catch {
    // The place is a courtesy: without an answer the rows are shown where they fall.
    return undefined;
  }
}

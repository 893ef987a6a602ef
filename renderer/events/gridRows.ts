// Moves the grid from one view to the next without losing the reader's place.
import type { Column, GridApi } from 'ag-grid-community';

import type { Client } from '../../shared/ipc/client.ts';
import { headerHeight } from '../ui/gridSetup.ts';
import type { EventPages } from './eventPages.ts';
import type { EventRow } from './eventRow.ts';
import { hasRow, type RowSelection } from './rowSelection.ts';
import type { EventView } from './useEventView.ts';

/** Marks the selected rows among those that are drawn: where none is selected, the one the reader stands on. */
export function markSelected(api: GridApi<EventRow>, selection: RowSelection, eventId: number | undefined): void {
  const isAlone = selection.ranges.length === 0;
  for (const node of api.getRenderedNodes()) {
    const { data, rowIndex } = node;
    const isIt = isAlone
      ? data !== undefined && data.eventId === eventId
      : rowIndex !== null && hasRow(selection, rowIndex);
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
 * Lets the rows come from the view. Another order starts at its top, and so does another filter, unless the event the
 * reader stands on passes it. The same question asked again (after an import) stays where the reader was: the row they
 * stand on, or else the first on screen, keeps its place there.
 */
export async function showView(show: ShowView, signal: AbortSignal): Promise<void> {
  const { api, pages, view, before, columnIds } = show;
  const isOther = before !== undefined && before.viewId !== view.viewId;
  const isAnother = isOther && !isSameQuestion(before, view);
  const anchor = isOther && !isAnother ? anchorOf(show) : undefined;
  const isOtherFilter = isOther && !isSameSet(before, view);
  const keptId = anchor?.eventId ?? (isOtherFilter ? show.eventId : undefined);
  const keptIndex = keptId === undefined ? undefined : await positionOf(show, keptId);
  if (signal.aborted) return;

  pages.show(view, columnIds);
  api.setRowCount(view.total, true);
  api.refreshInfiniteCache();
  api.deselectAll();
  if (anchor && keptIndex !== undefined) {
    api.ensureIndexVisible(Math.max(0, keptIndex - anchor.rowsAbove), 'top');
    if (anchor.focusedColumn) api.setFocusedCell(keptIndex, anchor.focusedColumn);
  } else if (isAnother && view.total > 0) {
    scrollTo(api, keptIndex ?? 0);
  }
}

/** Scrolls to an event that was chosen elsewhere than in the grid, if the view holds it. */
export async function reveal(grid: ShownGrid, asked: PositionQuestion, signal: AbortSignal): Promise<void> {
  // What is selected in the grid has its focus. (Which rows are drawn says nothing: a grid that was hidden until now
  // still draws its first ones.)
  const focused = grid.api.getFocusedCell();
  if (focused && grid.api.getDisplayedRowAtIndex(focused.rowIndex)?.data?.eventId === asked.eventId) return;
  const index = await positionOf(asked, asked.eventId);
  if (index !== undefined && !signal.aborted) scrollTo(grid.api, index);
}

/** Rows that are left above one that is scrolled to, so that it does not stand at the edge. */
const rowsAbove = 5;

function scrollTo(api: GridApi<EventRow>, index: number): void {
  api.ensureIndexVisible(Math.max(0, index - rowsAbove), 'top');
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
  return isSameSet(a, b) && JSON.stringify(a.query.sort) === JSON.stringify(b.query.sort);
}

function isSameSet({ query: a }: EventView, { query: b }: EventView): boolean {
  return a.filter === b.filter && a.range?.fromMs === b.range?.fromMs && a.range?.toMs === b.range?.toMs;
}

type PositionQuestion = { readonly client: Client; readonly view: EventView; readonly eventId: number };

async function positionOf(
  { client, view }: Pick<PositionQuestion, 'client' | 'view'>,
  eventId: number,
): Promise<number | undefined> {
  try {
    return (await client.call('events.position', { viewId: view.viewId, eventId })).index;
  } catch {
    // The place is a courtesy: without an answer the rows are shown where they fall.
    return undefined;
  }
}

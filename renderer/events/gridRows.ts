// Moves the grid from one view to the next without losing the reader's place.
import type { Column, GridApi } from 'ag-grid-community';

import type { Client } from '../../shared/ipc/client.ts';
import { rowHeight } from '../ui/agGrid.ts';
import type { EventRow } from './cells.ts';
import type { EventPages } from './eventPages.ts';
import type { EventView } from './useEventView.ts';

/** Marks the row of that event as selected, among the rows that are drawn. */
export function markSelected(api: GridApi<EventRow>, eventId: number | undefined): void {
  for (const node of api.getRenderedNodes()) {
    const isIt = eventId !== undefined && node.data?.eventId === eventId;
    if (Boolean(node.isSelected()) !== isIt) node.setSelected(isIt);
  }
}

type ShowView = {
  readonly api: GridApi<EventRow>;
  readonly pages: EventPages;
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
function anchorOf({ api, eventId }: ShowView): Anchor | undefined {
  const { top, bottom } = api.getVerticalPixelRange();
  const first = Math.ceil(top / rowHeight);
  const onScreen = api.getRenderedNodes().filter((node) => {
    const index = node.rowIndex ?? -1;
    return node.data !== undefined && index >= first && (index + 1) * rowHeight <= bottom;
  });
  const selected = onScreen.find((node) => node.data?.eventId === eventId);
  const node =
    selected ?? (top > 0 ? onScreen.toSorted((a, b) => (a.rowIndex ?? 0) - (b.rowIndex ?? 0))[0] : undefined);
  if (!node?.data || node.rowIndex === null) return undefined;
  const focused = api.getFocusedCell();
  const isFocused = selected !== undefined && focused?.rowIndex === selected.rowIndex;
  return {
    eventId: node.data.eventId,
    rowsAbove: node.rowIndex - first,
    focusedColumn: isFocused ? focused.column : undefined,
  };
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

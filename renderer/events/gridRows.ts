// Moves the grid from one view to the next without losing the reader's place.
import type { GridApi } from 'ag-grid-community';

import type { Client } from '../../shared/ipc/client.ts';
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
 * import) stays at the row that stood first on screen, which now may have another index.
 */
export async function showView(show: ShowView, signal: AbortSignal): Promise<void> {
  const { api, pages, view, before, columnIds, eventId } = show;
  const isReload = before !== undefined && before.viewId !== view.viewId && isSameQuestion(before, view);
  const anchor = isReload && api.getVerticalPixelRange().top > 0 ? firstShown(api) : undefined;
  const anchorIndex = anchor === undefined ? undefined : await positionOf(show, anchor);
  if (signal.aborted) return;

  pages.show(view, columnIds);
  api.setRowCount(view.total, true);
  api.refreshInfiniteCache();
  api.deselectAll();
  if (anchorIndex !== undefined) api.ensureIndexVisible(anchorIndex, 'top');
  else if (before && before.viewId !== view.viewId && !isReload && view.total > 0) api.ensureIndexVisible(0, 'top');

  const selectedIndex = isReload && eventId !== undefined ? await positionOf(show, eventId) : undefined;
  if (signal.aborted || selectedIndex === undefined) return;
  const focused = api.getFocusedCell();
  if (focused) api.setFocusedCell(selectedIndex, focused.column);
}

function isSameQuestion(a: EventView, b: EventView): boolean {
  return a.query.filter === b.query.filter && JSON.stringify(a.query.sort) === JSON.stringify(b.query.sort);
}

function firstShown(api: GridApi<EventRow>): number | undefined {
  return api.getDisplayedRowAtIndex(api.getFirstDisplayedRowIndex())?.data?.eventId;
}

async function positionOf({ client, view }: ShowView, eventId: number): Promise<number | undefined> {
  try {
    return (await client.call('events.position', { viewId: view.viewId, eventId })).index;
  } catch {
    // The place is a courtesy: without an answer the rows are shown where they fall.
    return undefined;
  }
}

// Views: the ids of the events that a query gives, in its order, worked out once. Pages are then slices, and the
// rows stand still under the reader while an import goes on.
import type { CellValue } from '../../../shared/events/columns.ts';
import type { EventQuery } from '../../../shared/events/query.ts';
import { AppError } from '../../../shared/errors.ts';
import type { Database } from './database.ts';
import { readCells } from './eventCells.ts';
import { readEventFilter } from './eventFilter.ts';
import { EventOrder } from './eventOrder.ts';
import type { EventSets } from './eventSets.ts';

/** Enough for the view on screen, the one being replaced and some others; the oldest is forgotten. */
const maxViews = 6;

export type Page = { readonly ids: number[]; readonly rows: CellValue[][] };

export type PageRequest = {
  readonly viewId: number;
  readonly offset: number;
  readonly limit: number;
  readonly columns: readonly string[];
};

export class EventViews {
  private readonly database: Database;
  private readonly sets: EventSets;
  private readonly views = new Map<number, EventOrder>();
  private lastViewId = 0;

  constructor(database: Database, sets: EventSets) {
    this.database = database;
    this.sets = sets;
  }

  async open(query: EventQuery, signal: AbortSignal): Promise<{ viewId: number; total: number }> {
    const order = await this.order(query, signal);
    this.lastViewId += 1;
    this.views.set(this.lastViewId, order);
    const [oldest] = this.views.keys();
    if (this.views.size > maxViews && oldest !== undefined) this.close(oldest);
    return { viewId: this.lastViewId, total: order.total };
  }

  async page({ viewId, offset, limit, columns }: PageRequest, signal: AbortSignal): Promise<Page> {
    const ids = Array.from(await this.view(viewId).slice(offset, limit, signal));
    if (ids.length === 0) return { ids: [], rows: [] };
    const rows = await readCells(this.database, ids, columns, signal);
    // An event can be gone: its source was removed since the view was opened.
    const found = ids.filter((id) => rows.has(id));
    return { ids: found, rows: found.map((id) => rows.get(id) ?? []) };
  }

  /** Where an event stands in a view. */
  async position(viewId: number, eventId: number, signal: AbortSignal): Promise<number | undefined> {
    return this.view(viewId).indexOf(eventId, signal);
  }

  close(viewId: number): void {
    this.views.get(viewId)?.dispose();
    this.views.delete(viewId);
  }

  private view(viewId: number): EventOrder {
    const order = this.views.get(viewId);
    if (order === undefined)
      throw new AppError('view/gone', 'This view of the events is no longer open. Open it again.');
    return order;
  }

  private async order({ filter, timeZone, range, sort }: EventQuery, signal: AbortSignal): Promise<EventOrder> {
    const node = await readEventFilter(this.database, filter, timeZone, signal);
    const { filtering, release } = await this.sets.hold({ filter: node, timeZone, range }, signal);
    try {
      const order = await EventOrder.start(this.database, { ...filtering, sort }, signal);
      void order.settled().then(release);
      return order;
    } catch (error) {
      release();
      throw error;
    }
  }
}

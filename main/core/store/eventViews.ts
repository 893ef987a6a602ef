// Views: the ids of the events that a query gives, in its order, worked out once. Pages are then slices, and the
// rows stand still under the reader while an import goes on.
import { DuckDBIntegerVector } from '@duckdb/node-api';

import type { CellValue } from '../../../shared/events/columns.ts';
import type { EventQuery } from '../../../shared/events/query.ts';
import { AppError } from '../../../shared/errors.ts';
import { cellOf } from './cells.ts';
import { forEachChunk, type Database } from './database.ts';
import { readEventFilter } from './eventFilter.ts';
import { selectCells, selectIds } from './select.ts';

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
  private readonly views = new Map<number, Int32Array>();
  private lastViewId = 0;

  constructor(database: Database) {
    this.database = database;
  }

  async open(query: EventQuery, signal: AbortSignal): Promise<{ viewId: number; total: number }> {
    const filter = await readEventFilter(this.database, query.filter, query.timeZone, signal);
    const ids = await this.readIds(selectIds({ filter, timeZone: query.timeZone, sort: query.sort }), signal);
    this.lastViewId += 1;
    this.views.set(this.lastViewId, ids);
    const [oldest] = this.views.keys();
    if (this.views.size > maxViews && oldest !== undefined) this.views.delete(oldest);
    return { viewId: this.lastViewId, total: ids.length };
  }

  async page({ viewId, offset, limit, columns }: PageRequest, signal: AbortSignal): Promise<Page> {
    const ids = [...this.view(viewId).subarray(offset, offset + limit)];
    if (ids.length === 0) return { ids: [], rows: [] };
    const rows = await this.readRows(ids, columns, signal);
    // An event can be gone: its source was removed since the view was opened.
    const found = ids.filter((id) => rows.has(id));
    return { ids: found, rows: found.map((id) => rows.get(id) ?? []) };
  }

  /** Where an event stands in a view. */
  position(viewId: number, eventId: number): number | undefined {
    const index = this.view(viewId).indexOf(eventId);
    return index < 0 ? undefined : index;
  }

  close(viewId: number): void {
    this.views.delete(viewId);
  }

  private view(viewId: number): Int32Array {
    const ids = this.views.get(viewId);
    if (ids === undefined) throw new AppError('view/gone', 'This view of the events is no longer open. Open it again.');
    return ids;
  }

  private readIds(sql: string, signal: AbortSignal): Promise<Int32Array> {
    return this.database.read(signal, async (connection) => {
      const pieces: Int32Array[] = [];
      let total = 0;
      await forEachChunk(await connection.stream(sql), (chunk) => {
        const vector = chunk.getColumnVector(0);
        if (!(vector instanceof DuckDBIntegerVector)) throw new Error('Event ids are integers');
        const piece = new Int32Array(chunk.rowCount);
        for (let row = 0; row < piece.length; row += 1) piece[row] = vector.getItem(row) ?? -1;
        pieces.push(piece);
        total += piece.length;
      });
      const ids = new Int32Array(total);
      let at = 0;
      for (const piece of pieces) {
        ids.set(piece, at);
        at += piece.length;
      }
      return ids;
    });
  }

  private async readRows(ids: readonly number[], columns: readonly string[], signal: AbortSignal): Promise<ReadonlyMap<number, CellValue[]>> {
    const reader = await this.database.read(signal, (connection) => connection.runAndReadAll(selectCells(ids, columns)));
    return new Map(
      reader.getRows().map(([id, ...values]) => [Number(id), values.map((value, index) => cellOf(columns[index] ?? '', value))]),
    );
  }
}

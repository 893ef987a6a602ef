// Feeds the grid with pages of the present view. The grid keeps one datasource for its life: when a new view arrives
// the rows on screen are replaced by the new ones as they come, instead of the grid going blank in between.
import type { IDatasource, IGetRowsParams } from 'ag-grid-community';

import type { CellValue } from '../../shared/events/columns.ts';
import { isCancelled } from '../../shared/errors.ts';
import type { Client } from '../../shared/ipc/client.ts';
import { alwaysAsked, type EventRow } from './cells.ts';

export const pageRows = 200;

/** Pages kept here are answered at once when the grid throws its own away (it does on every change of sorting). */
const keptPages = 30;

export type PagedView = { readonly viewId: number; readonly total: number };

export type EventPages = {
  readonly datasource: IDatasource;
  /** From now on rows come from this view; the caller then lets the grid ask again. */
  show(view: PagedView, columns: readonly string[]): void;
  /** Cancels what was asked for rows far from these; true when rows among these must be asked for again. */
  leaveOut(firstRow: number, lastRow: number): boolean;
  dispose(): void;
};

type Asked = { readonly params: IGetRowsParams; readonly controller: AbortController };

export function createEventPages(client: Client, onError: (error: unknown) => void): EventPages {
  let view: PagedView | undefined;
  let columns: readonly string[] = [];
  const kept = new Map<number, readonly EventRow[]>();
  const asked = new Map<number, Asked>();
  const missing = new Set<number>();

  const abortAll = () => {
    for (const { controller } of asked.values()) controller.abort();
    asked.clear();
  };

  const keep = (startRow: number, rows: readonly EventRow[]) => {
    kept.set(startRow, rows);
    const [oldest] = kept.keys();
    if (kept.size > keptPages && oldest !== undefined) kept.delete(oldest);
  };

  const ask = async (params: IGetRowsParams, from: PagedView) => {
    const { startRow } = params;
    const entry: Asked = { params, controller: new AbortController() };
    asked.set(startRow, entry);
    try {
      const input = { viewId: from.viewId, offset: startRow, limit: pageRows, columns: [...columns] };
      const page = await client.call('events.page', input, entry.controller.signal);
      if (entry.controller.signal.aborted) return params.failCallback();
      const rows = page.ids.map((eventId, row) => toRow(eventId, columns, page.rows[row] ?? []));
      keep(startRow, rows);
      params.successCallback([...rows], from.total);
    } catch (error) {
      missing.add(startRow);
      params.failCallback();
      if (!isCancelled(error)) onError(error);
    } finally {
      if (asked.get(startRow) === entry) asked.delete(startRow);
    }
  };

  return {
    datasource: {
      getRows(params) {
        if (!view || view.total === 0) return params.successCallback([], 0);
        const rows = kept.get(params.startRow);
        if (rows) return params.successCallback([...rows], view.total);
        void ask(params, view);
      },
    },
    show(next, nextColumns) {
      abortAll();
      kept.clear();
      missing.clear();
      view = next;
      columns = [...new Set([...nextColumns, ...alwaysAsked])];
    },
    leaveOut(firstRow, lastRow) {
      for (const [startRow, { controller }] of asked) {
        if (startRow + 2 * pageRows < firstRow || startRow - pageRows > lastRow) controller.abort();
      }
      const isNeeded = [...missing].some((startRow) => startRow + pageRows > firstRow && startRow <= lastRow);
      if (isNeeded) missing.clear();
      return isNeeded;
    },
    dispose: abortAll,
  };
}

function toRow(eventId: number, columns: readonly string[], cells: readonly CellValue[]): EventRow {
  return { eventId, cells: new Map(columns.map((id, index) => [id, cells[index] ?? null])) };
}

// Feeds the grid with pages of the present view. The grid keeps one datasource for its life: when a new view arrives
// the rows on screen are replaced by the new ones as they come, instead of the grid going blank in between.
import type { IDatasource, IGetRowsParams } from 'ag-grid-community';

import { isCancelled } from '../../shared/errors.ts';
import type { CellValue } from '../../shared/events/columns.ts';
import type { Client } from '../../shared/ipc/client.ts';
import { alwaysAsked } from './cells.ts';
import type { EventRow } from './eventRow.ts';

export const pageRows = 200;

/** Pages kept here are answered at once when the grid throws its own away (it does on every change of sorting). */
const keptPages = 30;

export type PagedView = { readonly viewId: number; readonly total: number };

type Source = { readonly view: PagedView; readonly columns: readonly string[] };

export class EventPages {
  readonly #client: Client;
  #onError: (error: unknown) => void = () => undefined;
  #source: Source | undefined;
  readonly #kept = new Map<number, readonly EventRow[]>();
  readonly #asked = new Map<number, AbortController>();
  /** First rows of pages that were cancelled or failed: the grid does not ask for them again by itself. */
  readonly #missing = new Set<number>();

  constructor(client: Client) {
    this.#client = client;
  }

  /** From now on this one hears why a page could not be had. */
  reportTo(onError: (error: unknown) => void): void {
    this.#onError = onError;
  }

  readonly datasource: IDatasource = {
    getRows: (params) => {
      const source = this.#source;
      if (!source || source.view.total === 0) return params.successCallback([], 0);
      const rows = this.#kept.get(params.startRow);
      if (rows) return params.successCallback([...rows], source.view.total);
      void this.#ask(params, source);
    },
  };

  /** From now on rows come from this view; the caller then lets the grid ask again. */
  show(view: PagedView, columns: readonly string[]): void {
    this.dispose();
    this.#kept.clear();
    this.#missing.clear();
    this.#source = { view, columns: [...new Set([...columns, ...alwaysAsked])] };
  }

  /** Cancels what was asked for rows far from these; true when rows among these must be asked for again. */
  leaveOut(firstRow: number, lastRow: number): boolean {
    for (const [startRow, controller] of this.#asked) {
      if (startRow + 2 * pageRows < firstRow || startRow - pageRows > lastRow) controller.abort();
    }
    const isNeeded = [...this.#missing].some((startRow) => startRow + pageRows > firstRow && startRow <= lastRow);
    if (isNeeded) this.#missing.clear();
    return isNeeded;
  }

  /** Cancels all that was asked. */
  dispose(): void {
    for (const controller of this.#asked.values()) controller.abort();
    this.#asked.clear();
  }

  async #ask(params: IGetRowsParams, source: Source): Promise<void> {
    const { startRow } = params;
    const controller = new AbortController();
    this.#asked.set(startRow, controller);
    try {
      const rows = await this.#fetch(startRow, source, controller.signal);
      if (this.#source === source) this.#keep(startRow, rows);
      params.successCallback([...rows], source.view.total);
    } catch (error) {
      params.failCallback();
      if (this.#source === source) this.#missing.add(startRow);
      if (!isCancelled(error) && !controller.signal.aborted) this.#onError(error);
    } finally {
      if (this.#asked.get(startRow) === controller) this.#asked.delete(startRow);
    }
  }

  async #fetch(startRow: number, { view, columns }: Source, signal: AbortSignal): Promise<readonly EventRow[]> {
    const input = { viewId: view.viewId, offset: startRow, limit: pageRows, columns: [...columns] };
    const page = await this.#client.call('events.page', input, signal);
    return page.ids.map((eventId, row) => toRow(eventId, columns, page.rows[row] ?? []));
  }

  #keep(startRow: number, rows: readonly EventRow[]): void {
    this.#kept.set(startRow, rows);
    const [oldest] = this.#kept.keys();
    if (this.#kept.size > keptPages && oldest !== undefined) this.#kept.delete(oldest);
  }
}

function toRow(eventId: number, columns: readonly string[], cells: readonly CellValue[]): EventRow {
  return { eventId, cells: new Map(columns.map((id, index) => [id, cells[index] ?? null])) };
}

// Feeds the grid with pages of the present view. The grid keeps one datasource for its life: when a new view arrives
// the rows on screen are replaced by the new ones as they come, instead of the grid going blank in between. What is
// nearest to the screen is asked for first, and what was only scrolled past not at all.
import type { IDatasource, IGetRowsParams } from 'ag-grid-community';

import { isCancelled } from '../../shared/errors.ts';
import type { CellValue } from '../../shared/events/columns.ts';
import type { Client } from '../../shared/ipc/client.ts';
import { alwaysAsked, type EventRow } from './eventRow.ts';

export const pageRows = 100;

/** Pages kept here are answered at once when the grid throws its own away (it does on every change of sorting). */
const keptPages = 60;

/** One that is on screen, and one more: a screen may show parts of two pages. */
const mostAtOnce = 2;

/** Pages further from the screen than this are not asked for. */
const farRows = 3 * pageRows;

export type PagedView = { readonly viewId: number; readonly total: number };

type Source = { readonly view: PagedView; readonly columns: readonly string[] };

export class EventPages {
  readonly #client: Client;
  #onError: (error: unknown) => void = () => undefined;
  #source: Source | undefined;
  #screen = { first: 0, last: 0 };
  readonly #kept = new Map<number, readonly EventRow[]>();
  readonly #waiting = new Map<number, IGetRowsParams>();
  readonly #asked = new Map<number, AbortController>();
  /** First rows of pages that were left out, cancelled or failed: the grid does not ask for them again by itself. */
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
      this.#waiting.set(params.startRow, params);
      this.#askNext();
    },
  };

  /** The view that rows come from. */
  get view(): PagedView | undefined {
    return this.#source?.view;
  }

  /** From now on rows come from this view; the caller then lets the grid ask again. */
  show(view: PagedView, columns: readonly string[]): void {
    this.dispose();
    this.#kept.clear();
    this.#missing.clear();
    this.#source = { view, columns: [...new Set([...columns, ...alwaysAsked])] };
  }

  /** Says which rows are on screen; true when rows among these must be asked for again. */
  lookAt(first: number, last: number): boolean {
    this.#screen = { first, last };
    for (const [startRow, controller] of this.#asked) {
      if (this.#isFar(startRow)) {
        controller.abort();
        this.#asked.delete(startRow);
      }
    }
    for (const [startRow, params] of this.#waiting) {
      if (this.#isFar(startRow)) this.#leaveOut(startRow, params);
    }
    this.#askNext();
    const isNeeded = [...this.#missing].some((startRow) => startRow + pageRows > first && startRow <= last);
    if (isNeeded) this.#missing.clear();
    return isNeeded;
  }

  /** Cancels all that was asked. */
  dispose(): void {
    for (const controller of this.#asked.values()) controller.abort();
    this.#asked.clear();
    for (const [startRow, params] of this.#waiting) this.#leaveOut(startRow, params);
  }

  #leaveOut(startRow: number, params: IGetRowsParams): void {
    this.#waiting.delete(startRow);
    this.#missing.add(startRow);
    params.failCallback();
  }

  #distance(startRow: number): number {
    return Math.max(0, startRow - this.#screen.last, this.#screen.first - (startRow + pageRows - 1));
  }

  #isFar(startRow: number): boolean {
    return this.#distance(startRow) > farRows;
  }

  #askNext(): void {
    const source = this.#source;
    while (source && this.#asked.size < mostAtOnce && this.#waiting.size > 0) {
      const [next] = [...this.#waiting.values()].toSorted(
        (a, b) => this.#distance(a.startRow) - this.#distance(b.startRow),
      );
      // What is only fetched ahead does not slow what the reader waits for.
      if (!next || (this.#asked.size > 0 && this.#distance(next.startRow) > 0)) return;
      this.#waiting.delete(next.startRow);
      void this.#ask(next, source);
    }
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
      this.#askNext();
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

// Cells that are read out of the records: fetched for the rows and columns on screen only, after the rows themselves,
// since they take longer and there may be hundreds of such columns.
import { isCancelled } from '../../shared/errors.ts';
import type { Client } from '../../shared/ipc/client.ts';
import type { EventRow } from './eventRow.ts';

export type OnScreen = {
  readonly viewId: number;
  readonly first: number;
  readonly last: number;
  /** Of the columns on screen those that are read out of the records. */
  readonly columns: readonly string[];
  readonly rowAt: (index: number) => EventRow | undefined;
  /** Draws what has come. */
  readonly onCells: (rows: readonly number[], columns: readonly string[]) => void;
};

type Gap = { readonly offset: number; readonly limit: number; readonly columns: readonly string[] };

const mostRows = 200;

export class RecordCells {
  readonly #client: Client;
  #onError: (error: unknown) => void = () => undefined;
  #wanted: OnScreen | undefined;
  #running: AbortController | undefined;

  constructor(client: Client) {
    this.#client = client;
  }

  reportTo(onError: (error: unknown) => void): void {
    this.#onError = onError;
  }

  /** Fetches what is on screen and not there yet, once the rows are. What was asked for another screen is dropped. */
  want(screen: OnScreen): void {
    const isElsewhere = this.#wanted !== undefined && isApart(this.#wanted, screen);
    this.#wanted = screen;
    if (isElsewhere) this.#stop();
    if (!this.#running) void this.#fetchGaps();
  }

  dispose(): void {
    this.#wanted = undefined;
    this.#stop();
  }

  #stop(): void {
    this.#running?.abort();
    this.#running = undefined;
  }

  async #fetchGaps(): Promise<void> {
    const controller = new AbortController();
    this.#running = controller;
    try {
      for (;;) {
        const screen = this.#wanted;
        const gap = screen && gapOf(screen);
        if (!gap || controller.signal.aborted) return;
        await this.#fetch(screen, gap, controller.signal);
      }
    } catch (error) {
      if (!isCancelled(error) && !controller.signal.aborted) this.#onError(error);
    } finally {
      if (this.#running === controller) this.#running = undefined;
    }
  }

  async #fetch(screen: OnScreen, { offset, limit, columns }: Gap, signal: AbortSignal): Promise<void> {
    // The rows may be those of another view by the time the answer is there.
    const rows = Array.from({ length: limit }, (_, index) => screen.rowAt(offset + index));
    const byId = new Map(rows.flatMap((row) => (row ? [[row.eventId, row] as const] : [])));
    const input = { viewId: screen.viewId, offset, limit, columns: [...columns] };
    const page = await this.#client.call('events.page', input, signal);
    for (const row of byId.values()) for (const column of columns) row.cells.set(column, null);
    for (const [index, eventId] of page.ids.entries()) {
      const cells = byId.get(eventId)?.cells;
      for (const [at, column] of columns.entries()) cells?.set(column, page.rows[index]?.[at] ?? null);
    }
    screen.onCells(
      rows.map((_, index) => offset + index),
      columns,
    );
  }
}

/** The rows on screen, from the first to the last that lacks a cell, and the columns that any of them lacks. */
function gapOf({ first, last, columns, rowAt }: OnScreen): Gap | undefined {
  let offset: number | undefined;
  let end = first;
  const lacking = new Set<string>();
  for (let index = first; index <= Math.min(last, first + mostRows - 1); index += 1) {
    const row = rowAt(index);
    const missing = row ? columns.filter((column) => !row.cells.has(column)) : [];
    if (missing.length === 0) continue;
    offset ??= index;
    end = index;
    for (const column of missing) lacking.add(column);
  }
  return offset === undefined ? undefined : { offset, limit: end - offset + 1, columns: [...lacking] };
}

function isApart(a: OnScreen, b: OnScreen): boolean {
  return a.viewId !== b.viewId || a.last < b.first || b.last < a.first;
}

// The order of a selection's events. Its first rows take a fraction of the time that the whole takes, so where that
// is worth it they are found alone, and the whole is worked out behind them, from the same snapshot of the store.
import { DuckDBIntegerVector } from '@duckdb/node-api';

import { AppError } from '../../../shared/errors.ts';
import { unlessAborted } from '../unlessAborted.ts';
import type { Database } from './database.ts';
import { countSelected, selectIds, sortsByRecords, type Selection } from './select.ts';
import { chunksOf, readOnly, type Statement } from './streamed.ts';

/** As many as the largest page: the first page never waits. */
const headRows = 1000;

type Head = { readonly ids: Int32Array; readonly total: number };

export class EventOrder {
  readonly total: number;
  private readonly head: Int32Array;
  private readonly whole: Promise<Int32Array>;
  private readonly abort: AbortController;

  private constructor({ ids, total }: Head, whole: Promise<Int32Array>, abort: AbortController) {
    this.head = ids;
    this.total = total;
    this.whole = whole;
    this.abort = abort;
  }

  /** Resolves as soon as the first rows are known. */
  static async start(database: Database, selection: Selection, signal: AbortSignal): Promise<EventOrder> {
    const abort = new AbortController();
    const cancel = (): void => abort.abort();
    if (signal.aborted) cancel();
    signal.addEventListener('abort', cancel, { once: true });
    try {
      let showHead: (head: Head) => void = () => undefined;
      const headKnown = new Promise<Head>((resolve) => (showHead = resolve));
      const whole = database.read(abort.signal, (connection) =>
        readOnly(connection, () => readOrder({ database, connection, selection, showHead, signal: abort.signal })),
      );
      // Who waits for the whole is told of its failure; it must not be unhandled while nobody does.
      whole.catch(() => undefined);
      const head = await Promise.race([headKnown, whole.then((ids): Head => ({ ids, total: ids.length }))]);
      return new EventOrder(head, whole, abort);
    } finally {
      signal.removeEventListener('abort', cancel);
    }
  }

  async slice(offset: number, limit: number, signal: AbortSignal): Promise<Int32Array> {
    const isKnown = Math.min(offset + limit, this.total) <= this.head.length;
    const ids = isKnown ? this.head : await unlessAborted(this.whole, signal);
    return ids.subarray(offset, offset + limit);
  }

  async indexOf(eventId: number, signal: AbortSignal): Promise<number | undefined> {
    const early = this.head.indexOf(eventId);
    const index = early >= 0 ? early : (await unlessAborted(this.whole, signal)).indexOf(eventId);
    return index < 0 ? undefined : index;
  }

  /** Resolves when the store is no longer asked, whether or not the order is known then. */
  async settled(): Promise<void> {
    await this.whole.then(
      () => undefined,
      () => undefined,
    );
  }

  /** Ends what is still being worked out. */
  dispose(): void {
    this.abort.abort();
  }
}

type Reading = Omit<Statement, 'sql'> & {
  readonly selection: Selection;
  readonly showHead: (head: Head) => void;
};

async function readOrder({ selection, showHead, ...reading }: Reading): Promise<Int32Array> {
  const { connection, signal } = reading;
  const read = (sql: string): Promise<Int32Array> => readIds({ ...reading, sql });
  // What reads the records' texts costs more than any sorting, and a kept set no more than once: there is no head.
  if (selection.among !== undefined || sortsByRecords(selection.sort)) return read(selectIds(selection));
  const ids = await read(selectIds(selection, headRows));
  if (ids.length < headRows) return ids;
  const [[total] = []] = (await connection.runAndReadAll(countSelected(selection))).getRowsJson();
  showHead({ ids, total: Number(total) });
  // An interrupt between two statements stops neither.
  if (signal.aborted) throw new AppError('cancelled', 'Cancelled');
  return read(selectIds(selection));
}

/** Within `readOnly`. */
export async function readIds(statement: Statement): Promise<Int32Array> {
  const pieces: Int32Array[] = [];
  let total = 0;
  for await (const chunk of chunksOf(statement)) {
    const vector = chunk.getColumnVector(0);
    if (!(vector instanceof DuckDBIntegerVector)) throw new Error('Event ids are integers');
    const piece = new Int32Array(chunk.rowCount);
    for (let row = 0; row < piece.length; row += 1) piece[row] = vector.getItem(row) ?? -1;
    pieces.push(piece);
    total += piece.length;
  }
  const ids = new Int32Array(total);
  let at = 0;
  for (const piece of pieces) {
    ids.set(piece, at);
    at += piece.length;
  }
  return ids;
}

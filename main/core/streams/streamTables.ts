// Brings the tables that questions in SQL name up to date. `streams` always is, once the texts are worked on;
// `versions` and `changes` are filled when they are first asked for, and their secrets are masked with the salt of
// this run: rows of a former one are taken out first.
import type { Database } from '../store/database.ts';
import { findStreams, type StreamRow } from '../store/streamTable.ts';
import { emptyTables, fillTables } from '../store/versionTables.ts';
import { rebuild } from './openStreams.ts';
import { tableRows, type TableRows } from './tableRows.ts';

/** How many rows are written together. */
const rowsTogether = 20_000;

type FilledStream = { readonly stream: StreamRow; readonly rows: TableRows };

export class StreamTables {
  private readonly database: Database;
  /** The streams, by their ids, whose rows are in the tables. */
  private filled = new Set<string>();
  /** The tables are filled by one at a time. */
  private turn: Promise<unknown> = Promise.resolve();

  constructor(database: Database) {
    this.database = database;
  }

  /** Fills `versions` and `changes` with what they lack. */
  async fill(signal: AbortSignal): Promise<void> {
    const filling = this.turn.then(() => this.fillNow(signal));
    this.turn = filling.catch(() => undefined);
    await filling;
  }

  private async fillNow(signal: AbortSignal): Promise<void> {
    const streams = await findStreams(this.database, {}, signal);
    const kept = streams.filter((stream) => this.filled.has(stream.ids.join()));
    this.filled = new Set(kept.map(({ ids }) => ids.join()));
    await emptyTables(
      this.database,
      kept.flatMap(({ ids }) => ids.slice(0, 1)),
    );
    let waiting: FilledStream[] = [];
    for (const stream of streams) {
      if (this.filled.has(stream.ids.join())) continue;
      const opened = await rebuild(this.database, stream, signal);
      // One that an import has changed meanwhile is there next time.
      if (opened === undefined) continue;
      waiting.push({ stream, rows: await tableRows(opened.history) });
      if (countRows(waiting) < rowsTogether) continue;
      await this.put(waiting);
      waiting = [];
    }
    await this.put(waiting);
  }

  private async put(filled: readonly FilledStream[]): Promise<void> {
    await fillTables(
      this.database,
      filled.map(({ stream: { ids }, rows }) => ({ streamId: ids[0] ?? -1, ...rows })),
    );
    for (const { stream } of filled) this.filled.add(stream.ids.join());
  }
}

function countRows(waiting: readonly FilledStream[]): number {
  return waiting.reduce((sum, { rows }) => sum + rows.versions.length + rows.changes.length, 0);
}

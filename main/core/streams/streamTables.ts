// Brings the tables that questions in SQL name up to date. `streams` always is, once the texts are worked on;
// `versions` and `changes` are filled when they are first asked for, and their secrets are masked with the salt of
// this run: rows of a former one are taken out first.
import type { Database } from '../store/database.ts';
import { findStreams } from '../store/streamTable.ts';
import { emptyTables, fillTables, type FilledRows } from '../store/versionTables.ts';
import { rebuild } from './openStreams.ts';
import { tableRows } from './tableRows.ts';

/** How many rows are written together. */
const rowsTogether = 20_000;

export class StreamTables {
  private readonly database: Database;
  /** The streams, as they were worked out, whose rows are in the tables. */
  private filled = new Set<number>();
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
    const current = new Set(streams.map(({ id }) => id));
    const kept = [...this.filled].filter((id) => current.has(id));
    this.filled = new Set(kept);
    await emptyTables(this.database, kept);
    let waiting: FilledRows[] = [];
    for (const stream of streams) {
      if (this.filled.has(stream.id)) continue;
      const { history } = await rebuild(this.database, stream, signal);
      waiting.push({ streamId: stream.id, ...tableRows(history) });
      if (countRows(waiting) < rowsTogether) continue;
      await this.put(waiting);
      waiting = [];
    }
    await this.put(waiting);
  }

  private async put(rows: readonly FilledRows[]): Promise<void> {
    await fillTables(this.database, rows);
    for (const { streamId } of rows) this.filled.add(streamId);
  }
}

function countRows(waiting: readonly FilledRows[]): number {
  return waiting.reduce((sum, { versions, changes }) => sum + versions.length + changes.length, 0);
}

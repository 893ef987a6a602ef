// Gathers parts and puts them into the store in batches: the first at once, so that there is something to read;
// later ones large, since every transaction has a price.
import { rmSync } from 'node:fs';

import { commitParts } from '../store/commit.ts';
import type { Database } from '../store/database.ts';
import type { Part } from './workerMessages.ts';

/** Each commit ends in row groups that are filled in part and written again by the next one: the fewer, the better. */
const largeBatchRows = 250_000;
const smallBatchRows = 4_000;
/** Parts take memory, and threads stop at a number of them (chunkReader.ts): well before that they are committed. */
const manyParts = 14;
/** Files that come over a network come slowly: the first commits do not wait for many, and each waits twice as long. */
const firstWaitMs = 500;
const longestWaitMs = 8_000;
/** What a killed import loses at most. */
const checkpointEveryMs = 20_000;

export class Committer {
  private readonly database: Database;
  private readonly afterCommit: (parts: readonly Part[]) => void;
  private waiting: Part[] = [];
  private running: Promise<void> | undefined;
  private failure: unknown;
  private timer: NodeJS.Timeout | undefined;
  private committedRows = 0;
  private waitMs = firstWaitMs;
  private lastCheckpointMs = performance.now();
  private lastCommitMs = performance.now();

  constructor(database: Database, afterCommit: (parts: readonly Part[]) => void) {
    this.database = database;
    this.afterCommit = afterCommit;
  }

  add(part: Part): void {
    this.waiting.push(part);
    this.commitIfDue();
  }

  /** Commits what is left; throws what went wrong on the way. */
  async finish(): Promise<void> {
    // The end of one commit may begin the next.
    while (this.running !== undefined) await this.running;
    clearTimeout(this.timer);
    if (this.failure === undefined && this.waiting.length > 0) await this.commit();
    if (this.failure !== undefined) throw this.failure;
  }

  get hasFailed(): boolean {
    return this.failure !== undefined;
  }

  private commitIfDue(): void {
    if (this.running !== undefined || this.failure !== undefined || this.waiting.length === 0) return;
    const rows = this.waiting.reduce((sum, part) => sum + part.rows, 0);
    const enough = Math.min(largeBatchRows, Math.max(smallBatchRows, this.committedRows));
    const isDue = this.committedRows === 0 || rows >= enough || this.waiting.length >= manyParts;
    const waitMs = this.lastCommitMs + this.waitMs - performance.now();
    clearTimeout(this.timer);
    if (!isDue && waitMs > 0) {
      this.timer = setTimeout(() => this.commitIfDue(), waitMs);
      return;
    }
    this.running = this.commit().finally(() => {
      this.running = undefined;
      this.commitIfDue();
    });
  }

  private async commit(): Promise<void> {
    const parts = this.waiting;
    this.waiting = [];
    try {
      await commitParts(this.database, parts);
      this.committedRows += parts.reduce((sum, part) => sum + part.rows, 0);
      await this.checkpointIfDue();
      this.lastCommitMs = performance.now();
      this.waitMs = Math.min(longestWaitMs, this.waitMs * 2);
    } catch (error) {
      this.failure = error;
    }
    for (const { parquetFile } of parts) if (parquetFile !== undefined) rmSync(parquetFile, { force: true });
    this.afterCommit(parts);
  }

  private async checkpointIfDue(): Promise<void> {
    if (performance.now() - this.lastCheckpointMs < checkpointEveryMs) return;
    await this.database.checkpoint();
    this.lastCheckpointMs = performance.now();
  }
}

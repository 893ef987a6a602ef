// One open workspace file: the only place that makes connections to it.
import { setTimeout as delay } from 'node:timers/promises';

import type { DuckDBConnection, DuckDBInstance } from '@duckdb/node-api';

import { AppError } from '../../../shared/errors.ts';
import { createInstance, idleMemory, unreadable } from './instance.ts';
import { createStatements, formatVersion, quoteText } from './schema.ts';

/** Ids of events and files still to be given. */
export type NextIds = { readonly event: number; readonly file: number };

const importMemory = '1100MB';
const longestCheckpointWaitMs = 5_000;
const checkpointRetryMs = 20;
const sessionStatements = ["SET TimeZone = 'UTC'", 'USE workspace'];

export class Database {
  readonly file: string;
  private readonly instance: DuckDBInstance;
  private readonly writer: DuckDBConnection;
  private readonly idleReaders: DuckDBConnection[] = [];
  private readonly busyReaders = new Set<DuckDBConnection>();
  private readonly readings = new Set<Promise<unknown>>();
  /** The end of the last write that was asked for: writes follow one another. */
  private lastWrite: Promise<unknown> = Promise.resolve();
  /**
   * Whether some record has a member of this name, as far as that was looked for: it takes a look at every record. What
   * was found out is forgotten with every change.
   */
  seenMembers: Map<string, boolean> = new Map();
  private leastIds: NextIds = { event: 0, file: 0 };
  private isClosed = false;

  private constructor(file: string, instance: DuckDBInstance, writer: DuckDBConnection) {
    this.file = file;
    this.instance = instance;
    this.writer = writer;
  }

  /** Opens the workspace file, or makes it. Errors: workspace/locked, workspace/unreadable. */
  static async open(file: string): Promise<Database> {
    const instance = await createInstance(file);
    const writer = await instance.connect();
    const database = new Database(file, instance, writer);
    try {
      for (const statement of sessionStatements) await writer.run(statement);
      await database.prepareTables();
    } catch (error) {
      await database.close();
      throw error instanceof AppError ? error : unreadable(file, error);
    }
    return database;
  }

  /** Runs statements on the one connection that writes, all or none, after the writes asked for before. */
  transaction(run: (connection: DuckDBConnection) => Promise<void>): Promise<void> {
    return this.write(async () => {
      await this.writer.run('BEGIN TRANSACTION');
      try {
        await run(this.writer);
        await this.writer.run('COMMIT');
        this.seenMembers = new Map();
      } catch (error) {
        await this.writer.run('ROLLBACK');
        throw error;
      }
    });
  }

  /** Runs `use` with a connection of its own; an aborted signal interrupts what runs on it, within some 20 ms. */
  async read<Value>(
    signal: AbortSignal | undefined,
    use: (connection: DuckDBConnection) => Promise<Value>,
  ): Promise<Value> {
    const abort = signal ?? new AbortController().signal;
    const reading = this.readOn(abort, use);
    this.readings.add(reading);
    try {
      return await reading;
    } catch (error) {
      if (abort.aborted) throw new AppError('cancelled', 'Cancelled', { cause: error });
      if (this.isClosed) throw closed(error);
      throw error;
    } finally {
      this.readings.delete(reading);
    }
  }

  private async readOn<Value>(
    signal: AbortSignal,
    use: (connection: DuckDBConnection) => Promise<Value>,
  ): Promise<Value> {
    this.requireOpen();
    const reader = this.idleReaders.pop() ?? (await this.connectReader());
    const interrupt = (): void => reader.interrupt();
    signal.addEventListener('abort', interrupt, { once: true });
    this.busyReaders.add(reader);
    try {
      this.requireOpen();
      if (signal.aborted) throw new AppError('cancelled', 'Cancelled');
      return await use(reader);
    } finally {
      signal.removeEventListener('abort', interrupt);
      this.busyReaders.delete(reader);
      this.idleReaders.push(reader);
    }
  }

  /** All rows of a query as objects of JSON values: for small results. */
  async rows(sql: string, signal?: AbortSignal): Promise<readonly Row[]> {
    return this.read(signal, async (connection) => (await connection.runAndReadAll(sql)).getRowObjectsJson() as Row[]);
  }

  async nextIds(): Promise<NextIds> {
    const [row] = await this.rows(`SELECT
      (SELECT coalesce(max(event_id), -1) + 1 FROM store.copies) AS event,
      (SELECT coalesce(max(id), -1) + 1 FROM store.files) AS file`);
    const { event, file } = this.leastIds;
    return { event: Math.max(event, Number(row?.['event'] ?? 0)), file: Math.max(file, Number(row?.['file'] ?? 0)) };
  }

  /** Ids that were given are not given again while the workspace is open: a view may still hold them. */
  keepIdsBelow(next: NextIds): void {
    this.leastIds = { event: Math.max(this.leastIds.event, next.event), file: Math.max(this.leastIds.file, next.file) };
  }

  /** More memory while an import runs; back to little when the window only reads. */
  async setImporting(isImporting: boolean): Promise<void> {
    await this.write(() => this.writer.run(`SET memory_limit = '${isImporting ? importMemory : idleMemory}'`));
  }

  /**
   * Makes what was written so far last, also if the process is killed. DuckDB refuses while something is being read
   * that began before the last change: a checkpoint waits a little for that, and else is left to the next one, at the
   * latest on closing.
   */
  async checkpoint(): Promise<void> {
    const givingUpMs = performance.now() + longestCheckpointWaitMs;
    while (!(await this.tryCheckpoint()) && performance.now() < givingUpMs) await delay(checkpointRetryMs);
  }

  async getMeta(name: string): Promise<string | undefined> {
    const [row] = await this.rows(`SELECT value FROM store.meta WHERE name = ${quoteText(name)}`);
    const value = row?.['value'];
    return typeof value === 'string' ? value : undefined;
  }

  async setMeta(name: string, value: string): Promise<void> {
    await this.write(() => this.writer.run('INSERT OR REPLACE INTO store.meta VALUES ($1, $2)', [name, value]));
  }

  /**
   * Interrupts what is being read and waits for it and for the writes: the file may be opened again once this is
   * done, and two instances on one file in one process would not see each other's lock.
   */
  async close(): Promise<void> {
    if (this.isClosed) return;
    this.isClosed = true;
    for (const reader of this.busyReaders) reader.interrupt();
    await Promise.allSettled([this.lastWrite, ...this.readings]);
    await this.writer.run('CHECKPOINT');
    for (const reader of this.idleReaders) reader.closeSync();
    this.writer.closeSync();
    this.instance.closeSync();
  }

  private requireOpen(): void {
    if (this.isClosed) throw closed();
  }

  private async write(run: () => Promise<unknown>): Promise<void> {
    this.requireOpen();
    const after = this.lastWrite.then(run, run);
    this.lastWrite = after.catch(() => undefined);
    await after;
  }

  private async tryCheckpoint(): Promise<boolean> {
    try {
      await this.write(() => this.writer.run('CHECKPOINT'));
      return true;
    } catch (error) {
      if (error instanceof Error && /transactions active/.test(error.message)) return false;
      throw error;
    }
  }

  private async connectReader(): Promise<DuckDBConnection> {
    const connection = await this.instance.connect();
    for (const statement of sessionStatements) await connection.run(statement);
    return connection;
  }

  private async prepareTables(): Promise<void> {
    const found = await this.writer.runAndReadAll(
      "SELECT 1 FROM duckdb_tables() WHERE database_name = 'workspace' AND schema_name = 'store' AND table_name = 'meta'",
    );
    if (found.currentRowCount === 0) return this.createTables();
    const version = Number(await this.getMeta('formatVersion'));
    if (version === formatVersion) return;
    throw new AppError(
      'workspace/outdated',
      `${this.file} was written by another version of Firetrail (format ${version}, this one reads ${formatVersion}). Import its files again into a new workspace.`,
    );
  }

  private async createTables(): Promise<void> {
    const others = await this.writer.runAndReadAll(
      "SELECT count(*)::INTEGER FROM duckdb_tables() WHERE database_name = 'workspace'",
    );
    if (others.getRowsJson()[0]?.[0] !== 0) {
      throw new AppError(
        'workspace/unreadable',
        `${this.file} is a DuckDB database, but not a Firetrail workspace. Choose another file.`,
      );
    }
    await this.transaction(async (connection) => {
      for (const statement of createStatements()) await connection.run(statement);
      await connection.run("INSERT INTO store.meta VALUES ('formatVersion', $1)", [String(formatVersion)]);
    });
  }
}

export type Row = Readonly<Record<string, string | number | boolean | null>>;

function closed(cause?: unknown): AppError {
  return new AppError('workspace/none', 'The workspace was closed', { cause });
}

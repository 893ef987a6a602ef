// Puts log files into a workspace in memory, reading them in the test's own thread, and gives everything back: for
// tests of the store that need many small workspaces.
import { mkdtempSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import { ChunkReader } from '../../main/core/ingest/chunkReader.ts';
import { SharedCounters, type ChunkFile, type Part } from '../../main/core/ingest/workerMessages.ts';
import { commitParts } from '../../main/core/store/commit.ts';
import { Database, type Row } from '../../main/core/store/database.ts';
import { removeFiles } from '../../main/core/store/removal.ts';

export type LogFile = { readonly name: string; readonly content: string | Buffer };

const secret = 5n;

export class StoredLogs {
  readonly database: Database;
  private readonly dir: string;
  private readonly counters = new SharedCounters();
  private lastWorker = 0;

  private constructor(dir: string, database: Database) {
    this.dir = dir;
    this.database = database;
  }

  static async make(): Promise<StoredLogs> {
    const dir = mkdtempSync(join(tmpdir(), 'firetrail-store-'));
    return new StoredLogs(dir, await Database.open(':memory:'));
  }

  /** Commits the files together; each inner list comes as a part of its own. */
  async commit(parts: readonly (readonly LogFile[])[]): Promise<void> {
    const made: Part[] = [];
    for (const files of parts) made.push(await this.readPart(files));
    await commitParts(this.database, made);
  }

  async remove(names: readonly string[]): Promise<void> {
    const rows = await this.database.rows('SELECT id, name FROM store.files');
    const ids = rows.filter((row) => names.includes(String(row['name']))).map((row) => Number(row['id']));
    await this.database.transaction((connection) => removeFiles(connection, ids));
  }

  /** Begins anew, faster than making another. */
  async clear(): Promise<void> {
    await this.database.transaction(async (connection) => {
      for (const table of [
        'events',
        'copies',
        'variants',
        'problems',
        'files',
        'firehose_texts',
        'stream_parts',
        'streams',
      ])
        await connection.run(`DELETE FROM store.${table}`);
    });
  }

  async close(): Promise<void> {
    await this.database.close();
    rmSync(this.dir, { recursive: true });
  }

  private async readPart(files: readonly LogFile[]): Promise<Part> {
    const setup = { partsDir: this.dir, workerNumber: this.nextWorker(), shared: this.counters.buffer, secret };
    const parts: Part[] = [];
    const reader = new ChunkReader(setup, (part) => {
      this.counters.addPendingParts(-1);
      parts.push(part);
    });
    await reader.readChunk(files.map((file) => this.place(file)));
    const [part, ...others] = parts;
    if (part === undefined || others.length > 0) throw new Error('one part expected');
    return part;
  }

  private place({ name, content }: LogFile): ChunkFile {
    const id = this.counters.takeFileId();
    const path = join(this.dir, String(id));
    writeFileSync(path, content);
    return { id, path, name, sizeBytes: statSync(path).size, modifiedMs: 0 };
  }

  private nextWorker(): number {
    this.lastWorker += 1;
    return this.lastWorker;
  }
}

export type Everything = {
  readonly events: readonly Row[];
  readonly copies: readonly Row[];
  readonly problems: readonly Row[];
  readonly files: readonly Row[];
};

/** All that can be seen of a workspace, in an order of its own: not which ids were given. */
export async function readEverything(database: Database): Promise<Everything> {
  const shown =
    'JOIN store.events e ON e.id = c.event_id JOIN store.files f ON f.id = c.file_id JOIN store.files s ON s.id = e.file_id';
  return {
    events: await database.rows(`SELECT v.*, (e.flags & 1) AS summary, (e.flags & 4) AS amended
      FROM main.events v JOIN store.files f ON f.name = v.file JOIN store.events e ON e.file_id = f.id AND e.ordinal = v.ordinal
      ORDER BY v.file, v.ordinal`),
    copies:
      await database.rows(`SELECT e."eventID", e."recipientAccountId", f.name AS file, c.ordinal, c.start, c."end",
      s.name AS shown_file, e.ordinal AS shown FROM store.copies c ${shown} ORDER BY f.name, c.ordinal`),
    problems: await database.rows('SELECT * FROM main.problems ORDER BY ALL'),
    files: await database.rows('SELECT file, records, rejected, skipped FROM main.files ORDER BY ALL'),
  };
}

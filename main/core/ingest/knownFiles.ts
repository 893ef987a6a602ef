// Which files the workspace has read already, and whether they are still what they were: by the version of their
// content where there is one, else by size and time of change.
import type { DuckDBConnection } from '@duckdb/node-api';

import { problemLevel, type Problem } from '../../../shared/problems.ts';
import type { Database } from '../store/database.ts';
import { removeFiles } from '../store/removal.ts';
import { archiveName } from './readExactRecord.ts';

/**
 * Of a row of `store.files`: whether it was read to its end. A downloaded file that somebody has deleted before it was
 * read can be had again.
 */
export const isRead = '(is_complete AND NOT (version IS NOT NULL AND size_bytes > 0 AND compressed_bytes = 0))';

type FileState = {
  readonly path: string;
  readonly sizeBytes: number;
  readonly modifiedMs: number;
  readonly version?: string | undefined;
};

type Known = Omit<FileState, 'path'> & { readonly ids: number[]; readonly name: string };

export class KnownFiles {
  /** Of files that were being read when an import was killed or cancelled, or had gone from the cache before. */
  readonly incompleteIds: readonly number[];
  private readonly database: Database;
  private readonly byPath: Map<string, Known>;
  private readonly seen = new Set<string>();
  unchanged = 0;

  private constructor(database: Database, byPath: Map<string, Known>, incompleteIds: readonly number[]) {
    this.database = database;
    this.byPath = byPath;
    this.incompleteIds = incompleteIds;
  }

  static async load(database: Database): Promise<KnownFiles> {
    const rows = await database.rows(
      `SELECT id, path, name, size_bytes, modified_ms, version, ${isRead} AS is_read FROM store.files`,
    );
    const incompletePaths = new Set(rows.filter((row) => row['is_read'] === false).map((row) => row['path']));
    const byPath = new Map<string, Known>();
    const incompleteIds: number[] = [];
    for (const row of rows) {
      const id = Number(row['id']);
      const path = String(row['path']);
      if (incompletePaths.has(path)) incompleteIds.push(id);
      else if (byPath.has(path)) byPath.get(path)?.ids.push(id);
      else {
        byPath.set(path, {
          ids: [id],
          name: archiveName(path, String(row['name'])),
          sizeBytes: Number(row['size_bytes']),
          modifiedMs: Number(row['modified_ms']),
          version: typeof row['version'] === 'string' ? row['version'] : undefined,
        });
      }
    }
    return new KnownFiles(database, byPath, incompleteIds);
  }

  has(path: string): boolean {
    return this.byPath.has(path);
  }

  /** Whether a file from elsewhere has been read in this version of its content. */
  hasVersion({ path, version }: { readonly path: string; readonly version: string }): boolean {
    return this.byPath.get(path)?.version === version;
  }

  /** Notes that the file is there, and says whether it has been read as it is. */
  isUnchanged(file: FileState): boolean {
    const isAgain = this.seen.has(file.path);
    this.seen.add(file.path);
    const known = this.byPath.get(file.path);
    const isSame = known !== undefined && isAsBefore(known, file);
    if (isSame && !isAgain) this.unchanged += 1;
    // The same file reached by two sources is read once.
    return isSame || isAgain;
  }

  /** Takes what was read from the file out of the store, if anything was. */
  async forget(
    path: string,
    transaction: (change: (connection: DuckDBConnection) => Promise<void>) => Promise<void>,
  ): Promise<void> {
    const known = this.byPath.get(path);
    if (known === undefined) return;
    this.byPath.delete(path);
    await transaction((connection) => removeFiles(connection, known.ids));
  }

  /**
   * Known files of this machine that a walk of every source has not come by. Those from elsewhere may well be gone
   * (buckets have lifecycles, ranges move on): what was read from them is here.
   */
  vanished(): readonly string[] {
    return [...this.byPath].flatMap(([path, known]) =>
      known.version === undefined && !this.seen.has(path) ? [path] : [],
    );
  }

  /** Records a problem for each file that is no longer there; its events stay. */
  async noteVanished(): Promise<void> {
    const gone = this.vanished()
      .map((path) => this.byPath.get(path))
      .filter((known) => known !== undefined);
    await this.database.transaction(async (connection) => {
      await connection.run('DELETE FROM store.problems WHERE message = $1', [vanishedMessage]);
      for (const { ids, name } of gone) await insertProblem(connection, ids[0] ?? -1, vanishedProblem(name));
    });
  }
}

function isAsBefore(known: Known, file: FileState): boolean {
  if (file.version !== undefined) return known.version === file.version;
  return known.sizeBytes === file.sizeBytes && known.modifiedMs === Math.round(file.modifiedMs);
}

const vanishedMessage =
  'The file is no longer there. The events read from it are kept; put it back to read exact records from it, or remove its source.';

function vanishedProblem(file: string): Problem {
  return { file, kind: 'unreadable', level: problemLevel('unreadable'), message: vanishedMessage };
}

async function insertProblem(connection: DuckDBConnection, fileId: number, problem: Problem): Promise<void> {
  await connection.run('INSERT INTO store.problems VALUES ($1, $2, $3, $4, $5, NULL, NULL, NULL)', [
    fileId,
    problem.file,
    problem.kind,
    problem.level,
    problem.message,
  ]);
}

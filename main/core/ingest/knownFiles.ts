// Which files the workspace has read already, and whether they are still what they were: by the version of their
// content where there is one, else by size and time of change.
import type { DuckDBConnection } from '@duckdb/node-api';

import { problemLevel, type Problem } from '../../../shared/problems.ts';
import type { Database } from '../store/database.ts';
import { readChunks } from '../store/streamed.ts';
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

/** Of a file that may be one of very many: no more than is needed. */
type Known = {
  readonly id: number;
  /** Of further members of an archive. */
  more: number[] | undefined;
  readonly version: string | undefined;
  /** Where there is no version. */
  readonly state: { readonly name: string; readonly sizeBytes: number; readonly modifiedMs: number } | undefined;
  isSeen: boolean;
};

export class KnownFiles {
  /** Of files that were being read when an import was killed or cancelled, or had gone from the cache before. */
  readonly incompleteIds: readonly number[];
  private readonly database: Database;
  private readonly byPath: Map<string, Known>;
  /** Files that were not known and have been met. */
  private readonly met = new Set<string>();
  unchanged = 0;

  private constructor(database: Database, byPath: Map<string, Known>, incompleteIds: readonly number[]) {
    this.database = database;
    this.byPath = byPath;
    this.incompleteIds = incompleteIds;
  }

  /** In pieces: a million files would hold up everything else for seconds. */
  static async load(database: Database): Promise<KnownFiles> {
    const byPath = new Map<string, Known>();
    const incompletePaths = new Set<string>();
    await readChunks({ database, sql: selectFiles }, (chunk) => {
      for (const [path, id, version, isWhole, ...state] of chunk.getRows() as unknown as FileRow[]) {
        if (!isWhole) incompletePaths.add(path);
        addKnown(byPath, { path, id, version, state });
      }
    });
    const incompleteIds: number[] = [];
    for (const path of incompletePaths) {
      incompleteIds.push(...idsOf(byPath.get(path)));
      byPath.delete(path);
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
    const known = this.byPath.get(file.path);
    const isAgain = known?.isSeen ?? this.met.has(file.path);
    if (known === undefined) this.met.add(file.path);
    else known.isSeen = true;
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
    this.met.add(path);
    await transaction((connection) => removeFiles(connection, idsOf(known)));
  }

  /**
   * Known files of this machine that a walk of every source has not come by. Those from elsewhere may well be gone
   * (buckets have lifecycles, ranges move on): what was read from them is here.
   */
  vanished(): readonly { readonly id: number; readonly name: string }[] {
    return [...this.byPath.values()].flatMap(({ id, state, isSeen }) =>
      state === undefined || isSeen ? [] : [{ id, name: state.name }],
    );
  }

  /** Records a problem for each file that is no longer there; its events stay. */
  async noteVanished(): Promise<void> {
    const gone = this.vanished();
    await this.database.transaction(async (connection) => {
      await connection.run('DELETE FROM store.problems WHERE message = $1', [vanishedMessage]);
      for (const { id, name } of gone) await insertProblem(connection, id, vanishedProblem(name));
    });
  }
}

const selectFiles = `SELECT path, id, version, ${isRead}, name, size_bytes::DOUBLE, modified_ms::DOUBLE FROM store.files`;

type FileRow = readonly [
  path: string,
  id: number,
  version: string | null,
  isWhole: boolean,
  name: string,
  sizeBytes: number,
  modifiedMs: number,
];

type Added = {
  readonly path: string;
  readonly id: number;
  readonly version: string | null;
  readonly state: readonly [name: string, sizeBytes: number, modifiedMs: number];
};

function addKnown(byPath: Map<string, Known>, { path, id, version, state }: Added): void {
  const known = byPath.get(path);
  if (known !== undefined) {
    (known.more ??= []).push(id);
    return;
  }
  const [name, sizeBytes, modifiedMs] = state;
  byPath.set(path, {
    id,
    more: undefined,
    version: version ?? undefined,
    state: version === null ? { name: archiveName(path, name), sizeBytes, modifiedMs } : undefined,
    isSeen: false,
  });
}

function idsOf(known: Known | undefined): readonly number[] {
  return known === undefined ? [] : [known.id, ...(known.more ?? [])];
}

function isAsBefore({ version, state }: Known, file: FileState): boolean {
  if (file.version !== undefined) return version === file.version;
  return state?.sizeBytes === file.sizeBytes && state.modifiedMs === Math.round(file.modifiedMs);
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

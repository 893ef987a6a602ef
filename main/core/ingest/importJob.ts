// One import: walks the sources, gives new and changed files to the worker threads, commits what they find.
//   1. what a killed import left half read is taken out again
//   2. walk: unchanged files are passed over, changed ones taken out and read anew
//   3. worker threads read chunks of files into parts; the committer puts parts into the store
//   4. files that have vanished since are noted; their events stay
// Cancelling commits what was read: the rest is read when the import is continued.
import { randomBytes } from 'node:crypto';
import { availableParallelism } from 'node:os';
import { rmSync } from 'node:fs';

import { AppError } from '../../../shared/errors.ts';
import type { JobCounts } from '../../../shared/ipc/contract.ts';
import type { SourceEntry } from '../sources/source.ts';
import type { Database } from '../store/database.ts';
import { removeFiles } from '../store/removal.ts';
import { Chunker } from './chunker.ts';
import { Committer } from './committer.ts';
import { KnownFiles } from './knownFiles.ts';
import { makePartsDir } from './partsDir.ts';
import { IngestPool } from './pool.ts';
import type { ChunkFile, Part } from './workerMessages.ts';

export type ImportRequest = {
  readonly database: Database;
  readonly workerFile: string;
  /** Walks every source of the workspace. */
  readonly walk: (signal: AbortSignal) => AsyncIterable<SourceEntry>;
  readonly signal: AbortSignal;
  readonly report: (counts: Partial<JobCounts>) => void;
  /** Called after each commit: there is something new to read. */
  readonly onCommit: () => void;
};

export type ImportSummary = { readonly unchangedFiles: number };

const maxThreads = 8;
/** At least two: on one core the system shares it between reading and storing better than we could. */
const threads = Math.min(maxThreads, Math.max(2, availableParallelism()));

export async function runImport(request: ImportRequest): Promise<ImportSummary> {
  const { database } = request;
  const partsDir = makePartsDir(database.file);
  await database.setImporting(true);
  await database.setMeta('isIncomplete', 'true');
  await database.checkpoint();
  try {
    const run = new ImportRun(request, partsDir, await textSecret(database));
    const summary = await run.run();
    await database.setMeta('isIncomplete', 'false');
    return summary;
  } finally {
    rmSync(partsDir, { recursive: true, force: true });
    await database.checkpoint();
    await database.setImporting(false);
  }
}

/** The workspace's own secret, made with its first import. */
async function textSecret(database: Database): Promise<bigint> {
  const known = await database.getMeta('textSecret');
  if (known !== undefined) return BigInt(known);
  const made = randomBytes(8).readBigInt64LE();
  await database.setMeta('textSecret', made.toString());
  return made;
}

class ImportRun {
  private readonly request: ImportRequest;
  private readonly pool: IngestPool;
  private readonly committer: Committer;
  private readonly chunker = new Chunker();
  private readonly counts = { filesDone: 0, filesTotal: 0, bytesDone: 0, bytesTotal: 0, records: 0, problems: 0 };

  constructor(request: ImportRequest, partsDir: string, secret: bigint) {
    this.request = request;
    const onPart = (part: Part): void => this.takePart(part);
    this.pool = new IngestPool({ workerFile: request.workerFile, size: threads, partsDir, secret, onPart });
    this.committer = new Committer(request.database, (parts) => {
      for (const _part of parts) this.pool.counters.addPendingParts(-1);
      // Threads that wait until their parts are stored would wait for ever.
      if (this.committer.hasFailed) this.pool.cancel();
      else request.onCommit();
    });
  }

  async run(): Promise<ImportSummary> {
    const { signal } = this.request;
    const cancel = (): void => this.pool.cancel();
    signal.addEventListener('abort', cancel, { once: true });
    try {
      const known = await this.prepare();
      await this.readAll(known);
      await this.pool.drain();
      await this.committer.finish();
      if (signal.aborted) throw new AppError('cancelled', 'The import was cancelled');
      await known.noteVanished();
      this.request.onCommit();
      return { unchangedFiles: known.unchanged };
    } finally {
      signal.removeEventListener('abort', cancel);
      await this.pool.close();
      this.request.database.keepIdsBelow(this.pool.counters.nextIds);
      await this.committer.finish();
    }
  }

  private async prepare(): Promise<KnownFiles> {
    const { database } = this.request;
    const known = await KnownFiles.load(database);
    await database.transaction(async (connection) => {
      await removeFiles(connection, known.incompleteIds);
      // What could not be looked into last time is looked into again.
      await connection.run('DELETE FROM store.problems WHERE file_id < 0');
    });
    const next = await database.nextIds();
    this.pool.counters.setNextIds(next.event, next.file);
    return known;
  }

  private async readAll(known: KnownFiles): Promise<void> {
    const { signal, walk, report } = this.request;
    for await (const entry of walk(signal)) {
      if (signal.aborted || this.committer.hasFailed) break;
      if (entry.kind === 'problem') {
        this.takePart({
          parquetFile: undefined,
          rows: 0,
          files: [],
          problems: [{ fileId: -1, problem: entry.problem }],
        });
        continue;
      }
      if (known.isUnchanged(entry)) continue;
      await known.forget(entry.path, (change) => this.request.database.transaction(change));
      this.counts.filesTotal += 1;
      this.counts.bytesTotal += entry.sizeBytes;
      const chunk = this.chunker.add({ ...entry, id: this.pool.counters.takeFileId() });
      if (chunk !== undefined) await this.submit(chunk);
    }
    const rest = this.chunker.rest();
    if (rest.length > 0 && !signal.aborted) await this.submit(rest);
    report({ ...this.counts, isTotalKnown: true });
  }

  private async submit(files: readonly ChunkFile[]): Promise<void> {
    this.request.report(this.counts);
    await this.pool.submit(files);
  }

  private takePart(part: Part): void {
    // An archive has an entry for each of its members, all of them with the archive's size.
    const done = new Map(part.files.filter((file) => file.isComplete).map((file) => [file.path, file.sizeBytes]));
    this.counts.filesDone += done.size;
    for (const sizeBytes of done.values()) this.counts.bytesDone += sizeBytes;
    this.counts.records += part.rows;
    this.counts.problems += part.problems.filter(({ problem }) => problem.level === 'error').length;
    this.request.report(this.counts);
    this.committer.add(part);
  }
}

// One import: walks the sources, gives new and changed files to the worker threads, commits what they find.
//   1. what a killed import left half read is taken out again
//   2. walk: unchanged files are passed over, changed ones taken out and read anew
//   3. files that are elsewhere are brought here (fetching.ts)
//   4. worker threads read chunks of files into parts; the committer puts parts into the store
//   5. files that have vanished since are noted; their events stay
// Cancelling commits what was read: the rest is read when the import is continued.
import { randomBytes } from 'node:crypto';
import { availableParallelism } from 'node:os';
import { rmSync } from 'node:fs';

import { AppError } from '../../../shared/errors.ts';
import type { JobCounts } from '../../../shared/ipc/contract.ts';
import type { Problem } from '../../../shared/problems.ts';
import type { Gate } from '../gate.ts';
import type { FileEntryOf, Walk } from '../sources/source.ts';
import type { Database } from '../store/database.ts';
import { removeFiles } from '../store/removal.ts';
import { Chunker } from './chunker.ts';
import { Committer } from './committer.ts';
import { Fetching } from './fetching.ts';
import { KnownFiles } from './knownFiles.ts';
import { makePartsDir } from './partsDir.ts';
import { IngestPool } from './pool.ts';
import type { ChunkFile, Part } from './workerMessages.ts';

export type ImportRequest = {
  readonly database: Database;
  readonly workerFile: string;
  /** Walks, at the same time, every source of the workspace; of a partial import only what is said to be new. */
  readonly walks: readonly Walk[];
  readonly isPartial: boolean;
  readonly signal: AbortSignal;
  readonly gate: Gate;
  readonly report: (counts: Partial<JobCounts>) => void;
  /** Called after each commit: there is something new to read. */
  readonly onCommit: () => void;
};

export type ImportSummary = { readonly unchangedFiles: number };

const maxThreads = 8;
/** A thread that failed fails whatever is given to the threads next, and their draining. */
const metAtTheEnd = (): void => undefined;
/** A chunk is read as it is when it has waited this long for more files. */
const longestChunkWaitMs = 300;
/** At least two: on one core the system shares it between reading and storing better than we could. */
const threads = Math.min(maxThreads, Math.max(2, availableParallelism()));

export async function runImport(request: ImportRequest): Promise<ImportSummary> {
  const { database } = request;
  const partsDir = makePartsDir(database.file);
  await database.setImporting(true);
  const wasIncomplete = (await database.getMeta('isIncomplete')) === 'true';
  await database.setMeta('isIncomplete', 'true');
  await database.checkpoint();
  try {
    const run = new ImportRun(request, partsDir, await textSecret(database));
    const summary = await run.run();
    // A part that was read whole makes nothing whole that was cut off before.
    await database.setMeta('isIncomplete', String(request.isPartial && wasIncomplete));
    return summary;
  } catch (error) {
    // What it did not come to is new, and is found again; only what is half read is missing here.
    if (request.isPartial && !wasIncomplete && !(await hasHalfRead(database)))
      await database.setMeta('isIncomplete', 'false');
    throw error;
  } finally {
    rmSync(partsDir, { recursive: true, force: true });
    await database.checkpoint();
    await database.setImporting(false);
  }
}

async function hasHalfRead(database: Database): Promise<boolean> {
  return (await database.rows('SELECT 1 FROM store.files WHERE NOT is_complete LIMIT 1')).length > 0;
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
  private chunkTimer: NodeJS.Timeout | undefined;
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
      const failure = await this.readAll(known);
      await this.pool.drain();
      await this.committer.finish();
      if (signal.aborted) throw new AppError('cancelled', 'The import was cancelled');
      // Only now: what had arrived before it failed is kept.
      if (failure !== undefined) throw failure.error;
      if (!this.request.isPartial) await known.noteVanished();
      this.request.onCommit();
      return { unchangedFiles: known.unchanged };
    } finally {
      signal.removeEventListener('abort', cancel);
      clearTimeout(this.chunkTimer);
      await this.pool.close();
      this.request.database.keepIdsBelow(this.pool.counters.nextIds);
      await this.committer.finish();
    }
  }

  private async prepare(): Promise<KnownFiles> {
    const { database, isPartial } = this.request;
    const known = await KnownFiles.load(database);
    await database.transaction(async (connection) => {
      await removeFiles(connection, known.incompleteIds);
      // What could not be looked into last time is looked into again.
      if (!isPartial) await connection.run('DELETE FROM store.problems WHERE file_id < 0');
    });
    const next = await database.nextIds();
    this.pool.counters.setNextIds(next.event, next.file);
    return known;
  }

  /** What ended the walk or the fetching before its end, if anything did. */
  private async readAll(known: KnownFiles): Promise<{ readonly error: unknown } | undefined> {
    const { signal, report } = this.request;
    const fetching = this.fetching(known);
    let failure: { readonly error: unknown } | undefined;
    try {
      for await (const entry of fetching.run(signal)) {
        if (signal.aborted || this.committer.hasFailed) break;
        if (entry.kind === 'problem') this.takeProblem(entry.problem);
        else await this.read(entry, known);
      }
    } catch (error) {
      failure = { error };
    }
    await this.submitRest();
    report({ ...this.counts, isTotalKnown: true });
    return failure;
  }

  private fetching(known: KnownFiles): Fetching {
    const { gate, walks, report } = this.request;
    const fetching: Fetching = new Fetching({
      walks: walks.map(
        (walk) => (signal) =>
          walk({
            signal,
            whenRunning: () => gate.pass(),
            isKnown: (file) => known.hasVersion(file),
            reportConcurrency: (requests) => fetching.setConcurrency(requests),
          }),
      ),
      isKnown: (entry) => known.isUnchanged(entry),
      onProgress: (fetch) => report({ fetch }),
    });
    return fetching;
  }

  private async read(entry: FileEntryOf, known: KnownFiles): Promise<void> {
    await known.forget(entry.path, (change) => this.request.database.transaction(change));
    this.counts.filesTotal += 1;
    this.counts.bytesTotal += entry.sizeBytes;
    const { path, name, sizeBytes, modifiedMs, version, localPath } = entry;
    const chunk = this.chunker.add({
      id: this.pool.counters.takeFileId(),
      path,
      name,
      sizeBytes,
      modifiedMs,
      ...(version === undefined ? {} : { version }),
      ...(localPath === undefined ? {} : { localPath }),
    });
    if (chunk !== undefined) await this.submit(chunk);
    else this.chunkTimer ??= setTimeout(() => void this.submitRest().catch(metAtTheEnd), longestChunkWaitMs);
  }

  private takeProblem(problem: Problem): void {
    this.takePart({ parquetFile: undefined, rows: 0, files: [], problems: [{ fileId: -1, problem }] });
  }

  /** Files that arrive slowly do not wait for a full chunk. */
  private async submitRest(): Promise<void> {
    clearTimeout(this.chunkTimer);
    this.chunkTimer = undefined;
    const rest = this.chunker.rest();
    if (rest.length > 0 && !this.request.signal.aborted) await this.submit(rest);
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

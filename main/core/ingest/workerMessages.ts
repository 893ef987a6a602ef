// What the import and its worker threads say to each other.
import type { Problem } from '../../../shared/problems.ts';

/** A file to be read. `id` was given by the import; members of an archive get further ids from `sharedIds`. */
export type ChunkFile = {
  readonly id: number;
  readonly path: string;
  readonly name: string;
  readonly sizeBytes: number;
  readonly modifiedMs: number;
  readonly version?: string;
  /** Where its bytes lie, if not at `path`. */
  readonly localPath?: string;
};

/** A file's entry in the workspace; one for each member of an archive. */
export type FileEntry = ChunkFile & {
  /** False while more parts of the file are to come. */
  readonly isComplete: boolean;
  /** Nothing could be read from it, or it is no log. */
  readonly isSkipped: boolean;
  readonly compressedBytes: number;
  readonly rawBytes: number;
  readonly records: number;
  readonly rejected: number;
};

export type FileProblem = { readonly fileId: number; readonly problem: Problem };

/** What has been read since the last part: rows in a Parquet file, the files they came from, what was wrong. */
export type Part = {
  readonly parquetFile: string | undefined;
  readonly rows: number;
  readonly files: readonly FileEntry[];
  readonly problems: readonly FileProblem[];
};

export type ToWorker = { readonly kind: 'chunk'; readonly files: readonly ChunkFile[] } | { readonly kind: 'cancel' };

export type FromWorker =
  | { readonly kind: 'part'; readonly part: Part }
  | { readonly kind: 'done' }
  | { readonly kind: 'failed'; readonly message: string; readonly stack: string | undefined };

export type WorkerSetup = {
  /** Where Parquet files are put until they are in the store. */
  readonly partsDir: string;
  readonly workerNumber: number;
  /** The workspace's own number for the hashes of texts: see assembly/recordScanner.ts. */
  readonly secret: bigint;
  /** See SharedCounters. */
  readonly shared: SharedArrayBuffer;
};

/** Numbers that all threads of an import share. */
export class SharedCounters {
  readonly buffer: SharedArrayBuffer;
  private readonly cells: Int32Array;

  constructor(buffer: SharedArrayBuffer = new SharedArrayBuffer(16)) {
    this.buffer = buffer;
    this.cells = new Int32Array(buffer);
  }

  /** Reserves `count` event ids and returns the first. */
  takeEventIds(count: number): number {
    return Atomics.add(this.cells, 0, count);
  }

  takeFileId(): number {
    return Atomics.add(this.cells, 1, 1);
  }

  get nextIds(): { readonly event: number; readonly file: number } {
    return { event: Atomics.load(this.cells, 0), file: Atomics.load(this.cells, 1) };
  }

  setNextIds(event: number, file: number): void {
    Atomics.store(this.cells, 0, event);
    Atomics.store(this.cells, 1, file);
  }

  /** Parts that have been written and are not yet in the store. */
  addPendingParts(change: 1 | -1): void {
    Atomics.add(this.cells, 2, change);
    Atomics.notify(this.cells, 2);
  }

  /** Blocks the calling thread (never the main one) while too many parts wait to be stored. */
  waitForRoom(maxParts: number): void {
    for (;;) {
      const pending = Atomics.load(this.cells, 2);
      if (pending < maxParts || this.isCancelled) return;
      Atomics.wait(this.cells, 2, pending, 200);
    }
  }

  get isCancelled(): boolean {
    return Atomics.load(this.cells, 3) === 1;
  }

  cancel(): void {
    Atomics.store(this.cells, 3, 1);
    Atomics.notify(this.cells, 2);
  }
}

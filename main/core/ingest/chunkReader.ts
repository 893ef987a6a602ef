// Reads files one after the other into a batch of rows and writes the batch out as a part when it is large enough
// or the chunk ends. Runs in a worker thread.
import { closeSync, openSync, writeSync } from 'node:fs';
import { join } from 'node:path';

import { readCells } from '../../../shared/events/record.ts';
import { FastReader } from './fastRecords.ts';
import type { FileOutcome, FoundRecord, FoundSink } from './found.ts';
import {
  SharedCounters,
  type ChunkFile,
  type FileEntry,
  type FileProblem,
  type Part,
  type WorkerSetup,
} from './workerMessages.ts';
import { readLogFile } from './readLogFile.ts';
import { readSmallFile } from './readSmallFile.ts';
import { RowBatch, rowFlags } from './rowBatch.ts';

/** A part is handed over beyond these: enough rows to be worth a statement, few enough to stay small in memory. */
const maxPartTextBytes = 24 * 1024 * 1024;
const maxPartRows = 40_000;
/** A file can hold a million values that are no records: what is said of them is handed on in parts too. */
const maxPartProblemLength = 4 * 1024 * 1024;
/** What a problem takes beside its text. */
const leastProblemLength = 256;
/** Parts of all workers that may wait to be stored. */
const maxPendingParts = 20;

/** A file, or a member of an archive, that is being read. */
type BegunFile = {
  readonly file: ChunkFile;
  readonly id: number;
  readonly name: string;
  readonly onEnd: (entry: FileEntry) => void;
};

export class ChunkReader {
  private readonly setup: WorkerSetup;
  private readonly counters: SharedCounters;
  private readonly send: (part: Part) => void;
  private readonly batch = new RowBatch();
  private readonly fast: FastReader;
  private readonly abort = new AbortController();
  private files = new Map<number, FileEntry>();
  private problems: FileProblem[] = [];
  private problemLength = 0;
  private partNumber = 0;

  constructor(setup: WorkerSetup, send: (part: Part) => void) {
    this.setup = setup;
    this.counters = new SharedCounters(setup.shared);
    this.fast = new FastReader(setup.secret);
    this.send = send;
  }

  cancel(): void {
    this.abort.abort();
  }

  async readChunk(files: readonly ChunkFile[]): Promise<void> {
    for (const file of files) {
      if (this.counters.isCancelled) break;
      await this.readFile(file);
    }
    this.flush();
  }

  private async readFile(file: ChunkFile): Promise<void> {
    const whole = readSmallFile(file.localPath ?? file.path, file.sizeBytes);
    const records = whole === undefined ? undefined : this.fast.read(whole.bytes, this.batch, file.id);
    if (whole === undefined || records === undefined) return this.readWithCare(file);
    const outcome = { compressedBytes: whole.compressedBytes, rawBytes: whole.bytes.length, records, rejected: 0 };
    this.noteFile(file, file.id, file.name, { ...outcome, isComplete: true, isSkipped: false });
    this.flushIfLarge();
  }

  private async readWithCare(file: ChunkFile): Promise<void> {
    const entries: FileEntry[] = [];
    let isFirst = true;
    const { signal } = this.abort;
    const beginFile = (name: string): FoundSink & { end(outcome: FileOutcome): void } => {
      const id = isFirst ? file.id : this.counters.takeFileId();
      isFirst = false;
      return this.sink({ file, id, name, onEnd: (entry) => entries.push(entry) });
    };
    await readLogFile({ path: file.localPath ?? file.path, name: file.name, signal, beginFile });
    // Only now is it known that no member of an archive is missing: an import stopped before reads the file again.
    if (this.counters.isCancelled) return;
    for (const entry of entries) this.files.set(entry.id, { ...entry, isComplete: true });
  }

  private sink({ file, id, name, onEnd }: BegunFile): FoundSink & { end(outcome: FileOutcome): void } {
    let records = 0;
    let problems = 0;
    const progress = { compressedBytes: 0, rawBytes: 0, rejected: 0 };
    return {
      record: (found) => {
        records += 1;
        const textHash = this.fast.hashText(found.text);
        this.batch.addFound(found, { cells: readCells(found.value), file: id, flags: flagsOf(found), textHash });
        if (this.isLarge()) {
          this.noteFile(file, id, name, { ...progress, records, isComplete: false, isSkipped: false });
          this.flush();
        }
      },
      problem: (problem) => {
        problems += 1;
        this.problems.push({ fileId: id, problem });
        this.problemLength += leastProblemLength + (problem.text?.length ?? 0);
        if (this.problemLength > maxPartProblemLength) {
          this.noteFile(file, id, name, { ...progress, records, isComplete: false, isSkipped: false });
          this.flush();
        }
      },
      end: (outcome) => {
        onEnd(
          this.noteFile(file, id, name, { ...outcome, isComplete: false, isSkipped: records === 0 && problems > 0 }),
        );
        this.flushIfLarge();
      },
    };
  }

  private noteFile(file: ChunkFile, id: number, name: string, state: Omit<FileEntry, keyof ChunkFile>): FileEntry {
    const entry = { ...file, id, name, ...state };
    this.files.set(id, entry);
    return entry;
  }

  private isLarge(): boolean {
    return this.batch.textBytes > maxPartTextBytes || this.batch.rows > maxPartRows;
  }

  private flushIfLarge(): void {
    if (this.isLarge()) this.flush();
  }

  private flush(): void {
    if (this.files.size === 0 && this.problems.length === 0) return;
    this.counters.waitForRoom(maxPendingParts);
    const { rows } = this.batch;
    const parquetFile = rows === 0 ? undefined : this.writeRows();
    this.counters.addPendingParts(1);
    this.send({ parquetFile, rows, files: [...this.files.values()], problems: this.problems });
    this.batch.clear();
    this.files = new Map();
    this.problems = [];
    this.problemLength = 0;
  }

  private writeRows(): string {
    this.partNumber += 1;
    const path = join(this.setup.partsDir, `part-${this.setup.workerNumber}-${this.partNumber}.parquet`);
    const descriptor = openSync(path, 'w');
    try {
      for (const piece of this.batch.encode(this.counters.takeEventIds(this.batch.rows))) writeWhole(descriptor, piece);
    } finally {
      closeSync(descriptor);
    }
    return path;
  }
}

function writeWhole(descriptor: number, bytes: Uint8Array): void {
  for (let at = 0; at < bytes.length;) at += writeSync(descriptor, bytes, at);
}

function flagsOf(found: FoundRecord): number {
  const { addendum } = found.value;
  const amended = typeof addendum === 'object' && addendum !== null && !Array.isArray(addendum);
  return (
    (found.isSummaryOnly ? rowFlags.summaryOnly : 0) |
    (found.isTextRepaired ? rowFlags.repaired : 0) |
    (amended ? rowFlags.amended : 0)
  );
}

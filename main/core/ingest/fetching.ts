// Brings files that are elsewhere to this machine, many at once, and yields them as they arrive; files that are here
// already pass through. The walk runs ahead, within limits, so that the total is known early; fetching stops while
// reading cannot keep up. How many requests there are at once is for the source to say: it knows its server.
import { setMaxListeners } from 'node:events';

import type { JobCounts } from '../../../shared/ipc/contract.ts';
import type { Problem } from '../../../shared/problems.ts';
import { Rate } from '../rate.ts';
import type { Fetched, FileEntryOf, SourceEntry } from '../sources/source.ts';

/** Found, but not yet asked for: bounds the memory of a walk that is faster than the network. */
const maxQueued = 20_000;
/** Asked for at once. A source lets fewer go to its server. */
const maxAsked = 64;
/** Fetched, but not yet read. */
const maxReady = 512;

export type ReadyEntry = FileEntryOf | { readonly kind: 'problem'; readonly problem: Problem };

type FetchingOptions = {
  /** Go on at the same time, and end early when aborted. */
  readonly walks: (signal: AbortSignal) => readonly AsyncIterable<SourceEntry>[];
  /** Entries that need not be fetched or read: the workspace has them. */
  readonly isKnown: (entry: FileEntryOf) => boolean;
  readonly onProgress: (counts: NonNullable<JobCounts['fetch']>) => void;
};

export class Fetching {
  private readonly options: FetchingOptions;
  private readonly abort = new AbortController();
  private readonly queue: FileEntryOf[] = [];
  private readonly ready: ReadyEntry[] = [];
  private readonly rate = new Rate();
  private counts: NonNullable<JobCounts['fetch']> | undefined;
  private asked = 0;
  private concurrency = 0;
  private hasWalked = false;
  private failure: { readonly error: unknown } | undefined;
  /** Wakes everything that waits for a change of the queues. */
  private changed = signalOnce();

  constructor(options: FetchingOptions) {
    this.options = options;
    // Every request that is under way listens to it.
    setMaxListeners(0, this.abort.signal);
  }

  setConcurrency(requests: number): void {
    this.concurrency = requests;
  }

  /** Yields until all is here. Throws what ended the walk or a fetch; leaving early ends both. */
  async *run(signal: AbortSignal): AsyncGenerator<ReadyEntry> {
    const stop = (): void => this.abort.abort();
    signal.addEventListener('abort', stop, { once: true });
    if (signal.aborted) stop();
    const walking = this.walkAll();
    try {
      for (;;) {
        const entry = this.ready.shift();
        if (entry !== undefined) {
          this.wake();
          yield entry;
        } else if (this.failure !== undefined) throw this.failure.error;
        else if (this.hasWalked && this.queue.length === 0 && this.asked === 0) return;
        else await this.changed.promise;
      }
    } finally {
      signal.removeEventListener('abort', stop);
      stop();
      this.wake();
      await walking;
      while (this.asked > 0) await this.changed.promise;
    }
  }

  private async walkAll(): Promise<void> {
    await Promise.all(this.options.walks(this.abort.signal).map((walk) => this.walk(walk)));
    this.hasWalked = true;
    this.report({});
    this.wake();
  }

  private async walk(entries: AsyncIterable<SourceEntry>): Promise<void> {
    try {
      for await (const entry of entries) {
        if (this.abort.signal.aborted) break;
        await this.take(entry);
      }
    } catch (error) {
      this.fail(error);
      this.wake();
    }
  }

  private async take(entry: SourceEntry): Promise<void> {
    if (entry.kind === 'file' && this.options.isKnown(entry)) return;
    if (entry.kind === 'problem' || entry.fetch === undefined) {
      await this.roomIn(this.ready, maxReady);
      this.ready.push(entry);
    } else {
      await this.roomIn(this.queue, maxQueued);
      this.queue.push(entry);
      this.report({ objectsTotal: 1, bytesTotal: entry.sizeBytes });
      this.askForMore();
    }
    this.wake();
  }

  private async roomIn(list: readonly unknown[], limit: number): Promise<void> {
    while (list.length >= limit && !this.abort.signal.aborted) await this.changed.promise;
  }

  private askForMore(): void {
    while (this.asked < maxAsked && this.ready.length + this.asked < maxReady && !this.abort.signal.aborted) {
      const entry = this.queue.shift();
      if (entry === undefined) return;
      this.asked += 1;
      void this.fetch(entry);
    }
  }

  private async fetch(entry: FileEntryOf): Promise<void> {
    try {
      const fetched = await entry.fetch?.(this.abort.signal);
      if (fetched !== undefined) this.takeFetched(entry, fetched);
    } catch (error) {
      this.fail(error);
    }
    this.asked -= 1;
    this.wake();
  }

  private takeFetched(entry: FileEntryOf, fetched: Fetched): void {
    if ('problem' in fetched) {
      this.ready.push({ kind: 'problem', problem: fetched.problem });
      this.report({ objectsDone: 1, bytesTotal: -entry.sizeBytes });
      return;
    }
    this.ready.push({ ...entry, localPath: fetched.localPath });
    if (fetched.isFromCache) this.report({ objectsDone: 1, objectsFromCache: 1, bytesTotal: -entry.sizeBytes });
    else this.report({ objectsDone: 1, bytesDone: entry.sizeBytes });
  }

  private report(
    added: Partial<Record<'objectsDone' | 'objectsTotal' | 'objectsFromCache' | 'bytesDone' | 'bytesTotal', number>>,
  ): void {
    // An import of local files only has nothing to say of fetching.
    if (this.counts === undefined && added.objectsTotal === undefined) return;
    const before = this.counts ?? noCounts;
    const bytesDone = before.bytesDone + (added.bytesDone ?? 0);
    const bytesTotal = before.bytesTotal + (added.bytesTotal ?? 0);
    const bytesPerSecond = this.rate.perSecond(bytesDone, performance.now());
    const isTimeKnown = this.hasWalked && bytesPerSecond > 0;
    const { secondsLeft: _former, ...rest } = before;
    this.counts = {
      ...rest,
      objectsDone: before.objectsDone + (added.objectsDone ?? 0),
      objectsTotal: before.objectsTotal + (added.objectsTotal ?? 0),
      objectsFromCache: before.objectsFromCache + (added.objectsFromCache ?? 0),
      bytesDone,
      bytesTotal,
      bytesPerSecond,
      concurrency: this.concurrency,
      isTotalKnown: this.hasWalked,
      ...(isTimeKnown ? { secondsLeft: Math.ceil((bytesTotal - bytesDone) / bytesPerSecond) } : {}),
    };
    this.options.onProgress(this.counts);
  }

  private fail(error: unknown): void {
    this.failure ??= { error };
    this.abort.abort();
  }

  private wake(): void {
    const { resolve } = this.changed;
    this.changed = signalOnce();
    this.askForMore();
    resolve();
  }
}

const noCounts: NonNullable<JobCounts['fetch']> = {
  objectsDone: 0,
  objectsTotal: 0,
  bytesDone: 0,
  bytesTotal: 0,
  objectsFromCache: 0,
  bytesPerSecond: 0,
  concurrency: 0,
  isTotalKnown: false,
};

function signalOnce(): { readonly promise: Promise<void>; readonly resolve: () => void } {
  let resolve: () => void = () => undefined;
  const promise = new Promise<void>((done) => (resolve = done));
  return { promise, resolve };
}

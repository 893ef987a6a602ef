// Brings files that are elsewhere to this machine, many at once, and yields them as they arrive; files that are here
// already pass through. The walk runs ahead, within limits, so that the total is known early; fetching stops while
// reading cannot keep up. How many requests there are at once is for the source to say: it knows its server.
import { setMaxListeners } from 'node:events';

import { AppError, isCancelled, type ErrorCode } from '../../../shared/errors.ts';
import type { JobCounts } from '../../../shared/ipc/contract.ts';
import type { Problem } from '../../../shared/problems.ts';
import type { Fetched, FileEntryOf, SourceEntry } from '../sources/source.ts';
import { Claims } from './claims.ts';
import { FetchCounts } from './fetchCounts.ts';

/** Found, but not yet asked for: bounds the memory of a walk that is faster than the network. */
const maxQueued = 20_000;
/** Asked for at once. A source lets fewer go to its server. */
const maxAsked = 64;
/** Fetched, but not yet read. */
const maxReady = 512;

export type ReadyEntry = FileEntryOf | { readonly kind: 'problem'; readonly problem: Problem };

type FetchingOptions = {
  /** Go on at the same time, each until it is aborted. */
  readonly walks: readonly ((signal: AbortSignal) => AsyncIterable<SourceEntry>)[];
  /** Entries that need not be fetched or read: the workspace has them. */
  readonly isKnown: (entry: FileEntryOf) => boolean;
  readonly onProgress: (counts: NonNullable<JobCounts['fetch']>) => void;
};

/** What concerns all sources; whatever else goes wrong ends one of them only. */
const endsAll: ReadonlySet<ErrorCode> = new Set([
  'cancelled',
  'cache/full',
  'disk/full',
  'file/unwritable',
  'internal',
]);

/** A file, and the walk that has found it, by what ends it. */
type Wanted = { readonly entry: FileEntryOf; readonly walk: AbortController };

export class Fetching {
  private readonly options: FetchingOptions;
  private readonly walks: readonly AbortController[];
  private queue: Wanted[] = [];
  /** Of a single walk there is nothing to say. */
  private readonly claims: Claims<Wanted> | undefined;
  private readonly ready: ReadyEntry[] = [];
  private readonly counts: FetchCounts;
  private asked = 0;
  private hasWalked = false;
  private readonly failures: unknown[] = [];
  private hasEnded = false;
  /** Wakes everything that waits for a change of the queues. */
  private changed = signalOnce();

  constructor(options: FetchingOptions) {
    this.options = options;
    this.counts = new FetchCounts(options.onProgress);
    this.walks = options.walks.map(() => new AbortController());
    this.claims = options.walks.length > 1 ? new Claims() : undefined;
    // Every request that is under way listens to it.
    for (const { signal } of this.walks) setMaxListeners(0, signal);
  }

  setConcurrency(requests: number): void {
    this.counts.concurrency = requests;
  }

  /** Yields until all is here. Throws what ended the walk or a fetch; leaving early ends both. */
  async *run(signal: AbortSignal): AsyncGenerator<ReadyEntry> {
    const stop = (): void => this.end();
    signal.addEventListener('abort', stop, { once: true });
    if (signal.aborted) stop();
    const walking = this.walkAll();
    try {
      for (;;) {
        const entry = this.ready.shift();
        if (entry !== undefined) {
          this.wake();
          yield entry;
        } else if (this.hasEnded || (this.hasWalked && this.queue.length === 0 && this.asked === 0)) break;
        else await this.changed.promise;
      }
    } finally {
      signal.removeEventListener('abort', stop);
      stop();
      this.wake();
      await walking;
      while (this.asked > 0) await this.changed.promise;
    }
    if (this.failures.length > 0) throw asOne(this.failures);
  }

  private async walkAll(): Promise<void> {
    await Promise.all(
      this.walks.map(async (walk, index) => {
        const entries = this.options.walks[index]?.(walk.signal);
        if (entries !== undefined) await this.walk(entries, walk);
      }),
    );
    this.hasWalked = true;
    this.counts.endWalks();
    this.wake();
  }

  private async walk(entries: AsyncIterable<SourceEntry>, walk: AbortController): Promise<void> {
    try {
      for await (const entry of entries) {
        if (walk.signal.aborted) break;
        await this.take(entry, walk);
      }
    } catch (error) {
      this.fail(error, walk);
      this.wake();
    }
  }

  private async take(entry: SourceEntry, walk: AbortController): Promise<void> {
    if (entry.kind === 'problem') await this.putReady(entry, walk);
    else if (this.claims?.has(entry.path) !== true && this.options.isKnown(entry)) return;
    else if (entry.fetch === undefined) await this.putReady(entry, walk);
    else await this.want({ entry, walk });
    this.wake();
  }

  private async putReady(entry: ReadyEntry, walk: AbortController): Promise<void> {
    await this.roomIn(() => this.ready, maxReady, walk);
    this.ready.push(entry);
  }

  private async want(wanted: Wanted): Promise<void> {
    const { entry, walk } = wanted;
    if (this.claims?.isNext(entry.path, wanted) === false) return;
    await this.roomIn(() => this.queue, maxQueued, walk);
    if (walk.signal.aborted) this.leave(wanted);
    else this.enqueue(wanted);
  }

  private enqueue(wanted: Wanted): void {
    this.queue.push(wanted);
    this.counts.add({ objectsTotal: 1, bytesTotal: wanted.entry.sizeBytes });
    this.askForMore();
  }

  /** It will not come this way. True where it is asked for in another. */
  private leave({ entry }: Wanted): boolean {
    const other = this.claims?.refused(entry.path, ({ walk }) => !walk.signal.aborted);
    if (other !== undefined) this.enqueue(other);
    return other !== undefined;
  }

  private async roomIn(list: () => readonly unknown[], limit: number, walk: AbortController): Promise<void> {
    while (list().length >= limit && !walk.signal.aborted) await this.changed.promise;
  }

  private askForMore(): void {
    while (this.asked < maxAsked && this.ready.length + this.asked < maxReady && !this.hasEnded) {
      const wanted = this.queue.shift();
      if (wanted === undefined) return;
      this.asked += 1;
      void this.fetch(wanted);
    }
  }

  private async fetch(wanted: Wanted): Promise<void> {
    const { entry, walk } = wanted;
    try {
      const fetched = await entry.fetch?.(walk.signal);
      if (fetched !== undefined) this.takeFetched(wanted, fetched);
    } catch (error) {
      this.drop([wanted]);
      this.fail(error, walk);
    }
    this.asked -= 1;
    this.wake();
  }

  private takeFetched(wanted: Wanted, fetched: Fetched): void {
    const { entry } = wanted;
    if ('problem' in fetched) {
      if (!this.leave(wanted)) this.ready.push({ kind: 'problem', problem: fetched.problem });
      this.counts.add({ objectsDone: 1, bytesTotal: -entry.sizeBytes });
      return;
    }
    const { localPath, isFromCache, changed } = fetched;
    this.claims?.done(entry.path);
    this.ready.push({ ...entry, ...changed, localPath });
    if (isFromCache) this.counts.add({ objectsDone: 1, objectsFromCache: 1, bytesTotal: -entry.sizeBytes });
    else this.counts.add({ objectsDone: 1, bytesDone: entry.sizeBytes });
  }

  /** They are not asked for, or not any more. */
  private drop(dropped: readonly Wanted[]): void {
    for (const wanted of dropped) {
      this.counts.add({ objectsTotal: -1, bytesTotal: -wanted.entry.sizeBytes });
      this.leave(wanted);
    }
  }

  private fail(error: unknown, walk: AbortController): void {
    const isOfAll = endsEverything(error);
    // What comes of its end is no failure of its own.
    if (walk.signal.aborted && (!isOfAll || isCancelled(error))) return;
    this.failures.push(error);
    if (isOfAll) return this.end();
    walk.abort();
    const dropped = this.queue.filter((wanted) => wanted.walk === walk);
    this.queue = this.queue.filter((wanted) => wanted.walk !== walk);
    this.drop(dropped);
  }

  private end(): void {
    this.hasEnded = true;
    for (const walk of this.walks) walk.abort();
  }

  private wake(): void {
    const { resolve } = this.changed;
    this.changed = signalOnce();
    this.askForMore();
    resolve();
  }
}

function endsEverything(error: unknown): boolean {
  return !(error instanceof AppError) || endsAll.has(error.code);
}

/** What ended everything counts for more than what ended one source. */
function asOne(failures: readonly unknown[]): unknown {
  const ending = failures.find(endsEverything);
  const [first] = failures;
  if (ending !== undefined || !(first instanceof AppError)) return ending ?? first;
  const messages = new Set(failures.map((failure) => (failure instanceof Error ? failure.message : '')));
  return messages.size === 1 ? first : new AppError(first.code, [...messages].join(' '), { cause: first });
}

function signalOnce(): { readonly promise: Promise<void>; readonly resolve: () => void } {
  let resolve: () => void = () => undefined;
  const promise = new Promise<void>((done) => (resolve = done));
  return { promise, resolve };
}

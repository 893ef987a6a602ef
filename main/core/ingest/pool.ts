// The worker threads of one import: gives each a chunk as soon as it is free, passes on the parts.
import { Worker } from 'node:worker_threads';

import {
  SharedCounters,
  type ChunkFile,
  type FromWorker,
  type Part,
  type ToWorker,
  type WorkerSetup,
} from './workerMessages.ts';

/**
 * What a chunk leaves behind is dead before the next one ends: in a young generation of the usual 16 MB it is copied
 * about all the same, which took a quarter of an import's time.
 */
const resourceLimits = { maxYoungGenerationSizeMb: 96 };
/** A thread has the next chunk at hand when it has finished one. */
const chunksPerThread = 2;

export type PoolOptions = {
  readonly workerFile: string;
  readonly size: number;
  readonly partsDir: string;
  readonly secret: bigint;
  readonly onPart: (part: Part) => void;
};

type Waiting = { readonly resolve: (worker: Worker) => void; readonly reject: (error: Error) => void };

export class IngestPool {
  readonly counters = new SharedCounters();
  private readonly options: PoolOptions;
  private readonly workers: Worker[] = [];
  /** A thread stands here once for each chunk that it could take. */
  private readonly free: Worker[] = [];
  private readonly waiting: Waiting[] = [];
  private failure: Error | undefined;

  constructor(options: PoolOptions) {
    this.options = options;
  }

  /** Gives the files to a thread: one that is free, a new one, or, once there are enough, the first to be free again. */
  async submit(files: readonly ChunkFile[]): Promise<void> {
    if (this.workers.length < this.options.size && !this.workers.some((worker) => this.isIdle(worker)))
      this.startWorker();
    const worker = await this.takeFree();
    worker.postMessage({ kind: 'chunk', files } satisfies ToWorker);
  }

  /** Waits until every thread has finished what it was given. */
  async drain(): Promise<void> {
    const idle: Worker[] = [];
    while (idle.length < this.workers.length * chunksPerThread) idle.push(await this.takeFree());
    this.free.push(...idle);
  }

  /** Lets every thread stop after the file, or the record, it is at. */
  cancel(): void {
    this.counters.cancel();
    for (const worker of this.workers) worker.postMessage({ kind: 'cancel' } satisfies ToWorker);
  }

  async close(): Promise<void> {
    this.failure ??= new Error('The import has ended');
    await Promise.all(this.workers.map((worker) => worker.terminate()));
  }

  /** Threads are started as they are needed: an import that finds nothing new needs none. */
  private startWorker(): void {
    const { workerFile, partsDir, secret, onPart } = this.options;
    const workerData: WorkerSetup = {
      partsDir,
      secret,
      workerNumber: this.workers.length,
      shared: this.counters.buffer,
    };
    const worker = new Worker(workerFile, { workerData, resourceLimits });
    worker.on('message', (message: FromWorker) => this.receive(worker, message, onPart));
    worker.on('error', (error) => this.fail(error));
    worker.on('exit', (code) => code !== 0 && this.fail(new Error(`An import thread ended with code ${code}`)));
    this.workers.push(worker);
    for (let slot = 0; slot < chunksPerThread; slot += 1) this.free.unshift(worker);
  }

  private isIdle(worker: Worker): boolean {
    return this.free.filter((one) => one === worker).length === chunksPerThread;
  }

  private takeFree(): Promise<Worker> {
    if (this.failure !== undefined) return Promise.reject(this.failure);
    const worker = this.free.shift();
    if (worker !== undefined) return Promise.resolve(worker);
    return new Promise((resolve, reject) => this.waiting.push({ resolve, reject }));
  }

  private receive(worker: Worker, message: FromWorker, onPart: (part: Part) => void): void {
    if (message.kind === 'part') return onPart(message.part);
    if (message.kind === 'failed')
      return this.fail(Object.assign(new Error(message.message), { stack: message.stack }));
    const next = this.waiting.shift();
    if (next === undefined) this.free.push(worker);
    else next.resolve(worker);
  }

  private fail(error: Error): void {
    this.failure ??= error;
    for (const waiting of this.waiting.splice(0)) waiting.reject(this.failure);
  }
}

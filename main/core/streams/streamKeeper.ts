// Keeps the table of streams up with the texts of Firehose records: works on the parts that changed, in a thread of
// its own. While an import runs it takes a small share of the time, so that the list grows; then it completes at once.
import { Worker } from 'node:worker_threads';

import { AppError } from '../../../shared/errors.ts';
import type { Database } from '../store/database.ts';
import { dueParts, putParts, readTexts, type DuePart, type WorkedPart } from '../store/streamParts.ts';
import { streamWork, type FromStreamWorker, type ToStreamWorker } from './workerMessages.ts';

export type StreamKeeperOptions = {
  readonly database: Database;
  readonly workerFile: string;
  /** Called whenever streams have changed. */
  readonly onChange: () => void;
  /** Called with what goes wrong in work that nobody waits for. */
  readonly onBug: (error: unknown) => void;
};

/** What is read and rebuilt is soon dead: in a small young generation it would be copied about (ingest/pool.ts). */
const resourceLimits = { maxYoungGenerationSizeMb: 64 };

/** How many texts are read and worked on together; a part that has more is worked on alone. */
const textsTogether = 25_000;
/** While an import runs: few enough that the thread is soon out of its way. */
const textsBeside = 5_000;
/** After work beside an import, that many times as long is left to the import. */
const restFactor = 5;
const shortestRestMs = 700;

export class StreamKeeper {
  private readonly options: StreamKeeperOptions;
  private readonly abort = new AbortController();
  /** The work that goes on: one piece after the other. */
  private turn: Promise<void> = Promise.resolve();
  private timer: NodeJS.Timeout | undefined;
  private restUntilMs = 0;
  private worker: Worker | undefined;

  constructor(options: StreamKeeperOptions) {
    this.options = options;
  }

  /** Works on some of what is due, soon: for the time of an import. */
  soon(): void {
    const waitMs = Math.max(shortestRestMs, this.restUntilMs - performance.now());
    this.timer ??= setTimeout(() => {
      this.timer = undefined;
      void this.inTurn(() => this.workBeside()).catch((error: unknown) => {
        if (!this.abort.signal.aborted) this.options.onBug(error);
      });
    }, waitMs);
  }

  /** Works until nothing is due. Errors: cancelled where it was closed. */
  complete(): Promise<void> {
    clearTimeout(this.timer);
    this.timer = undefined;
    return this.inTurn(async () => {
      for (;;) {
        const batch = batchOf(await this.due(), textsTogether);
        if (batch.length === 0) return this.endWorker();
        await this.work(batch);
      }
    });
  }

  /** Works on what is due now, however much an import adds meanwhile. Errors: cancelled where it was closed. */
  catchUp(): Promise<void> {
    return this.inTurn(async () => {
      let rest = await this.due();
      while (rest.length > 0) {
        const batch = batchOf(rest, textsTogether);
        await this.work(batch);
        rest = rest.slice(batch.length);
      }
    });
  }

  async close(): Promise<void> {
    clearTimeout(this.timer);
    this.abort.abort();
    await this.endWorker();
    await this.turn;
  }

  private async workBeside(): Promise<void> {
    const startedMs = performance.now();
    const due = await this.due();
    const batch = batchOf(due, textsBeside);
    if (batch.length > 0) await this.work(batch);
    this.restUntilMs = performance.now() + (performance.now() - startedMs) * restFactor;
    if (batch.length < due.length && !this.abort.signal.aborted) this.soon();
  }

  private due(): Promise<readonly DuePart[]> {
    return dueParts(this.options.database, this.abort.signal);
  }

  private inTurn<Value>(run: () => Promise<Value>): Promise<Value> {
    const done = this.turn.then(run);
    this.turn = done.then(
      () => undefined,
      () => undefined,
    );
    return done;
  }

  private async work(batch: readonly DuePart[]): Promise<void> {
    try {
      await this.workOn(batch, this.abort.signal);
    } catch (error) {
      // It may hold texts that it was never asked to work on.
      await this.endWorker();
      throw error;
    }
  }

  private async endWorker(): Promise<void> {
    const { worker } = this;
    this.worker = undefined;
    await worker?.terminate();
  }

  private async workOn(batch: readonly DuePart[], stop: AbortSignal): Promise<void> {
    const { database, onChange, onBug } = this.options;
    const worker = (this.worker ??= new Worker(this.options.workerFile, { workerData: streamWork, resourceLimits }));
    const send = (message: ToStreamWorker): void => worker.postMessage(message);
    const marks = new Map(batch.map(({ part, mark }) => [part, mark]));
    const parts = batch.map(({ part }) => part);
    let written = Promise.resolve();
    const write = (worked: readonly WorkedPart[]): void => {
      for (const { failure } of worked) if (failure !== undefined) onBug(new Error(failure));
      written = written.then(() => putParts(database, worked, marks)).then(onChange);
      // Met at the end.
      written.catch(() => undefined);
    };
    const answered = answerOf(worker, write, stop);
    answered.catch(() => undefined);
    await readTexts(database, parts, (texts) => send({ kind: 'texts', texts }), stop);
    send({ kind: 'work', parts });
    await answered;
    await written;
  }
}

/** As many of the first as have that many texts together, at least one. */
function batchOf(due: readonly DuePart[], texts: number): readonly DuePart[] {
  let sum = 0;
  const end = due.findIndex((part) => (sum += part.texts) > texts);
  return end < 0 ? due : due.slice(0, Math.max(1, end));
}

/** Settles with the thread's last word on what it was asked. */
function answerOf(worker: Worker, write: (worked: readonly WorkedPart[]) => void, signal: AbortSignal): Promise<void> {
  return new Promise((resolve, reject) => {
    const end = (settle: () => void): void => {
      for (const [name, listener] of listeners) worker.off(name, listener);
      signal.removeEventListener('abort', onAbort);
      settle();
    };
    const onAbort = (): void => end(() => reject(new AppError('cancelled', 'Cancelled')));
    signal.addEventListener('abort', onAbort, { once: true });
    const onMessage = (message: FromStreamWorker): void => {
      if (message.kind === 'worked') write(message.parts);
      else if (message.kind === 'done') end(resolve);
      else end(() => reject(Object.assign(new Error(message.message), { stack: message.stack })));
    };
    const onExit = (code: number): void => end(() => reject(new Error(`The streams' thread ended with code ${code}`)));
    const listeners = [
      ['message', onMessage],
      ['error', (error: Error) => end(() => reject(error))],
      ['exit', onExit],
    ] as const;
    for (const [name, listener] of listeners) worker.on(name, listener);
  });
}

// Long work: `(signal, report) => void`, which ends in exactly one phase. Reports at most ten times a second, and
// always the last time.
import { AppError, isCancelled } from '../../shared/errors.ts';
import type { Job, JobCounts } from '../../shared/ipc/contract.ts';

const reportEveryMs = 100;

export type Work = (signal: AbortSignal, report: (counts: Partial<JobCounts>) => void) => Promise<void>;

const noCounts: JobCounts = {
  filesDone: 0,
  filesTotal: 0,
  isTotalKnown: false,
  bytesDone: 0,
  bytesTotal: 0,
  records: 0,
  problems: 0,
  recordsPerSecond: 0,
  elapsedMs: 0,
};

const cancelled = { phase: 'cancelled' } as const;

type Entry = { job: Job; readonly abort: AbortController; readonly ended: Promise<void> };

export class JobRunner {
  private readonly entries = new Map<number, Entry>();
  private readonly push: (job: Job) => void;
  private readonly onBug: (error: unknown) => void;
  private lastId = 0;

  constructor(push: (job: Job) => void, onBug: (error: unknown) => void) {
    this.push = push;
    this.onBug = onBug;
  }

  start(kind: Job['kind'], title: string, work: Work): number {
    this.lastId += 1;
    const id = this.lastId;
    const abort = new AbortController();
    const job: Job = { id, kind, title, phase: 'running', counts: noCounts };
    const entry: Entry = { job, abort, ended: Promise.resolve().then(() => this.run(id, abort.signal, work)) };
    this.forgetEnded();
    this.entries.set(id, entry);
    this.push(job);
    return id;
  }

  list(): readonly Job[] {
    return [...this.entries.values()].map((entry) => entry.job);
  }

  cancel(id: number): void {
    this.entries.get(id)?.abort.abort();
  }

  /** Waits until a job has ended, in whatever phase. */
  async ended(id: number): Promise<Job | undefined> {
    await this.entries.get(id)?.ended;
    return this.entries.get(id)?.job;
  }

  async cancelAll(): Promise<void> {
    for (const entry of this.entries.values()) entry.abort.abort();
    await Promise.all([...this.entries.values()].map((entry) => entry.ended));
  }

  private async run(id: number, signal: AbortSignal, work: Work): Promise<void> {
    const startedMs = performance.now();
    const rate = new Rate();
    let lastPushMs = 0;
    const report = (change: Partial<JobCounts>): void => {
      const nowMs = performance.now();
      const counts = { ...this.job(id).counts, ...change, elapsedMs: Math.round(nowMs - startedMs) };
      this.update(id, { counts: { ...counts, recordsPerSecond: rate.perSecond(counts.records, nowMs) } });
      if (nowMs - lastPushMs < reportEveryMs) return;
      lastPushMs = nowMs;
      this.push(this.job(id));
    };
    const end = signal.aborted ? cancelled : await this.attempt(() => work(signal, report));
    report({});
    this.update(id, end);
    this.push(this.job(id));
  }

  private async attempt(work: () => Promise<void>): Promise<Partial<Job>> {
    try {
      await work();
      return { phase: 'done' };
    } catch (error) {
      if (isCancelled(error)) return cancelled;
      if (error instanceof AppError) return { phase: 'failed', error: { code: error.code, message: error.message } };
      this.onBug(error);
      const message = error instanceof Error ? error.message : String(error);
      return { phase: 'failed', error: { code: 'internal', message: `Internal error: ${message}` } };
    }
  }

  private job(id: number): Job {
    const entry = this.entries.get(id);
    if (entry === undefined) throw new Error(`No job ${id}`);
    return entry.job;
  }

  private update(id: number, change: Partial<Job>): void {
    const entry = this.entries.get(id);
    if (entry !== undefined) entry.job = { ...entry.job, ...change };
  }

  /** Keeps the list short: only what runs, and the last that ended. */
  private forgetEnded(): void {
    const ended = [...this.entries].filter(([, entry]) => entry.job.phase !== 'running');
    for (const [id] of ended.slice(0, -1)) this.entries.delete(id);
  }
}

/** Records a second over the last few seconds. */
class Rate {
  private readonly samples: { readonly atMs: number; readonly records: number }[] = [];

  perSecond(records: number, atMs: number): number {
    this.samples.push({ atMs, records });
    while (this.samples.length > 2 && atMs - (this.samples[0]?.atMs ?? atMs) > 3000) this.samples.shift();
    const first = this.samples[0];
    if (first === undefined || atMs - first.atMs < 50) return 0;
    return Math.round(((records - first.records) * 1000) / (atMs - first.atMs));
  }
}

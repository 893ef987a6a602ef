// Long work: `(signal, report, gate) => void`, which ends in exactly one phase. Reports at most ten times a second,
// and always the last time. Work that fetches something can be paused: it asks its gate before each request.
import { AppError, isCancelled } from '../../shared/errors.ts';
import type { Job, JobCounts } from '../../shared/ipc/contract.ts';
import { Gate } from './gate.ts';
import { Rate } from './rate.ts';

const reportEveryMs = 100;

export type Work = (signal: AbortSignal, report: (counts: Partial<JobCounts>) => void, gate: Gate) => Promise<void>;

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

type RunSignal = { readonly signal: AbortSignal };

const cancelled = { phase: 'cancelled' } as const;

type Entry = { job: Job; readonly abort: AbortController; readonly gate: Gate; readonly ended: Promise<void> };

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
    const gate = new Gate(abort.signal);
    const job: Job = { id, kind, title, phase: 'running', isPaused: false, canPause: false, counts: noCounts };
    const run = (): Promise<void> => this.run(id, work, { signal: abort.signal, gate });
    const entry: Entry = { job, abort, gate, ended: Promise.resolve().then(run) };
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

  /** What is being fetched comes to its end; nothing more is asked for until it is resumed. */
  pause(id: number): void {
    this.setPaused(id, true);
  }

  resume(id: number): void {
    this.setPaused(id, false);
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

  private setPaused(id: number, isPaused: boolean): void {
    const entry = this.entries.get(id);
    if (entry?.job.phase !== 'running' || entry.job.isPaused === isPaused) return;
    if (isPaused) entry.gate.close();
    else entry.gate.open();
    this.update(id, { isPaused });
    this.push(this.job(id));
  }

  private async run(id: number, work: Work, { signal, gate }: Pick<Entry, 'gate'> & RunSignal): Promise<void> {
    const startedMs = performance.now();
    const rate = new Rate();
    let lastPushMs = 0;
    const report = (change: Partial<JobCounts>): void => {
      const nowMs = performance.now();
      const counts = { ...this.job(id).counts, ...change, elapsedMs: Math.round(nowMs - startedMs) };
      const recordsPerSecond = rate.perSecond(counts.records, nowMs);
      this.update(id, { canPause: counts.fetch !== undefined, counts: { ...counts, recordsPerSecond } });
      if (nowMs - lastPushMs < reportEveryMs) return;
      lastPushMs = nowMs;
      this.push(this.job(id));
    };
    const end = signal.aborted ? cancelled : await this.attempt(() => work(signal, report, gate));
    report({});
    this.update(id, { ...end, isPaused: false, canPause: false });
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

// Keeps the core running: native code in its process may crash without taking the window along.
import type { Pushed, Reply } from '../../shared/ipc/contract.ts';
import type { GrantUse } from '../core/core.ts';
import { CoreRun, stoppedReply, type CoreRunOptions } from './coreRun.ts';

export type CoreStatus = Pushed<'core'>;

export type CoreSupervisorOptions = CoreRunOptions & {
  /** Opens what is to be open, in the first run and in every later one; the page's calls wait for it. */
  readonly prepare: (run: CoreRun, why: StartReason) => Promise<void>;
  readonly onStatus: (status: CoreStatus) => void;
  readonly onExit: (code: number) => void;
};

/** `asked`: the user started the core again after it had failed repeatedly. */
export type StartReason = 'first' | 'crash' | 'asked';

const crashWindowMs = 300_000;
const maxCrashes = 3;
const delaysMs = [200, 1_000, 3_000];

export class CoreSupervisor {
  readonly #options: CoreSupervisorOptions;
  #status: CoreStatus = { phase: 'restarting' };
  #run: CoreRun | undefined;
  /** Calls wait here while the core starts and its workspace is opened. */
  #gate = Promise.resolve();
  #openGate: () => void = () => undefined;
  #restart: () => void = () => undefined;
  #isStopping = false;

  constructor(options: CoreSupervisorOptions) {
    this.#options = options;
  }

  get phase(): CoreStatus['phase'] {
    return this.#status.phase;
  }

  /** Starts the core and keeps it running until `stop`. */
  async start(): Promise<void> {
    this.#closeGate();
    let why: StartReason = 'first';
    let crashTimes: readonly number[] = [];
    while (!this.#isStopping) {
      const code = await this.#runOnce(why);
      if (this.#isStopping) return;
      this.#options.onExit(code);
      const now = Date.now();
      crashTimes = [...crashTimes.filter((time) => now - time < crashWindowMs), now];
      if (crashTimes.length < maxCrashes) {
        await this.#waitBeforeRestart(code, delaysMs[crashTimes.length - 1] ?? 0);
        why = 'crash';
      } else {
        await this.#waitUntilAsked(code);
        crashTimes = [];
        why = 'asked';
      }
    }
  }

  async call(name: string, input: unknown, signal: AbortSignal): Promise<Reply> {
    await this.#gate;
    if (signal.aborted) return { ok: false, error: { code: 'cancelled', message: 'Cancelled' } };
    return this.#run?.call(name, input, signal) ?? stoppedReply;
  }

  async grant(path: string, use: GrantUse = 'open'): Promise<Reply> {
    await this.#gate;
    return this.#run?.grant(path, use) ?? stoppedReply;
  }

  async pathOf(token: string): Promise<Reply> {
    await this.#gate;
    return this.#run?.pathOf(token) ?? stoppedReply;
  }

  /** Starts the core again after it has failed; does nothing while it runs. */
  restart(): void {
    this.#restart();
  }

  async stop(): Promise<void> {
    this.#isStopping = true;
    this.#restart();
    await this.#run?.close();
  }

  async #runOnce(why: StartReason): Promise<number> {
    const run = new CoreRun(this.#options);
    this.#run = run;
    void this.#options.prepare(run, why).then(() => {
      if (this.#run !== run) return;
      this.#setStatus({ phase: 'running' });
      this.#openGate();
    });
    const code = await run.ended;
    this.#run = undefined;
    return code;
  }

  #closeGate(): void {
    // Who waits at the old gate must not wait for ever.
    this.#openGate();
    this.#gate = new Promise((resolve) => (this.#openGate = resolve));
  }

  async #waitBeforeRestart(code: number, delayMs: number): Promise<void> {
    this.#closeGate();
    this.#setStatus({ phase: 'restarting', message: `${describeExit(code)}. It is being started again.` });
    await new Promise((resolve) => setTimeout(resolve, delayMs));
  }

  async #waitUntilAsked(code: number): Promise<void> {
    this.#openGate();
    const message = `${describeExit(code)}, ${maxCrashes} times within a few minutes. It was not started again.`;
    const asked = new Promise<void>((resolve) => (this.#restart = resolve));
    this.#setStatus({ phase: 'failed', message });
    await asked;
    this.#restart = () => undefined;
    this.#closeGate();
    this.#setStatus({ phase: 'restarting' });
  }

  #setStatus(status: CoreStatus): void {
    this.#status = status;
    this.#options.onStatus(status);
  }
}

function describeExit(code: number): string {
  return `The process that reads the logs stopped unexpectedly (exit code ${code})`;
}

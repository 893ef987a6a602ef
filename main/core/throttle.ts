// Does something at most so often: at once if the last time is long enough ago, else when it is.

export class Throttle {
  private readonly everyMs: number;
  private readonly run: () => void;
  private timer: NodeJS.Timeout | undefined;
  private lastMs = Number.NEGATIVE_INFINITY;

  constructor(everyMs: number, run: () => void) {
    this.everyMs = everyMs;
    this.run = run;
  }

  soon(): void {
    const waitMs = Math.max(0, this.lastMs + this.everyMs - performance.now());
    this.timer ??= setTimeout(() => {
      this.timer = undefined;
      this.lastMs = performance.now();
      this.run();
    }, waitMs);
  }

  /** Forgets what was asked for and not yet done. */
  stop(): void {
    clearTimeout(this.timer);
    this.timer = undefined;
  }
}

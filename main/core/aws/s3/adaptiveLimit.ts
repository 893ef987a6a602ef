// How many requests are under way at once. Grows while more of them bring more, holds where more of them only wait
// longer, halves when the server says that it is too much.

export type LimitOptions = {
  readonly first?: number;
  readonly least?: number;
  readonly most?: number;
  readonly now?: () => number;
};

/** A growth that brings less than this is none. */
const gain = 1.03;
/** Requests are judged in rounds of at least this length: shorter ones are noise. */
const roundMs = 150;
/** After so many rounds at one height it tries again whether more brings more. */
const roundsToRest = 8;

export class AdaptiveLimit {
  private readonly least: number;
  private readonly most: number;
  private readonly now: () => number;
  private readonly waiting: (() => void)[] = [];
  private limit: number;
  private active = 0;
  /** Doubles until growing first brought nothing or the server first refused. */
  private isStarting = true;
  private done = 0;
  private wasFull = false;
  private roundBegan: number;
  /** Requests a second in the last round, before the limit was raised. */
  private before = 0;
  private rested = 0;
  private lastCut = Number.NEGATIVE_INFINITY;

  constructor({ first = 8, least = 1, most = 64, now }: LimitOptions = {}) {
    this.least = least;
    this.most = most;
    this.limit = first;
    this.now = now ?? (() => performance.now());
    this.roundBegan = this.now();
  }

  get current(): number {
    return this.limit;
  }

  /** Waits for its turn, then runs. First come, first served. */
  async run<Value>(task: () => Promise<Value>): Promise<Value> {
    if (this.active >= this.limit) {
      this.wasFull = true;
      await new Promise<void>((resolve) => this.waiting.push(resolve));
    } else {
      this.active += 1;
    }
    try {
      return await task();
    } finally {
      this.release();
    }
  }

  /** A request has been answered with what it asked for. */
  succeeded(): void {
    this.done += 1;
    const nowMs = this.now();
    const elapsedMs = nowMs - this.roundBegan;
    if (elapsedMs < roundMs || this.done < this.limit) return;
    const rate = (this.done * 1000) / elapsedMs;
    // Whoever has not enough to do learns nothing about what would be possible.
    if (this.wasFull) this.judge(rate);
    this.beginRound(nowMs);
  }

  /** The server asks for fewer requests. Those that were under way at the same time count as one refusal. */
  throttled(): void {
    const nowMs = this.now();
    if (nowMs - this.lastCut < roundMs) return;
    this.lastCut = nowMs;
    this.isStarting = false;
    this.limit = Math.max(this.least, Math.floor(this.limit / 2));
    this.before = 0;
    this.rested = 0;
    this.beginRound(nowMs);
  }

  private judge(rate: number): void {
    if (rate > this.before * gain) {
      this.before = rate;
      this.rested = 0;
      this.setLimit(this.isStarting ? this.limit * 2 : this.limit + Math.max(1, Math.floor(this.limit / 8)));
      return;
    }
    // What the last growth brought is no more: go back a step, and stay.
    if (this.rested === 0) this.setLimit(Math.ceil(this.limit * (this.isStarting ? 0.75 : 0.9)));
    this.isStarting = false;
    this.rested += 1;
    if (this.rested <= roundsToRest) return;
    this.rested = 0;
    this.before = rate;
    this.setLimit(this.limit + Math.max(1, Math.floor(this.limit / 8)));
  }

  private setLimit(limit: number): void {
    this.limit = Math.min(this.most, Math.max(this.least, limit));
    while (this.active < this.limit && this.waiting.length > 0) this.wakeNext();
  }

  private beginRound(nowMs: number): void {
    this.roundBegan = nowMs;
    this.done = 0;
    this.wasFull = this.waiting.length > 0;
  }

  private release(): void {
    this.active -= 1;
    if (this.active < this.limit && this.waiting.length > 0) this.wakeNext();
  }

  private wakeNext(): void {
    this.active += 1;
    this.waiting.shift()?.();
  }
}

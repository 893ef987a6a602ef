// Ends an attempt when nothing has come for too long: no answer, or no more of the body.
import { DamagedBody } from './attempts.ts';

export class StallWatch {
  hasStalled = false;
  readonly error: DamagedBody;
  private readonly abort = new AbortController();
  private readonly timer: NodeJS.Timeout;
  private readonly outer: AbortSignal;
  private readonly onOuter = (): void => this.abort.abort();

  constructor(stallMs: number, outer: AbortSignal) {
    this.error = new DamagedBody(`Nothing came for ${Math.round(stallMs / 1000)} seconds.`);
    this.outer = outer;
    if (outer.aborted) this.abort.abort();
    outer.addEventListener('abort', this.onOuter);
    this.timer = setTimeout(() => {
      this.hasStalled = true;
      this.abort.abort();
    }, stallMs);
  }

  get signal(): AbortSignal {
    return this.abort.signal;
  }

  heard(): void {
    this.timer.refresh();
  }

  /** Leaves what is still on its way. */
  drop(): void {
    this.abort.abort();
  }

  end(): void {
    clearTimeout(this.timer);
    this.outer.removeEventListener('abort', this.onOuter);
  }
}

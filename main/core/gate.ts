// What paused work waits at.
import { AppError } from '../../shared/errors.ts';

export class Gate {
  private readonly signal: AbortSignal;
  private waiting: (() => void)[] = [];
  private isOpen = true;

  /** Whoever waits goes on when the signal aborts, and is told so. */
  constructor(signal: AbortSignal) {
    this.signal = signal;
    signal.addEventListener('abort', () => this.release(), { once: true });
  }

  close(): void {
    this.isOpen = false;
  }

  open(): void {
    this.isOpen = true;
    this.release();
  }

  /** Resolves at once while it is open. Errors: cancelled. */
  async pass(): Promise<void> {
    while (!this.isOpen && !this.signal.aborted) await new Promise<void>((resolve) => this.waiting.push(resolve));
    if (this.signal.aborted) throw new AppError('cancelled', 'Cancelled');
  }

  private release(): void {
    for (const go of this.waiting.splice(0)) go();
  }
}

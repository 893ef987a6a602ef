import { unlessAborted } from '../unlessAborted.ts';

/** Lets those who use the same thing do so one after the other. */
export class TurnsByName {
  private readonly last = new Map<string, Promise<void>>();

  /** Waits for its turn; the turn lasts until what is returned is called. Errors: cancelled. */
  async take(name: string, signal: AbortSignal): Promise<() => void> {
    const before = this.last.get(name) ?? Promise.resolve();
    let end: () => void = () => undefined;
    const turn = new Promise<void>((resolve) => (end = resolve));
    const until = before.then(() => turn);
    this.last.set(name, until);
    const leave = (): void => {
      end();
      if (this.last.get(name) === until) this.last.delete(name);
    };
    try {
      await unlessAborted(before, signal);
    } catch (error) {
      leave();
      throw error;
    }
    return leave;
  }
}

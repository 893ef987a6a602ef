// While the user is asked to sign in or to renew credentials: whether it was done outside, in a terminal.
import { FileWatch } from './fileWatch.ts';

type Watched = { readonly watch: FileWatch; waiters: number };

export class OutsideWatch {
  private readonly watched = new Map<string, Watched>();
  private readonly onChange: (profile: string) => void;

  constructor(onChange: (profile: string) => void) {
    this.onChange = onChange;
  }

  /** Watches the files that tell it for as long as `waiting` is not settled. */
  async during<Value>(profile: string, paths: readonly string[], waiting: Promise<Value>): Promise<Value> {
    const watched = this.watched.get(profile) ?? this.start(profile, paths);
    watched.waiters += 1;
    try {
      return await waiting;
    } finally {
      watched.waiters -= 1;
      if (watched.waiters === 0) {
        watched.watch.close();
        this.watched.delete(profile);
      }
    }
  }

  private start(profile: string, paths: readonly string[]): Watched {
    const watch = new FileWatch(
      () => paths,
      () => this.onChange(profile),
    );
    const watched = { watch, waiters: 0 };
    this.watched.set(profile, watched);
    void watch.start();
    return watched;
  }
}

// Whether a stream exists while its calls are gone through in order, and what each call means for that: where one
// lifetime ends and the next begins (spec sections 6.3 and 6.9).
import type { Call } from './model.ts';

/** How long after a Delete a call may still be about the deleted stream. */
const afterDeleteMs = 5_000;
/** A stream that was just made may not be found yet. */
const eventualConsistencyMs = 60_000;

export type Meaning = {
  /** The lifetime that was open has ended before this call, unseen. */
  readonly endsUnseen: boolean;
  /** What it does to the stream's lifetimes; a Delete also ends the one it belongs to, unless it repeats that. */
  readonly call: 'begins' | 'continues' | 'after-delete' | 'repeats-end';
};

export class Presence {
  private beganMs: number | undefined;
  private deletedMs: number | undefined;
  /** Of the lifetime that is open, or was last. */
  private version: number | undefined;

  get isOpen(): boolean {
    return this.beganMs !== undefined;
  }

  take(call: Call): Meaning {
    if (call.eventName === 'CreateDeliveryStream') return this.create(call);
    if (call.eventName === 'DeleteDeliveryStream') return this.delete(call);
    const meaning = this.change(call);
    if (call.eventName === 'UpdateDestination') {
      const base = call.baseVersion ?? this.version;
      this.version = base === undefined ? undefined : base + 1;
    }
    return meaning;
  }

  /** A call was answered that there is no such stream; true where that ends the lifetime. */
  takeNotFound({ timeMs }: Call): boolean {
    if (this.beganMs === undefined || timeMs - this.beganMs <= eventualConsistencyMs) return false;
    this.beganMs = undefined;
    this.deletedMs = undefined;
    return true;
  }

  private create({ timeMs }: Call): Meaning {
    const endsUnseen = this.isOpen;
    this.begin(timeMs);
    this.version = 1;
    return { endsUnseen, call: 'begins' };
  }

  private delete({ timeMs }: Call): Meaning {
    if (!this.isOpen && this.deletedMs !== undefined) return { endsUnseen: false, call: 'repeats-end' };
    const isBegun = this.isOpen;
    if (!isBegun) this.begin(timeMs);
    this.beganMs = undefined;
    this.deletedMs = timeMs;
    return { endsUnseen: false, call: isBegun ? 'continues' : 'begins' };
  }

  private change({ timeMs, baseVersion }: Call): Meaning {
    // A smaller version than the one known: the stream was made anew in between.
    const isBelow = baseVersion !== undefined && this.version !== undefined && baseVersion < this.version;
    if (this.isOpen && !isBelow) return { endsUnseen: false, call: 'continues' };
    const isAfterDelete = this.deletedMs !== undefined && timeMs - this.deletedMs <= afterDeleteMs;
    if (!this.isOpen && isAfterDelete && !isBelow) return { endsUnseen: false, call: 'after-delete' };
    const endsUnseen = this.isOpen;
    this.begin(timeMs);
    return { endsUnseen, call: 'begins' };
  }

  private begin(timeMs: number): void {
    this.beganMs = timeMs;
    this.deletedMs = undefined;
    this.version = undefined;
  }
}

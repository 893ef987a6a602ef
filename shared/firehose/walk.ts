// Goes through the ordered calls of one stream and begins and ends its lifetimes (spec sections 6.3 and 6.9).
import { isJsonObject } from '../json.ts';
import { memberOf } from './calls.ts';
import { created, encrypted, tagged, updated, type Step } from './configure.ts';
import { OpenLifetime } from './lifetime.ts';
import type { Call, Configuration, StreamKey } from './model.ts';
import { eventualConsistencyMs, type OrderedCalls } from './order.ts';

/** How long after a Delete a call may still be about the deleted stream. */
const afterDeleteMs = 5_000;

/** `notFound`: calls that were answered that there is no such stream, by time; they stand after the calls of their second. */
export function walkCalls(
  key: StreamKey,
  { calls, repaired }: OrderedCalls,
  notFound: readonly Call[],
): readonly OpenLifetime[] {
  const walk = new Walk(key, repaired);
  let next = 0;
  const showGone = (isDue: (call: Call) => boolean): void => {
    for (let call = notFound[next]; call !== undefined && isDue(call); call = notFound[next]) {
      walk.takeNotFound(call);
      next += 1;
    }
  };
  for (const call of calls) {
    showGone(({ timeMs }) => timeMs < call.timeMs);
    walk.take(call);
  }
  showGone(() => true);
  return walk.lifetimes;
}

class Walk {
  readonly lifetimes: OpenLifetime[] = [];
  private readonly key: StreamKey;
  private readonly repaired: ReadonlySet<Call>;
  private open: OpenLifetime | undefined;

  constructor(key: StreamKey, repaired: ReadonlySet<Call>) {
    this.key = key;
    this.repaired = repaired;
  }

  take(call: Call): void {
    switch (call.eventName) {
      case 'CreateDeliveryStream':
        return this.create(call);
      case 'DeleteDeliveryStream':
        return this.delete(call);
      case 'UpdateDestination':
        return this.lifetimeFor(call).update(call, (config) => this.updated(config, call));
      case 'TagDeliveryStream':
      case 'UntagDeliveryStream':
        return this.lifetimeFor(call).revise(call, (config) => tagged(config, call.record));
      default:
        return this.lifetimeFor(call).revise(call, (config) => encrypted(config, call.record));
    }
  }

  takeNotFound(call: Call): void {
    if (this.open !== undefined && call.timeMs - this.open.beginMs > eventualConsistencyMs) this.endUnseen(call);
  }

  private updated(config: Configuration, call: Call): Step {
    const step = updated(config, call.record);
    return this.repaired.has(call) ? { ...step, notes: [...step.notes, 'order-from-version'] } : step;
  }

  private create(call: Call): void {
    this.endUnseen(call);
    this.begin('created', call).create(call, created(call.record), arnOf(call));
  }

  private delete(call: Call): void {
    const former = this.lifetimes.at(-1);
    if (this.open === undefined && former?.deletedMs !== undefined) {
      former.conflict('repeat-delete', call);
      return;
    }
    (this.open ?? this.beginUnseen(call)).delete(call);
    this.open = undefined;
  }

  /** The lifetime that a call changes; begun here, where the log does not show how it began. */
  private lifetimeFor(call: Call): OpenLifetime {
    // A smaller version than the one known: the stream was made anew in between.
    if (this.open !== undefined && isBelow(call, this.open)) this.endUnseen(call);
    if (this.open !== undefined) return this.open;
    const former = this.lifetimes.at(-1);
    if (former?.deletedMs !== undefined && call.timeMs - former.deletedMs <= afterDeleteMs && !isBelow(call, former)) {
      former.conflict('after-delete', call);
      return former;
    }
    return this.beginUnseen(call);
  }

  private beginUnseen(call: Call): OpenLifetime {
    return this.begin(this.lifetimes.length === 0 ? 'observed' : 'implied', call);
  }

  private begin(start: 'created' | 'observed' | 'implied', call: Call): OpenLifetime {
    const lifetime = new OpenLifetime(this.key, start, call);
    this.lifetimes.push(lifetime);
    this.open = lifetime;
    return lifetime;
  }

  private endUnseen(shownBy: Call): void {
    this.open?.endUnseen(shownBy);
    this.open = undefined;
  }
}

function isBelow({ baseVersion }: Call, { version }: OpenLifetime): boolean {
  return baseVersion !== undefined && version !== undefined && baseVersion < version;
}

function arnOf({ record }: Call): string | null {
  const answer = record['responseElements'];
  const arn = isJsonObject(answer) ? memberOf(answer, 'deliveryStreamARN') : undefined;
  return typeof arn === 'string' ? arn : null;
}

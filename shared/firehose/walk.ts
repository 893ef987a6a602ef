// Goes through the ordered calls of one stream and puts each into the lifetime it belongs to (spec section 6.3).
import { isJsonObject } from '../json.ts';
import { memberOf } from './calls.ts';
import { created, encrypted, tagged, updated, type Step } from './configure.ts';
import { OpenLifetime } from './lifetime.ts';
import type { Call, Configuration, StreamKey } from './model.ts';
import type { OrderedCalls } from './order.ts';
import { Presence } from './presence.ts';

/** `notFound`: calls that were answered that there is no such stream, by time; they stand after the calls of their second. */
export function walkCalls(
  key: StreamKey,
  { calls, repaired }: OrderedCalls,
  notFound: readonly Call[],
): readonly OpenLifetime[] {
  const walk = new Walk(key, repaired);
  const earliest = earliestFrom(calls);
  let next = 0;
  const showGone = (beforeMs: number): void => {
    for (let call = notFound[next]; call !== undefined && call.timeMs < beforeMs; call = notFound[next]) {
      walk.takeNotFound(call);
      next += 1;
    }
  };
  calls.forEach((call, index) => {
    showGone(earliest[index] ?? call.timeMs);
    walk.take(call);
  });
  showGone(Number.POSITIVE_INFINITY);
  return walk.lifetimes;
}

/** For each call the earliest time of it and all after it: where clocks were repaired, times do not only grow. */
function earliestFrom(calls: readonly Call[]): readonly number[] {
  const earliest: number[] = [];
  let minimum = Number.POSITIVE_INFINITY;
  for (let index = calls.length - 1; index >= 0; index -= 1) {
    minimum = Math.min(minimum, calls[index]?.timeMs ?? minimum);
    earliest[index] = minimum;
  }
  return earliest;
}

class Walk {
  readonly lifetimes: OpenLifetime[] = [];
  private readonly key: StreamKey;
  private readonly repaired: ReadonlySet<Call>;
  private readonly presence = new Presence();

  constructor(key: StreamKey, repaired: ReadonlySet<Call>) {
    this.key = key;
    this.repaired = repaired;
  }

  take(call: Call): void {
    const meaning = this.presence.take(call);
    if (meaning.endsUnseen) this.lifetimes.at(-1)?.endUnseen(call);
    const lifetime = (meaning.call === 'begins' ? undefined : this.lifetimes.at(-1)) ?? this.begin(call);
    if (meaning.call === 'repeats-end') return lifetime.conflict('repeat-delete', call);
    if (meaning.call === 'after-delete') lifetime.conflict('after-delete', call);
    return this.change(lifetime, call);
  }

  takeNotFound(call: Call): void {
    if (this.presence.takeNotFound(call)) this.lifetimes.at(-1)?.endUnseen(call);
  }

  private change(lifetime: OpenLifetime, call: Call): void {
    switch (call.eventName) {
      case 'CreateDeliveryStream':
        return lifetime.create(call, created(call.record), arnOf(call));
      case 'DeleteDeliveryStream':
        return lifetime.delete(call);
      case 'UpdateDestination':
        return lifetime.update(call, (config) => this.updated(config, call));
      case 'TagDeliveryStream':
      case 'UntagDeliveryStream':
        return lifetime.revise(call, (config) => tagged(config, call.record));
      default:
        return lifetime.revise(call, (config) => encrypted(config, call.record));
    }
  }

  private updated(config: Configuration, call: Call): Step {
    const step = updated(config, call.record);
    return this.repaired.has(call) ? { ...step, notes: [...step.notes, 'order-from-version'] } : step;
  }

  private begin(call: Call): OpenLifetime {
    const unseen = this.lifetimes.length === 0 ? 'observed' : 'implied';
    const start = call.eventName === 'CreateDeliveryStream' ? 'created' : unseen;
    const lifetime = new OpenLifetime(this.key, start, call);
    this.lifetimes.push(lifetime);
    return lifetime;
  }
}

function arnOf({ record }: Call): string | null {
  const answer = record['responseElements'];
  const arn = isJsonObject(answer) ? memberOf(answer, 'deliveryStreamARN') : undefined;
  return typeof arn === 'string' ? arn : null;
}

// At most two requests a second to the event history of one account in one region, whoever asks, retries included. A
// request has one of two places, which is free again a second after its answer: so no more than two can arrive within
// a second, however long each is on its way.

const places = 2;
/** A little more than a second: timers may be early, clocks differ. */
const holdMs = 1010;

type Lane = {
  free: number;
  readonly waiting: (() => void)[];
  /** Of places that are held after their answer. */
  readonly timers: Set<NodeJS.Timeout>;
};

export class LookupRate {
  private readonly lanes = new Map<string, Lane>();

  /** Waits for its turn, then calls. `lane` names the account and the region. Rejects with the signal's reason. */
  async run<Value>(lane: string, signal: AbortSignal, call: () => Promise<Value>): Promise<Value> {
    const taken = this.lane(lane);
    await takePlace(taken, signal);
    try {
      signal.throwIfAborted();
      return await call();
    } finally {
      hold(taken);
    }
  }

  private lane(name: string): Lane {
    const known = this.lanes.get(name) ?? { free: places, waiting: [], timers: new Set() };
    this.lanes.set(name, known);
    return known;
  }
}

async function takePlace(lane: Lane, signal: AbortSignal): Promise<void> {
  signal.throwIfAborted();
  if (lane.free > 0) {
    lane.free -= 1;
    return;
  }
  // Now somebody waits for them: the process must not end before.
  for (const timer of lane.timers) timer.ref();
  await new Promise<void>((resolve, reject) => {
    const go = (): void => {
      signal.removeEventListener('abort', leave);
      resolve();
    };
    const leave = (): void => {
      lane.waiting.splice(lane.waiting.indexOf(go), 1);
      reject(signal.reason instanceof Error ? signal.reason : new Error('Aborted'));
    };
    signal.addEventListener('abort', leave, { once: true });
    lane.waiting.push(go);
  });
}

function hold(lane: Lane): void {
  const timer = setTimeout(() => {
    lane.timers.delete(timer);
    const next = lane.waiting.shift();
    if (next === undefined) lane.free += 1;
    else next();
  }, holdMs);
  lane.timers.add(timer);
  if (lane.waiting.length === 0) timer.unref();
}

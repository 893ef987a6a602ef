// At most two requests a second to the event history of one account in one region, whoever asks, retries included. A
// request has one of two places, which is free again a second after its answer: so no more than two can arrive within
// a second, however long each is on its way. The time of the last one is kept on the disk: the next process waits too.
import { mkdir, stat, writeFile } from 'node:fs/promises';
import { join } from 'node:path';

const places = 2;
/** A little more than a second: timers may be early, clocks differ. */
const holdMs = 1010;

type Lane = {
  free: number;
  readonly waiting: (() => void)[];
  /** Of places that are held after their answer. */
  readonly timers: Set<NodeJS.Timeout>;
  /** Its time of change is that of the last request. */
  readonly trace: string | undefined;
};

export class LookupRate {
  private readonly dir: string | undefined;
  private readonly lanes = new Map<string, Promise<Lane>>();

  /** Without a folder only this process is heeded. */
  constructor(dir?: string) {
    this.dir = dir;
  }

  /** Waits for its turn, then calls. `lane` names the account and the region. Rejects with the signal's reason. */
  async run<Value>(lane: string, signal: AbortSignal, call: () => Promise<Value>): Promise<Value> {
    const taken = await this.lane(lane);
    await takePlace(taken, signal);
    try {
      await leaveTrace(taken);
      signal.throwIfAborted();
      return await call();
    } finally {
      hold(taken, holdMs);
    }
  }

  private lane(name: string): Promise<Lane> {
    const known = this.lanes.get(name) ?? this.makeLane(name);
    this.lanes.set(name, known);
    return known;
  }

  private async makeLane(name: string): Promise<Lane> {
    const trace = this.dir === undefined ? undefined : join(this.dir, `.asked-${name.replaceAll(/[^\w-]/g, '_')}`);
    const lane: Lane = { free: places, waiting: [], timers: new Set(), trace };
    const waitMs = trace === undefined ? 0 : (await changedMs(trace)) + holdMs - Date.now();
    if (waitMs <= 0 || waitMs > holdMs) return lane;
    lane.free = 0;
    for (let place = 0; place < places; place += 1) hold(lane, waitMs);
    return lane;
  }
}

/** Long ago where nothing is known of it. */
function changedMs(path: string): Promise<number> {
  return stat(path).then(
    ({ mtimeMs }) => mtimeMs,
    () => 0,
  );
}

/** Where it cannot be left, the next process may be too early: it is throttled, and waits. */
async function leaveTrace({ trace }: Lane): Promise<void> {
  if (trace === undefined) return;
  const write = (): Promise<void> => writeFile(trace, '');
  await write().catch(() => mkdir(join(trace, '..'), { recursive: true, mode: 0o700 }).then(write, () => undefined));
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

function hold(lane: Lane, ms: number): void {
  const timer = setTimeout(() => {
    lane.timers.delete(timer);
    const next = lane.waiting.shift();
    if (next === undefined) lane.free += 1;
    else next();
  }, ms);
  lane.timers.add(timer);
  if (lane.waiting.length === 0) timer.unref();
}

// The order of the calls that changed one stream (spec sections 5, 6.2 and 6.9). eventTime has seconds and comes from
// the host that served the call, so an update's base version decides where the two disagree by little.
import { rankOf } from './calls.ts';
import type { Call } from './model.ts';
import { Presence } from './presence.ts';

/** How far apart the clocks of two hosts are taken to be. */
const clockSkewMs = 5_000;

export type OrderedCalls = {
  readonly calls: readonly Call[];
  /** Updates whose order is the one of their versions, against their times. */
  readonly repaired: ReadonlySet<Call>;
};

/** `notFound`: calls that were answered that there is no such stream, by time. */
export function orderCalls(applied: readonly Call[], notFound: readonly Call[]): OrderedCalls {
  const sorted = applied.toSorted(compareCalls);
  return repairClocks(putDeletesFirst(sorted, notFound));
}

export function compareById(a: Call, b: Call): number {
  return a.id < b.id ? -1 : a.id > b.id ? 1 : 0;
}

function compareCalls(a: Call, b: Call): number {
  return a.timeMs - b.timeMs || rankOf(a.eventName) - rankOf(b.eventName) || compareBases(a, b) || compareById(a, b);
}

/** An update without a version comes after those that have one. */
function compareBases(a: Call, b: Call): number {
  return (a.baseVersion ?? Number.MAX_SAFE_INTEGER) - (b.baseVersion ?? Number.MAX_SAFE_INTEGER);
}

/** Of a Create and a Delete in one second the Delete comes first, if a stream is open: a name is taken only once. */
function putDeletesFirst(sorted: readonly Call[], notFound: readonly Call[]): readonly Call[] {
  const result: Call[] = [];
  const moved = new Set<Call>();
  const presence = new Presence();
  let next = 0;
  const put = (call: Call): void => {
    presence.take(call);
    result.push(call);
  };
  sorted.forEach((call, index) => {
    for (let gone = notFound[next]; gone !== undefined && gone.timeMs < call.timeMs; gone = notFound[next]) {
      presence.takeNotFound(gone);
      next += 1;
    }
    if (moved.has(call)) return;
    const isCreate = call.eventName === 'CreateDeliveryStream';
    const deletion = isCreate && presence.isOpen ? deletionIn(sorted, index, moved) : undefined;
    if (deletion !== undefined) {
      moved.add(deletion);
      put(deletion);
    }
    put(call);
  });
  return result;
}

/** The first Delete in the second of the call at `index` that was not moved yet. */
function deletionIn(sorted: readonly Call[], index: number, moved: ReadonlySet<Call>): Call | undefined {
  const timeMs = sorted[index]?.timeMs;
  for (let next = index + 1; sorted[next]?.timeMs === timeMs; next += 1) {
    const call = sorted[next];
    if (call?.eventName === 'DeleteDeliveryStream' && !moved.has(call)) return call;
  }
  return undefined;
}

/** Moves an update before the update before it, where its base is smaller and it is hardly younger. */
function repairClocks(sorted: readonly Call[]): OrderedCalls {
  const calls = [...sorted];
  const repaired = new Set<Call>();
  let index = 0;
  while (index < calls.length) {
    const former = formerUpdate(calls, index);
    const [update, earlier] = [calls[index], former === undefined ? undefined : calls[former]];
    if (former === undefined || update === undefined || earlier === undefined || !isSwapped(earlier, update)) {
      index += 1;
      continue;
    }
    calls.splice(index, 1);
    calls.splice(former, 0, update);
    repaired.add(update).add(earlier);
    // It may belong before yet another one.
    index = former;
  }
  return { calls, repaired };
}

/** Where the update before the update at `index` stands, if no Create or Delete lies between. */
function formerUpdate(calls: readonly Call[], index: number): number | undefined {
  if (calls[index]?.eventName !== 'UpdateDestination') return undefined;
  for (let former = index - 1; former >= 0; former -= 1) {
    const name = calls[former]?.eventName;
    if (name === 'UpdateDestination') return former;
    if (name === 'CreateDeliveryStream' || name === 'DeleteDeliveryStream') return undefined;
  }
  return undefined;
}

function isSwapped(earlier: Call, later: Call): boolean {
  const [before, after] = [earlier.baseVersion, later.baseVersion];
  if (before === undefined || after === undefined) return false;
  return after < before && later.timeMs - earlier.timeMs <= clockSkewMs;
}

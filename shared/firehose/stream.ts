// Rebuilds one stream from the calls that name it (spec section 6).
import { blameOf } from './blame.ts';
import { isApplied, isChanging, isData, isRead, unattachedCall } from './calls.ts';
import { compareUnattached, placeFailures, trailingGap } from './failures.ts';
import { OpenLifetime, type FinishedLifetime } from './lifetime.ts';
import type { Blame, Call, Lifetime, StreamCalls, StreamHistory, StreamKey } from './model.ts';
import { compareById, orderCalls } from './order.ts';
import { walkCalls } from './walk.ts';

/** Calls in any order. */
export function rebuildStream({ calls: given, ...key }: StreamCalls): StreamHistory {
  const calls = given.toSorted((a, b) => a.timeMs - b.timeMs || compareById(a, b));
  const notFound = calls.filter((call) => call.errorCode === 'ResourceNotFoundException' && !isData(call));
  const ordered = orderCalls(calls.filter(isApplied), notFound);
  const walked = ordered.calls.length === 0 ? observed(key, calls) : walkCalls(key, ordered, notFound);
  const finished = walked.map((lifetime) => lifetime.finished());
  const refused = calls.filter(({ eventName, errorCode }) => errorCode !== undefined && isChanging(eventName));
  const { failures, unattached } = placeFailures(key, finished, refused);
  const unknown = calls.filter((call) => !isChanging(call.eventName) && !isRead(call));
  return {
    ...key,
    lifetimes: finished.map((lifetime, index) => withFailures(lifetime, failures[index] ?? [])),
    stated: finished.map(({ stated }) => stated),
    unattached: [...unattached, ...unknown.map((call) => unattachedCall(call, key))].toSorted(compareUnattached),
    calls,
  };
}

/** Who is to be blamed for each value of a version; both counted from 0. */
export function blameAt(history: StreamHistory, lifetime: number, version: number): Blame {
  const versions = history.lifetimes[lifetime]?.versions.slice(0, version + 1) ?? [];
  return blameOf(versions, history.stated[lifetime] ?? []);
}

function withFailures(finished: FinishedLifetime, failures: Lifetime['failures']): Lifetime {
  const { lifetime, stated } = finished;
  const { versions } = lifetime;
  return {
    ...lifetime,
    failures,
    gaps: [...lifetime.gaps, ...trailingGap(finished, failures)],
    ...(versions.length === 0 ? {} : { blame: blameOf(versions, stated) }),
  };
}

/** A stream that only calls which change nothing tell of: it exists, and that is all there is to know. */
function observed(key: StreamKey, calls: readonly Call[]): readonly OpenLifetime[] {
  const evidence = calls.find(
    ({ eventName, errorCode }) =>
      errorCode === undefined && (eventName === 'DescribeDeliveryStream' || eventName === 'ListTagsForDeliveryStream'),
  );
  return evidence === undefined ? [] : [new OpenLifetime(key, 'observed', evidence)];
}

// Refused calls and the lifetime each belongs to (spec sections 6.6 and 6.9).
import { comparePaths } from '../diff/changes.ts';
import { failureOf, unattachedCall } from './calls.ts';
import type { FinishedLifetime } from './lifetime.ts';
import { missingUpdates } from './missing.ts';
import type { Call, Failure, Gap, StreamKey, Unattached } from './model.ts';

export type PlacedFailures = {
  /** Of each lifetime, by time. */
  readonly failures: readonly (readonly Failure[])[];
  readonly unattached: readonly Unattached[];
};

export function placeFailures(
  key: StreamKey,
  lifetimes: readonly FinishedLifetime[],
  refused: readonly Call[],
): PlacedFailures {
  const failures: Failure[][] = lifetimes.map(() => []);
  const unattached: Unattached[] = [];
  for (const call of refused) {
    const place = failures[placeOf(call, lifetimes)];
    if (place === undefined) unattached.push(unattachedCall(call, key));
    else place.push({ ...failureOf(call), errorCode: call.errorCode ?? '' });
  }
  return { failures: failures.map((list) => list.toSorted(compareFailures)), unattached };
}

/** By time, then eventId. */
function compareFailures(a: Failure, b: Failure): number {
  return comparePaths(a.time, b.time) || comparePaths(a.eventId ?? '', b.eventId ?? '');
}

/** By time, then eventId, which may be the same in two accounts. */
export function compareUnattached(a: Unattached, b: Unattached): number {
  return (
    comparePaths(a.time, b.time) ||
    comparePaths(a.eventId ?? '', b.eventId ?? '') ||
    comparePaths(a.account, b.account) ||
    comparePaths(a.region, b.region) ||
    comparePaths(a.name ?? '', b.name ?? '')
  );
}

/** Updates at the end that only a refusal tells of: the newest configuration is outdated. */
export function trailingGap({ last }: FinishedLifetime, failures: readonly Failure[]): readonly Gap[] {
  if (last === undefined) return [];
  const known = Math.max(...failures.map((failure) => Number(failure.knownVersion ?? 0)));
  if (known <= last.version) return [];
  const shownBy = failures.find((failure) => Number(failure.knownVersion) === known);
  const gap = missingUpdates({
    from: last.version,
    to: known,
    after: last.call,
    before: undefined,
    isExplained: false,
  });
  return [{ ...gap, beforeEventId: shownBy?.eventId ?? null }];
}

/** The index of the lifetime that a refused call belongs to; -1 for none. */
function placeOf(call: Call, lifetimes: readonly FinishedLifetime[]): number {
  const { timeMs } = call;
  // The refusal that showed the end of a lifetime belongs to it.
  const ended = lifetimes.findIndex(({ endedBy }) => endedBy === call);
  if (ended >= 0) return ended;
  const open = lifetimes.findLastIndex(({ beginMs, endMs }) => beginMs <= timeMs && timeMs < endMs);
  if (open >= 0) return open;
  const next = lifetimes.findIndex(({ beginMs }) => beginMs > timeMs);
  if (call.eventName === 'CreateDeliveryStream') return next;
  const former = lifetimes.findLastIndex(({ beginMs }) => beginMs <= timeMs);
  return former >= 0 ? former : next;
}

// One stream in the list of streams.
import { callLookup } from './callLookup.ts';
import { callOrigin } from './callOrigin.ts';
import { deletionOf } from './deletions.ts';
import { isTrailing, mayHideChanges } from './gaps.ts';
import { originOf } from '../compare/origin.ts';
import type { Lifetime, StreamHistory } from '../model.ts';
import type { StreamSummary } from '../presented.ts';
import { destinationOf, summaryOf } from './summary.ts';

export function summarize(history: StreamHistory): StreamSummary {
  const { account, region, name, lifetimes, calls } = history;
  const destination = lastDestination(lifetimes);
  const lastChange = lastChangeOf(history);
  return {
    account,
    region,
    name,
    ...(destination === undefined ? {} : { destination }),
    state: stateOf(lifetimes),
    lifetimes: lifetimes.length,
    versions: total(lifetimes, ({ versions }) => versions.length),
    gaps: total(lifetimes, ({ gaps }) => gaps.filter(mayHideChanges).length),
    refused: total(lifetimes, ({ failures }) => failures.length) + refusedOutside(history),
    conflicts: total(lifetimes, ({ conflicts }) => conflicts.length),
    events: calls.length,
    isComplete: isNewestComplete(lifetimes.at(-1)),
    firstEventTime: calls[0]?.time ?? '',
    lastEventTime: calls.at(-1)?.time ?? '',
    ...(lastChange === undefined ? {} : { lastChange }),
  };
}

function total(lifetimes: readonly Lifetime[], count: (lifetime: Lifetime) => number): number {
  return lifetimes.reduce((sum, lifetime) => sum + count(lifetime), 0);
}

function refusedOutside({ unattached }: StreamHistory): number {
  return unattached.filter(({ errorCode }) => errorCode !== null).length;
}

/** Of the newest life that tells of one. */
function lastDestination(lifetimes: readonly Lifetime[]): string | undefined {
  for (const { versions } of lifetimes.toReversed()) {
    const destination = destinationOf(versions.findLast(({ config }) => destinationOf(config) !== undefined)?.config);
    if (destination !== undefined) return destination;
  }
  return undefined;
}

function stateOf(lifetimes: readonly Lifetime[]): StreamSummary['state'] {
  const last = lifetimes.at(-1);
  if (!last) return 'never-created';
  if (last.end === 'deleted') return 'deleted';
  if (last.end === 'implied') return 'ended';
  return last.versions.length === 0 ? 'seen' : 'open';
}

/** Whether the newest configuration is wholly known, and is the newest. */
function isNewestComplete(lifetime: Lifetime | undefined): boolean {
  if (lifetime?.versions.at(-1)?.complete !== true) return false;
  return !lifetime.gaps.some((gap) => isTrailing(gap, lifetime));
}

function lastChangeOf(history: StreamHistory): StreamSummary['lastChange'] {
  const lookup = callLookup(history);
  const newest = history.lifetimes.at(-1);
  const deletion = newest && deletionOf(newest, lookup);
  if (deletion) {
    const { time, actor } = originOf(deletion);
    return { time, actor, summary: 'Deleted', severity: 'high' };
  }
  const lifetime = history.lifetimes.findLastIndex(({ versions }) => versions.length > 0);
  const versions = history.lifetimes[lifetime]?.versions ?? [];
  const last = versions.at(-1);
  if (!last) return undefined;
  const { summary, severity } = summaryOf(history, lifetime, versions.length - 1);
  const { time, actor } = callOrigin(last, lookup);
  return { time, actor, summary, ...(severity === undefined ? {} : { severity }) };
}

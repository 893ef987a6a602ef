// The configuration history of every delivery stream that a set of CloudTrail records tells of. The rules are those
// of the domain specification; nothing here depends on the order of the input or on how it was split over files.
import { comparePaths } from '../diff/changes.ts';
import type { JsonObject } from '../json.ts';
import { sortCalls } from './calls.ts';
import { compareUnattached } from './failures.ts';
import type { History, StreamKey } from './model.ts';
import { rebuildStream } from './stream.ts';

/** Records of any services; only those of Firehose matter. */
export function rebuildHistory(records: Iterable<JsonObject>): History {
  const { streams, unattached, ignored } = sortCalls(records);
  const histories = streams.map(rebuildStream).toSorted(compareKeys);
  return {
    lifetimes: histories.flatMap((history) => history.lifetimes),
    unattached: [...unattached, ...histories.flatMap((history) => history.unattached)].toSorted(compareUnattached),
    ignored,
  };
}

/** By account, region, name. */
export function compareKeys(a: StreamKey, b: StreamKey): number {
  return comparePaths(a.account, b.account) || comparePaths(a.region, b.region) || comparePaths(a.name, b.name);
}

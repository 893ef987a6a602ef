// How much a refused attempt matters: attempts without permission, and attempts to keep less in the backup bucket.
import { isJsonObject, type JsonObject } from '../../json.ts';
import { narrowsBackup } from '../fields/backupMode.ts';
import { parametersOf } from '../calls.ts';
import { canonicalDestination, namedMembers } from '../canonical.ts';
import { destinationMembers } from '../destinations.ts';
import type { Configuration, StreamHistory } from '../model.ts';
import type { Severity } from '../presented.ts';
import { valueAt } from '../fields/treeAt.ts';

/** So many denied calls within ten minutes are no slip any more. */
const manyDenied = 3;
const windowMs = 10 * 60_000;

/** For each of the times (in order) of denied calls: whether it is one of many within ten minutes. */
export function crowdedTimes(times: readonly number[]): ReadonlySet<number> {
  const crowded = new Set<number>();
  for (let last = manyDenied - 1; last < times.length; last += 1) {
    const window = times.slice(last - manyDenied + 1, last + 1);
    const [first = 0] = window;
    if ((window.at(-1) ?? 0) - first <= windowMs) for (const time of window) crowded.add(time);
  }
  return crowded;
}

export function denialSeverity(times: readonly number[], crowded: ReadonlySet<number>): Severity {
  return times.some((time) => crowded.has(time)) ? 'high' : 'medium';
}

/** Whether a refused update asked for less in the backup bucket than was kept at that time. */
export function asksForLessBackup(record: JsonObject, before: () => Configuration | undefined): boolean {
  if (record['eventName'] !== 'UpdateDestination') return false;
  const message = record['errorMessage'];
  if (typeof message === 'string' && /disabling s3 backup/i.test(message)) return true;
  const asked = askedDestination(record)?.['s3BackupMode'];
  return asked !== undefined && narrowsBackup(valueAt(before(), 'destination.s3BackupMode'), asked);
}

function askedDestination(record: JsonObject): JsonObject | undefined {
  const parameters = Object.fromEntries(namedMembers(parametersOf(record)));
  const [member] = destinationMembers(Object.keys(parameters), 'DestinationUpdate');
  const asked = member === undefined ? undefined : parameters[member.name];
  return member !== undefined && isJsonObject(asked) ? canonicalDestination(member.type.id, asked) : undefined;
}

/** The configuration in force at a time, of whichever lifetime was open. */
export function configurationAt(history: StreamHistory, lifetime: number, time: string): Configuration | undefined {
  return history.lifetimes[lifetime]?.versions.findLast((version) => version.time <= time)?.config;
}

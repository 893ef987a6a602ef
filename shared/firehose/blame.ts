// Who altered each value last, and who stated it last (spec section 6.5). Both answers are kept: with tools that
// restate everything, the second is always the last deployment.
import type { Blame, BlameEntry, Version } from './model.ts';

/** `stated[i]`: the paths that the event of `versions[i]` states or implies. Of the last of the versions given. */
export function blameOf(versions: readonly Version[], stated: readonly (readonly string[])[]): Blame {
  const blame = new Map<string, BlameEntry>();
  versions.forEach((version, index) => {
    const { eventId, changes } = version;
    for (const path of stated[index] ?? []) {
      blame.set(path, { changedBy: blame.get(path)?.changedBy ?? eventId, setBy: eventId });
    }
    for (const { path, kind } of changes) {
      if (kind === 'removed') blame.delete(path);
      else blame.set(path, { changedBy: eventId, setBy: eventId });
    }
  });
  return Object.fromEntries([...blame].toSorted(([a], [b]) => (a < b ? -1 : 1)));
}

// Who altered each value last, and who stated it last (spec section 6.5). Both answers are kept: with tools that
// restate everything, the second is always the last deployment.
import type { Blame, BlameEntry, Version } from './model.ts';

/** `stated[i]`: the paths that the event of `versions[i]` states or implies. Of the last of the versions given. */
export function blameOf(versions: readonly Version[], stated: readonly (readonly string[])[]): Blame {
  // The numbers of versions, by path.
  const changed = new Map<string, number>();
  const set = new Map<string, number>();
  versions.forEach(({ changes }, index) => {
    for (const path of stated[index] ?? []) {
      set.set(path, index);
      if (!changed.has(path)) changed.set(path, index);
    }
    for (const { path, kind } of changes) {
      if (kind === 'removed') {
        changed.delete(path);
        set.delete(path);
      } else changed.set(path, index);
    }
  });
  const eventOf = (index: number | undefined): string | null => versions[index ?? -1]?.eventId ?? null;
  const entries = [...set].toSorted(([a], [b]) => (a < b ? -1 : 1));
  return Object.fromEntries(
    entries.map(([path, index]): [string, BlameEntry] => [
      path,
      { changedBy: eventOf(changed.get(path)), setBy: eventOf(index) },
    ]),
  );
}

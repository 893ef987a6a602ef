// Who altered each value last, and who stated it last (spec section 6.5). Both answers are kept: with tools that
// restate everything, the second is always the last deployment.
import type { Blame, BlameEntry, Version } from './model.ts';

/** Numbers of versions, counted from 0. */
export type BlamedVersions = { readonly changed: number; readonly set: number };

/** `stated[i]`: the paths that the event of `versions[i]` states or implies. Of the last of the versions given. */
export function blameOf(versions: readonly Version[], stated: readonly (readonly string[])[]): Blame {
  const eventOf = (index: number): string | null => versions[index]?.eventId ?? null;
  const entries = [...blamedVersions(versions, stated)].toSorted(([a], [b]) => (a < b ? -1 : 1));
  return Object.fromEntries(
    entries.map(([path, { changed, set }]): [string, BlameEntry] => [
      path,
      { changedBy: eventOf(changed), setBy: eventOf(set) },
    ]),
  );
}

/** The same by version, for events without an eventID too. */
export function blamedVersions(
  versions: readonly Version[],
  stated: readonly (readonly string[])[],
): ReadonlyMap<string, BlamedVersions> {
  const changed = new Map<string, number>();
  const set = new Map<string, number>();
  versions.forEach(({ changes }, index) => {
    const paths = stated[index] ?? [];
    // Of versions that state the same, one after the other, the first and the last tell all.
    const isInRun = paths === stated[index - 1] && paths === stated[index + 1] && index + 1 < versions.length;
    for (const path of isInRun ? [] : paths) {
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
  return new Map([...set].map(([path, index]) => [path, { changed: changed.get(path) ?? index, set: index }]));
}

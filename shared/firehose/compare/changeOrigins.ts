// The event behind each change between two states: the one that brought the value, or took it away.
import { callOrigin } from '../timeline/callOrigin.ts';
import type { ComparedState, KnownState, Showing } from './comparedState.ts';
import type { Change } from '../model.ts';
import type { Origin, ShownChange } from '../presented.ts';
import { missingBetween, unexplainedGaps, type PlacedGap } from './versionGaps.ts';

export type VersionOrigin = Origin & { readonly versionId: string };

/** Origins of the versions of a lifetime; each is made once. */
export function versionOrigins(
  { lifetime }: KnownState,
  { lookup, eventOf }: Showing,
): (index: number) => VersionOrigin | undefined {
  const made = new Map<number, VersionOrigin>();
  return (index) => {
    const version = lifetime.versions[index];
    if (version === undefined) return undefined;
    const origin = made.get(index) ?? { ...callOrigin(version, lookup, eventOf), versionId: version.id };
    made.set(index, origin);
    return origin;
  };
}

type By = NonNullable<ShownChange['by']>;

/** Finds who is behind a change; `changes` are all of the comparison. */
export function changeOrigins(
  { from, to }: { readonly from: ComparedState; readonly to: ComparedState },
  changes: readonly Change[],
  showing: Showing,
): (change: Change) => By | undefined {
  const state = to.known;
  if (state === undefined) return () => undefined;
  const range = rangeOf(from.known, state);
  const latest = latestChanges(state, range.after, changes);
  const origin = versionOrigins(state, showing);
  const gaps = unexplainedGaps(state.lifetime);
  return (change) => {
    const index = latest.get(change.path) ?? (change.kind === 'removed' ? range.removedBy : range.broughtBy);
    const found = index === undefined ? undefined : origin(index);
    if (index === undefined || found === undefined) return undefined;
    const note = noteOn(change, { index, upTo: state.versionIndex, gaps, state });
    return note === undefined ? found : { ...found, note };
  };
}

type Range = {
  /** Changes of versions after this one count. */
  readonly after: number;
  /** Where no change in the range tells: the version that brought what was there from the beginning … */
  readonly broughtBy?: number;
  /** … and the one that began a lifetime without it. */
  readonly removedBy?: number;
};

/** Forward in one lifetime the versions in between count; else all that made the second state what it is. */
function rangeOf(from: KnownState | undefined, to: KnownState): Range {
  const isOneLife = from?.lifetimeIndex === to.lifetimeIndex;
  if (isOneLife && from.versionIndex < to.versionIndex) return { after: from.versionIndex };
  return isOneLife ? { after: -1, broughtBy: 0 } : { after: -1, broughtBy: 0, removedBy: 0 };
}

/** The last version that changed each path, in the order from the newest: most are found at once. */
function latestChanges(state: KnownState, after: number, changes: readonly Change[]): ReadonlyMap<string, number> {
  const missing = new Set(changes.map(({ path }) => path));
  const latest = new Map<string, number>();
  for (let index = state.versionIndex; index > after && missing.size > 0; index -= 1) {
    for (const { path } of state.lifetime.versions[index]?.changes ?? []) {
      if (missing.delete(path)) latest.set(path, index);
    }
  }
  return latest;
}

type Place = {
  readonly index: number;
  readonly upTo: number;
  readonly gaps: readonly PlacedGap[];
  readonly state: KnownState;
};

function noteOn(change: Change, { index, upTo, gaps, state }: Place): string | undefined {
  const since = sinceText(change.path, missingBetween(gaps, index, upTo, state.lifetime.versions.length - 1));
  if (since !== undefined) return since;
  const own = state.lifetime.versions[index]?.changes.find(({ path }) => path === change.path);
  if (own?.kind !== 'set' && own?.staleBefore !== true) return undefined;
  const missing = gaps.findLast(({ to }) => to <= index)?.gap.missing ?? 0;
  return missing > 0 ? `first seen here; ${missingText(missing)} missing before` : 'first seen here';
}

/** What is to be said of values whose lifetime misses versions after the one that changed them. */
export function gapNotes(state: KnownState): (path: string, changedIn: number) => string | undefined {
  const gaps = unexplainedGaps(state.lifetime);
  const last = state.lifetime.versions.length - 1;
  return (path, changedIn) => sinceText(path, missingBetween(gaps, changedIn, state.versionIndex, last));
}

/** Of the source nothing can be missing: it is chosen once, at creation. */
function sinceText(path: string, missing: number): string | undefined {
  if (missing === 0 || path === 'deliveryStreamType' || path.startsWith('source')) return undefined;
  return `last visible change; ${missingText(missing)} missing since`;
}

function missingText(count: number): string {
  return count === 1 ? '1 version is' : `${count} versions are`;
}

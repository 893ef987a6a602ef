// What differs between two states of one stream (spec section 6.5, "Kinds"): neighbouring versions as their event
// changed them, any others leaf by leaf.
import { changedLeaves, comparePaths, isSameValue, type LeafChange } from '../../diff/changes.ts';
import { isHidden, leavesOf } from '../../diff/leaves.ts';
import { unknownSections, type ComparedState, type KnownState } from './comparedState.ts';
import type { Change, Version } from '../model.ts';
import type { JsonValue } from '../../json.ts';

/** By path. Nothing where the log does not show what the second state is. */
export function changesBetween(from: ComparedState, to: ComparedState): readonly Change[] {
  if (areNeighbours(from, to)) return to.known?.version.changes ?? [];
  if (to.known === undefined && to.shown.existence !== 'does-not-exist') return [];
  const unknown: ReadonlySet<string> = new Set(unknownSections(from));
  const stale = new Set(from.known?.version.stale ?? []);
  const changes = changedLeaves(from.known?.version.config, to.known?.version.config).map((change) =>
    kindOf(change, unknown, stale),
  );
  const restated = restatedHidden(from.known, to.known).map(([path, value]): Change => ({
    path,
    kind: 'hidden',
    before: value,
    after: value,
    ...staleMark(path, stale),
  }));
  return restated.length === 0 ? changes : [...changes, ...restated].toSorted((a, b) => comparePaths(a.path, b.path));
}

/** A version and the one right after it. */
export function areNeighbours({ known: from }: ComparedState, { known: to }: ComparedState): boolean {
  if (from === undefined || to === undefined) return false;
  return from.lifetimeIndex === to.lifetimeIndex && from.versionIndex + 1 === to.versionIndex;
}

function kindOf(leaf: LeafChange, unknown: ReadonlySet<string>, stale: ReadonlySet<string>): Change {
  const { path, before, after } = leaf;
  if (before === undefined) return { ...leaf, kind: unknown.has(sectionOf(path)) ? 'set' : 'added' };
  const mark = staleMark(path, stale);
  if (after === undefined) return { ...leaf, kind: 'removed', ...mark };
  return { ...leaf, kind: isHidden(before) || isHidden(after) ? 'hidden' : 'modified', ...mark };
}

function staleMark(path: string, stale: ReadonlySet<string>): Pick<Change, 'staleBefore'> {
  return stale.has(path) ? { staleBefore: true } : {};
}

function sectionOf(path: string): string {
  return /^[^.[]*/.exec(path)?.[0] ?? '';
}

/** Hidden values that look the same on both sides, but were stated in between: they may have changed. */
function restatedHidden(from: KnownState | undefined, to: KnownState | undefined): readonly HiddenLeaf[] {
  if (from === undefined || to === undefined) return [];
  const before = leavesOf(from.version.config);
  const same = [...leavesOf(to.version.config)].filter(
    ([path, value]) => isHidden(value) && isSameValue(before.get(path), value),
  );
  // What is hidden in another lifetime was stated for that one.
  if (same.length === 0 || from.lifetimeIndex !== to.lifetimeIndex) return same;
  const first = Math.min(from.versionIndex, to.versionIndex);
  const last = Math.max(from.versionIndex, to.versionIndex);
  const changed = changedPaths(to.lifetime.versions.slice(first + 1, last + 1), new Set(same.map(([path]) => path)));
  return same.filter(([path]) => changed.has(path));
}

type HiddenLeaf = readonly [path: string, value: JsonValue];

/** Those of the paths that any of the versions changed, or stated again though they are hidden. */
function changedPaths(versions: readonly Version[], paths: ReadonlySet<string>): ReadonlySet<string> {
  const found = new Set<string>();
  for (const { changes } of versions) {
    for (const { path } of changes) if (paths.has(path)) found.add(path);
    if (found.size === paths.size) break;
  }
  return found;
}

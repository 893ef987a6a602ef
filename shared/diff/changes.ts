// What differs between two trees, leaf by leaf. Parts that are the same object are not looked into.
import type { JsonValue } from '../json.ts';
import { canonicalJson } from '../canonicalJson.ts';
import { forEachLeaf, isBranch, joinPath } from './leaves.ts';

export type LeafChange = {
  readonly path: string;
  /** Absent where there was no such leaf. */
  readonly before?: JsonValue;
  readonly after?: JsonValue;
};

/** The leaves that differ, in the order of their paths (code units). */
export function changedLeaves(before: JsonValue | undefined, after: JsonValue | undefined): readonly LeafChange[] {
  const changes: LeafChange[] = [];
  compare(before, after, { path: '', own: '', parent: '' }, changes);
  return changes.toSorted((a, b) => comparePaths(a.path, b.path));
}

export function comparePaths(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}

/** Whether two leaves are the same value; members of objects in lists may stand in any order. */
export function isSameValue(a: JsonValue | undefined, b: JsonValue | undefined): boolean {
  if (a === b) return true;
  if (typeof a !== 'object' || typeof b !== 'object' || a === null || b === null) return false;
  return canonicalJson(a) === canonicalJson(b);
}

type Place = { readonly path: string; readonly own: string; readonly parent: string };

function compare(
  before: JsonValue | undefined,
  after: JsonValue | undefined,
  place: Place,
  changes: LeafChange[],
): void {
  if (before === after) return;
  if (before !== undefined && after !== undefined) {
    if (isBranch(before, place.parent) && isBranch(after, place.parent)) {
      for (const name of new Set([...Object.keys(before), ...Object.keys(after)])) {
        const inner = { path: joinPath(place.path, name), own: name, parent: place.own };
        compare(ownMember(before, name), ownMember(after, name), inner, changes);
      }
      return;
    }
    if (!isBranch(before, place.parent) && !isBranch(after, place.parent)) {
      if (!isSameValue(before, after)) changes.push({ path: place.path, before, after });
      return;
    }
  }
  const { path, ...names } = place;
  if (before !== undefined) forEachLeaf(before, (at, leaf) => changes.push({ path: at, before: leaf }), path, names);
  if (after !== undefined) forEachLeaf(after, (at, leaf) => changes.push({ path: at, after: leaf }), path, names);
}

function ownMember(object: { readonly [name: string]: JsonValue }, name: string): JsonValue | undefined {
  return Object.hasOwn(object, name) ? object[name] : undefined;
}

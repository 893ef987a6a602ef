// What differs between two trees, leaf by leaf. Parts that are the same object are not looked into.
import { isJsonObject, type JsonObject, type JsonValue } from '../json.ts';
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
  compare(before, after, root, changes);
  return changes.length < 2 ? changes : changes.toSorted((a, b) => comparePaths(a.path, b.path));
}

export function comparePaths(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}

/** Whether two values mean the same; members may stand in any order, items of lists may not. */
export function isSameValue(a: JsonValue | undefined, b: JsonValue | undefined): boolean {
  if (a === b) return true;
  if (Array.isArray(a) || Array.isArray(b)) {
    if (!Array.isArray(a) || !Array.isArray(b) || a.length !== b.length) return false;
    return a.every((item: JsonValue, index) => isSameValue(item, b[index]));
  }
  if (!isJsonObject(a) || !isJsonObject(b)) return false;
  const names = Object.keys(a);
  if (names.length !== Object.keys(b).length) return false;
  return names.every((name) => Object.hasOwn(b, name) && isSameValue(a[name], b[name]));
}

type Place = { readonly path: string; readonly own: string; readonly parent: string };

const root: Place = { path: '', own: '', parent: '' };

function compare(
  before: JsonValue | undefined,
  after: JsonValue | undefined,
  place: Place,
  changes: LeafChange[],
): void {
  if (before === after) return;
  const isBranchBefore = isBranch(before, place.parent);
  const isBranchAfter = isBranch(after, place.parent);
  if (isBranchBefore && isBranchAfter) compareMembers(before, after, place, changes);
  else if (before !== undefined && after !== undefined && !isBranchBefore && !isBranchAfter) {
    if (!isSameValue(before, after)) changes.push({ path: place.path, before, after });
  } else {
    if (before !== undefined)
      forEachLeaf(before, (path, leaf) => changes.push({ path, before: leaf }), place.path, place);
    if (after !== undefined) forEachLeaf(after, (path, leaf) => changes.push({ path, after: leaf }), place.path, place);
  }
}

function compareMembers(before: JsonObject, after: JsonObject, place: Place, changes: LeafChange[]): void {
  for (const name of Object.keys(after)) {
    const former = Object.hasOwn(before, name) ? before[name] : undefined;
    // Most members are the same text or number: they need no path.
    if (former !== after[name]) compare(former, after[name], placeOf(place, name), changes);
  }
  for (const name of Object.keys(before)) {
    if (!Object.hasOwn(after, name)) compare(before[name], undefined, placeOf(place, name), changes);
  }
}

function placeOf(parent: Place, name: string): Place {
  return { path: joinPath(parent.path, name), own: name, parent: parent.own };
}

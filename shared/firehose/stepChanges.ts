// The changes that one call made, told by their kinds (spec sections 6.5 and 6.9).
import { changedLeaves, comparePaths, type LeafChange } from '../diff/changes.ts';
import { isHidden } from '../diff/leaves.ts';
import type { Step } from './configure.ts';
import { sections, type Change, type Configuration, type Draft, type Section } from './model.ts';

/** What is not certain before the call. */
export type Doubts = { readonly unknown: ReadonlySet<Section>; readonly stale: ReadonlySet<string> };

/** By path. A hidden value that is stated again may have changed: it is a change too. */
export function changesOf(before: Configuration, step: Step, doubts: Doubts): readonly Change[] {
  const changes = changedLeaves(before, step.config).map((leaf) => changeOf(leaf, doubts));
  if (step.hidden.length === 0) return changes;
  const changed = new Set(changes.map(({ path }) => path));
  const restated = step.hidden.filter(({ path }) => !changed.has(path));
  const again = restated.map(({ path, value }) => changeOf({ path, before: value, after: value }, doubts));
  return [...changes, ...again].toSorted((a, b) => comparePaths(a.path, b.path));
}

/** The section that a path lies in. */
export function sectionOf(path: string): Section | undefined {
  const end = path.search(/[.[]/);
  const name = end < 0 ? path : path.slice(0, end);
  return sections.find((section) => section === name);
}

/** Kinds are tried in the order added or set, removed, hidden, modified. */
function changeOf({ path, before, after }: LeafChange, { unknown, stale }: Doubts): Change {
  // There are very many: members are set one by one rather than gathered from parts.
  const change: Draft<Change> = { path, kind: 'modified' };
  if (before === undefined) {
    const section = sectionOf(path);
    change.kind = section !== undefined && unknown.has(section) ? 'set' : 'added';
  } else {
    change.before = before;
    if (after === undefined) change.kind = 'removed';
    else if (isHidden(before) || isHidden(after)) change.kind = 'hidden';
  }
  if (after !== undefined) change.after = after;
  if (before !== undefined && stale.has(path)) change.staleBefore = true;
  return change;
}

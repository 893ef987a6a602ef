// Undo and redo of what the events show: filter, time, zone, sort order, columns, facets. The view's store is watched,
// so that whatever changes it needs to know nothing of this.
import { createStore, type StoreApi } from 'zustand/vanilla';

import { changedParts, snapshotOf, type Snapshot, type ViewPart } from './viewParts.ts';
import type { ViewState, ViewStore } from './view.ts';

type Step = {
  /** The view on the other side of the change. */
  readonly snapshot: Snapshot;
  /** What the change concerns. */
  readonly parts: readonly ViewPart[];
};

/** The step that is next to be taken is the last of each. */
type Steps = { readonly past: readonly Step[]; readonly future: readonly Step[] };

export type ViewHistory = {
  readonly steps: StoreApi<Steps>;
  /** Keeps the view as it is before each change from now on; returns the function that ends it. */
  watch(isReady: () => boolean): () => void;
  /** What the step concerned; nothing where there is none. */
  undo(): readonly ViewPart[];
  redo(): readonly ViewPart[];
  forget(): void;
};

const mostSteps = 200;
/** Dragging the edge of a column sends many changes. */
const burstMs = 1000;

export function createViewHistory(view: ViewStore, now: () => number = Date.now): ViewHistory {
  const steps = createStore<Steps>(() => ({ past: [], future: [] }));
  let isRestoring = false;
  let lastAt = Number.NEGATIVE_INFINITY;
  // What is changed before the window draws again is one act of the reader.
  let isSameAct = false;

  const keep = (after: ViewState, before: ViewState) => {
    const parts = changedParts(before, after);
    if (isRestoring || parts.length === 0) return;
    const { past } = steps.getState();
    const last = past.at(-1);
    const isJoined = last !== undefined && (isSameAct || (areWidths(last.parts, parts) && now() - lastAt < burstMs));
    steps.setState({ past: isJoined ? joined(past, last, after) : withStep(past, before, parts), future: [] });
    lastAt = now();
    isSameAct = true;
    queueMicrotask(() => {
      isSameAct = false;
    });
  };
  const travel = (from: keyof Steps, to: keyof Steps): readonly ViewPart[] => {
    const step = steps.getState()[from].at(-1);
    if (!step) return [];
    const left = snapshotOf(view.getState());
    isRestoring = true;
    view.setState(step.snapshot);
    isRestoring = false;
    steps.setState((state) => ({
      ...state,
      [from]: state[from].slice(0, -1),
      [to]: [...state[to], { snapshot: left, parts: step.parts }],
    }));
    return step.parts;
  };
  return {
    steps,
    watch: (isReady) => view.subscribe((after, before) => isReady() && keep(after, before)),
    undo: () => travel('past', 'future'),
    redo: () => travel('future', 'past'),
    forget: () => steps.setState({ past: [], future: [] }),
  };
}

function withStep(past: readonly Step[], before: ViewState, parts: readonly ViewPart[]): readonly Step[] {
  return [...past, { snapshot: snapshotOf(before), parts }].slice(-mostSteps);
}

/** The last step, reaching further; none where the view is again as it was. */
function joined(past: readonly Step[], last: Step, after: ViewState): readonly Step[] {
  const parts = changedParts(last.snapshot, after);
  const rest = past.slice(0, -1);
  return parts.length === 0 ? rest : [...rest, { ...last, parts }];
}

function areWidths(before: readonly ViewPart[], after: readonly ViewPart[]): boolean {
  return [before, after].every((parts) => parts.length === 1 && parts[0] === 'column widths');
}

// Two states of one stream, over lifetimes too and in either direction, told change by change.
import { noiseOf } from '../../diff/noise.ts';
import { leavesOf } from '../../diff/leaves.ts';
import { callLookup } from '../timeline/callLookup.ts';
import { changeOrigins } from './changeOrigins.ts';
import { comparedState, type ComparedState, type ShowOptions, type Showing } from './comparedState.ts';
import { destinationType } from '../destinations.ts';
import { destinationTypeOf, groupOf, labelOf } from '../fields/labels.ts';
import type { Change, Configuration, StreamHistory } from '../model.ts';
import type { Comparison, ShownChange, StateRef } from '../presented.ts';
import { weigh, type Weight } from '../fields/severity.ts';
import { valueShower } from './shownValue.ts';
import { areNeighbours, changesBetween } from './stateChanges.ts';

export type { ShowOptions } from './comparedState.ts';

export function compareStates(history: StreamHistory, from: StateRef, to: StateRef, options: ShowOptions): Comparison {
  const showing: Showing = { ...options, history, lookup: callLookup(history) };
  const sides = { from: comparedState(from, showing), to: comparedState(to, showing) };
  const changes = changesBetween(sides.from, sides.to);
  const { account, region, name } = history;
  return {
    stream: { account, region, name },
    from: sides.from.shown,
    to: sides.to.shown,
    changes: shownChanges(sides, changes, showing),
    restated: countRestated(sides, changes, history),
  };
}

type Sides = { readonly from: ComparedState; readonly to: ComparedState };

function shownChanges(sides: Sides, changes: readonly Change[], showing: Showing): readonly ShownChange[] {
  const { from, to } = sides;
  const showValue = valueShower(showing);
  const by = changeOrigins(sides, changes, showing);
  const describe = describer(sides, showing.history.account);
  return changes.map((change): ShownChange => {
    const { path, kind, before, after, staleBefore = false } = change;
    const brought = by(change);
    return {
      path,
      kind,
      ...describe(change),
      ...(before === undefined ? {} : { before: showValue(before, { path, state: from.known, isStale: staleBefore }) }),
      ...(after === undefined ? {} : { after: showValue(after, { path, state: to.known }) }),
      ...(brought === undefined ? {} : { by: brought }),
    };
  });
}

type Description = Pick<ShownChange, 'label' | 'group' | 'severity' | 'reason' | 'noise' | 'noiseReason'>;

/** The words for changes between two states. */
function describer(sides: Sides, account: string): (change: Change) => Description {
  const context = { account, before: configOf(sides.from), after: configOf(sides.to) };
  const replaced = replacement(context.before, context.after);
  // A stream that begins or ends has changed nothing.
  const isWhole = [sides.from, sides.to].some(({ shown }) => shown.existence === 'does-not-exist');
  return (change) => {
    const config = (change.kind === 'removed' ? context.before : context.after) ?? {};
    const isReplaced = replaced !== undefined && change.path.startsWith('destination');
    const noiseReason = noiseOf(change, context);
    const { severity, reason }: Weight = isWhole ? { severity: 'info' } : weigh(change, context);
    return {
      label: labelOf(change.path, config),
      group: isReplaced ? replaced : groupOf(change.path, config),
      severity,
      ...(reason === undefined ? {} : { reason }),
      noise: noiseReason !== undefined,
      ...(noiseReason === undefined ? {} : { noiseReason }),
    };
  };
}

/** The one heading for a destination of another kind: its blocks say nothing of those before. */
function replacement(before: Configuration | undefined, after: Configuration | undefined): string | undefined {
  const [old, now] = [destinationTypeOf(before), destinationTypeOf(after)].map((id) =>
    id === undefined ? undefined : destinationType(id),
  );
  if (old === undefined || now === undefined || old.family === now.family) return undefined;
  return `Replaced: ${old.label} → ${now.label}`;
}

function configOf({ known }: ComparedState): Configuration | undefined {
  return known?.version.config;
}

/** What the event of the second of two neighbours states without changing it. The type is in the name of its block. */
function countRestated({ from, to }: Sides, changes: readonly Change[], history: StreamHistory): number {
  if (to.known === undefined || !areNeighbours(from, to)) return 0;
  const { lifetimeIndex, versionIndex, version } = to.known;
  const stated = history.stated[lifetimeIndex]?.[versionIndex] ?? [];
  const changed = new Set(changes.map(({ path }) => path));
  const leaves = leavesOf(version.config);
  return stated.filter((path) => path !== 'destination.type' && leaves.has(path) && !changed.has(path)).length;
}

// What a report holds, whatever its format.
import { AppError } from '../../errors.ts';
import { comparePaths } from '../../diff/changes.ts';
import { leavesOf } from '../../diff/leaves.ts';
import { noiseOf } from '../../diff/noise.ts';
import { callLookup } from '../timeline/callLookup.ts';
import { callOrigin } from '../timeline/callOrigin.ts';
import { compareStates, type ShowOptions } from '../compare/comparison.ts';
import { compareGroups, groupOf, labelOf } from '../fields/labels.ts';
import type { StreamHistory } from '../model.ts';
import type { Comparison, Origin, ShownChange, ShownValue, StateRef, Timeline } from '../presented.ts';
import { weigh } from '../fields/severity.ts';
import { valueShower, type ValueShower } from '../compare/shownValue.ts';
import { namedStream, timelineOf } from '../timeline/timeline.ts';

export type ReportRequest = {
  readonly what: 'diff' | 'timeline' | 'history';
  readonly format: 'markdown' | 'json' | 'html';
  /** For a diff; the last version against the one before where they are absent. */
  readonly from?: StateRef | undefined;
  readonly to?: StateRef | undefined;
  /** With the changes that are hidden as noise. */
  readonly withNoise: boolean;
};

/** Changes of a table, and how many of them are left out as noise. */
export type ChangeTable = { readonly changes: readonly ShownChange[]; readonly left: number };

export type ReportField = Pick<ShownChange, 'path' | 'label' | 'group'> & { readonly value: ShownValue };

export type VersionChanges = ChangeTable & {
  readonly lifetime: number;
  readonly version: number;
  /** All there is, where a lifetime begins: its first version changes nothing. */
  readonly fields: readonly ReportField[];
};

export type DiffContent = {
  readonly what: 'diff';
  readonly stream: Timeline['stream'];
  readonly timeZone: string;
  readonly comparison: Comparison;
  readonly left: number;
  /** The calls that made the two versions. */
  readonly origins: { readonly from?: Origin; readonly to?: Origin };
};

export type TimelineContent = {
  readonly what: 'timeline' | 'history';
  readonly stream: Timeline['stream'];
  readonly timeZone: string;
  readonly timeline: Timeline;
  /** First and last call that names the stream, and how many there are. */
  readonly calls: { readonly first?: string; readonly last?: string; readonly count: number };
  /** Of each version, for a history. */
  readonly tables: readonly VersionChanges[];
};

export function diffContent(history: StreamHistory, request: ReportRequest, options: ShowOptions): DiffContent {
  const { from, to } =
    request.from && request.to ? { from: request.from, to: request.to } : newestPair(history, request);
  const compared = compareStates(history, from, to, options);
  const { changes, left } = withoutNoise(compared.changes, request.withNoise);
  return {
    what: 'diff',
    stream: namedStream(history),
    timeZone: options.timeZone,
    comparison: { ...compared, changes },
    left,
    origins: originsOf(history, compared),
  };
}

function originsOf(history: StreamHistory, { from, to }: Comparison): DiffContent['origins'] {
  const lookup = callLookup(history);
  const [made, became] = [from, to].map(({ ref }) => {
    const version = ref && history.lifetimes[ref.lifetime]?.versions[ref.version];
    return version && callOrigin(version, lookup);
  });
  return { ...(made === undefined ? {} : { from: made }), ...(became === undefined ? {} : { to: became }) };
}

/** The last version and the one before. */
function newestPair(
  history: StreamHistory,
  request: ReportRequest,
): { readonly from: StateRef; readonly to: StateRef } {
  const lifetime = history.lifetimes.findLastIndex(({ versions }) => versions.length > 0);
  const last = (history.lifetimes[lifetime]?.versions.length ?? 0) - 1;
  const from = request.from ?? (last > 0 ? { lifetime, version: last - 1 } : undefined);
  const to = request.to ?? (last >= 0 ? { lifetime, version: last } : undefined);
  if (from && to) return { from, to };
  throw new AppError('bad-request', `The stream ${history.name} has no two versions to compare`);
}

export function timelineContent(
  history: StreamHistory,
  request: ReportRequest & { readonly what: 'timeline' | 'history' },
  options: ShowOptions,
): TimelineContent {
  const timeline = timelineOf(history, {});
  const { calls } = history;
  const [first, last] = [calls[0]?.time, calls.at(-1)?.time];
  const span = { ...(first === undefined ? {} : { first }), ...(last === undefined ? {} : { last }) };
  return {
    what: request.what,
    stream: timeline.stream,
    timeZone: options.timeZone,
    timeline,
    calls: { ...span, count: calls.length },
    tables: request.what === 'history' ? tablesOf(history, request.withNoise, options) : [],
  };
}

function tablesOf(history: StreamHistory, withNoise: boolean, options: ShowOptions): readonly VersionChanges[] {
  const show = valueShower({ mask: options.mask, history });
  return history.lifetimes.flatMap(({ versions }, lifetime) =>
    versions.map((_, version) => {
      const changes = versionChanges(history, { lifetime, version }, show);
      const fields = version === 0 && changes.length === 0 ? firstFields(history, lifetime, show) : [];
      return { lifetime, version, fields, ...withoutNoise(changes, withNoise) };
    }),
  );
}

function firstFields(history: StreamHistory, lifetimeIndex: number, show: ValueShower): readonly ReportField[] {
  const lifetime = history.lifetimes[lifetimeIndex];
  const [version] = lifetime?.versions ?? [];
  if (!lifetime || !version) return [];
  const state = { lifetime, lifetimeIndex, version, versionIndex: 0 };
  return [...leavesOf(version.config)]
    .map(([path, value]) => ({
      path,
      label: labelOf(path, version.config),
      group: groupOf(path, version.config),
      value: show(value, { path, state }),
    }))
    .toSorted((a, b) => compareGroups(a.group, b.group) || comparePaths(a.path, b.path));
}

/** What one event changed; who did it is told of the version as a whole. */
function versionChanges(
  history: StreamHistory,
  place: { readonly lifetime: number; readonly version: number },
  show: ValueShower,
): readonly ShownChange[] {
  const lifetime = history.lifetimes[place.lifetime];
  const version = lifetime?.versions[place.version];
  if (!lifetime || !version) return [];
  const former = lifetime.versions[place.version - 1];
  const stateOf = (made: typeof version, versionIndex: number) => ({
    lifetime,
    lifetimeIndex: place.lifetime,
    version: made,
    versionIndex,
  });
  const before = former && stateOf(former, place.version - 1);
  const after = stateOf(version, place.version);
  const context = { account: history.account, before: former?.config, after: version.config };
  return version.changes.map((change) => {
    const { path, kind, staleBefore = false } = change;
    const config = (kind === 'removed' ? former?.config : version.config) ?? {};
    const { severity, reason } = weigh(change, context);
    const noiseReason = noiseOf(change, context);
    return {
      path,
      kind,
      label: labelOf(path, config),
      group: groupOf(path, config),
      ...(change.before === undefined
        ? {}
        : { before: show(change.before, { path, state: before, isStale: staleBefore }) }),
      ...(change.after === undefined ? {} : { after: show(change.after, { path, state: after }) }),
      severity,
      ...(reason === undefined ? {} : { reason }),
      noise: noiseReason !== undefined,
      ...(noiseReason === undefined ? {} : { noiseReason }),
    };
  });
}

function withoutNoise(changes: readonly ShownChange[], withNoise: boolean): ChangeTable {
  const told = withNoise ? changes : changes.filter(({ noise }) => !noise);
  return { changes: told, left: changes.length - told.length };
}

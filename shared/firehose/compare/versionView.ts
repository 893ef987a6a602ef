// One configuration, field by field, with who is behind each value and the request that made it.
import { leavesOf } from '../../diff/leaves.ts';
import { blamedVersions, type BlamedVersions } from '../blame.ts';
import { callLookup } from '../timeline/callLookup.ts';
import { gapNotes, versionOrigins, type VersionOrigin } from './changeOrigins.ts';
import { comparedState, type KnownState, type ShowOptions, type Showing } from './comparedState.ts';
import { documentedDefaults } from '../fields/documentedDefaults.ts';
import { compareGroups, groupOf, labelOf } from '../fields/labels.ts';
import type { Configuration, StreamHistory } from '../model.ts';
import type { ShownField, ShownVersion, StateRef } from '../presented.ts';
import { maskSecrets } from '../fields/secrets.ts';
import { valueShower } from './shownValue.ts';

/** Fields and defaults are sorted by heading, then by path. */
export function showVersion(history: StreamHistory, ref: StateRef, options: ShowOptions): ShownVersion {
  const showing: Showing = { ...options, history, lookup: callLookup(history) };
  const state = comparedState(ref, showing);
  const { account, region, name } = history;
  const stream = { account, region, name };
  if (state.known === undefined) return { stream, state: state.shown, fields: [], defaults: [] };
  const origins = versionOrigins(state.known, showing);
  const request = requestOf(state.known, origins, showing);
  return {
    stream,
    state: state.shown,
    fields: fieldsOf(state.known, origins, showing),
    defaults: state.shown.unknown.includes('destination') ? [] : defaultsOf(state.known.version.config),
    ...(request === undefined ? {} : { request }),
  };
}

type Origins = (index: number) => VersionOrigin | undefined;

function fieldsOf(state: KnownState, origins: Origins, showing: Showing): readonly ShownField[] {
  const { lifetime, lifetimeIndex, versionIndex, version } = state;
  const versions = lifetime.versions.slice(0, versionIndex + 1);
  const blame = blamedVersions(versions, showing.history.stated[lifetimeIndex] ?? []);
  const showValue = valueShower(showing);
  const gapNote = gapNotes(state);
  const fields = [...leavesOf(version.config)].map(([path, value]): ShownField => ({
    path,
    ...namesOf(path, version.config),
    ...showValue(value, { path, state }),
    ...blameOn(blame.get(path), origins, (changed) => gapNote(path, changed)),
  }));
  return fields.toSorted(byGroup);
}

type BlameOn = Pick<ShownField, 'changedBy' | 'setBy' | 'gapNote'>;

function blameOn(
  blame: BlamedVersions | undefined,
  origins: Origins,
  gapNote: (changedIn: number) => string | undefined,
): BlameOn {
  if (blame === undefined) return {};
  const changedBy = origins(blame.changed);
  const setBy = origins(blame.set);
  const note = gapNote(blame.changed);
  return {
    ...(changedBy === undefined ? {} : { changedBy }),
    ...(setBy === undefined ? {} : { setBy }),
    ...(note === undefined ? {} : { gapNote: note }),
  };
}

function defaultsOf(config: Configuration): ShownVersion['defaults'] {
  return documentedDefaults(config)
    .map(({ path, text }) => ({ path, ...namesOf(path, config), text }))
    .toSorted(byGroup);
}

function namesOf(path: string, config: Configuration): { readonly label: string; readonly group: string } {
  return { label: labelOf(path, config), group: groupOf(path, config) };
}

type Placed = { readonly group: string; readonly path: string };

function byGroup(a: Placed, b: Placed): number {
  return compareGroups(a.group, b.group) || (a.path < b.path ? -1 : a.path > b.path ? 1 : 0);
}

/** As it was sent, but for secrets: the log's own names and order. */
function requestOf(state: KnownState, origins: Origins, { lookup, mask }: Showing): ShownVersion['request'] {
  const origin = origins(state.versionIndex);
  const call = lookup.callOf(state.version);
  if (origin === undefined || call === undefined) return undefined;
  const { versionId: _, ...rest } = origin;
  const parameters = call.record['requestParameters'] ?? null;
  return { ...rest, text: JSON.stringify(maskSecrets(parameters, mask), undefined, 2) };
}

// One side of a comparison: which state is meant, and what is said of it.
import { comparePaths } from '../../diff/changes.ts';
import { isJsonObject, type JsonObject, type JsonValue } from '../../json.ts';
import type { CallLookup } from '../timeline/callLookup.ts';
import {
  sections,
  type Configuration,
  type Lifetime,
  type Section,
  type StreamHistory,
  type Version,
} from '../model.ts';
import { momentOf, stateAt } from './moments.ts';
import { momentText } from './momentText.ts';
import type { ShownState, StateRef } from '../presented.ts';
import { maskSecrets, type Mask } from '../fields/secrets.ts';

export type ShowOptions = {
  readonly timeZone: string;
  /** What stands in place of secrets. */
  readonly mask: Mask;
  /** The store's event of a call, by the call's id. */
  readonly eventOf?: (id: string) => number | undefined;
};

/** A version with where it stands. */
export type KnownState = {
  readonly lifetime: Lifetime;
  readonly lifetimeIndex: number;
  readonly version: Version;
  readonly versionIndex: number;
};

/** A state as asked for; `known` where the log shows a configuration of it. */
export type ComparedState = {
  readonly shown: ShownState;
  readonly known?: KnownState;
};

/** What states of one stream are shown with. */
export type Showing = ShowOptions & { readonly history: StreamHistory; readonly lookup: CallLookup };

export function comparedState(ref: StateRef, options: Showing): ComparedState {
  const { history } = options;
  const found = stateAt(history, ref, options);
  const known = found.ref === undefined ? undefined : knownState(history, found.ref);
  const shown = {
    ...(found.ref === undefined ? {} : { ref: found.ref }),
    title: titleOf(history, ref, known, options.timeZone),
    existence: found.existence,
    remarks: found.remarks,
  };
  if (known === undefined) {
    const unknown = found.existence === 'does-not-exist' ? [] : sections;
    return { shown: { ...shown, unknown, isComplete: unknown.length === 0, configText: '' } };
  }
  const { id, time, unknown = [], complete, config } = known.version;
  const configText = configurationText(config, options.mask);
  return { known, shown: { ...shown, id, time, unknown, isComplete: complete, configText } };
}

export function unknownSections({ known, shown }: ComparedState): readonly Section[] {
  return known === undefined ? shown.unknown : (known.version.unknown ?? []);
}

function knownState(
  history: StreamHistory,
  { lifetime: lifetimeIndex, version: versionIndex }: NonNullable<ShownState['ref']>,
): KnownState | undefined {
  const lifetime = history.lifetimes[lifetimeIndex];
  const version = lifetime?.versions[versionIndex];
  return lifetime === undefined || version === undefined
    ? undefined
    : { lifetime, lifetimeIndex, version, versionIndex };
}

/** `Version 6`, `Version 6 of lifetime 2`, `12 Jun 2026 14:31:00 UTC (version 6)`. */
function titleOf(history: StreamHistory, ref: StateRef, known: KnownState | undefined, timeZone: string): string {
  const name = known === undefined ? undefined : versionName(history, known);
  if (!('time' in ref)) return `Version ${name ?? ref.version}`;
  const moment = momentText(momentOf(ref.time), timeZone);
  return name === undefined ? moment : `${moment} (version ${name})`;
}

function versionName({ lifetimes }: StreamHistory, { version, lifetimeIndex }: KnownState): string {
  return lifetimes.length > 1 ? `${version.id} of lifetime ${lifetimeIndex + 1}` : version.id;
}

/** Canonical JSON, indented: the sections in their order, members below by name, so that two texts can be laid side by side. */
export function configurationText(config: Configuration, mask: Mask): string {
  const masked = maskSecrets(config, mask);
  if (!isJsonObject(masked)) return '';
  const known: readonly string[] = sections;
  const names = [
    ...known.filter((name) => name in masked),
    ...Object.keys(masked).filter((name) => !known.includes(name)),
  ];
  const ordered: JsonObject = Object.fromEntries(names.map((name) => [name, sorted(masked[name] ?? null)]));
  return JSON.stringify(ordered, undefined, 2);
}

/** Members by their names, at every depth. */
function sorted(value: JsonValue): JsonValue {
  if (Array.isArray(value)) return value.map(sorted);
  if (!isJsonObject(value)) return value;
  const members = Object.entries(value).toSorted(([a], [b]) => comparePaths(a, b));
  return Object.fromEntries(members.map(([name, member]) => [name, sorted(member)]));
}

// §6.3 to §6.5: one lifetime while it is walked, and the version that one event appends to it.
import type {
  Blame,
  BlameEntry,
  Change,
  ChangeKind,
  Conflict,
  Failure,
  Gap,
  Section,
  Version,
  VersionNote,
} from '../../../shared/firehose/model.ts';
import type { JsonObject, JsonValue } from '../../../shared/json.ts';
import type { Event } from './input.ts';
import { compareTexts, isHidden, leaves, same } from './leaves.ts';
import type { Step } from './order.ts';

/** §6.4: always in this order. */
const allSections: readonly Section[] = ['deliveryStreamType', 'source', 'destination', 'encryption', 'tags'];

/** A version, and what the tests ask of it beside. */
type Draft = Omit<Version, 'notes'> & {
  readonly revision: number;
  readonly ms: number;
  readonly notes: Set<string>;
  readonly stated: ReadonlySet<string>;
  readonly blame: ReadonlyMap<string, BlameEntry>;
};

export type Life = {
  readonly start: 'created' | 'observed' | 'implied';
  end: 'open' | 'deleted' | 'implied';
  arn: string | null;
  createdAt: string | null;
  deletedAt: string | null;
  /** From its first event, inclusive, to its closing event, exclusive (§6.9, failures). */
  readonly beginMs: number;
  endMs: number;
  /** The not-found refusal or other event that closed it. */
  closedBy: Event | undefined;
  number: number | undefined;
  revision: number;
  /** The version that made `number`. */
  made: Draft | undefined;
  config: JsonObject;
  unknown: ReadonlySet<Section>;
  stale: ReadonlySet<string>;
  ambiguous: ReadonlySet<string>;
  readonly versions: Draft[];
  readonly gaps: Gap[];
  readonly conflicts: Conflict[];
  readonly failures: (Failure & { readonly event: Event })[];
  blame: ReadonlyMap<string, BlameEntry>;
};

export function newLife(start: Life['start'], event: Event): Life {
  return {
    start,
    end: 'open',
    arn: null,
    createdAt: null,
    deletedAt: null,
    beginMs: event.ms,
    endMs: Infinity,
    closedBy: undefined,
    number: undefined,
    revision: 0,
    made: undefined,
    config: {},
    unknown: new Set(start === 'created' ? [] : allSections),
    stale: new Set(),
    ambiguous: new Set(),
    versions: [],
    gaps: [],
    conflicts: [],
    failures: [],
    blame: new Map(),
  };
}

function sectionOf(path: string): Section | undefined {
  return allSections.find((section) => new RegExp(`^${section}($|[.[])`).test(path));
}

/** §6.9: the kinds are tried in the order added/set, removed, hidden, modified. */
function kindOfChange(
  before: JsonValue | undefined,
  after: JsonValue | undefined,
  leaf: { readonly isStated: boolean; readonly isSectionUnknown: boolean },
): ChangeKind | undefined {
  if (before === undefined && after === undefined) return undefined;
  if (before === undefined) return leaf.isSectionUnknown ? 'set' : 'added';
  if (after === undefined) return 'removed';
  if (leaf.isStated && (isHidden(before) || isHidden(after))) return 'hidden';
  return same(before, after) ? undefined : 'modified';
}

/** What one event makes of the configuration. */
type Outcome = {
  readonly config: JsonObject;
  /** The paths that the event states or implies. */
  readonly stated: ReadonlySet<string>;
  /** The sections unknown after the event; those before it, after its gap step, are the lifetime's own. */
  readonly unknown: ReadonlySet<Section>;
  readonly keptAmbiguous?: ReadonlySet<string>;
};

/** §6.5: against the version before, by path. */
function changesOf(life: Life, outcome: Outcome): readonly Change[] {
  const [before, after] = [leaves(life.config), leaves(outcome.config)];
  const paths = [...new Set([...before.keys(), ...after.keys()])].toSorted();
  return paths.flatMap((path) => {
    const [was, is] = [before.get(path), after.get(path)];
    const section = sectionOf(path);
    const isSectionUnknown = section !== undefined && life.unknown.has(section);
    const kind = kindOfChange(was, is, { isStated: outcome.stated.has(path), isSectionUnknown });
    if (kind === undefined) return [];
    return [
      {
        path,
        kind,
        ...(was === undefined ? {} : { before: was }),
        ...(is === undefined ? {} : { after: is }),
        ...(life.stale.has(path) ? { staleBefore: true as const } : {}),
      },
    ];
  });
}

/** §6.5: `changedBy` altered the value last, or restated a hidden one; `setBy` stated it last. */
function blameAfter(life: Life, outcome: Outcome, changes: readonly Change[], eventId: string | null): Life['blame'] {
  const changed = new Set(changes.map((change) => change.path));
  return new Map(
    [...leaves(outcome.config).keys()].map((path) => {
      const before = life.blame.get(path);
      if (before === undefined || changed.has(path)) return [path, { changedBy: eventId, setBy: eventId }];
      return [path, outcome.stated.has(path) ? { changedBy: before.changedBy, setBy: eventId } : before];
    }),
  );
}

/** §6.4: a leaf leaves stale or ambiguous when an event states it or when it disappears. */
function remaining(paths: Iterable<string>, outcome: Outcome): ReadonlySet<string> {
  const present = leaves(outcome.config);
  return new Set([...paths].filter((path) => present.has(path) && !outcome.stated.has(path)));
}

function idOf(life: Life): string {
  const number = life.number === undefined ? '?' : String(life.number);
  return life.revision === 0 ? number : `${number}.${life.revision}`;
}

/** Appends the version that the event makes; number and revision are already those of the new version. */
export function append(life: Life, step: Step, outcome: Outcome): void {
  const { event } = step;
  const changes = life.start === 'created' && life.versions.length === 0 ? [] : changesOf(life, outcome);
  life.blame = blameAfter(life, outcome, changes, event.eventId);
  life.stale = remaining(life.stale, outcome);
  life.ambiguous = remaining([...life.ambiguous, ...(outcome.keptAmbiguous ?? [])], outcome);
  life.unknown = outcome.unknown;
  life.config = outcome.config;
  const unknown = allSections.filter((section) => life.unknown.has(section));
  const version: Draft = {
    id: idOf(life),
    versionId: life.number === undefined ? null : String(life.number),
    eventId: event.eventId,
    eventName: event.eventName,
    actor: event.actor,
    time: event.time,
    ms: event.ms,
    complete: unknown.length === 0 && life.stale.size === 0,
    config: life.config,
    changes,
    revision: life.revision,
    notes: step.notes,
    stated: outcome.stated,
    blame: life.blame,
    ...(unknown.length === 0 ? {} : { unknown }),
    ...(life.stale.size === 0 ? {} : { stale: [...life.stale].toSorted() }),
    ...(life.ambiguous.size === 0 ? {} : { ambiguous: [...life.ambiguous].toSorted() }),
  };
  if (life.revision === 0) life.made = version;
  life.versions.push(version);
}

/** §6.7: a version as it is given out. */
export function finished(draft: Draft): Version {
  const { revision: _revision, ms: _ms, stated: _stated, blame: _blame, notes, ...version } = draft;
  if (notes.size === 0) return version;
  return { ...version, notes: [...notes].toSorted(compareTexts) as VersionNote[] };
}

export function blameOf({ blame }: { readonly blame: Life['blame'] }): Blame {
  return Object.fromEntries(blame);
}

// What is rebuilt of delivery streams from CloudTrail records: the shapes that `firetrail streams` prints, so their
// names are a promise. Times are UTC, whole seconds, `2026-01-31T08:00:00Z`.
import type { JsonObject, JsonValue } from '../json.ts';

/** The parts of a configuration that can be unknown on their own, in the order they are always listed. */
export const sections = ['deliveryStreamType', 'source', 'destination', 'encryption', 'tags'] as const;
export type Section = (typeof sections)[number];

/** A shape while it is put together. */
export type Draft<Shape> = { -readonly [Member in keyof Shape]: Shape[Member] };

/** A name is unique in its account and region only. Where the log names no account or region, the text is empty. */
export type StreamKey = { readonly account: string; readonly region: string; readonly name: string };

/** What events state of a stream, in canonical form: one shape for creation, update and description. */
export type Configuration = JsonObject;

export type ChangeKind =
  | 'added'
  | 'set' // new in the log, in a section whose former content is unknown
  | 'removed'
  | 'modified'
  | 'hidden'; // stated again with a value that the log hides: it may have changed

export type Change = {
  readonly path: string;
  readonly kind: ChangeKind;
  readonly before?: JsonValue;
  readonly after?: JsonValue;
  /** The value before was last seen before a gap. */
  readonly staleBefore?: true;
};

export type VersionNote = 'version-uncertain' | 'order-from-version' | 'content-omitted' | 'unknown-members';

/** The state that one event made. */
export type Version = {
  /** `6`; `6.1` and on for events after it that do not move the number; `?`, `?.1` where the number is unknown. */
  readonly id: string;
  readonly versionId: string | null;
  readonly eventId: string | null;
  readonly eventName: string;
  readonly actor: string | null;
  readonly time: string;
  /** No section is unknown and no value is stale. */
  readonly complete: boolean;
  readonly config: Configuration;
  /** Against the version before it in the same lifetime, by path. */
  readonly changes: readonly Change[];
  readonly unknown?: readonly Section[];
  /** Paths known before a gap and not stated since. */
  readonly stale?: readonly string[];
  /** Paths kept in a block that was given in part, where AWS does not document whether they are kept. */
  readonly ambiguous?: readonly string[];
  readonly notes?: readonly VersionNote[];
};

/** A refused call that would have changed the stream. */
export type Failure = {
  readonly eventId: string | null;
  readonly eventName: string;
  readonly time: string;
  readonly actor: string | null;
  readonly errorCode: string;
  readonly baseVersion?: string;
  /** The version that the refusal says the stream had. */
  readonly knownVersion?: string;
};

/** What the log must have lost, or begins after. */
export type Gap = {
  readonly kind: 'missing-create' | 'missing-updates' | 'missing-delete';
  readonly fromVersion: string | null;
  readonly toVersion: string | null;
  readonly missing: number | null;
  readonly afterEventId: string | null;
  readonly beforeEventId: string | null;
  readonly explainedByEncryption?: true;
};

export type Conflict = {
  readonly code: 'repeat-delete' | 'after-delete' | 'same-second-order';
  readonly eventIds: readonly (string | null)[];
};

export type BlameEntry = {
  /** The event that altered the value last, or stated a hidden one. */
  readonly changedBy: string | null;
  /** The event that stated it last, changed or not. */
  readonly setBy: string | null;
};
export type Blame = Readonly<Record<string, BlameEntry>>;

/** One life of a stream's name, from creation to deletion. */
export type Lifetime = StreamKey & {
  readonly arn: string | null;
  /** `observed`: the log begins after it; `implied`: begun unseen after another one. */
  readonly start: 'created' | 'observed' | 'implied';
  /** `implied`: ended unseen. */
  readonly end: 'open' | 'deleted' | 'implied';
  readonly createdAt: string | null;
  readonly deletedAt: string | null;
  readonly versions: readonly Version[];
  readonly failures: readonly Failure[];
  readonly gaps: readonly Gap[];
  readonly conflicts: readonly Conflict[];
  /** Of the last version; absent where there is none. */
  readonly blame?: Blame;
};

/** A call that belongs to no lifetime. */
export type Unattached = {
  readonly account: string;
  readonly region: string;
  readonly name: string | null;
  readonly eventId: string | null;
  readonly eventName: string;
  readonly time: string;
  readonly actor: string | null;
  readonly errorCode: string | null;
  readonly baseVersion?: string;
  readonly knownVersion?: string;
};

export type History = {
  readonly lifetimes: readonly Lifetime[];
  readonly unattached: readonly Unattached[];
  readonly ignored: { readonly duplicates: number; readonly readOnly: number };
};

/** One Firehose call after duplicates are merged. */
export type Call = {
  readonly eventId: string | null;
  /** Tells calls apart and orders those of one second: the eventID, or the record's canonical JSON without one. */
  readonly id: string;
  readonly eventName: string;
  readonly time: string;
  readonly timeMs: number;
  readonly actor: string | null;
  readonly errorCode: string | undefined;
  /** The version that an update says it was made on. */
  readonly baseVersion: number | undefined;
  readonly record: JsonObject;
};

/** The calls that name one stream, after duplicates are merged. */
export type StreamCalls = StreamKey & { readonly calls: readonly Call[] };

/** All that the log tells of one stream. */
export type StreamHistory = StreamKey & {
  readonly lifetimes: readonly Lifetime[];
  /** `stated[lifetime][version]`: the paths that the event of that version states or implies. */
  readonly stated: readonly (readonly (readonly string[])[])[];
  /** Refused or unknown calls that name the stream but belong to no lifetime. */
  readonly unattached: readonly Unattached[];
  /** Every call that names the stream, reads too, by time. */
  readonly calls: readonly Call[];
};

/** A value that CloudTrail shows only masked; the text is what stands in the log. */
export type HiddenValue = { readonly $hidden: string };
/** A secret that the log shows in clear, as it is given out: a salted hash, so that equal ones can be told. */
export type MaskedValue = { readonly $secret: string };

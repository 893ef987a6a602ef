// What is shown of streams, in words: computed in the core from their history, the same for the window, the command
// line and reports. Secrets are masked in all of it. Texts are for people; times stay ISO 8601, in UTC.
import type { JsonValue } from '../json.ts';
import type { ChangeKind, Section, StreamKey } from './model.ts';

export type Severity = 'info' | 'low' | 'medium' | 'high';

/** One state of a stream: a version (counted from 0 in its lifetime, lifetimes from 0), or what was in force at a time. */
export type StateRef = { readonly lifetime: number; readonly version: number } | { readonly time: string };

/** Who made a call, when and from where. */
export type Origin = {
  /** Of the store's event, to open it; absent where the history does not come from a store. */
  readonly event?: number;
  readonly eventId: string | null;
  readonly eventName: string;
  readonly time: string;
  /** The name a person would say. */
  readonly actor: string;
  readonly arn?: string;
  readonly sourceIPAddress?: string;
  readonly userAgent?: string;
  /** The tool that the user agent tells of, in a word: Terraform, console, CloudFormation, AWS CLI, Boto3. */
  readonly tool?: string;
  /** The service that called on the actor's behalf. */
  readonly invokedBy?: string;
  readonly mfa?: boolean;
};

/** How sure a value is; `unknown` is only said of whole sections. */
export type Certainty = 'known' | 'hidden' | 'ambiguous' | 'stale' | 'unknown';

/** A value with what it means; `marks` tell why it is not plainly known, each with its explanation. */
export type ShownValue = {
  readonly value: JsonValue;
  /** With unit and a human size where that helps: `300 s (5 min)`. */
  readonly text: string;
  readonly marks: readonly { readonly certainty: Certainty; readonly explanation: string }[];
};

export type ShownChange = {
  readonly path: string;
  readonly label: string;
  /** The heading it stands under: `Destination · Amazon S3`, `Backup`, `Encryption`, `Tags`, `Source`. */
  readonly group: string;
  readonly kind: ChangeKind;
  readonly before?: ShownValue;
  readonly after?: ShownValue;
  readonly severity: Severity;
  readonly reason?: string;
  /** Hidden until asked: says nothing a reader needs (a default written out, S3 told as ExtendedS3 …). */
  readonly noise: boolean;
  readonly noiseReason?: string;
  /** The event that brought the value after; for `removed`, the one that took it away. */
  readonly by?: Origin & { readonly versionId: string; readonly note?: string };
};

/** One side of a comparison. */
export type ShownState = {
  /** The version in force; absent where there is none at that time. */
  readonly ref?: { readonly lifetime: number; readonly version: number };
  /** `Version 6`, or `12 Jun 2026 14:31:00 UTC (version 6)`. */
  readonly title: string;
  readonly id?: string;
  readonly time?: string;
  readonly existence: 'exists' | 'does-not-exist' | 'cannot-tell';
  /** What a reader must know of this state: a gap around it, unknown sections, that it did not exist. */
  readonly remarks: readonly string[];
  readonly unknown: readonly Section[];
  readonly isComplete: boolean;
  /** Canonical JSON, two spaces; empty where there is no configuration. */
  readonly configText: string;
};

export type Comparison = {
  readonly stream: StreamKey;
  readonly from: ShownState;
  readonly to: ShownState;
  readonly changes: readonly ShownChange[];
  /** Stated again without change between the two, by path label; of one event only where they are neighbours. */
  readonly restated: number;
};

/** A field of one configuration, for blame. */
export type ShownField = ShownValue & {
  readonly path: string;
  readonly label: string;
  readonly group: string;
  readonly changedBy?: Origin & { readonly versionId: string };
  readonly setBy?: Origin & { readonly versionId: string };
  /** Versions are missing since: `last visible change; 2 versions are missing since`. */
  readonly gapNote?: string;
};

/** One configuration with where each field comes from, and the call that made it. */
export type ShownVersion = {
  readonly stream: StreamKey;
  readonly state: ShownState;
  readonly fields: readonly ShownField[];
  /** Documented defaults of members that no event states: shown dimmed, never part of the configuration. */
  readonly defaults: readonly {
    readonly path: string;
    readonly label: string;
    readonly group: string;
    readonly text: string;
  }[];
  /** The call that made the version, with the request as it was sent (secrets masked), two spaces. */
  readonly request?: Origin & { readonly text: string };
};

export type TimelineVersion = {
  readonly kind: 'version';
  readonly lifetime: number;
  readonly version: number;
  readonly id: string;
  readonly origin: Origin;
  /** `Bucket and KMS key changed`. */
  readonly summary: string;
  /** The highest of its changes; absent where nothing but noise changed. */
  readonly severity?: Severity;
  /** Changes that are not noise, and those that are. */
  readonly changes: number;
  readonly noise: number;
  /** created, encryption, tags, re-created …: a word each. */
  readonly badges: readonly string[];
  /** Explanations of notes, unknown sections, conflicts, highlights that belong to the event rather than a field. */
  readonly remarks: readonly { readonly severity: Severity; readonly text: string }[];
  readonly isComplete: boolean;
};

export type TimelineRefusals = {
  readonly kind: 'refusals';
  readonly lifetime?: number;
  readonly eventName: string;
  readonly errorCode: string;
  /** Same action, actor and error within ten minutes of each other; by time. */
  readonly attempts: readonly (Origin & {
    readonly errorMessage?: string;
    readonly baseVersion?: string;
    readonly knownVersion?: string;
  })[];
  readonly severity: Severity;
  readonly title: string;
  readonly explanation: string;
  /** The version that a later success of the same action and actor made. */
  readonly followedBy?: string;
};

export type TimelineGap = {
  readonly kind: 'gap';
  readonly lifetime: number;
  readonly gapKind: 'missing-create' | 'missing-updates' | 'missing-delete';
  readonly severity: Severity;
  readonly title: string;
  readonly explanation: string;
};

export type TimelineMoment = {
  readonly kind: 'created-unseen' | 'deleted' | 're-created' | 'conflict' | 'unattached';
  readonly lifetime?: number;
  readonly origin?: Origin;
  readonly severity: Severity;
  readonly title: string;
  readonly explanation: string;
};

export type TimelineEntry = TimelineVersion | TimelineRefusals | TimelineGap | TimelineMoment;

export type Timeline = {
  readonly stream: StreamKey & { readonly arn?: string };
  /** Newest first, over all lifetimes. */
  readonly entries: readonly TimelineEntry[];
  readonly lifetimes: readonly {
    readonly start: 'created' | 'observed' | 'implied';
    readonly end: 'open' | 'deleted' | 'implied';
    readonly createdAt: string | null;
    readonly deletedAt: string | null;
    readonly destination?: string;
    readonly versions: readonly { readonly id: string; readonly time: string; readonly eventName: string }[];
  }[];
};

/** One stream in the list. */
export type StreamSummary = StreamKey & {
  /** Label of the last destination known: `Amazon S3`. */
  readonly destination?: string;
  /** `deleted`: by a call in the log; `ended`: gone unseen; `seen`: only read calls name it. */
  readonly state: 'open' | 'deleted' | 'ended' | 'seen' | 'never-created';
  readonly lifetimes: number;
  /** Versions and revisions in the log. */
  readonly versions: number;
  /** Gaps that may hide a change (not `missing-create`, not those that encryption calls explain). */
  readonly gaps: number;
  readonly refused: number;
  readonly conflicts: number;
  /** Calls that name it, reads too. */
  readonly events: number;
  readonly isComplete: boolean;
  readonly firstEventTime: string;
  readonly lastEventTime: string;
  /** The newest version, or the deletion after it. */
  readonly lastChange?: {
    readonly time: string;
    readonly actor: string;
    readonly summary: string;
    readonly severity?: Severity;
  };
};

/** Where an event stands in its stream's history, or why it made no version. */
export type EventPlace = {
  readonly stream?: StreamKey;
  readonly lifetime?: number;
  readonly version?: number;
  readonly versionId?: string;
  /** `Made version 6`, `Refused: AccessDenied. Nothing changed.` */
  readonly title: string;
  readonly explanation: string;
};

/** A describe-delivery-stream answer against the newest version. */
export type LiveComparison = {
  readonly stream: StreamKey;
  readonly verdict: 'equal' | 'different' | 'explained-by-gap' | 'not-in-log';
  readonly title: string;
  readonly explanation: string;
  readonly liveVersionId?: string;
  readonly logVersionId?: string;
  readonly fields: readonly {
    readonly path: string;
    readonly label: string;
    readonly group: string;
    readonly verdict: 'equal' | 'different' | 'explained-by-gap' | 'only-aws' | 'only-log' | 'cannot-compare';
    readonly log?: ShownValue;
    readonly live?: ShownValue;
    readonly explanation: string;
  }[];
};

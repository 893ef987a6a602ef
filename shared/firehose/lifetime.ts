// One life of a stream while it is rebuilt: what is in force, what is doubtful, and the versions so far. The only
// thing here that changes in place; `finished` gives the result. Rules: spec sections 6.3 to 6.6.
import { comparePaths } from '../diff/changes.ts';
import { forEachLeaf } from '../diff/leaves.ts';
import type { Step } from './configure.ts';
import type {
  Call,
  Change,
  Conflict,
  Configuration,
  Draft,
  Gap,
  Lifetime,
  Section,
  StreamKey,
  Version,
} from './model.ts';
import { sections } from './model.ts';
import { missingCreate, missingDelete, missingUpdates } from './missing.ts';
import { changesOf } from './stepChanges.ts';

export type FinishedLifetime = {
  readonly lifetime: Omit<Lifetime, 'failures' | 'blame'>;
  readonly stated: readonly (readonly string[])[];
  /** The number of the last version, and the event that made it. */
  readonly last: { readonly version: number; readonly call: Call } | undefined;
  /** From its first event's time to that of the event that ended it or showed its end. */
  readonly beginMs: number;
  readonly endMs: number;
  /** The call that showed an end nobody logged. */
  readonly endedBy: Call | undefined;
};

export class OpenLifetime {
  private readonly key: StreamKey;
  private readonly start: Lifetime['start'];
  private readonly first: Call;
  readonly unknown: Set<Section>;
  readonly stale = new Set<string>();
  private readonly ambiguous = new Set<string>();
  private config: Configuration = {};
  private number: number | undefined;
  private revision = 0;
  private versionCall: Call | undefined;
  private lastCall: Call;
  private encryptionCalls = 0;
  /** The index of the version that made the number in force. */
  private numberIndex = 0;
  private readonly versions: Draft<Version>[] = [];
  private readonly stated: (readonly string[])[] = [];
  private readonly gaps: Draft<Gap>[] = [];
  private readonly conflicts: Conflict[] = [];
  private arn: string | null = null;
  private end: Lifetime['end'] = 'open';
  private endMs = Number.POSITIVE_INFINITY;
  private endedBy: Call | undefined;
  private deletedAt: string | null = null;

  constructor(key: StreamKey, start: Lifetime['start'], first: Call) {
    this.key = key;
    this.start = start;
    this.first = first;
    this.lastCall = first;
    this.unknown = new Set(start === 'created' ? [] : sections);
    if (start !== 'created') {
      this.gaps.push(missingCreate(first));
    }
  }

  create(call: Call, step: Step, arn: string | null): void {
    this.arn = arn;
    this.number = 1;
    this.versionCall = call;
    if (step.destination === 'none') this.unknown.add('destination');
    this.put(call, step, []);
  }

  /** UpdateDestination; without the version it was made on it is taken as made on the version known. */
  update(call: Call, takeStep: (config: Configuration) => Step): void {
    const former = this.number;
    const isAcrossGap = this.noteBase(call);
    const step = takeStep(this.config);
    if (step.destination === 'none') this.loseDestination();
    this.countUpdate(call);
    const isUncertain = call.baseVersion === undefined && former !== undefined;
    const changes = changesOf(this.config, step, this);
    // Nothing is kept of a destination of another type: what is given is all there is.
    if (step.destination === 'replaced' && former !== undefined && !isAcrossGap) this.unknown.delete('destination');
    this.put(call, isUncertain ? { ...step, notes: [...step.notes, 'version-uncertain'] } : step, changes);
  }

  /** A call that moves no version. */
  revise(call: Call, takeStep: (config: Configuration) => Step): void {
    this.revision += 1;
    const step = takeStep(this.config);
    const changes = changesOf(this.config, step, this);
    if (isEncryption(call.eventName)) {
      this.encryptionCalls += 1;
      this.unknown.delete('encryption');
      this.noteSameSecond(call);
    }
    this.put(call, step, changes);
  }

  delete(call: Call): void {
    this.end = 'deleted';
    this.deletedAt = call.time;
    this.endMs = call.timeMs;
    this.lastCall = call;
  }

  /** Another event shows that it had ended before. */
  endUnseen(shownBy: Call): void {
    this.end = 'implied';
    this.endedBy = shownBy;
    this.endMs = shownBy.timeMs;
    this.gaps.push(missingDelete(this.number, this.lastCall, shownBy));
  }

  conflict(code: Conflict['code'], ...calls: readonly Call[]): void {
    this.conflicts.push({ code, eventIds: calls.map(({ eventId }) => eventId) });
  }

  finished(): FinishedLifetime {
    const { versions, gaps, end, arn, deletedAt, start } = this;
    const createdAt = start === 'created' ? this.first.time : null;
    const conflicts = this.conflicts.toSorted(compareConflicts);
    return {
      lifetime: { ...this.key, arn, start, end, createdAt, deletedAt, versions, gaps, conflicts },
      stated: this.stated,
      last: this.number === undefined ? undefined : { version: this.number, call: this.versionCall ?? this.first },
      beginMs: this.first.timeMs,
      endMs: this.endMs,
      endedBy: this.endedBy,
    };
  }

  private countUpdate(call: Call): void {
    const from = call.baseVersion ?? this.number;
    if (from === undefined) {
      this.revision += 1;
      return;
    }
    this.number = from + 1;
    this.revision = 0;
    this.versionCall = call;
    this.encryptionCalls = 0;
    this.numberIndex = this.versions.length;
  }

  /** What the base of an update tells of the versions before it; true where updates are missing without explanation. */
  private noteBase(call: Call): boolean {
    const base = call.baseVersion;
    if (base === undefined) return false;
    if (this.number === undefined) {
      const opening = this.gaps.find(({ kind }) => kind === 'missing-create');
      if (opening !== undefined) Object.assign(opening, { toVersion: String(base), missing: base });
      return false;
    }
    const missing = base - this.number;
    if (missing <= 0) return false;
    const isExplained = missing <= this.encryptionCalls;
    this.gaps.push(missingUpdates({ from: this.number, to: base, after: this.versionCall, before: call, isExplained }));
    if (isExplained) return false;
    this.loseDestination();
    for (const version of this.versions.slice(this.numberIndex + 1)) addNote(version, 'version-uncertain');
    return true;
  }

  /** What was known of the destination may have changed since. */
  private loseDestination(): void {
    this.unknown.add('destination');
    const destination = this.config['destination'];
    if (destination !== undefined)
      forEachLeaf(destination, (path) => this.stale.add(path), 'destination', inDestination);
  }

  private put(call: Call, step: Step, changes: readonly Change[]): void {
    this.settle(step, changes);
    this.config = step.config;
    this.lastCall = call;
    this.stated.push(sharedList(step.stated, this.stated.at(-1)));
    const unknown = sections.filter((section) => this.unknown.has(section));
    const version: Draft<Version> = {
      id: `${this.number ?? '?'}${this.revision === 0 ? '' : `.${this.revision}`}`,
      versionId: textOf(this.number),
      eventId: call.eventId,
      eventName: call.eventName,
      actor: call.actor,
      time: call.time,
      complete: unknown.length === 0 && this.stale.size === 0,
      config: step.config,
      changes,
    };
    if (unknown.length > 0) version.unknown = unknown;
    if (this.stale.size > 0) version.stale = [...this.stale].toSorted(comparePaths);
    if (this.ambiguous.size > 0) version.ambiguous = [...this.ambiguous].toSorted(comparePaths);
    if (step.notes.length > 0) version.notes = step.notes.toSorted();
    this.versions.push(version);
  }

  /** Values leave the stale and the ambiguous when they are stated or gone. */
  private settle({ stated, doubtful }: Step, changes: readonly Change[]): void {
    for (const path of doubtful) this.ambiguous.add(path);
    if (this.stale.size === 0 && this.ambiguous.size === 0) return;
    for (const path of stated) this.settlePath(path);
    for (const { kind, path } of changes) if (kind === 'removed') this.settlePath(path);
  }

  private settlePath(path: string): void {
    this.stale.delete(path);
    this.ambiguous.delete(path);
  }

  /** Which of two encryption calls of one second came first cannot be known. */
  private noteSameSecond(call: Call): void {
    const former = this.versions.at(-1);
    if (former === undefined || former.time !== call.time || !isEncryption(former.eventName)) return;
    this.conflicts.push({ code: 'same-second-order', eventIds: [former.eventId, call.eventId] });
  }
}

/** Tools state the same paths each time: one list is enough for all those versions. */
function sharedList(list: readonly string[], former: readonly string[] | undefined): readonly string[] {
  if (former === undefined || former.length !== list.length) return list;
  return list.every((path, index) => path === former[index]) ? former : list;
}

function isEncryption(eventName: string): boolean {
  return eventName === 'StartDeliveryStreamEncryption' || eventName === 'StopDeliveryStreamEncryption';
}

const inDestination = { own: 'destination', parent: '' };

function addNote(version: Draft<Version>, note: NonNullable<Version['notes']>[number]): void {
  version.notes = [...new Set([...(version.notes ?? []), note])].toSorted();
}

function compareConflicts(a: Conflict, b: Conflict): number {
  return comparePaths(a.code, b.code) || comparePaths(a.eventIds[0] ?? '', b.eventIds[0] ?? '');
}

function textOf(version: number | undefined): string | null {
  return version === undefined ? null : String(version);
}

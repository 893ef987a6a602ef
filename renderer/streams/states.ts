// The states of a stream that can be compared: versions by their place in its timeline, and moments.
import type { StateRef, Timeline, TimelineEntry, TimelineVersion } from '../../shared/firehose/presented.ts';
import type { Compared } from '../state/view.ts';

/** What is compared, both sides settled. */
export type States = Required<Compared>;

export type VersionRef = Extract<StateRef, { lifetime: number }>;

export function isVersionRef(ref: StateRef): ref is VersionRef {
  return 'lifetime' in ref;
}

export function isSameState(a: StateRef | undefined, b: StateRef | undefined): boolean {
  if (!a || !b) return false;
  if (isVersionRef(a)) return isVersionRef(b) && a.lifetime === b.lifetime && a.version === b.version;
  return !isVersionRef(b) && a.time === b.time;
}

/** Every version of every lifetime, the oldest first. */
function allVersions({ lifetimes }: Timeline): readonly VersionRef[] {
  return lifetimes.flatMap(({ versions }, lifetime) => versions.map((_, version) => ({ lifetime, version })));
}

function versionAt({ lifetimes }: Timeline, { lifetime, version }: VersionRef) {
  return lifetimes[lifetime]?.versions[version];
}

/** `Version 6`, `Version 6 (first life)`: the number alone does not tell where the name was used more than once. */
export function nameOfState(timeline: Timeline, ref: StateRef, timeText: (iso: string) => string): string {
  if (!isVersionRef(ref)) return isBeforeFirst(timeline, ref) ? 'Before version 1' : timeText(ref.time);
  const id = versionAt(timeline, ref)?.id ?? '?';
  const isPast = timeline.lifetimes.length > 1 && ref.lifetime < timeline.lifetimes.length - 1;
  return isPast ? `Version ${id} (life ${ref.lifetime + 1})` : `Version ${id}`;
}

/** The moment that the first version of a stream is compared with. */
function beforeFirst(timeline: Timeline): StateRef | undefined {
  const first = allVersions(timeline)[0];
  const time = first && versionAt(timeline, first)?.time;
  if (time === undefined) return undefined;
  return { time: new Date(Date.parse(time) - 1000).toISOString().replace('.000Z', 'Z') };
}

/** Whether it stands for there having been no stream before its creation. */
export function isBeforeFirst(timeline: Timeline, ref: StateRef): boolean {
  return timeline.lifetimes[0]?.start === 'created' && isSameState(ref, beforeFirst(timeline));
}

/** What a version is compared with unless the reader chooses: the version before it, also of an earlier lifetime. */
export function stateBefore(timeline: Timeline, ref: VersionRef): StateRef | undefined {
  const versions = allVersions(timeline);
  const index = versions.findIndex((other) => isSameState(other, ref));
  return index > 0 ? versions[index - 1] : beforeFirst(timeline);
}

/** What the reader compares, as far as the timeline has it; else the last change. */
export function comparedIn(timeline: Timeline, chosen: Compared | undefined): States | undefined {
  const exists = (ref: StateRef) => !isVersionRef(ref) || versionAt(timeline, ref) !== undefined;
  const to = chosen && exists(chosen.to) ? chosen.to : allVersions(timeline).at(-1);
  if (!to) return undefined;
  const isFromKnown = to === chosen?.to && chosen.from !== undefined && exists(chosen.from);
  const from = isFromKnown ? chosen.from : isVersionRef(to) ? stateBefore(timeline, to) : to;
  return from && { from, to };
}

export function refOf({ lifetime, version }: TimelineVersion): VersionRef {
  return { lifetime, version };
}

export function isVersion(entry: TimelineEntry): entry is TimelineVersion {
  return entry.kind === 'version';
}

/** Tells the entries of one timeline apart. */
export function keyOfEntry(entry: TimelineEntry): string {
  if (entry.kind === 'version') return `version ${entry.lifetime} ${entry.version}`;
  if (entry.kind === 'refusals') {
    return `refusals ${entry.attempts.map(({ eventId, time }) => eventId ?? time).join(' ')}`;
  }
  if (entry.kind === 'gap') return `gap ${entry.lifetime} ${entry.gapKind} ${entry.title}`;
  const { kind, lifetime, origin, title } = entry;
  return [kind, lifetime, origin?.eventId, origin?.time, title].join(' ');
}

// A second, slow and literal reading of the domain's rules, to test the real one against. Section numbers are those of
// the domain specification; nothing here is shared with the code under test but the shapes.
import type { Blame, Conflict, Failure, Gap, History, Lifetime, Unattached } from '../../shared/firehose/model.ts';
import type { JsonObject } from '../../shared/json.ts';
import { groupBy, readCalls, type Event } from './oracle/input.ts';
import { compareTexts } from './oracle/leaves.ts';
import { blameOf, finished, type Life } from './oracle/life.ts';
import { moved, repairClocks, sortedSteps, type Step } from './oracle/order.ts';
import { openUnseen, take, type Walk } from './oracle/walk.ts';

/** §5 and §6.9: where a Create stands while a stream is open, and a Delete of the same second stands after it. */
function findTie(steps: readonly Step[]): { readonly create: number; readonly remove: number } | undefined {
  const walk: Walk = { lives: [], open: undefined };
  for (const [create, step] of steps.entries()) {
    if (!step.isNotFound && step.event.eventName === 'CreateDeliveryStream' && walk.open !== undefined) {
      const remove = steps.findIndex(
        ({ event, isNotFound }, index) =>
          index > create && !isNotFound && event.eventName === 'DeleteDeliveryStream' && event.ms === step.event.ms,
      );
      if (remove !== -1) return { create, remove };
    }
    take(walk, { ...step, notes: new Set() });
  }
  return undefined;
}

function ordered(events: readonly Event[]): readonly Step[] {
  let steps = sortedSteps(events);
  for (let tie = findTie(steps); tie !== undefined; tie = findTie(steps)) steps = moved(steps, tie.remove, tie.create);
  return repairClocks(steps);
}

/** §6.3, last point: an identity with no applied event but a successful Describe or ListTags. */
function observeReads(walk: Walk, events: readonly Event[]): void {
  if (walk.lives.length > 0) return;
  const isEvidence = (event: Event): boolean =>
    /^(DescribeDeliveryStream|ListTagsForDeliveryStream)$/.test(event.eventName) && event.errorCode === undefined;
  const first = events.filter(isEvidence).toSorted((a, b) => a.ms - b.ms || compareTexts(a.id, b.id))[0];
  if (first === undefined) return;
  openUnseen(walk, first);
}

/** §6.9, ties: by time, then eventId; those without one first, by their bodies. */
function byTime(one: Event, other: Event): number {
  const eventIds = compareTexts(one.eventId ?? '', other.eventId ?? '');
  return one.ms - other.ms || eventIds || compareTexts(one.id, other.id);
}

/** §6.6 and §6.9, failures. */
function failureHome(lives: readonly Life[], event: Event): Life | undefined {
  const closed = lives.find((life) => life.closedBy === event);
  const open = lives.findLast((life) => life.beginMs <= event.ms && event.ms < life.endMs);
  const earlier = lives.findLast((life) => life.beginMs <= event.ms);
  const next = lives.find((life) => life.beginMs > event.ms);
  if (closed !== undefined || open !== undefined) return closed ?? open;
  return event.eventName === 'CreateDeliveryStream' ? next : (earlier ?? next);
}

function versionFields(event: Event): { baseVersion?: string; knownVersion?: string } {
  return {
    ...(event.baseVersion === undefined ? {} : { baseVersion: String(event.baseVersion) }),
    ...(event.knownVersion === undefined ? {} : { knownVersion: String(event.knownVersion) }),
  };
}

function failureOf(event: Event): Failure {
  const { eventId, eventName, time, actor, errorCode } = event;
  return { eventId, eventName, time, actor, errorCode: errorCode ?? '', ...versionFields(event) };
}

function unattachedOf(event: Event): Unattached {
  const { account, region, name, eventId, eventName, time, actor, errorCode } = event;
  const fields = { account, region, name: name ?? null, eventId, eventName, time, actor };
  return { ...fields, errorCode: errorCode ?? null, ...versionFields(event) };
}

/** §6.6 and §6.9: one, last, with the greatest known version of the failures. */
function trailingGap(life: Life, failures: readonly Event[]): readonly Gap[] {
  const number = life.number;
  const known = Math.max(...failures.map((event) => event.knownVersion ?? -1));
  if (number === undefined || known <= number) return [];
  return [
    {
      kind: 'missing-updates',
      fromVersion: String(number),
      toVersion: String(known),
      missing: known - number,
      afterEventId: life.made?.eventId ?? null,
      beforeEventId: failures.find((event) => event.knownVersion === known)?.eventId ?? null,
    },
  ];
}

/** §6.9: two neighbouring versions made by Start/Stop in one second. */
function sameSecondConflicts(life: Life): readonly Conflict[] {
  return life.versions.slice(1).flatMap((version, index) => {
    const before = life.versions[index];
    const pair = before === undefined ? [] : [before, version];
    const isTie = pair.length === 2 && pair.every(({ ms }) => ms === version.ms);
    if (!isTie || !pair.every(({ eventName }) => /^(Start|Stop)DeliveryStream/.test(eventName))) return [];
    return [{ code: 'same-second-order' as const, eventIds: pair.map(({ eventId }) => eventId) }];
  });
}

function byCode(one: Conflict, other: Conflict): number {
  return compareTexts(one.code, other.code) || compareTexts(one.eventIds[0] ?? '', other.eventIds[0] ?? '');
}

type Place = { readonly account: string; readonly region: string; readonly name: string };

function lifetimeOf(place: Place, life: Life, failures: readonly Event[]): Lifetime {
  const { arn, start, end, createdAt, deletedAt } = life;
  return {
    ...place,
    arn,
    start,
    end,
    createdAt,
    deletedAt,
    versions: life.versions.map(finished),
    failures: failures.map(failureOf),
    gaps: [...life.gaps, ...trailingGap(life, failures)],
    conflicts: [...life.conflicts, ...sameSecondConflicts(life)].toSorted(byCode),
    ...(life.versions.length === 0 ? {} : { blame: blameOf(life) }),
  };
}

type Stream = {
  readonly place: Place;
  readonly lives: readonly Life[];
  readonly lifetimes: readonly Lifetime[];
  /** Refused calls that belong to no lifetime. */
  readonly homeless: readonly Event[];
};

function streamOf(place: Place, events: readonly Event[]): Stream {
  const walk: Walk = { lives: [], open: undefined };
  for (const step of ordered(events)) take(walk, step);
  observeReads(walk, events);
  const refused = events.filter((event) => event.kind === 'refused').toSorted(byTime);
  const homes = refused.map((event) => ({ event, home: failureHome(walk.lives, event) }));
  const at = (life: Life | undefined): readonly Event[] =>
    homes.filter(({ home }) => home === life).map(({ event }) => event);
  const lifetimes = walk.lives.map((life) => lifetimeOf(place, life, at(life)));
  return { place, lives: walk.lives, lifetimes, homeless: at(undefined) };
}

function byPlace(one: Place, other: Place): number {
  const names = ['account', 'region', 'name'] as const;
  return names.map((name) => compareTexts(one[name], other[name])).find((order) => order !== 0) ?? 0;
}

function placeOf({ account, region, name }: Event): Place {
  return { account, region, name: name ?? '' };
}

function streamsOf(events: readonly Event[]): readonly Stream[] {
  const named = events.filter(({ name }) => name !== undefined);
  return groupBy(named, (event) => JSON.stringify(placeOf(event)))
    .flatMap((group) => group.slice(0, 1).map((event) => streamOf(placeOf(event), group)))
    .toSorted((a, b) => byPlace(a.place, b.place));
}

/** §6.7, the whole object. */
export function oracleHistory(records: Iterable<JsonObject>): History {
  const { events, duplicates } = readCalls(records);
  const streams = streamsOf(events);
  const unattached = [
    ...events.filter((event) => event.kind === 'unknown'), // §6.9: listed, never dropped
    ...events.filter((event) => event.name === undefined && (event.kind === 'applied' || event.kind === 'refused')),
    ...streams.flatMap(({ homeless }) => homeless),
  ].toSorted((a, b) => byTime(a, b) || byPlace(placeOf(a), placeOf(b)));
  return {
    lifetimes: streams.flatMap(({ lifetimes }) => lifetimes),
    unattached: unattached.map(unattachedOf),
    ignored: { duplicates, readOnly: events.filter((event) => event.kind === 'read').length },
  };
}

/** Of each stream's lifetimes, in order: what the event of each version states, and the blame after it (§6.5). */
export function oracleProvenance(records: Iterable<JsonObject>): readonly (Place & {
  readonly lifetimes: readonly (readonly { readonly stated: readonly string[]; readonly blame: Blame }[])[];
})[] {
  return streamsOf(readCalls(records).events).map(({ place, lives }) => ({
    ...place,
    lifetimes: lives.map(({ versions }) =>
      versions.map((version) => ({ stated: [...version.stated].toSorted(), blame: blameOf(version) })),
    ),
  }));
}

// §6.3: the walk over the ordered events of one stream.
import type { Gap, Section } from '../../../shared/firehose/model.ts';
import type { JsonObject } from '../../../shared/json.ts';
import {
  createdConfiguration,
  destinationOf,
  encryptionOf,
  hasUnknownMembers,
  namedMembers,
  tagsOf,
} from './canonical.ts';
import type { Event } from './input.ts';
import { isBlock, leaves, own } from './leaves.ts';
import { append, newLife, type Life } from './life.ts';
import { isSameFamily, mergeDestination } from './merge.ts';
import type { Step } from './order.ts';

export type Walk = { readonly lives: Life[]; open: Life | undefined };

function without(sections: ReadonlySet<Section>, section: Section): ReadonlySet<Section> {
  return new Set([...sections].filter((other) => other !== section));
}

function pathsOf(section: Section, value: JsonObject | undefined): ReadonlySet<string> {
  return new Set(value === undefined ? [] : leaves(value, section).keys());
}

/** §6.6: missing-delete. */
function closeImplied(walk: Walk, life: Life, shownBy: Event): void {
  life.end = 'implied';
  life.endMs = shownBy.ms;
  life.closedBy = shownBy;
  life.gaps.push({
    kind: 'missing-delete',
    fromVersion: life.number === undefined ? null : String(life.number),
    toVersion: null,
    missing: 1,
    afterEventId: life.versions.at(-1)?.eventId ?? null,
    beforeEventId: shownBy.eventId,
  });
  walk.open = undefined;
}

/** §6.3, UpdateDestination, step 2: `observed` if it is the first of this identity, else `implied`. */
export function openUnseen(walk: Walk, event: Event): Life {
  const life = newLife(walk.lives.length === 0 ? 'observed' : 'implied', event);
  life.gaps.push({
    kind: 'missing-create',
    fromVersion: null,
    toVersion: null,
    missing: null,
    afterEventId: null,
    beforeEventId: event.eventId,
  });
  walk.lives.push(life);
  walk.open = life;
  return life;
}

function create(walk: Walk, step: Step): void {
  const { event } = step;
  if (walk.open !== undefined) closeImplied(walk, walk.open, event);
  const life = newLife('created', event);
  walk.lives.push(life);
  walk.open = life;
  life.createdAt = event.time;
  const answer = own(event.record, 'responseElements');
  const arn = own(namedMembers(answer), 'deliveryStreamARN');
  life.arn = typeof arn === 'string' && arn !== '' ? arn : null;
  life.number = 1;
  const config = createdConfiguration(event.parameters);
  const isDestinationGiven = own(config, 'destination') !== undefined;
  if (!isDestinationGiven) step.notes.add('content-omitted'); // §6.9, omitted content
  if (hasUnknownMembers(event.eventName, event.parameters)) step.notes.add('unknown-members');
  const unknown = new Set<Section>(isDestinationGiven ? [] : ['destination']);
  append(life, step, { config, stated: new Set(leaves(config).keys()), unknown });
}

/** The lifetime that an event without a Create belongs to: the open one, one just deleted, or a new one. */
function lifeFor(walk: Walk, event: Event): Life {
  if (walk.open !== undefined) return walk.open;
  const last = walk.lives.at(-1);
  const isJustDeleted = last?.end === 'deleted' && event.ms - last.endMs <= 5000;
  const isOfNextLife = event.baseVersion !== undefined && last?.number !== undefined && event.baseVersion < last.number;
  if (last === undefined || !isJustDeleted || isOfNextLife) return openUnseen(walk, event);
  last.conflicts.push({ code: 'after-delete', eventIds: [event.eventId] });
  return last;
}

function staleDestination(life: Life): void {
  life.unknown = new Set([...life.unknown, 'destination']);
  const destination = own(life.config, 'destination');
  const paths = isBlock(destination) ? leaves(destination, 'destination').keys() : [];
  life.stale = new Set([...life.stale, ...paths]);
}

/** Step 4. Whether the gap leaves the destination as it was known. */
function noteMissingUpdates(life: Life, event: Event, number: number, base: number): boolean {
  const since = life.versions.slice(life.made === undefined ? 0 : life.versions.indexOf(life.made) + 1);
  const encryptionCalls = since.filter((version) => /^(Start|Stop)DeliveryStreamEncryption$/.test(version.eventName));
  const isExplained = base - number <= encryptionCalls.length;
  life.gaps.push({
    kind: 'missing-updates',
    fromVersion: String(number),
    toVersion: String(base),
    missing: base - number,
    afterEventId: life.made?.eventId ?? null,
    beforeEventId: event.eventId,
    ...(isExplained ? { explainedByEncryption: true as const } : {}),
  });
  if (isExplained) return true;
  staleDestination(life);
  for (const version of since) version.notes.add('version-uncertain');
  return false;
}

/** Step 3. */
function completeMissingCreate(life: Life, base: number): void {
  const at = life.gaps.findIndex((gap) => gap.kind === 'missing-create');
  const gap = life.gaps[at];
  if (gap !== undefined) life.gaps[at] = { ...gap, toVersion: String(base), missing: base } satisfies Gap;
}

/** Steps 3, 4 and 6: the numbers. Whether the base is the version known, or as good as. */
function moveVersion(life: Life, step: Step): boolean {
  const { event } = step;
  const base = event.baseVersion ?? life.number; // §6.9: without one, taken as made on the version known
  if (base === undefined) {
    life.revision += 1;
    return false;
  }
  if (event.baseVersion === undefined) step.notes.add('version-uncertain');
  const number = life.number;
  if (number === undefined) completeMissingCreate(life, base);
  const isOnKnown = number !== undefined && (base <= number || noteMissingUpdates(life, event, number, base));
  life.number = base + 1;
  life.revision = 0;
  return isOnKnown;
}

/** Step 5. */
function applyDestination(life: Life, step: Step, isOnKnown: boolean): void {
  const given = destinationOf(step.event.parameters, 'DestinationUpdate');
  if (given === undefined) {
    step.notes.add('content-omitted');
    staleDestination(life);
    append(life, step, { config: life.config, stated: new Set(), unknown: life.unknown });
    return;
  }
  const stated = pathsOf('destination', given);
  const before = own(life.config, 'destination');
  const isKnown = isBlock(before);
  if (isKnown && isSameFamily(before, given)) {
    const { destination, ambiguous } = mergeDestination(before, given);
    const config = { ...life.config, destination };
    append(life, step, { config, stated, unknown: life.unknown, keptAmbiguous: ambiguous });
    return;
  }
  const unknown = isKnown && isOnKnown ? without(life.unknown, 'destination') : life.unknown;
  append(life, step, { config: { ...life.config, destination: given }, stated, unknown });
}

function update(walk: Walk, step: Step): void {
  const { event } = step;
  const base = event.baseVersion;
  const known = walk.open?.number;
  if (walk.open !== undefined && base !== undefined && known !== undefined && base < known) {
    closeImplied(walk, walk.open, event); // step 1
  }
  const life = lifeFor(walk, event);
  if (hasUnknownMembers(event.eventName, event.parameters)) step.notes.add('unknown-members');
  applyDestination(life, step, moveVersion(life, step));
}

function encrypt(walk: Walk, step: Step): void {
  const life = lifeFor(walk, step.event);
  const isStart = step.event.eventName === 'StartDeliveryStreamEncryption';
  const encryption = isStart ? encryptionOf(step.event.parameters) : { enabled: false };
  life.revision += 1;
  append(life, step, {
    config: { ...life.config, encryption },
    stated: pathsOf('encryption', encryption),
    unknown: without(life.unknown, 'encryption'),
  });
}

function tag(walk: Walk, step: Step): void {
  const life = lifeFor(walk, step.event);
  const given = tagsOf(step.event.parameters);
  const before = own(life.config, 'tags');
  const tags = { ...(isBlock(before) ? before : {}), ...given };
  life.revision += 1;
  append(life, step, {
    config: { ...life.config, tags },
    stated: pathsOf('tags', given),
    unknown: life.unknown,
  });
}

function untag(walk: Walk, step: Step): void {
  const life = lifeFor(walk, step.event);
  const tagKeys = own(step.event.parameters, 'tagKeys');
  const keys = Array.isArray(tagKeys) ? tagKeys : [];
  const before = own(life.config, 'tags');
  const left = Object.entries(isBlock(before) ? before : {}).filter(([key]) => !keys.includes(key));
  life.revision += 1;
  append(life, step, {
    config: { ...life.config, tags: Object.fromEntries(left) },
    stated: new Set(),
    unknown: life.unknown,
  });
}

function remove(walk: Walk, event: Event): void {
  const last = walk.lives.at(-1);
  if (walk.open === undefined && last?.end === 'deleted') {
    last.conflicts.push({ code: 'repeat-delete', eventIds: [event.eventId] });
    return;
  }
  const life = walk.open ?? openUnseen(walk, event);
  life.end = 'deleted';
  life.deletedAt = event.time;
  life.endMs = event.ms;
  life.closedBy = event;
  walk.open = undefined;
}

/** ResourceNotFoundException: the stream is gone, unless it is so young that the answer may lag behind. */
function notFound(walk: Walk, event: Event): void {
  if (walk.open !== undefined && event.ms - walk.open.beginMs > 60_000) closeImplied(walk, walk.open, event);
}

/** Applies one event. */
export function take(walk: Walk, step: Step): void {
  if (step.isNotFound) return notFound(walk, step.event);
  switch (step.event.eventName) {
    case 'CreateDeliveryStream':
      return create(walk, step);
    case 'UpdateDestination':
      return update(walk, step);
    case 'StartDeliveryStreamEncryption':
    case 'StopDeliveryStreamEncryption':
      return encrypt(walk, step);
    case 'TagDeliveryStream':
      return tag(walk, step);
    case 'UntagDeliveryStream':
      return untag(walk, step);
    default:
      return remove(walk, step.event);
  }
}

// What one call makes of a configuration (spec sections 3, 4 and 6.3): pure steps, from a configuration to the next.
import { isJsonObject, type JsonObject, type JsonValue } from '../json.ts';
import { forEachLeaf, isHidden, joinPath } from '../diff/leaves.ts';
import { parametersOf } from './calls.ts';
import { canonicalDestination, canonicalSource, canonicalTags, namedMembers } from './canonical.ts';
import { destinationMembers, destinationType, typeOf, type RequestSuffix } from './destinations.ts';
import { mergeDestination } from './merge.ts';
import type { Configuration, VersionNote } from './model.ts';

export type Step = {
  readonly config: Configuration;
  /** Paths that the call states or implies. */
  readonly stated: readonly string[];
  /** Those of them whose value the log hides. */
  readonly hidden: readonly { readonly path: string; readonly value: JsonValue }[];
  /** Paths that were kept where AWS does not document it. */
  readonly doubtful: readonly string[];
  readonly notes: readonly VersionNote[];
  /** What the call says of the destination; `none` where CloudTrail left it out. */
  readonly destination: 'untouched' | 'merged' | 'replaced' | 'none';
};

const createMembers = [
  'deliveryStreamName',
  'deliveryStreamType',
  'deliveryStreamEncryptionConfigurationInput',
  'tags',
];
const updateMembers = ['deliveryStreamName', 'currentDeliveryStreamVersionId', 'destinationId'];
const sourceSuffix = 'SourceConfiguration';

/** CreateDeliveryStream: all there is, with what a creation implies where it says nothing. */
export function created(record: JsonObject): Step {
  const request = requestOf(record);
  const destination = givenDestination(request, 'DestinationConfiguration');
  const source = givenSource(request);
  const config: Configuration = {
    deliveryStreamType: request.get('deliveryStreamType') ?? 'DirectPut',
    ...(source === undefined ? {} : { source }),
    ...(destination === undefined ? {} : { destination }),
    encryption: startedEncryption(request.get('deliveryStreamEncryptionConfigurationInput')),
    tags: Object.fromEntries(canonicalTags(request.get('tags'))),
  };
  const isKnown = (name: string): boolean =>
    createMembers.includes(name) || isOf(name, sourceSuffix) || isOf(name, 'DestinationConfiguration');
  return {
    config,
    ...statedIn(config, ''),
    doubtful: [],
    notes: notesOf(request, destination, isKnown),
    destination: destination === undefined ? 'none' : 'replaced',
  };
}

/** UpdateDestination: merges into a destination of the same family, replaces any other. */
export function updated(config: Configuration, record: JsonObject): Step {
  const request = requestOf(record);
  const update = givenDestination(request, 'DestinationUpdate');
  const notes = notesOf(request, update, (name) => updateMembers.includes(name) || isOf(name, 'DestinationUpdate'));
  if (update === undefined) return { ...untouched(config), notes, destination: 'none' };
  const stated = statedIn(update, 'destination');
  const kept = config['destination'];
  if (!isJsonObject(kept) || familyOf(kept) !== familyOf(update)) {
    const destination = kept === undefined ? 'merged' : 'replaced';
    return { config: { ...config, destination: update }, ...stated, doubtful: [], notes, destination };
  }
  const { destination, doubtful } = mergeDestination(kept, update);
  const next = destination === kept ? config : { ...config, destination };
  return { config: next, ...stated, doubtful, notes, destination: 'merged' };
}

/** Start- and StopDeliveryStreamEncryption: replaced whole. */
export function encrypted(config: Configuration, record: JsonObject): Step {
  const isStart = record['eventName'] === 'StartDeliveryStreamEncryption';
  const input = requestOf(record).get('deliveryStreamEncryptionConfigurationInput');
  const encryption = isStart ? startedEncryption(input ?? {}) : { enabled: false };
  return { ...untouched({ ...config, encryption }), ...statedIn(encryption, 'encryption') };
}

/** TagDeliveryStream and UntagDeliveryStream. */
export function tagged(config: Configuration, record: JsonObject): Step {
  const request = requestOf(record);
  const former = config['tags'];
  const tags = new Map(isJsonObject(former) ? Object.entries(former) : []);
  const given = record['eventName'] === 'TagDeliveryStream' ? canonicalTags(request.get('tags')) : [];
  const removed = record['eventName'] === 'UntagDeliveryStream' ? request.get('tagKeys') : [];
  for (const [key, value] of given) tags.set(key, value);
  for (const key of Array.isArray(removed) ? removed : []) tags.delete(String(key));
  const stated = [...new Set(given.map(([key]) => joinPath('tags', key)))];
  return { ...untouched({ ...config, tags: Object.fromEntries(tags) }), stated };
}

function untouched(config: Configuration): Step {
  return { config, stated: [], hidden: [], doubtful: [], notes: [], destination: 'untouched' };
}

/** The request's members. Where CloudTrail left out the request, its marks of that are none. */
function requestOf(record: JsonObject): ReadonlyMap<string, JsonValue> {
  const parameters = parametersOf(record);
  const members = namedMembers(parameters);
  if (parameters['omitted'] !== true) return members;
  return new Map([...members].filter(([name]) => updateMembers.includes(name)));
}

function givenDestination(request: ReadonlyMap<string, JsonValue>, suffix: RequestSuffix): JsonObject | undefined {
  const given = destinationMembers(request.keys(), suffix)
    .map(({ name, type }) => ({ type, members: request.get(name) }))
    .find(({ members }) => members !== undefined);
  if (given === undefined || !isJsonObject(given.members) || given.members['omitted'] === true) return undefined;
  return canonicalDestination(given.type.id, given.members);
}

function givenSource(request: ReadonlyMap<string, JsonValue>): JsonObject | undefined {
  const [name] = [...request.keys()].filter((key) => isOf(key, sourceSuffix)).toSorted();
  const members = name === undefined ? undefined : request.get(name);
  if (name === undefined || !isJsonObject(members)) return undefined;
  const member = name.slice(0, -sourceSuffix.length);
  return canonicalSource(member.charAt(0).toUpperCase() + member.slice(1), members);
}

/** Whether a name is a member of its own and ends so. */
function isOf(name: string, suffix: string): boolean {
  return name.length > suffix.length && name.endsWith(suffix);
}

function startedEncryption(input: JsonValue | undefined): JsonObject {
  if (input === undefined) return { enabled: false };
  const members = namedMembers(input);
  const keyARN = members.get('keyARN');
  const keyType = members.get('keyType') ?? 'AWS_OWNED_CMK';
  return { enabled: true, keyType, ...(keyARN === undefined ? {} : { keyARN }) };
}

function notesOf(
  request: ReadonlyMap<string, JsonValue>,
  destination: JsonObject | undefined,
  isKnown: (name: string) => boolean,
): readonly VersionNote[] {
  const notes: VersionNote[] = destination === undefined ? ['content-omitted'] : [];
  for (const name of request.keys()) if (!isKnown(name)) return [...notes, 'unknown-members'];
  return notes;
}

function familyOf(destination: JsonObject): string {
  return destinationType(typeOf(destination)).family;
}

function statedIn(value: JsonValue, section: string): Pick<Step, 'stated' | 'hidden'> {
  const stated: string[] = [];
  const hidden: { path: string; value: JsonValue }[] = [];
  forEachLeaf(
    value,
    (path, leaf) => {
      stated.push(path);
      if (isHidden(leaf)) hidden.push({ path, value: leaf });
    },
    section,
    { own: section, parent: '' },
  );
  return { stated, hidden };
}

// Sorts Firehose records by the stream they are about (spec section 6.1, steps 2 and 3).
import { comparePaths } from '../diff/changes.ts';
import { parseEventTime } from '../events/eventTime.ts';
import { isJsonObject, scalarText, type JsonObject, type JsonValue } from '../json.ts';
import { canonicalName } from './memberNames.ts';
import { mergeDuplicates, type UniqueRecord } from './duplicates.ts';
import type { Call, Failure, History, StreamCalls, StreamKey, Unattached } from './model.ts';

/** Calls that change a stream when they succeed, in the order of those that share a second (spec section 5). */
const changingActions = [
  'CreateDeliveryStream',
  'UpdateDestination',
  'StartDeliveryStreamEncryption',
  'StopDeliveryStreamEncryption',
  'UntagDeliveryStream',
  'TagDeliveryStream',
  'DeleteDeliveryStream',
] as const;
export type ChangingAction = (typeof changingActions)[number];

const readingActions = new Set(['DescribeDeliveryStream', 'ListTagsForDeliveryStream', 'ListDeliveryStreams']);
/** Not logged by AWS; counted and ignored if they ever are. */
const dataActions = new Set(['PutRecord', 'PutRecordBatch']);

export type SortedCalls = {
  readonly streams: readonly StreamCalls[];
  /** Calls that would change a stream, but do not say which. */
  readonly unattached: readonly Unattached[];
  readonly ignored: History['ignored'];
};

/** Records of any services, in any order, with any duplicates. */
export function sortCalls(records: Iterable<JsonObject>): SortedCalls {
  const merged = mergeDuplicates(records);
  const streams = new Map<string, { key: StreamKey; calls: Call[] }>();
  const nameless: { readonly call: Call; readonly place: Pick<Unattached, 'account' | 'region' | 'name'> }[] = [];
  let readOnly = 0;
  for (const unique of merged.records) {
    const call = callOf(unique);
    const { name, ...place } = targetOf(unique);
    if (isRead(call)) readOnly += 1;
    else if (name === undefined) nameless.push({ call, place: { ...place, name: null } });
    if (name === undefined) continue;
    const id = `${place.account}\n${place.region}\n${name}`;
    const stream = streams.get(id) ?? { key: { ...place, name }, calls: [] };
    stream.calls.push(call);
    streams.set(id, stream);
  }
  // Those of one second that have no eventID stand in the order of their texts.
  const unattached = nameless
    .toSorted((a, b) => comparePaths(a.call.id, b.call.id))
    .map(({ call, place }) => unattachedCall(call, place));
  const ignored = { duplicates: merged.duplicates, readOnly };
  return { streams: [...streams.values()].map(({ key, calls }) => ({ ...key, calls })), unattached, ignored };
}

export function isChanging(name: string): name is ChangingAction {
  return (changingActions as readonly string[]).includes(name);
}

/** The place of an action among those of one second. */
export function rankOf(name: string): number {
  const rank = (changingActions as readonly string[]).indexOf(name);
  // Start and Stop share theirs: which came first cannot be known.
  return name === 'StopDeliveryStreamEncryption' ? rank - 1 : rank;
}

/** A call that changed its stream. */
export function isApplied(call: Call): boolean {
  return call.errorCode === undefined && isChanging(call.eventName);
}

/** A call that sends records through a stream. */
export function isData({ eventName }: Call): boolean {
  return dataActions.has(eventName);
}

export function isRead(call: Call): boolean {
  const { eventName, record } = call;
  return isData(call) || readingActions.has(eventName) || (!isChanging(eventName) && record['readOnly'] === true);
}

/** The request's parameters; absent where CloudTrail left them out for their size. */
export function parametersOf(record: JsonObject): JsonObject {
  const parameters = record['requestParameters'];
  return isJsonObject(parameters) ? parameters : {};
}

export function memberOf(object: JsonObject, name: string): JsonValue | undefined {
  if (Object.hasOwn(object, name)) return object[name];
  return Object.entries(object).find(([given]) => canonicalName(given) === name)?.[1];
}

/** The version an update was made on, or a refusal names: digits, as a text or a number. */
export function versionNumber(value: JsonValue | undefined): number | undefined {
  const text = typeof value === 'number' ? String(value) : value;
  return typeof text === 'string' && /^\d{1,15}$/.test(text) ? Number(text) : undefined;
}

/** The version that an update says it was made on. */
function baseVersionOf(record: JsonObject): number | undefined {
  if (record['eventName'] !== 'UpdateDestination') return undefined;
  return versionNumber(memberOf(parametersOf(record), 'currentDeliveryStreamVersionId'));
}

export function failureOf(call: Call): Omit<Failure, 'errorCode'> {
  const base = call.baseVersion;
  const known = knownVersionOf(call);
  return {
    eventId: call.eventId,
    eventName: call.eventName,
    time: call.time,
    actor: call.actor,
    ...(base === undefined ? {} : { baseVersion: String(base) }),
    ...(known === undefined ? {} : { knownVersion: String(known) }),
  };
}

export function unattachedCall(call: Call, place: Pick<Unattached, 'account' | 'region' | 'name'>): Unattached {
  return { ...place, ...failureOf(call), errorCode: call.errorCode ?? null };
}

/** A refused update whose base was wrong says what the version is. */
function knownVersionOf({ errorCode, record }: Call): number | undefined {
  const message = record['errorMessage'];
  if (errorCode !== 'ConcurrentModificationException' || typeof message !== 'string') return undefined;
  return versionNumber(/current version id: (\d+)/i.exec(message)?.[1]);
}

function callOf({ id, record }: UniqueRecord): Call {
  const { eventID, errorCode, eventTime } = record;
  const timeMs = Math.floor((parseEventTime(eventTime) ?? 0) / 1000) * 1000;
  return {
    eventId: typeof eventID === 'string' && eventID !== '' ? eventID : null,
    id,
    eventName: scalarText(record['eventName']),
    time: isUsualTime(eventTime) ? eventTime : `${new Date(timeMs).toISOString().slice(0, -5)}Z`,
    timeMs,
    actor: actorOf(record['userIdentity']),
    errorCode: typeof errorCode === 'string' && errorCode !== '' ? errorCode : undefined,
    baseVersion: baseVersionOf(record),
    record,
  };
}

/** Nearly every record has it in the form we give it. */
function isUsualTime(time: JsonValue | undefined): time is string {
  return typeof time === 'string' && time.length === 20 && usualTime.test(time);
}

function actorOf(identity: JsonValue | undefined): string | null {
  if (!isJsonObject(identity)) return null;
  const said = identity['arn'] ?? identity['invokedBy'] ?? identity['principalId'] ?? identity['type'];
  return typeof said === 'string' ? said : null;
}

const usualTime = /^\d{4}-\d{2}-(?:0[1-9]|1\d|2[0-8])T\d{2}:\d{2}:[0-5]\dZ$/;

const streamArn = /arn:[^:\s]+:firehose:([^:\s]*):([^:\s]*):deliverystream\/([A-Za-z0-9_.-]+)/;

type Target = { readonly account: string; readonly region: string; readonly name: string | undefined };

function targetOf({ account, record }: UniqueRecord): Target {
  const region = typeof record['awsRegion'] === 'string' ? record['awsRegion'] : '';
  const parameters = record['requestParameters'];
  const given = isJsonObject(parameters) ? memberOf(parameters, 'deliveryStreamName') : undefined;
  if (typeof given === 'string' && given !== '') {
    return given.startsWith('arn:')
      ? (targetInArn(given) ?? { account, region, name: given })
      : { account, region, name: given };
  }
  const message = record['errorMessage'];
  const named = typeof message === 'string' ? targetInArn(message) : undefined;
  return named ?? { account, region, name: undefined };
}

function targetInArn(text: string): Target | undefined {
  const [, region = '', account = '', name = ''] = streamArn.exec(text) ?? [];
  // A full stop that ends a sentence is not part of the name.
  const bare = name.replace(/\.+$/, '');
  return bare === '' ? undefined : { account, region, name: bare };
}

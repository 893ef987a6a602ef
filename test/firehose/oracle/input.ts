// §6.1: which records count, whose stream they name, and what kind of call each is.
import { isJsonObject, type JsonObject, type JsonValue } from '../../../shared/json.ts';
import { isOmitted, namedMembers } from './canonical.ts';
import { canonicalText, compareTexts, own } from './leaves.ts';

type Kind = 'applied' | 'refused' | 'read' | 'unknown';

export type Event = {
  readonly record: JsonObject;
  readonly id: string;
  readonly eventId: string | null;
  readonly eventName: string;
  readonly ms: number;
  readonly time: string;
  readonly actor: string | null;
  readonly errorCode: string | undefined;
  readonly kind: Kind;
  readonly account: string;
  readonly region: string;
  readonly name: string | undefined;
  /** The request's members by canonical name; none where they are missing or omitted. */
  readonly parameters: JsonObject;
  readonly baseVersion: number | undefined;
  readonly knownVersion: number | undefined;
};

function textAt(value: JsonValue | undefined, ...path: readonly string[]): string | undefined {
  const [name, ...rest] = path;
  if (name === undefined) return typeof value === 'string' && value !== '' ? value : undefined;
  return value !== undefined && isJsonObject(value) ? textAt(own(value, name), ...rest) : undefined;
}

function numberText(value: JsonValue | undefined): string | undefined {
  return typeof value === 'number' ? String(value) : undefined;
}

function accountOf(record: JsonObject): string {
  const recipient = textAt(record, 'recipientAccountId') ?? numberText(record['recipientAccountId']);
  return recipient ?? textAt(record, 'userIdentity', 'accountId') ?? '';
}

function idOf(record: JsonObject): string {
  return textAt(record, 'eventID') ?? canonicalText(record);
}

export function groupBy<T>(items: readonly T[], keyOf: (item: T) => string): readonly (readonly T[])[] {
  const groups = new Map<string, T[]>();
  for (const item of items) groups.set(keyOf(item), [...(groups.get(keyOf(item)) ?? []), item]);
  return [...groups.values()];
}

/** §6.1.1: more top-level members, then the smaller canonical JSON. */
function better(one: JsonObject, other: JsonObject): JsonObject {
  const size = Object.keys(other).length - Object.keys(one).length;
  if (size !== 0) return size > 0 ? other : one;
  return compareTexts(canonicalText(one), canonicalText(other)) <= 0 ? one : other;
}

function eventKey(account: string, id: string): string {
  return JSON.stringify([account, id]);
}

function distinctBodies(records: readonly JsonObject[]): readonly JsonObject[] {
  return groupBy(records, (record) => eventKey(accountOf(record), idOf(record))).map((copies) =>
    copies.reduce((best, copy) => better(best, copy)),
  );
}

function amendedId(record: JsonObject): string | undefined {
  if (textAt(record, 'addendum', 'reason') !== 'UPDATED_DATA') return undefined;
  return textAt(record, 'addendum', 'originalEventID');
}

function put(original: JsonObject, addendum: JsonObject, eventID: string): JsonObject {
  const over = Object.entries(addendum).filter(([name]) => name !== 'addendum');
  return Object.fromEntries([...Object.entries(original), ...over, ['eventID', eventID]]);
}

/** §6.1.1, addenda: over the original, in the order of their times; without one the first stands for it. */
function amended(originals: readonly JsonObject[], addenda: readonly JsonObject[]): readonly JsonObject[] {
  const byKey = new Map(originals.map((record) => [eventKey(accountOf(record), idOf(record)), record]));
  const inOrder = addenda.toSorted((a, b) => timeOf(a) - timeOf(b) || compareTexts(idOf(a), idOf(b)));
  for (const addendum of inOrder) {
    const eventID = amendedId(addendum) ?? '';
    const key = eventKey(accountOf(addendum), eventID);
    byKey.set(key, put(byKey.get(key) ?? {}, addendum, eventID));
  }
  return [...byKey.values()];
}

/** §6.1.1: one call logged twice under two eventIDs: the smaller one stays. */
function withoutRepeatedRequests(records: readonly JsonObject[]): readonly JsonObject[] {
  const requestKey = (record: JsonObject): string => {
    const requestID = textAt(record, 'requestID');
    if (requestID === undefined) return `event ${eventKey(accountOf(record), idOf(record))}`;
    return `request ${JSON.stringify([accountOf(record), requestID, record['eventName'] ?? null, timeOf(record)])}`;
  };
  return groupBy(records, requestKey).map((calls) =>
    calls.reduce((kept, call) => (compareTexts(idOf(call), idOf(kept)) < 0 ? call : kept)),
  );
}

/** §5: `eventTime` has seconds. */
function timeOf(record: JsonObject): number {
  return Math.floor(Date.parse(textAt(record, 'eventTime') ?? '') / 1000) * 1000;
}

const mutating = new Set(
  `CreateDeliveryStream UpdateDestination StartDeliveryStreamEncryption StopDeliveryStreamEncryption TagDeliveryStream
  UntagDeliveryStream DeleteDeliveryStream`.split(/\s+/),
);
const reading = new Set(
  'DescribeDeliveryStream ListTagsForDeliveryStream ListDeliveryStreams PutRecord PutRecordBatch'.split(' '),
);

function kindOf(record: JsonObject, eventName: string, errorCode: string | undefined): Kind {
  if (mutating.has(eventName)) return errorCode === undefined ? 'applied' : 'refused';
  return reading.has(eventName) || record['readOnly'] === true ? 'read' : 'unknown';
}

/** §6.1.2: the name, or what a delivery-stream ARN in its place or in the error message says. */
function streamOf(record: JsonObject, parameters: JsonObject): { account: string; region: string; name?: string } {
  const place = { account: accountOf(record), region: textAt(record, 'awsRegion') ?? '' };
  const name = textAt(parameters, 'deliveryStreamName');
  const arn = /arn:[^:\s]*:firehose:([^:\s]*):([^:\s]*):deliverystream\/([A-Za-z0-9_.-]*[A-Za-z0-9_-])/.exec(
    name ?? textAt(record, 'errorMessage') ?? '',
  );
  if (arn !== null) return { account: arn[2] ?? '', region: arn[1] ?? '', name: arn[3] ?? '' };
  return name === undefined ? place : { ...place, name };
}

/** §6.9: digits, as string or number. */
function versionNumber(value: JsonValue | undefined): number | undefined {
  const isNumber = typeof value === 'number' || typeof value === 'string';
  return isNumber && /^[0-9]+$/.test(String(value)) ? Number(value) : undefined;
}

/** §5: the version that a refusal says is the current one. */
function knownVersionOf(record: JsonObject): number | undefined {
  if (record['eventName'] !== 'UpdateDestination') return undefined;
  if (record['errorCode'] !== 'ConcurrentModificationException') return undefined;
  return versionNumber(/current version id: (\d+)/.exec(textAt(record, 'errorMessage') ?? '')?.[1]);
}

/** §6.5: `userIdentity.arn ?? invokedBy ?? principalId ?? type`. */
function actorOf(record: JsonObject): string | null {
  for (const member of ['arn', 'invokedBy', 'principalId', 'type']) {
    const actor = textAt(record, 'userIdentity', member);
    if (actor !== undefined) return actor;
  }
  return null;
}

/** §6.9, omitted content: what names the stream and the version is read where it was left in place. */
function requestOf(request: JsonValue | undefined): JsonObject {
  const named = ['deliveryStreamName', 'currentDeliveryStreamVersionId'];
  const members = Object.entries(namedMembers(request));
  return Object.fromEntries(isOmitted(request) ? members.filter(([name]) => named.includes(name)) : members);
}

function eventOf(record: JsonObject): Event {
  const eventName = textAt(record, 'eventName') ?? '';
  const errorCode = textAt(record, 'errorCode');
  const parameters = requestOf(own(record, 'requestParameters'));
  const ms = timeOf(record);
  const isUpdate = eventName === 'UpdateDestination';
  return {
    record,
    id: idOf(record),
    eventId: textAt(record, 'eventID') ?? null,
    eventName,
    ms,
    time: `${new Date(ms).toISOString().slice(0, 19)}Z`,
    actor: actorOf(record),
    errorCode,
    kind: kindOf(record, eventName, errorCode),
    name: undefined,
    ...streamOf(record, parameters),
    parameters,
    baseVersion: isUpdate ? versionNumber(own(parameters, 'currentDeliveryStreamVersionId')) : undefined,
    knownVersion: errorCode === undefined ? undefined : knownVersionOf(record),
  };
}

/** The calls after §6.1, and how many records were dropped on the way. */
export function readCalls(records: Iterable<JsonObject>): { events: readonly Event[]; duplicates: number } {
  const firehose = [...records].filter((record) => record['eventSource'] === 'firehose.amazonaws.com');
  const isAddendum = (record: JsonObject): boolean => amendedId(record) !== undefined;
  const originals = distinctBodies(firehose.filter((record) => !isAddendum(record)));
  const addenda = distinctBodies(firehose.filter(isAddendum));
  const calls = withoutRepeatedRequests(amended(originals, addenda));
  return { events: calls.map(eventOf), duplicates: firehose.length - calls.length };
}

// The CloudTrail records of one random call: its envelope, and what a log does to it.
import { isJsonObject, type JsonObject, type JsonValue } from '../../shared/json.ts';
import type { Request } from './randomRequest.ts';

export type Call = {
  readonly lost: boolean;
  /** How the request's keys are written: as the log does, as the API does, or all in lower case. */
  readonly casing: 'log' | 'api' | 'lower';
  readonly hasEventId: boolean;
  readonly hasRecipient: boolean;
  readonly identity: 'arn' | 'invokedBy' | 'principalId' | 'type' | 'none';
  /** Where the record names the stream. */
  readonly naming: 'name' | 'arn' | 'message' | 'none';
  readonly copies: readonly ('same' | 'longer' | 'other' | 'request')[];
  readonly addendum: 'none' | 'data' | 'data-alone' | 'data-same-request' | 'delay';
  readonly order: number;
};

type Place = { readonly account: string; readonly region: string; readonly name: string };
type Made = Call & { readonly place: Place; readonly ms: number; readonly id: string };
type Placed = { readonly record: JsonObject; readonly order: number };

const cases = {
  log: (name: string): string => name,
  api: (name: string): string => name.slice(0, 1).toUpperCase() + name.slice(1),
  lower: (name: string): string => name.toLowerCase(),
};

/** Keys that are the user's own, and those of blocks that are no part of the API, stay as they are. */
function recased(value: JsonValue, casing: Call['casing']): JsonValue {
  if (Array.isArray(value)) return value.map((item) => recased(item, casing));
  if (!isJsonObject(value) || value['omitted'] === true) return value;
  return Object.fromEntries(
    Object.entries(value).map(([name, member]) => [
      /^(deltaLake|future)/.test(name) && casing === 'lower' ? name : cases[casing](name),
      name === 'columnToJsonKeyMappings' ? member : recased(member, casing),
    ]),
  );
}

function arnOf({ account, region, name }: Place): string {
  return `arn:aws:firehose:${region}:${account}:deliverystream/${name}`;
}

function identityOf(made: Made): JsonObject {
  const accountId = made.place.account;
  const all = { type: 'IAMUser', principalId: 'AIDA', arn: `arn:aws:iam::${accountId}:user/alice`, accountId };
  switch (made.identity) {
    case 'arn':
      return { userIdentity: all };
    case 'invokedBy':
      return { userIdentity: { type: 'AWSService', invokedBy: 'cloudformation.amazonaws.com', accountId } };
    case 'principalId':
      return { userIdentity: { type: 'AssumedRole', principalId: 'AROA:session', accountId } };
    case 'type':
      return { userIdentity: { type: 'Root', accountId } };
    case 'none':
      return {};
  }
}

/** The request's parameters, and an error message that may name the stream in their place. */
function named(request: Request, made: Made): JsonObject {
  const error = request.errorMessage === undefined ? {} : { errorMessage: request.errorMessage };
  const withName = (deliveryStreamName: string): JsonObject => ({
    ...error,
    requestParameters: recased({ deliveryStreamName, ...request.parameters }, made.casing),
  });
  if (made.naming === 'arn') return withName(arnOf(made.place));
  if (made.naming === 'none') return { ...error, requestParameters: null };
  if (made.naming === 'name' || request.errorCode === undefined) return withName(made.place.name);
  const errorMessage = `User is not authorized to perform this on resource: ${arnOf(made.place)} because of a policy`;
  return { requestParameters: null, errorMessage };
}

function recordOf(request: Request, made: Made): JsonObject {
  const needsAccount = made.identity === 'none' || made.hasRecipient;
  const isApplied = request.errorCode === undefined;
  return {
    eventVersion: '1.10',
    ...identityOf(made),
    eventTime: `${new Date(made.ms).toISOString().slice(0, 19)}Z`,
    eventSource: 'firehose.amazonaws.com',
    eventName: request.eventName,
    awsRegion: made.place.region,
    ...(request.errorCode === undefined ? {} : { errorCode: request.errorCode }),
    ...named(request, made),
    responseElements: request.isCreate && isApplied ? { deliveryStreamARN: arnOf(made.place) } : null,
    requestID: `r-${made.id}`,
    ...(made.hasEventId ? { eventID: made.id } : {}),
    readOnly: request.readOnly ?? false,
    ...(needsAccount ? { recipientAccountId: made.place.account } : {}),
  };
}

function copyOf(record: JsonObject, kind: Call['copies'][number], made: Made): JsonObject {
  switch (kind) {
    case 'same':
      return record;
    case 'longer':
      return { ...record, vpcEndpointId: 'vpce-1', responseElements: null };
    case 'other':
      return { ...record, userAgent: 'other', errorCode: 'AccessDenied' };
    case 'request':
      return { ...record, eventID: `${made.order % 2}-${made.id}` };
  }
}

function addendaOf(record: JsonObject, made: Made): readonly JsonObject[] {
  if (made.addendum === 'none' || !made.hasEventId) return [];
  const reason = made.addendum === 'delay' ? 'DELIVERY_DELAY' : 'UPDATED_DATA';
  const addendum = { reason, updatedFields: 'sourceIPAddress', originalEventID: made.id };
  const sourceIPAddress = '203.0.113.7';
  if (made.addendum === 'data-same-request') return [{ ...record, eventID: `0-${made.id}`, addendum, sourceIPAddress }];
  return [
    {
      ...record,
      requestID: `r-${made.id}-a`,
      eventID: `a-${made.id}`,
      addendum,
      userIdentity: { type: 'Root', accountId: made.place.account },
    },
  ];
}

/** What the log holds of one call, each record with its place in the log's order. */
export function recordsOf(request: Request, made: Made): readonly Placed[] {
  const record = recordOf(request, made);
  const isOriginalThere = !made.lost && made.addendum !== 'data-alone';
  const originals = isOriginalThere ? [record, ...made.copies.map((kind) => copyOf(record, kind, made))] : [];
  const all = [...originals, ...addendaOf(record, made)];
  return all.map((entry, index) => ({ record: entry, order: (made.order * (index + 1) * 7919) % 1009 }));
}

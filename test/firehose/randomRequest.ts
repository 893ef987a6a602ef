// What one random call asks for, and a small simulation of the service that keeps version numbers and refusals plausible.
import type { JsonObject, JsonValue } from '../../shared/json.ts';
import type { RandomDestination } from './randomDestination.ts';

export const actions = [
  ...Array<'update'>(9).fill('update'),
  'create',
  'create',
  'delete',
  'delete',
  'start',
  'start',
  'stop',
  'tag',
  'tag',
  'untag',
  'read',
  'missing',
  'list',
  'put',
  'futureRead',
  'futureWrite',
] as const;
type Action = (typeof actions)[number];

/** What goes wrong with a call that would have succeeded. */
export const refusals = [
  'ConcurrentModificationException',
  'AccessDenied',
  'Throttling',
  'ResourceNotFoundException',
] as const;

export type Wish = {
  readonly action: Action;
  readonly destination: RandomDestination;
  readonly tags: readonly (readonly [string, string | null])[];
  readonly key: JsonObject | null;
  readonly refusal: (typeof refusals)[number] | undefined;
  /** How many unseen updates there were before this one. */
  readonly unseen: number;
  /** The stream was deleted and created again unseen. */
  readonly recreated: boolean;
  readonly base: 'text' | 'number' | 'none';
  readonly content: 'whole' | 'no-destination' | 'omitted' | 'extra-member' | 'two-destinations';
  /** Decides what needs no choice of its own. */
  readonly salt: number;
};

/** What the service knows of a stream. */
export type Stream = { version: number; exists: boolean };

/** The name, request and outcome of a call. */
export type Request = {
  readonly eventName: string;
  readonly parameters: { readonly [name: string]: JsonValue };
  readonly errorCode?: string;
  readonly errorMessage?: string;
  readonly readOnly?: true;
  readonly isCreate?: true;
};

/** §3.3: what the canonical names are called in a request. */
function requestBody({ type, body }: RandomDestination, isCreate: boolean): JsonObject {
  const names = new Map([
    ['s3', isCreate || type === 'iceberg' ? 's3Configuration' : 's3Update'],
    ['s3Backup', isCreate ? 's3BackupConfiguration' : 's3BackupUpdate'],
  ]);
  return Object.fromEntries(Object.entries(body).map(([name, value]) => [names.get(name) ?? name, value]));
}

function destinationMember(at: Wish, isCreate: boolean): JsonObject {
  const suffix = isCreate ? 'DestinationConfiguration' : 'DestinationUpdate';
  const member = `${at.destination.type}${suffix}`;
  const body = requestBody(at.destination, isCreate);
  switch (at.content) {
    case 'no-destination':
      return {};
    case 'omitted':
      return { [member]: { omitted: true, originalSize: 120_000 } };
    case 'extra-member':
      return { [member]: body, futureSetting: 1 };
    case 'two-destinations':
      return { [`splunk${suffix}`]: { hECEndpoint: 'https://two' }, [member]: body };
    case 'whole':
      return { [member]: body };
  }
}

function tagList(at: Wish): JsonValue {
  return at.tags.map(([name, value]) => (value === null ? { key: name } : { key: name, value }));
}

const sources: readonly JsonObject[] = [
  {},
  {},
  { directPutSourceConfiguration: { throughputHintInMBs: 5 } },
  { deliveryStreamType: 'KinesisStreamAsSource', kinesisStreamSourceConfiguration: { kinesisStreamARN: 'arn:aws:k' } },
  { deliveryStreamType: 'MSKAsSource', mSKSourceConfiguration: { mSKClusterARN: 'arn:aws:m', topicName: '***' } },
  { deliveryStreamType: 'FutureAsSource', futureSourceConfiguration: { one: { url: '' } } },
];

function createParameters(at: Wish): JsonObject {
  const tags = at.salt % 3 === 0 ? {} : { tags: tagList(at) };
  return { ...sources[at.salt % sources.length], ...destinationMember(at, true), ...encryptionInput(at), ...tags };
}

function updateParameters(at: Wish, base: number): JsonObject {
  const version = { text: String(base), number: base, none: undefined }[at.base];
  return {
    ...(version === undefined ? {} : { currentDeliveryStreamVersionId: version }),
    destinationId: 'destinationId-000000000001',
    ...destinationMember(at, false),
  };
}

function refuse(request: Request, errorCode: string, errorMessage = 'Refused.'): Request {
  return { ...request, errorCode, errorMessage };
}

function createRequest(at: Wish, stream: Stream): Request {
  const request = { eventName: 'CreateDeliveryStream', parameters: createParameters(at), isCreate: true } as const;
  if (stream.exists && !at.recreated) return refuse(request, 'ResourceInUseException');
  if (at.refusal !== undefined) return refuse(request, at.refusal);
  stream.exists = true;
  stream.version = 1;
  return request;
}

function updateRequest(at: Wish, stream: Stream): Request {
  const base = stream.version;
  const request = { eventName: 'UpdateDestination', parameters: updateParameters(at, base) };
  if (at.refusal === 'ConcurrentModificationException') {
    const known = base + (at.salt % 3);
    const message = `the current version id: ${known} and specified version id: ${base} do not match`;
    return refuse(request, at.refusal, `Cannot update firehose since ${message}`);
  }
  if (at.refusal !== undefined) return refuse(request, at.refusal);
  stream.version += 1;
  return request;
}

type Maker = (at: Wish, stream: Stream) => Request;

function encryptionInput(at: Wish): JsonObject {
  return at.key === null ? {} : { deliveryStreamEncryptionConfigurationInput: at.key };
}

function removeRequest(at: Wish, stream: Stream): Request {
  if (at.refusal === undefined) stream.exists = false;
  return { eventName: 'DeleteDeliveryStream', parameters: { allowForceDelete: true } };
}

const mutatingRequests: Partial<Record<Action, Maker>> = {
  create: createRequest,
  update: updateRequest,
  delete: removeRequest,
  start: (at) => ({ eventName: 'StartDeliveryStreamEncryption', parameters: encryptionInput(at) }),
  stop: () => ({ eventName: 'StopDeliveryStreamEncryption', parameters: {} }),
  tag: (at) => ({ eventName: 'TagDeliveryStream', parameters: { tags: tagList(at) } }),
  untag: (at) => ({ eventName: 'UntagDeliveryStream', parameters: { tagKeys: at.tags.map(([name]) => name) } }),
};

const otherRequests: Partial<Record<Action, Request>> = {
  read: { eventName: 'DescribeDeliveryStream', parameters: {}, readOnly: true },
  list: { eventName: 'ListTagsForDeliveryStream', parameters: { limit: 50 }, readOnly: true },
  put: { eventName: 'PutRecord', parameters: {} },
  futureRead: { eventName: 'GetDeliveryStreamPolicy', parameters: {}, readOnly: true },
  futureWrite: { eventName: 'PauseDeliveryStream', parameters: {} },
  missing: refuse({ eventName: 'DescribeDeliveryStream', parameters: {}, readOnly: true }, 'ResourceNotFoundException'),
};

/** The request and its outcome; the stream is what it is after it. */
export function requestOf(at: Wish, stream: Stream, movesOnEncryption: boolean): Request | undefined {
  if (at.action in otherRequests) {
    const other = otherRequests[at.action];
    return at.refusal === undefined || other === undefined ? other : refuse(other, at.refusal);
  }
  if (at.recreated) stream.version = 1;
  stream.version += at.unseen;
  const request = mutatingRequests[at.action]?.(at, stream);
  if (request === undefined || request.errorCode !== undefined) return request;
  if (at.refusal !== undefined) return refuse(request, at.refusal);
  if (movesOnEncryption && (at.action === 'start' || at.action === 'stop')) stream.version += 1;
  return request;
}

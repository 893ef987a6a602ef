// Random logs of Firehose calls. A few streams live side by side; each step is one call, and a small simulation of the
// service keeps the version numbers plausible. What the log then does to the records is part of the step too: lost,
// doubled, amended, out of order.
import fc from 'fast-check';

import type { JsonObject, JsonValue } from '../../shared/json.ts';
import { destinationOf, destinationTypes, oddNames, type RandomDestination } from './randomDestination.ts';
import { recordsOf, type Call } from './randomRecord.ts';

const actions = [
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
const refusals = [
  'ConcurrentModificationException',
  'AccessDenied',
  'Throttling',
  'ResourceNotFoundException',
] as const;

export type Step = {
  readonly stream: number;
  readonly action: Action;
  readonly destination: RandomDestination;
  readonly tags: readonly (readonly [string, string | null])[];
  readonly key: JsonObject | null;
  readonly seconds: number;
  readonly skew: number;
  readonly refusal: (typeof refusals)[number] | undefined;
  /** How many unseen updates there were before this one. */
  readonly unseen: number;
  /** The stream was deleted and created again unseen. */
  readonly recreated: boolean;
  readonly base: 'text' | 'number' | 'none';
  readonly content: 'whole' | 'no-destination' | 'omitted' | 'extra-member' | 'two-destinations';
  readonly salt: number;
  readonly call: Call;
};

const rarely = <T>(usual: T, ...others: readonly T[]): fc.Arbitrary<T> =>
  fc.oneof({ weight: 15, arbitrary: fc.constant(usual) }, { weight: 1, arbitrary: fc.constantFrom(usual, ...others) });

const tag = fc.tuple(fc.constantFrom('env', 'team', ...oddNames), fc.constantFrom<string | null>('a', 'b', '', null));

const key = fc.constantFrom<JsonObject | null>(
  null,
  { keyType: 'AWS_OWNED_CMK' },
  { keyType: 'CUSTOMER_MANAGED_CMK', keyARN: 'arn:aws:kms:us-east-1:111122223333:key/1' },
  { keyType: 'CUSTOMER_MANAGED_CMK', keyARN: 'arn:aws:kms:us-east-1:111122223333:key/2' },
);

const call: fc.Arbitrary<Call> = fc.record(
  {
    lost: rarely(false, true),
    casing: rarely<Call['casing']>('log', 'api', 'lower'),
    hasEventId: rarely(true, false),
    hasRecipient: rarely(true, false),
    identity: rarely<Call['identity']>('arn', 'invokedBy', 'principalId', 'type', 'none'),
    naming: rarely<Call['naming']>('name', 'arn', 'message', 'none'),
    copies: rarely<Call['copies']>([], ['same'], ['longer'], ['other'], ['request'], ['same', 'other', 'longer']),
    addendum: rarely<Call['addendum']>('none', 'data', 'data-alone', 'data-same-request', 'delay'),
    order: fc.nat(1000),
  },
  { noNullPrototype: true },
);

function step(types: readonly string[], stream: number): fc.Arbitrary<Step> {
  return fc.record(
    {
      stream: fc.constant(stream),
      action: fc.constantFrom(...actions),
      destination: destinationOf(types[stream] ?? 's3'),
      tags: fc.array(tag, { minLength: 1, maxLength: 3 }),
      key,
      seconds: fc.constantFrom(0, 0, 1, 2, 4, 5, 6, 30, 60, 61, 600, 86_400, 86_400),
      skew: rarely(0, -7, -5, -4, -2, 2, 3, 5, 6),
      refusal: fc.oneof(
        { weight: 9, arbitrary: fc.constant(undefined) },
        { weight: 1, arbitrary: fc.constantFrom(...refusals) },
      ),
      unseen: rarely(0, 1, 2, 5),
      recreated: rarely(false, true),
      base: rarely<Step['base']>('text', 'number', 'none'),
      content: rarely<Step['content']>('whole', 'no-destination', 'omitted', 'extra-member', 'two-destinations'),
      salt: fc.nat(0xffff),
      call,
    },
    { noNullPrototype: true },
  );
}

type Stream = { version: number; exists: boolean };

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

function destinationMember(at: Step, isCreate: boolean): JsonObject {
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

function tagList(at: Step): JsonValue {
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

function createParameters(at: Step): JsonObject {
  const tags = at.salt % 3 === 0 ? {} : { tags: tagList(at) };
  return { ...sources[at.salt % sources.length], ...destinationMember(at, true), ...encryptionInput(at), ...tags };
}

function updateParameters(at: Step, base: number): JsonObject {
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

function createRequest(at: Step, stream: Stream): Request {
  const request = { eventName: 'CreateDeliveryStream', parameters: createParameters(at), isCreate: true } as const;
  if (stream.exists && !at.recreated) return refuse(request, 'ResourceInUseException');
  if (at.refusal !== undefined) return refuse(request, at.refusal);
  stream.exists = true;
  stream.version = 1;
  return request;
}

function updateRequest(at: Step, stream: Stream): Request {
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

type Maker = (at: Step, stream: Stream) => Request;

function encryptionInput(at: Step): JsonObject {
  return at.key === null ? {} : { deliveryStreamEncryptionConfigurationInput: at.key };
}

function removeRequest(at: Step, stream: Stream): Request {
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

function requestOf(at: Step, stream: Stream, movesOnEncryption: boolean): Request | undefined {
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

/** Where the streams of a log stand: two share a name, one of them in another region. */
const places = [
  { account: '111122223333', region: 'us-east-1', name: 'orders' },
  { account: '111122223333', region: 'eu-central-1', name: 'orders' },
  { account: '444455556666', region: 'us-east-1', name: 'a.b_c-D' },
] as const;

type Log = {
  readonly steps: readonly Step[];
  /** Start and Stop move the version, which AWS does not document. */
  readonly movesOnEncryption: boolean;
  /** All within seconds, the updates stamped by clocks that disagree. */
  readonly isDense: boolean;
};

function simulate(log: Log): readonly JsonObject[] {
  const streams = places.map((): Stream => ({ version: 1, exists: false }));
  let clock = Date.parse('2024-03-31T00:00:00Z');
  const records = log.steps.flatMap((at, index) => {
    clock += (log.isDense ? at.seconds % 7 : at.seconds) * 1000;
    const [stream, place] = [streams[at.stream], places[at.stream]];
    if (stream === undefined || place === undefined) return [];
    const skew = log.isDense && at.action === 'update' ? (at.salt % 11) - 5 : at.skew;
    const request = requestOf(at, stream, log.movesOnEncryption);
    if (request === undefined) return [];
    return recordsOf(request, {
      ...at.call,
      place,
      ms: clock + skew * 1000,
      id: `${at.salt.toString(16)}-${index}`,
    });
  });
  const shuffled = records.toSorted((a, b) => a.order - b.order).map(({ record }) => record);
  return JSON.parse(JSON.stringify(shuffled)) as readonly JsonObject[];
}

/** The records of a random log, in random order. */
export const randomHistory: fc.Arbitrary<readonly JsonObject[]> = fc
  .tuple(...places.map(() => fc.constantFrom('extendedS3', 'extendedS3', ...destinationTypes)))
  .chain((types) =>
    fc.record({
      steps: fc.array(
        fc.oneof(
          { weight: 6, arbitrary: step(types, 0) },
          ...[1, 2].map((at) => ({ weight: 1, arbitrary: step(types, at) })),
        ),
        { minLength: 1, maxLength: 24, size: 'max' },
      ),
      movesOnEncryption: rarely(false, true),
      isDense: fc.boolean(),
    }),
  )
  .map(simulate);

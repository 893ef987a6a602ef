// A workspace of made-up events that answers like the core does, for component tests and for looking at the window.
import type { CellValue } from '../../shared/events/columns.ts';
import { columnIds, findColumn } from '../../shared/events/columns.ts';
import type { EventQuery } from '../../shared/events/query.ts';
import { AppError } from '../../shared/errors.ts';
import { fieldClauses } from '../../shared/filter/ast.ts';
import { parseFilter } from '../../shared/filter/parse.ts';
import type { CallOutput, Job, Workspace } from '../../shared/ipc/contract.ts';
import type { FakeHandlers } from './fakeBridge.ts';
import { typingHandlers } from './fakeCounts.ts';
import { eventsOf, type FakeEvent } from './fakeEvents.ts';

export type { FakeEvent } from './fakeEvents.ts';

const actors = [
  ['PlatformAdmin/bob.meyer', 'AssumedRole'],
  ['ci-deploy', 'IAMUser'],
  ['alice', 'IAMUser'],
  ['firehose-delivery/AWSFirehoseToS3', 'AssumedRole'],
  ['cloudformation.amazonaws.com', 'AWSService'],
  ['root', 'Root'],
] as const;

const names = [
  ['UpdateDestination', 'firehose.amazonaws.com', false],
  ['CreateDeliveryStream', 'firehose.amazonaws.com', false],
  ['DescribeDeliveryStream', 'firehose.amazonaws.com', true],
  ['AssumeRole', 'sts.amazonaws.com', true],
  ['GetObject', 's3.amazonaws.com', true],
  ['PutBucketPolicy', 's3.amazonaws.com', false],
  ['Decrypt', 'kms.amazonaws.com', true],
  ['ConsoleLogin', 'signin.amazonaws.com', false],
  ['RunInstances', 'ec2.amazonaws.com', false],
] as const;

const regions = ['us-east-1', 'eu-west-1', 'us-west-2'] as const;
const streams = ['orders-to-lake', 'clickstream-raw', 'audit-archive', 'payments-events'] as const;

/** The same numbers every time. */
function randomFrom(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state * 16807) % 2147483647;
    return state / 2147483647;
  };
}

function pick<Value>(values: readonly Value[], random: () => number): Value {
  const value = values[Math.floor(random() ** 1.6 * values.length)];
  if (value === undefined) throw new Error('Nothing to pick from');
  return value;
}

const hex = (random: () => number, length: number) =>
  Array.from({ length }, () => Math.floor(random() * 16).toString(16)).join('');

export function makeEvent(index: number, random: () => number): FakeEvent {
  const [actor, type] = pick(actors, random);
  const [eventName, eventSource, readOnly] = pick(names, random);
  const isRefused = random() > 0.9;
  const account = pick(['111122223333', '444455556666', '777788889999'], random);
  const eventID = `${hex(random, 8)}-${hex(random, 4)}-4${hex(random, 3)}-8${hex(random, 3)}-${hex(random, 12)}`;
  return {
    eventTime: new Date(Date.UTC(2026, 5, 28, 22) - index * 61_000 - Math.floor(random() * 40) * 1000)
      .toISOString()
      .replace('.000Z', 'Z'),
    eventName,
    eventSource,
    actor,
    awsRegion: pick(regions, random),
    recipientAccountId: account,
    sourceIPAddress: type === 'AWSService' ? String(actor) : `203.0.113.${Math.floor(random() * 90)}`,
    errorCode: isRefused
      ? pick(['AccessDenied', 'ConcurrentModificationException', 'ThrottlingException'], random)
      : null,
    errorMessage: isRefused ? `User is not authorized to perform ${eventName} on this resource` : null,
    'userIdentity.type': type,
    'userIdentity.arn': type === 'AWSService' ? null : `arn:aws:sts::${account}:assumed-role/${actor}`,
    accessKeyId: type === 'AWSService' ? null : `ASIAIOSFODNN7EX${index % 97}`,
    userAgent: pick(['aws-cli/2.17.1', 'Terraform/1.9.5 aws/5.70', 'console.amazonaws.com'], random),
    readOnly,
    eventType: eventName === 'ConsoleLogin' ? 'AwsConsoleSignIn' : 'AwsApiCall',
    eventCategory: 'Management',
    eventVersion: '1.11',
    eventID,
    requestID: `${hex(random, 8)}-${hex(random, 4)}-4${hex(random, 3)}-9${hex(random, 3)}-${hex(random, 12)}`,
    sharedEventID: null,
    copies: random() > 0.95 ? 2 : 1,
    file: `/logs/AWSLogs/${account}/CloudTrail/us-east-1/2026/06/28/${account}_CloudTrail_us-east-1_20260628T2200Z_x.json.gz`,
    ordinal: index % 200,
    stream: pick(streams, random),
  };
}

export function makeEvents(count: number, seed = 7): readonly FakeEvent[] {
  const random = randomFrom(seed);
  return Array.from({ length: count }, (_, index) => makeEvent(index, random));
}

export const emptyCounts: Workspace['counts'] = {
  read: 0,
  unique: 0,
  duplicates: 0,
  rejected: 0,
  conflicts: 0,
  filesRead: 0,
  filesSkipped: 0,
  errors: 0,
  infos: 0,
};

export function makeWorkspace(change: Partial<Workspace> = {}): Workspace {
  return {
    id: 'w1',
    name: 'prod-audit',
    isSample: false,
    sources: [{ id: 1, path: '/logs', kind: 'folder', files: 20, events: 0 }],
    counts: emptyCounts,
    isIncomplete: false,
    revision: 1,
    ...change,
  };
}

export function makeJob(change: Partial<Omit<Job, 'counts'>> = {}, counts: Partial<Job['counts']> = {}): Job {
  return {
    id: 1,
    kind: 'import',
    title: 'Import',
    phase: 'running',
    isPaused: false,
    canPause: false,
    ...change,
    counts: {
      filesDone: 0,
      filesTotal: 0,
      isTotalKnown: false,
      bytesDone: 0,
      bytesTotal: 0,
      records: 0,
      problems: 0,
      recordsPerSecond: 0,
      elapsedMs: 0,
      ...counts,
    },
  };
}

export function recordText(event: FakeEvent): string {
  return JSON.stringify({
    eventVersion: event['eventVersion'],
    userIdentity: {
      type: event['userIdentity.type'],
      arn: event['userIdentity.arn'],
      accessKeyId: event['accessKeyId'],
    },
    eventTime: event['eventTime'],
    eventSource: event['eventSource'],
    eventName: event['eventName'],
    awsRegion: event['awsRegion'],
    sourceIPAddress: event['sourceIPAddress'],
    userAgent: event['userAgent'],
    ...(event['errorCode'] === null ? {} : { errorCode: event['errorCode'], errorMessage: event['errorMessage'] }),
    requestParameters: {
      deliveryStreamName: event['stream'],
      currentDeliveryStreamVersionId: '3',
      extendedS3DestinationUpdate: {
        bucketARN: 'arn:aws:s3:::acme-lake-curated',
        compressionFormat: 'ZIP',
        bufferingHints: { sizeInMBs: 64, intervalInSeconds: 60 },
      },
    },
    responseElements: null,
    requestID: event['requestID'],
    eventID: event['eventID'],
    readOnly: event['readOnly'],
    eventType: event['eventType'],
    recipientAccountId: event['recipientAccountId'],
    eventCategory: event['eventCategory'],
  });
}

/** Answers for the calls about events, over these events; an event's id is its place in the list. */
export function eventHandlers(events: readonly FakeEvent[], revision = () => 1): FakeHandlers {
  const views = new Map<number, readonly number[]>();
  let lastViewId = 0;
  const viewOf = (viewId: number) => {
    const view = views.get(viewId);
    if (!view) throw new AppError('view/gone', 'The view was closed');
    return view;
  };
  const eventOf = (eventId: number) => {
    const event = events[eventId];
    if (!event) throw new AppError('event/not-found', `No event ${eventId}`);
    return event;
  };
  const placesOf = (eventId: number) => {
    const event = eventOf(eventId);
    const first = { file: String(event['file']), ordinal: Number(event['ordinal']), start: 4096, end: 5372 };
    return event['copies'] === 2 ? [first, { ...first, file: first.file.replace('_x.', '_y.') }] : [first];
  };
  return {
    ...typingHandlers(events),
    'events.open': (query) => {
      lastViewId += 1;
      const ids = evaluate(events, query);
      views.set(lastViewId, ids);
      return { viewId: lastViewId, total: ids.length, revision: revision() };
    },
    'events.page': ({ viewId, offset, limit, columns }) => {
      const ids = viewOf(viewId).slice(offset, offset + limit);
      return { ids, rows: ids.map((id) => columns.map((column) => eventOf(id)[column] ?? null)) };
    },
    'events.position': ({ viewId, eventId }) => {
      const index = viewOf(viewId).indexOf(eventId);
      return index === -1 ? {} : { index };
    },
    'events.close': ({ viewId }) => {
      views.delete(viewId);
      return {};
    },
    'event.detail': ({ eventId }) => ({
      cells: Object.fromEntries(
        columnIds.filter((id) => id !== 'record').map((id) => [id, eventOf(eventId)[id] ?? null]),
      ),
      places: placesOf(eventId),
      isSummaryOnly: false,
      conflicts: [],
    }),
    'event.record': ({ eventId }) => {
      const [place] = placesOf(eventId);
      return { text: recordText(eventOf(eventId)), place, isFromFile: true };
    },
    'filter.check': ({ text }) => checkFilter(text),
  };
}

function checkFilter(text: string): CallOutput<'filter.check'> {
  const parsed = parseFilter(text);
  if (parsed.problems.length > 0) return { problems: [...parsed.problems] };
  const { node } = parsed;
  const unknown = node && fieldClauses(node).find(({ field }) => !isKnownField(field.path));
  if (!unknown) return { problems: [] };
  const { field } = unknown;
  const message = `No field ${field.path.join('.')} is known. The nearest is eventName.`;
  return { problems: [{ from: field.from, to: field.to, message, suggestion: 'eventName' }] };
}

function isKnownField(path: readonly string[]): boolean {
  const members = ['requestParameters', 'responseElements', 'userIdentity'];
  return findColumn(path.join('.')) !== undefined || members.includes(path[0] ?? '');
}

function evaluate(events: readonly FakeEvent[], { sort, ...set }: EventQuery): readonly number[] {
  const found = new Set(eventsOf(events, set));
  const ids = events.flatMap((event, id) => (found.has(event) ? [id] : []));
  return ids.toSorted((a, b) => {
    for (const { column, direction } of sort) {
      const order = compareCells(events[a]?.[column] ?? null, events[b]?.[column] ?? null);
      if (order !== 0) return direction === 'asc' ? order : -order;
    }
    return a - b;
  });
}

function compareCells(a: CellValue, b: CellValue): number {
  if (a === b) return 0;
  if (a === null) return 1;
  if (b === null) return -1;
  return a < b ? -1 : 1;
}

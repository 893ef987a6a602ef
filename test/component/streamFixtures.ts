// Streams as the core shows them, made up: every kind of entry, mark and severity that the view has to draw.
import type { StreamKey } from '../../shared/firehose/model.ts';
import type {
  Comparison,
  Origin,
  ShownChange,
  ShownState,
  ShownValue,
  ShownVersion,
  StateRef,
  StreamSummary,
  Timeline,
  TimelineEntry,
  TimelineVersion,
} from '../../shared/firehose/presented.ts';
import type { FakeHandlers } from '../builders/fakeBridge.ts';

export const orders: StreamKey = { account: '111122223333', region: 'us-east-1', name: 'orders-to-lake' };

export function summaryOf(change: Partial<StreamSummary> = {}): StreamSummary {
  return {
    ...orders,
    destination: 'Amazon S3',
    state: 'open',
    lifetimes: 1,
    versions: 6,
    gaps: 0,
    refused: 0,
    conflicts: 0,
    events: 12,
    isComplete: true,
    firstEventTime: '2026-06-01T09:12:00Z',
    lastEventTime: '2026-06-12T14:31:55Z',
    lastChange: {
      time: '2026-06-12T14:31:55Z',
      actor: 'bob.meyer',
      summary: 'Bucket and KMS key changed',
      severity: 'high',
    },
    ...change,
  };
}

export function originOf(change: Partial<Origin> = {}): Origin {
  return {
    event: 2,
    eventId: 'e-2',
    eventName: 'UpdateDestination',
    time: '2026-06-12T14:31:55Z',
    actor: 'bob.meyer',
    arn: 'arn:aws:sts::111122223333:assumed-role/PlatformAdmin/bob.meyer',
    sourceIPAddress: '203.0.113.24',
    userAgent: 'APN/1.0 HashiCorp/1.0 Terraform/1.9.5',
    tool: 'Terraform',
    ...change,
  };
}

function timeOf(version: number): string {
  return new Date(Date.UTC(2026, 5, 1, 9, version)).toISOString().replace('.000Z', 'Z');
}

export function versionEntry(version: number, change: Partial<TimelineVersion> = {}): TimelineVersion {
  return {
    kind: 'version',
    lifetime: 0,
    version,
    id: String(version + 1),
    origin: originOf({ time: timeOf(version), eventId: `e-${version}`, event: version % 5 }),
    summary: version === 0 ? 'Direct PUT to Amazon S3' : 'Bucket changed',
    ...(version === 0 ? {} : { severity: 'high' as const }),
    changes: 1,
    noise: 0,
    badges: version === 0 ? ['created'] : [],
    remarks: [],
    isComplete: true,
    ...change,
  };
}

/** A timeline of so many versions; `between` come after the newest one, from the top. */
export function timelineOf(
  count: number,
  between: readonly TimelineEntry[] = [],
  stream: StreamKey = orders,
): Timeline {
  const versions = Array.from({ length: count }, (_, version) => versionEntry(version)).toReversed();
  return {
    stream: { ...stream, arn: `arn:aws:firehose:${stream.region}:${stream.account}:deliverystream/${stream.name}` },
    entries: [...versions.slice(0, 1), ...between, ...versions.slice(1)],
    lifetimes: [
      {
        start: 'created',
        end: 'open',
        createdAt: timeOf(0),
        deletedAt: null,
        destination: 'Amazon S3',
        versions: versions
          .map(({ id, origin }) => ({ id, time: origin.time, eventName: origin.eventName }))
          .toReversed(),
      },
    ],
  };
}

export const gapEntry: TimelineEntry = {
  kind: 'gap',
  lifetime: 0,
  gapKind: 'missing-updates',
  severity: 'medium',
  title: '2 updates are not in this log',
  explanation: 'Between version 3 and version 5. Values last seen before may have changed.',
};

export const refusalsEntry: TimelineEntry = {
  kind: 'refusals',
  lifetime: 0,
  eventName: 'UpdateDestination',
  errorCode: 'ConcurrentModificationException',
  attempts: [0, 1, 2].map((minute) => ({
    ...originOf({ actor: 'ci-deploy', time: `2026-06-12T14:0${minute}:00Z`, eventId: `r-${minute}`, event: 4 }),
    errorMessage: `Attempt ${minute} was too late`,
    baseVersion: '4',
  })),
  severity: 'medium',
  title: '3 refused updates',
  explanation: 'Each was based on an older version.',
  followedBy: '6',
};

export function shown(text: string, ...marks: ShownValue['marks'][number][]): ShownValue {
  return { value: text, text, marks };
}

export const stale = { certainty: 'stale' as const, explanation: 'Last known in version 3. It may have changed.' };
export const hidden = { certainty: 'hidden' as const, explanation: 'The log masks it.' };
export const ambiguous = { certainty: 'ambiguous' as const, explanation: 'Kept from version 2.' };

export function changeOf(change: Partial<ShownChange> & Pick<ShownChange, 'path'>): ShownChange {
  const isNew = change.kind === 'added' || change.kind === 'set';
  return {
    label: change.path,
    group: 'Destination · Amazon S3',
    kind: 'modified',
    ...(isNew ? {} : { before: shown('old') }),
    after: shown('new'),
    severity: 'info',
    noise: false,
    by: { ...originOf(), versionId: '6' },
    ...change,
  };
}

export const changes: readonly ShownChange[] = [
  changeOf({ path: 'destination.compressionFormat', label: 'Compression', before: shown('GZIP'), after: shown('ZIP') }),
  changeOf({
    path: 'destination.bucketARN',
    label: 'Bucket',
    severity: 'high',
    reason: 'Data is written to another bucket; a bucket ARN does not say whose it is.',
    before: shown('arn:aws:s3:::acme-lake-raw'),
    after: shown('arn:aws:s3:::partner-drop-zone'),
  }),
  changeOf({
    path: 'destination.processingConfiguration.processors.Lambda.LambdaArn',
    label: 'Lambda processor',
    severity: 'medium',
    reason: 'A function reads and rewrites every record before delivery.',
    before: shown('mask-pii:12', stale),
    after: shown('mask-pii:13', ambiguous),
  }),
  changeOf({
    path: 'destination.password',
    label: 'Redshift password',
    kind: 'hidden',
    severity: 'medium',
    before: shown('hidden', hidden),
    after: shown('hidden', hidden),
  }),
  changeOf({
    path: 'tags.query',
    label: 'Tag query',
    group: 'Tags',
    kind: 'added',
    severity: 'low',
    after: shown('x'.repeat(5000)),
  }),
  changeOf({
    path: 'destination.prefix',
    label: 'S3 prefix',
    kind: 'added',
    after: shown(''),
    noise: true,
    noiseReason: 'The documented default, written out.',
  }),
];

export function stateOf(ref: StateRef, change: Partial<ShownState> = {}): ShownState {
  const isVersion = 'version' in ref;
  const title = isVersion ? `Version ${ref.version + 1}` : ref.time;
  return {
    ...(isVersion ? { ref, id: String(ref.version + 1) } : {}),
    title,
    existence: 'exists',
    remarks: [],
    unknown: [],
    isComplete: true,
    configText: JSON.stringify({ destination: { type: 'ExtendedS3', state: title } }, undefined, 2),
    ...change,
  };
}

export function comparisonOf(from: StateRef, to: StateRef, change: Partial<Comparison> = {}): Comparison {
  return { stream: orders, from: stateOf(from), to: stateOf(to), changes, restated: 9, ...change };
}

export function shownVersionOf(state: StateRef, change: Partial<ShownVersion> = {}): ShownVersion {
  const made = { ...originOf(), versionId: '6' };
  return {
    stream: orders,
    state: stateOf(state),
    fields: [
      {
        ...shown('arn:aws:s3:::partner-drop-zone'),
        path: 'destination.bucketARN',
        label: 'Bucket',
        group: 'Destination · Amazon S3',
        changedBy: made,
        setBy: { ...made, actor: 'ci-deploy' },
      },
      {
        ...shown('GZIP', stale),
        path: 'destination.compressionFormat',
        label: 'Compression',
        group: 'Destination · Amazon S3',
        changedBy: { ...made, versionId: '3' },
        gapNote: 'Last visible change; 2 versions are missing since.',
      },
    ],
    defaults: [
      {
        path: 'destination.customTimeZone',
        label: 'Time zone for prefixes',
        group: 'Destination · Amazon S3',
        text: 'UTC',
      },
    ],
    request: { ...originOf(), text: '{\n  "deliveryStreamName": "orders-to-lake"\n}' },
    ...change,
  };
}

/** Answers for the calls about streams, over one timeline for all of them. */
export function streamHandlers(timeline: Timeline, streams: readonly StreamSummary[] = [summaryOf()]): FakeHandlers {
  return {
    'streams.list': () => ({ streams: [...streams], unattached: [], isCurrent: true }),
    'streams.timeline': ({ stream }) => ({ ...timeline, stream: { ...timeline.stream, ...stream } }),
    'streams.compare': ({ from, to, stream }) => ({ ...comparisonOf(from, to), stream }),
    'streams.version': ({ state, stream }) => ({ ...shownVersionOf(state), stream }),
    'streams.ofEvent': () => ({ title: 'Made version 6', explanation: '', stream: orders, lifetime: 0, version: 5 }),
    'streams.report': ({ what, format }) => ({ text: `${what} as ${format}`, fileName: `orders.${format}` }),
  };
}

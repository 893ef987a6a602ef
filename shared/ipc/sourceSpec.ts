// What is asked of a source beyond this machine: chosen in the window or on the command line, kept in the workspace
// with the source, and read again at each refresh. It holds the name of a profile, never a secret.
import { z } from 'zod';

/** ISO 8601 with an offset or Z, or a bare date, which is a day in UTC. */
const moment = z.string().max(40);

/** When the events happened. Both ends may be open; `lastMinutes` moves with the clock of every refresh. */
const timeRange = z.union([
  z.object({ lastMinutes: z.number().int().positive() }),
  z.object({ from: moment.optional(), to: moment.optional() }),
]);

const account = z.string().max(200);
const region = z.string().max(200);
/** Absent where the SDK's own chain is to be used, as `aws` does without `--profile`. */
const profile = z.string().max(500).optional();
const endpoint = z.string().max(2000).optional();

/** The folders beside `CloudTrail/` that hold events too. */
export const trailKinds = [
  'CloudTrail',
  'CloudTrail-Insight',
  'CloudTrail-NetworkActivity',
  'CloudTrail-Aggregated',
] as const;

const s3Source = z.object({
  kind: z.literal('s3'),
  profile,
  endpoint,
  /** A bucket's name, an access point's alias or its ARN. */
  bucket: z.string().min(1).max(2000),
  /** Where the search for logs begins: empty, or ending in `/`; a whole key names one object. */
  prefix: z.string().max(1024),
  /** `trail`: the layout of CloudTrail is searched for under the prefix. `plain`: everything under the prefix is read. */
  layout: z.enum(['trail', 'plain']),
  /** Empty means all, also those that appear later. */
  accounts: z.array(account).max(10_000),
  regions: z.array(region).max(1000),
  trailKinds: z.array(z.enum(trailKinds)).min(1),
  range: timeRange,
  /** Whether the reader pays for the requests (requester-pays buckets). */
  requesterPays: z.boolean().optional(),
  /** The queue that the trail's bucket notifies, for following it. */
  queueUrl: z.string().max(2000).optional(),
});

/** The attributes that LookupEvents can be asked for, one at a time. */
export const lookupAttributes = [
  'EventId',
  'EventName',
  'ReadOnly',
  'Username',
  'ResourceType',
  'ResourceName',
  'EventSource',
  'AccessKeyId',
] as const;

const eventHistorySource = z.object({
  kind: z.literal('eventHistory'),
  profile,
  endpoint,
  /** At least one. */
  regions: z.array(region).min(1).max(1000),
  range: timeRange,
  attribute: z.object({ key: z.enum(lookupAttributes), value: z.string().min(1).max(2000) }).optional(),
});

export const remoteSource = z.discriminatedUnion('kind', [s3Source, eventHistorySource]);
/** A file or folder of this machine. */
const localSource = z.object({ kind: z.literal('local'), path: z.string() });

export const sourceSpec = z.discriminatedUnion('kind', [localSource, s3Source, eventHistorySource]);

export type TimeRange = z.output<typeof timeRange>;
export type LocalSource = z.output<typeof localSource>;
export type S3Source = z.output<typeof s3Source>;
export type EventHistorySource = z.output<typeof eventHistorySource>;
export type RemoteSource = z.output<typeof remoteSource>;
export type SourceSpec = z.output<typeof sourceSpec>;
export type TrailKind = (typeof trailKinds)[number];
export type LookupAttribute = (typeof lookupAttributes)[number];

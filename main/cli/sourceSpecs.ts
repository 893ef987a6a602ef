// From what the command line names to sources. What stands under a prefix of a bucket is looked at first: CloudTrail's
// folders, or something that is read as a plain folder.
import type { AwsAccess } from '../core/aws/access.ts';
import { findTrails } from '../core/aws/s3/questions.ts';
import type { ObjectCache } from '../core/cache/objectCache.ts';
import type { FoundTrails } from '../../shared/aws/foundTrails.ts';
import { AppError, isCancelled } from '../../shared/errors.ts';
import { trailKinds, type EventHistorySource, type S3Source, type SourceSpec } from '../../shared/ipc/sourceSpec.ts';
import type { AwsChoice, ChosenSources } from './sourceOptions.ts';

type Parts = { readonly access: AwsAccess; readonly cache: ObjectCache };

/** Errors: bad-request, aws/*, cancelled. */
export async function remoteSpecs(
  parts: Parts,
  { locations, history, aws }: ChosenSources,
  signal: AbortSignal,
): Promise<readonly SourceSpec[]> {
  const specs: SourceSpec[] = [];
  for (const location of locations) specs.push(await s3Spec(parts, location, { aws, signal }));
  if (history !== undefined) specs.push(await historySpec(parts, history, aws));
  return specs;
}

type Asked = { readonly aws: AwsChoice; readonly signal: AbortSignal };

async function s3Spec(parts: Parts, location: string, { aws, signal }: Asked): Promise<S3Source> {
  const found = await lookAt(parts, location, { aws, signal });
  const { bucket, prefix } = found;
  const hasTrails = found.trails.length > 0;
  if (!hasTrails) requirePlain(location, found, aws);
  return {
    kind: 's3',
    ...shared(aws),
    bucket,
    prefix,
    layout: hasTrails ? 'trail' : 'plain',
    accounts: [...aws.accounts],
    regions: [...aws.regions],
    trailKinds: [...trailKinds],
    range: aws.range,
    ...(aws.requesterPays ? { requesterPays: true } : {}),
  };
}

/** One folder of CloudTrail is enough to know: the rest is found by reading. */
async function lookAt(parts: Parts, location: string, { aws, signal }: Asked): Promise<FoundTrails> {
  const enough = new AbortController();
  let seen: FoundTrails | undefined;
  const onFound = (found: FoundTrails): void => {
    if (found.trails.length === 0) return;
    seen = found;
    enough.abort();
  };
  const { requesterPays } = aws;
  const question = { searchId: location, location, ...shared(aws), requesterPays };
  const searching = findTrails(parts, question, AbortSignal.any([signal, enough.signal]), onFound);
  return searching.catch((error: unknown) => {
    if (seen !== undefined && isCancelled(error) && !signal.aborted) return seen;
    throw error;
  });
}

/** A whole bucket is never read by mistake, and nothing is chosen where it cannot be. */
function requirePlain(location: string, found: FoundTrails, { accounts, regions, range }: AwsChoice): void {
  const { prefix, plainObjects, remarks } = found;
  const none = `There is no folder of CloudTrail (AWSLogs/) in ${location}`;
  const [remark] = remarks;
  if (plainObjects === 0 && isFlat(found) && remark !== undefined) throw new AppError('aws/no-logs', remark);
  if (prefix === '' && !isFlat(found))
    throw new AppError('aws/no-logs', `${none}. Name the folder that is to be read: s3://bucket/prefix/.`);
  if (prefix !== '' && !prefix.endsWith('/')) return;
  const isChosen = accounts.length > 0 || regions.length > 0 || range.from !== undefined || range.to !== undefined;
  if (isChosen)
    throw new AppError(
      'aws/no-logs',
      `${none}: accounts, regions and times cannot be chosen there. Leave them out to read it whole, and choose by --where.`,
    );
}

const keysAPage = 1000;

/** Nothing but its own listing was asked for: so there are no folders in it. */
function isFlat({ requests, plainObjects }: FoundTrails): boolean {
  return requests <= Math.max(1, Math.ceil(plainObjects / keysAPage));
}

async function historySpec(
  { access }: Parts,
  { attribute }: Pick<EventHistorySource, 'attribute'>,
  aws: AwsChoice,
): Promise<EventHistorySource> {
  const { profile, endpoint } = aws;
  const { region } = await access.connect({ profile, endpoint, waits: true });
  const regions = aws.regions.length > 0 ? [...aws.regions] : [region].filter((own) => own !== undefined);
  if (regions.length === 0)
    throw new AppError('bad-request', 'The profile has no region. Name those to ask with --regions R,S.');
  return { kind: 'eventHistory', ...shared(aws), regions, range: aws.range, ...(attribute && { attribute }) };
}

function shared({ profile, endpoint }: AwsChoice): { readonly profile?: string; readonly endpoint?: string } {
  return { ...(profile === undefined ? {} : { profile }), ...(endpoint === undefined ? {} : { endpoint }) };
}

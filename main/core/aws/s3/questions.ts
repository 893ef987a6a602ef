// What the dialog asks of S3 before anything is imported. Each question says what it has found so far at most some
// times a second, and does not wait for the user: ended credentials are an error.
import type { FoundDays, FoundObjects, FoundTrails } from '../../../../shared/aws/foundTrails.ts';
import { workspacePath } from '../../../../shared/aws/objectPath.ts';
import { parseS3Location } from '../../../../shared/aws/s3Location.ts';
import { foldersOf } from '../../../../shared/aws/timeRange.ts';
import { AppError } from '../../../../shared/errors.ts';
import type { S3Source } from '../../../../shared/ipc/sourceSpec.ts';
import type { ObjectCache } from '../../cache/objectCache.ts';
import { Throttle } from '../../throttle.ts';
import type { AwsAccess } from '../access.ts';
import { Bucket, listBuckets as bucketsOf } from './bucket.ts';
import { findDaysOf } from './dayFinder.ts';
import { FolderReader } from './folderReader.ts';
import { inParallel } from './inParallel.ts';
import { listWanted, RememberedRoots, wantedRegions, type ListingParts } from './listWanted.ts';
import type { ListedObject } from './listing.ts';
import { startPlace } from './startPlace.ts';
import { TrailFinder } from './trailFinder.ts';

export type QuestionParts = { readonly access: AwsAccess; readonly cache: ObjectCache };

const sayEveryMs = 150;
const parallel = 8;

export type TrailQuestion = {
  readonly searchId: string;
  readonly profile?: string | undefined;
  readonly endpoint?: string | undefined;
  readonly location: string;
  readonly requesterPays?: boolean | undefined;
};

/** Errors: bad-request for what names no place in S3, aws/*, cancelled. */
export async function findTrails(
  { access }: QuestionParts,
  { searchId, location, ...options }: TrailQuestion,
  signal: AbortSignal,
  onFound: (found: FoundTrails) => void,
): Promise<FoundTrails> {
  const place = parseS3Location(location);
  if ('problem' in place) throw new AppError('bad-request', place.problem);
  const bucket = await Bucket.open(access, { ...options, bucket: place.bucket, waits: false, signal });
  try {
    return await searchTrails(bucket, { searchId, prefix: place.prefix }, signal, onFound);
  } finally {
    bucket.close();
  }
}

async function searchTrails(
  bucket: Bucket,
  { searchId, prefix: given }: { readonly searchId: string; readonly prefix: string },
  signal: AbortSignal,
  onFound: (found: FoundTrails) => void,
): Promise<FoundTrails> {
  const start = await startPlace(bucket, given, signal);
  const prefix = start.kind === 'object' ? start.object.key : start.prefix;
  const about = { searchId, bucket: bucket.name, prefix };
  if (start.kind === 'object') return { ...about, ...oneObject, region: bucket.region };
  const finder = new TrailFinder(new FolderReader(bucket, signal), prefix, () => saying.soon());
  const state = (isComplete: boolean): FoundTrails => ({
    ...about,
    ...finder.found(),
    region: bucket.region,
    isComplete,
  });
  const saying = new Throttle(sayEveryMs, () => onFound(state(false)));
  try {
    await finder.run();
  } finally {
    saying.stop();
  }
  return state(true);
}

const oneObject = {
  trails: [],
  plainObjects: 1,
  requests: 1,
  isComplete: true,
  remarks: ['This names one object, not a folder.'],
};

export type SourceQuestion = { readonly searchId: string; readonly source: S3Source };

/** Errors: aws/*, cancelled. */
export async function findDays(
  { access }: QuestionParts,
  { searchId, source }: SourceQuestion,
  signal: AbortSignal,
  onFound: (found: FoundDays) => void,
): Promise<FoundDays> {
  const parts = await listingParts(access, source, signal);
  const start = await startPlace(parts.bucket, source.prefix, signal);
  const reader = new FolderReader(parts.bucket, signal);
  // Kinds of one account and region count as one.
  const found = new Map<string, Set<string>>();
  const state = (isComplete: boolean): FoundDays => ({
    searchId,
    days: [...found].map(([day, places]) => ({ day, folders: places.size })).toSorted(byDay),
    isComplete,
  });
  const saying = new Throttle(sayEveryMs, () => onFound(state(false)));
  const prefix = start.kind === 'object' ? start.object.key : start.prefix;
  const regions = start.kind === 'object' ? [] : wantedRegions(parts, reader, prefix);
  try {
    for await (const days of inParallel(regions, { parallel }, (region) => findDaysOf(reader, region)))
      for (const { day, place } of days) {
        const { prefix: root, organization, account, region } = place;
        found.set(day, (found.get(day) ?? new Set()).add(JSON.stringify([root, organization, account, region])));
        saying.soon();
      }
  } finally {
    saying.stop();
    parts.bucket.close();
  }
  return state(true);
}

function byDay(one: { readonly day: string }, other: { readonly day: string }): number {
  return one.day < other.day ? -1 : 1;
}

export type CountQuestion = SourceQuestion & {
  readonly isKnown: (file: { readonly path: string; readonly version: string }) => boolean;
};

/** Errors: aws/*, cancelled. */
export async function countObjects(
  { access, cache }: QuestionParts,
  { searchId, source, isKnown }: CountQuestion,
  signal: AbortSignal,
  onFound: (found: FoundObjects) => void,
): Promise<FoundObjects> {
  const parts = await listingParts(access, source, signal);
  const counts = { objects: 0, bytes: 0, objectsHere: 0, bytesHere: 0, archived: 0 };
  const state = (isComplete: boolean): FoundObjects => ({
    searchId,
    ...counts,
    ...(source.layout === 'trail' && foldersOf(source.range, parts.nowMs)),
    isComplete,
  });
  const isHere = ({ key, etag, sizeBytes }: ListedObject): boolean => {
    const path = workspacePath({ bucket: source.bucket, key, endpoint: source.endpoint });
    if (isKnown({ path, version: etag })) return true;
    return cache.find({ place: source.bucket, key: path, version: etag, sizeBytes }) !== undefined;
  };
  const saying = new Throttle(sayEveryMs, () => onFound(state(false)));
  try {
    for await (const listed of listWanted(parts)) {
      if (!('objects' in listed)) continue;
      for (const object of listed.objects) add(counts, object, isHere(object));
      saying.soon();
    }
  } finally {
    saying.stop();
    parts.bucket.close();
  }
  return state(true);
}

type Counts = { objects: number; bytes: number; objectsHere: number; bytesHere: number; archived: number };

function add(counts: Counts, { sizeBytes, isArchived }: ListedObject, isHere: boolean): void {
  counts.objects += 1;
  counts.bytes += sizeBytes;
  if (isHere) {
    counts.objectsHere += 1;
    counts.bytesHere += sizeBytes;
  } else if (isArchived) {
    counts.archived += 1;
  }
}

async function listingParts(access: AwsAccess, spec: S3Source, signal: AbortSignal): Promise<ListingParts> {
  const { profile, endpoint, bucket: name, requesterPays } = spec;
  const bucket = await Bucket.open(access, { profile, endpoint, bucket: name, requesterPays, waits: false, signal });
  return { bucket, spec, signal, roots: new RememberedRoots(), nowMs: Date.now() };
}

/** In the order of their names. Errors: aws/*, cancelled. */
export async function listBuckets(
  { access }: QuestionParts,
  { profile, endpoint }: { readonly profile?: string | undefined; readonly endpoint?: string | undefined },
  signal: AbortSignal,
): Promise<readonly { readonly name: string; readonly region?: string }[]> {
  return bucketsOf(await access.connect({ profile, endpoint, waits: false }), signal);
}

// All objects that a source asks for, page by page, with as few requests as it takes: never more of the bucket than the
// wanted accounts, regions and days.
import { foldersOf, rangeMoments } from '../../../../shared/aws/timeRange.ts';
import { trailPath, type TrailPlace } from '../../../../shared/aws/trailKeys.ts';
import { AppError } from '../../../../shared/errors.ts';
import type { S3Source } from '../../../../shared/ipc/sourceSpec.ts';
import { FolderReader, isDenied, listingDenied } from './folderReader.ts';
import type { Bucket } from './bucket.ts';
import { listDays } from './dayListing.ts';
import { inParallel } from './inParallel.ts';
import { listPages, type ListedObject } from './listing.ts';
import { startPlace } from './startPlace.ts';
import { findAccounts, findKinds, findRegions, findRoots, placeInTrail, type RootSearch } from './trailTree.ts';
import { isWantedAccount, isWantedRegion, wantedKinds } from './wantedPlaces.ts';

export type ListingParts = {
  readonly bucket: Bucket;
  readonly spec: S3Source;
  readonly signal: AbortSignal;
  /** Roots that an earlier search has found, by where it began. */
  readonly roots: RememberedRoots;
  readonly nowMs: number;
};

/** What is listed: objects, or a folder that may not be; and how many folders under one were not searched for logs. */
export type Listed =
  | { readonly objects: readonly ListedObject[] }
  | { readonly deniedFolder: string }
  | { readonly searched: string; readonly unseen: number };

/** How many folders of regions are listed at once. */
const parallel = 6;

/** Errors: aws/*, cancelled. */
export async function* listWanted(parts: ListingParts): AsyncGenerator<Listed> {
  const { bucket, spec, signal, nowMs } = parts;
  const moments = rangeMoments(spec.range, nowMs);
  if ('problem' in moments) throw new AppError('bad-request', moments.problem);
  const start = await startPlace(bucket, spec.prefix, signal);
  if (start.kind === 'object') yield { objects: [start.object] };
  else if (spec.layout === 'trail') yield* listTrail(parts, start.prefix);
  else yield* listPlain(parts, start.prefix);
}

async function* listPlain({ bucket, signal }: ListingParts, prefix: string): AsyncGenerator<Listed> {
  try {
    for await (const { objects } of listPages(bucket, { prefix }, signal)) yield { objects };
  } catch (error) {
    throw isDenied(error) ? listingDenied(bucket, prefix, error) : error;
  }
}

async function* listTrail(parts: ListingParts, prefix: string): AsyncGenerator<Listed> {
  const reader = new FolderReader(parts.bucket, parts.signal);
  const regions = wantedRegions(parts, reader, prefix);
  const denied: string[] = [];
  let isAllowed = false;
  for await (const listed of inParallel(regions, { parallel }, (region) => listRegion(parts, region, prefix))) {
    if ('deniedFolder' in listed) denied.push(listed.deniedFolder);
    else isAllowed = true;
    yield listed;
  }
  if (reader.unseen > 0) yield { searched: prefix, unseen: reader.unseen };
  for (const deniedFolder of reader.denied) yield { deniedFolder };
  const [first] = [...denied, ...reader.denied];
  if (first !== undefined && !isAllowed) throw listingDenied(parts.bucket, first, undefined);
}

/** Folders of regions that are asked for. Errors: aws/*, cancelled. */
export async function* wantedRegions(
  parts: ListingParts,
  reader: FolderReader,
  prefix: string,
): AsyncGenerator<TrailPlace> {
  const roots = rootPlaces(parts, reader, prefix);
  yield* inParallel(roots, { parallel: 2 }, (root) => regionsOf(parts, reader, root));
}

/** Where the start is no part of the layout: the roots below it. */
async function* rootPlaces(parts: ListingParts, reader: FolderReader, prefix: string): AsyncGenerator<TrailPlace> {
  const place = placeInTrail(prefix);
  if (place !== undefined) {
    yield place;
    return;
  }
  const { spec, roots } = parts;
  const key = JSON.stringify([spec.profile, spec.endpoint, spec.bucket, prefix]);
  const known = roots.get(key, parts.nowMs);
  if (known !== undefined) {
    reader.unseen = known.unseen;
    for (const root of known.roots) yield { prefix: root };
    return;
  }
  const found: string[] = [];
  const search: RootSearch = { objects: 0, isEmpty: false, unseen: 0 };
  for await (const root of findRoots(reader, prefix, search)) {
    found.push(root);
    yield { prefix: root };
  }
  if (found.length === 0) throw noLogs(spec, prefix, search);
  reader.unseen = search.unseen;
  roots.set(key, { roots: found, unseen: search.unseen }, parts.nowMs);
}

function noLogs({ bucket }: S3Source, prefix: string, { objects, isEmpty }: RootSearch): AppError {
  const place = `s3://${bucket}/${prefix}`;
  if (isEmpty) return new AppError('aws/no-logs', `There is nothing under ${place}.`);
  const copied = objects > 0 ? ' If they are copied logs, open it as a plain folder.' : '';
  const stands = objects === 1 ? 'One object stands' : `${objects === 0 ? 'No' : objects} objects stand`;
  return new AppError(
    'aws/no-logs',
    `No folder of CloudTrail (AWSLogs/) is under ${place}. ${stands} right under it.${copied}`,
  );
}

async function* regionsOf(parts: ListingParts, reader: FolderReader, root: TrailPlace): AsyncGenerator<TrailPlace> {
  const accounts = wantedAccounts(parts, findAccounts(reader, root));
  yield* inParallel(accounts, { parallel }, (account) => regionsOfAccount(parts, reader, account));
}

async function* wantedAccounts(
  { spec }: ListingParts,
  accounts: AsyncIterable<TrailPlace>,
): AsyncGenerator<TrailPlace> {
  for await (const place of accounts)
    if (place.account !== undefined && isWantedAccount(spec, place.account)) yield place;
}

async function* regionsOfAccount(
  { spec }: ListingParts,
  reader: FolderReader,
  account: TrailPlace,
): AsyncGenerator<TrailPlace> {
  for (const kind of await kindsOf(spec, reader, account)) {
    const given = account.region === undefined ? spec.regions : [account.region];
    // Where regions are named, whether there are such folders shows when they are listed.
    const regions = given.length > 0 ? given : await findRegions(reader, account, kind);
    for (const region of regions) if (isWantedRegion(spec, region)) yield { ...account, kind, region };
  }
}

/** Several kinds are only looked for where there are such folders; one is simply listed. */
async function kindsOf(spec: S3Source, reader: FolderReader, account: TrailPlace): Promise<readonly string[]> {
  const wanted = wantedKinds(spec);
  if (account.kind !== undefined) return wanted.filter((kind) => kind === account.kind);
  if (wanted.length === 1) return wanted;
  const there = await findKinds(reader, account);
  return there === undefined ? wanted : wanted.filter((kind) => there.includes(kind));
}

async function* listRegion(
  { bucket, spec, signal, nowMs }: ListingParts,
  { prefix: root, organization, account, kind, region, ...day }: TrailPlace,
  start: string,
): AsyncGenerator<Listed> {
  const regionFolder = trailPath({ prefix: root, organization, account, kind, region });
  // The start may lie deeper: a year, a month, a day.
  const prefix = day.year === undefined ? regionFolder : start;
  try {
    const range = { prefix, regionFolder, ...foldersOf(spec.range, nowMs) };
    for await (const objects of listDays(bucket, range, signal)) yield { objects };
  } catch (error) {
    if (!isDenied(error)) throw error;
    yield { deniedFolder: prefix };
  }
}

/** Searching for roots again and again would cost more than what is new. */
export class RememberedRoots {
  private readonly found = new Map<string, { readonly search: FoundRoots; readonly atMs: number }>();
  private readonly forMs = 60 * 60_000;

  get(key: string, nowMs: number): FoundRoots | undefined {
    const known = this.found.get(key);
    return known !== undefined && nowMs - known.atMs < this.forMs ? known.search : undefined;
  }

  set(key: string, search: FoundRoots, atMs: number): void {
    this.found.set(key, { search, atMs });
  }
}

type FoundRoots = { readonly roots: readonly string[]; readonly unseen: number };

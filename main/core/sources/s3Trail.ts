// Logs in a bucket: those of CloudTrail's layout that are asked for, or everything under a prefix.
import { workspacePath, readObjectPath } from '../../../shared/aws/objectPath.ts';
import { rangeText } from '../../../shared/aws/timeRange.ts';
import type { S3Source } from '../../../shared/ipc/sourceSpec.ts';
import type { AwsAccess } from '../aws/access.ts';
import { AdaptiveLimit } from '../aws/s3/adaptiveLimit.ts';
import { Bucket } from '../aws/s3/bucket.ts';
import { Downloads } from '../aws/s3/downloads.ts';
import { inParallel } from '../aws/s3/inParallel.ts';
import { headObject } from '../aws/s3/startPlace.ts';
import { listWanted, RememberedRoots } from '../aws/s3/listWanted.ts';
import type { ListedObject } from '../aws/s3/listing.ts';
import { archived, refusedFolder, refusalOfCode, toProblem, unseenFolders } from '../aws/s3/refusals.ts';
import { isWantedKey } from '../aws/s3/wantedPlaces.ts';
import type { ObjectCache } from '../cache/objectCache.ts';
import type { Source, SourceEntry, WalkContext } from './source.ts';

export type S3Parts = {
  readonly access: AwsAccess;
  readonly cache: ObjectCache;
  /** How long nothing may come before an attempt to fetch an object is given up. */
  readonly stallMs?: number;
  /** How long attempts wait for each other, as a part of what is usual. */
  readonly waitFactor?: number;
};

const defaultStallMs = 30_000;
const parallelHeads = 8;

export function createS3Source(parts: S3Parts): Source<S3Source> {
  const roots = new RememberedRoots();
  return {
    kind: 's3',
    nameOf: ({ bucket, prefix }) => `s3://${bucket}/${prefix}`,
    detailOf,
    covers: (spec, path) => {
      const key = keyIn(spec, path);
      return key !== undefined && isWantedKey(spec, key);
    },
    mayHold: (spec, path) => keyIn(spec, path) !== undefined,
    walk: (spec, context) => walk(parts, roots, spec, context),
  };
}

/** Of an object in the source's bucket. */
function keyIn({ bucket, endpoint }: S3Source, path: string): string | undefined {
  const object = readObjectPath(path);
  return object?.bucket === bucket && object.endpoint === endpoint ? object.key : undefined;
}

/** `profile prod · 2 accounts · us-east-1 · last 7 days` */
function detailOf({ profile, endpoint, layout, accounts, regions, range }: S3Source): string {
  const counted = (names: readonly string[], many: string): string | undefined =>
    names.length > 2 ? `${names.length} ${many}` : names.join(', ') || undefined;
  const chosen =
    layout === 'plain'
      ? ['all objects']
      : [
          counted(accounts, 'accounts') ?? 'all accounts',
          counted(regions, 'regions') ?? 'all regions',
          rangeText(range),
        ];
  const texts = [profile === undefined ? undefined : `profile ${profile}`, endpoint, ...chosen];
  return texts.filter((text) => text !== undefined).join(' · ');
}

async function* walk(
  parts: S3Parts,
  roots: RememberedRoots,
  spec: S3Source,
  context: WalkContext,
): AsyncGenerator<SourceEntry> {
  const { signal } = context;
  const entries = await Entries.open(parts, spec, context);
  for await (const listed of listWanted({ bucket: entries.bucket, spec, signal, roots, nowMs: Date.now() })) {
    if ('objects' in listed) for (const object of listed.objects) yield entries.of(object);
    else if ('deniedFolder' in listed)
      yield { kind: 'problem', problem: refusedFolder(`s3://${spec.bucket}/${listed.deniedFolder}`) };
    else yield { kind: 'problem', problem: unseenFolders(`s3://${spec.bucket}/${listed.searched}`, listed.unseen) };
    await context.whenRunning();
  }
}

/** Objects that a queue has named, those that the source asks for. What is gone or denied is a problem. */
export async function* notifiedEntries(
  parts: S3Parts,
  spec: S3Source,
  objects: readonly { readonly bucket: string; readonly key: string }[],
  context: WalkContext,
): AsyncGenerator<SourceEntry> {
  const wanted = objects.filter(({ bucket, key }) => bucket === spec.bucket && isWantedKey(spec, key));
  if (wanted.length === 0) return;
  const entries = await Entries.open(parts, spec, context);
  yield* inParallel(wanted, { parallel: parallelHeads }, async function* ({ key }) {
    await context.whenRunning();
    yield await entries.named(key);
  });
}

class Entries {
  readonly bucket: Bucket;
  private readonly spec: S3Source;
  private readonly context: WalkContext;
  private readonly cache: ObjectCache;
  private readonly downloads: Downloads;

  static async open(parts: S3Parts, spec: S3Source, context: WalkContext): Promise<Entries> {
    const { profile, endpoint, bucket, requesterPays } = spec;
    const { signal } = context;
    const asked = { profile, endpoint, bucket, requesterPays, signal, waits: true, answerMs: parts.stallMs };
    const opened = await Bucket.open(parts.access, asked);
    return new Entries(opened, { parts, spec, context });
  }

  private constructor(
    bucket: Bucket,
    { parts, spec, context }: { readonly parts: S3Parts; readonly spec: S3Source; readonly context: WalkContext },
  ) {
    this.bucket = bucket;
    this.spec = spec;
    this.context = context;
    this.cache = parts.cache;
    this.downloads = new Downloads({
      bucket,
      cache: parts.cache,
      limit: new AdaptiveLimit(),
      endpoint: spec.endpoint,
      whenRunning: context.whenRunning,
      reportConcurrency: context.reportConcurrency,
      stallMs: parts.stallMs ?? defaultStallMs,
      waitFactor: parts.waitFactor,
    });
  }

  of(object: ListedObject): SourceEntry {
    const { key, etag, sizeBytes, modifiedMs } = object;
    const name = `s3://${this.spec.bucket}/${key}`;
    const path = workspacePath({ bucket: this.spec.bucket, key, endpoint: this.spec.endpoint });
    if (object.isArchived && !this.isHere(path, object))
      return { kind: 'problem', problem: toProblem(name, archived(object.storageClass)) };
    const fetch = (signal: AbortSignal) => this.downloads.fetch(object, signal);
    return { kind: 'file', path, name, sizeBytes, modifiedMs, version: etag, fetch };
  }

  async named(key: string): Promise<SourceEntry> {
    try {
      return this.of(await headObject(this.bucket, key, this.context.signal));
    } catch (error) {
      const refusal = refusalOfCode(error);
      if (refusal === undefined) throw error;
      return { kind: 'problem', problem: toProblem(`s3://${this.spec.bucket}/${key}`, refusal) };
    }
  }

  /** Archived since it was read. */
  private isHere(path: string, { etag, sizeBytes }: ListedObject): boolean {
    if (this.context.isKnown({ path, version: etag })) return true;
    return this.cache.find({ place: this.bucket.name, key: path, version: etag, sizeBytes }) !== undefined;
  }
}

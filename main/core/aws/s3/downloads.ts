// Brings objects into the cache, many at once: attempt after attempt, until it is whole or there is a reason why not.
import type { GetObjectCommandOutput } from '@aws-sdk/client-s3';

import { workspacePath } from '../../../../shared/aws/objectPath.ts';
import { AppError } from '../../../../shared/errors.ts';
import type { ObjectCache } from '../../cache/objectCache.ts';
import type { Fetched } from '../../sources/source.ts';
import { toAwsError } from '../errors.ts';
import type { AdaptiveLimit } from './adaptiveLimit.ts';
import { Attempts, DamagedBody, passingKind, type PassingKind } from './attempts.ts';
import { expectedBody, receive } from './body.ts';
import type { Bucket } from './bucket.ts';
import { plainETag, type ListedObject } from './listing.ts';
import { isSilence, messageOf, unreachable } from './reasons.ts';
import { refusalOf, toProblem, type Refusal } from './refusals.ts';

export type DownloadParts = {
  readonly bucket: Bucket;
  readonly cache: ObjectCache;
  readonly limit: AdaptiveLimit;
  readonly endpoint?: string | undefined;
  readonly whenRunning: () => Promise<void>;
  readonly reportConcurrency: (requests: number) => void;
  /** How long nothing may come before an attempt is given up. */
  readonly stallMs: number;
  /** How long attempts wait, as a part of what is usual. */
  readonly waitFactor?: number | undefined;
};

type Outcome =
  | { readonly kind: 'here'; readonly localPath: string; readonly changed?: Changed }
  | { readonly kind: 'refused'; readonly refusal: Refusal }
  /** Overwritten since it was listed. */
  | { readonly kind: 'changed' }
  | { readonly kind: 'passing'; readonly passing: PassingKind; readonly error: unknown };

type Changed = Extract<Fetched, { readonly localPath: string }>['changed'];

/** So many objects given up one after the other, and not one that came: it is not about the objects. */
const mostGivenUp = 20;

export class Downloads {
  private readonly parts: DownloadParts;
  private underWay = 0;
  private givenUp = 0;
  private lastSuccessMs = 0;

  constructor(parts: DownloadParts) {
    this.parts = parts;
  }

  /** Errors: what ends the run (aws/*, cache/full, disk/full, cancelled). */
  async fetch(object: ListedObject, signal: AbortSignal): Promise<Fetched> {
    const cached = this.parts.cache.find(this.cached(object));
    if (cached !== undefined) return { localPath: cached, isFromCache: true };
    const beganMs = performance.now();
    const attempts = new Attempts(this.parts.waitFactor);
    let isChanged = false;
    for (;;) {
      const outcome = await this.attemptInTurn(object, isChanged, signal);
      if (outcome.kind === 'here') {
        const { localPath, changed } = outcome;
        return { localPath, isFromCache: false, ...(changed !== undefined && { changed }) };
      }
      if (outcome.kind === 'refused') return this.problem(object, outcome.refusal);
      if (outcome.kind === 'changed') isChanged = true;
      else if (!(await attempts.another(outcome.passing, signal))) {
        this.giveUp(outcome, beganMs);
        return this.problem(object, notFetched(outcome, attempts.count));
      }
    }
  }

  private async attemptInTurn(object: ListedObject, isChanged: boolean, signal: AbortSignal): Promise<Outcome> {
    const { limit, bucket, whenRunning } = this.parts;
    return limit.run(async () => {
      await whenRunning();
      if (signal.aborted) throw new AppError('cancelled', 'Cancelled');
      const what = `s3://${bucket.name}/${object.key}`;
      this.count(1);
      try {
        const outcome = await bucket.connection.run(what, signal, async () => {
          // It may have waited for the user, and been paused meanwhile.
          await whenRunning();
          return this.attempt(object, isChanged, signal);
        });
        this.learn(outcome);
        return outcome;
      } finally {
        this.count(-1);
      }
    });
  }

  private count(change: 1 | -1): void {
    this.underWay += change;
    this.parts.reportConcurrency(this.underWay);
  }

  private learn(outcome: Outcome): void {
    if (outcome.kind === 'passing') {
      if (outcome.passing === 'throttled') this.parts.limit.throttled();
      return;
    }
    this.givenUp = 0;
    this.lastSuccessMs = performance.now();
    this.parts.limit.succeeded();
  }

  /** Throws only what another attempt would not mend, as the SDK throws it. */
  private async attempt(object: ListedObject, isChanged: boolean, signal: AbortSignal): Promise<Outcome> {
    try {
      return await this.receive(object, isChanged, signal);
    } catch (error) {
      if (signal.aborted) throw new AppError('cancelled', 'Cancelled', { cause: error });
      if (nameOf(error) === 'PreconditionFailed' && !isChanged) return { kind: 'changed' };
      const refusal = refusalOf(error, this.parts.bucket.requesterPays);
      if (refusal !== undefined) return { kind: 'refused', refusal };
      const passing = isClearedAway(error) ? 'damaged' : passingKind(error);
      if (passing === undefined) throw error;
      // A server that takes the request and is silent is not asked as often as one that cannot be reached.
      if (isSilence(error)) return { kind: 'passing', passing: 'damaged', error: silent(this.parts.stallMs, error) };
      return { kind: 'passing', passing, error };
    }
  }

  private async receive(object: ListedObject, isChanged: boolean, signal: AbortSignal): Promise<Outcome> {
    const { bucket, cache, stallMs } = this.parts;
    const answer = await this.ask(object, isChanged, signal);
    const etag = plainETag(answer.ETag);
    // Servers that do not know If-Match send what they have.
    const isOther = etag !== '' && etag !== object.etag;
    const sizeBytes = isOther ? (answer.ContentLength ?? object.sizeBytes) : object.sizeBytes;
    const modifiedMs = answer.LastModified?.getTime() ?? object.modifiedMs;
    const body = await receive(answer, expectedBody(bucket.name, answer, sizeBytes), { signal, stallMs });
    const there = { ...object, sizeBytes, etag: isOther ? etag : object.etag };
    try {
      const localPath = await cache.put({ ...this.cached(there), modifiedMs }, body.write);
      return { kind: 'here', localPath, ...(isOther && { changed: { version: etag, sizeBytes, modifiedMs } }) };
    } finally {
      body.drop();
    }
  }

  private ask({ key, etag }: ListedObject, isChanged: boolean, signal: AbortSignal): Promise<GetObjectCommandOutput> {
    const { bucket } = this.parts;
    const command = new bucket.sdk.GetObjectCommand({
      ...bucket.input,
      Key: key,
      ...(!isChanged && etag !== '' && { IfMatch: `"${etag}"` }),
    });
    // Without options the SDK uses the same middleware again. Whoever cancels does not wait for the answer.
    return bucket.send((client) => client.send(command), signal);
  }

  private cached({ key, etag, sizeBytes }: ListedObject) {
    const { bucket, endpoint } = this.parts;
    return {
      place: bucket.name,
      key: workspacePath({ bucket: bucket.name, key, endpoint }),
      version: etag,
      sizeBytes,
    };
  }

  private problem({ key }: ListedObject, refusal: Refusal): Fetched {
    return { problem: toProblem(`s3://${this.parts.bucket.name}/${key}`, refusal) };
  }

  /** Ends the run where nothing comes any more. */
  private giveUp({ passing, error }: Extract<Outcome, { readonly kind: 'passing' }>, beganMs: number): void {
    if (passing === 'damaged') return;
    this.givenUp += 1;
    const isGone = unreachable(error) && this.lastSuccessMs < beganMs;
    if (!isGone && this.givenUp < mostGivenUp) return;
    const { name, connection } = this.parts.bucket;
    throw toAwsError(error, { what: `s3://${name}`, profile: connection.profile });
  }
}

function notFetched({ passing, error }: Extract<Outcome, { readonly kind: 'passing' }>, attempts: number): Refusal {
  const reason = error instanceof DamagedBody ? error.message : messageOf(passing, error);
  return { kind: 'not-fetched', message: `It could not be downloaded in ${attempts} attempts: ${reason}` };
}

function silent(stallMs: number, cause: unknown): DamagedBody {
  return new DamagedBody(`No answer came in ${Math.round(stallMs / 1000)} seconds.`, { cause });
}

/** Its folder was there a moment ago: another process clears the cache. */
function isClearedAway(error: unknown): boolean {
  return error instanceof Error && 'syscall' in error && 'code' in error && error.code === 'ENOENT';
}

function nameOf(error: unknown): string | undefined {
  return error instanceof Error ? error.name : undefined;
}

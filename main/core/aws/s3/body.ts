// Receives an object's body and makes sure that it is whole: its length, its MD5 where the ETag is one; checksums that
// S3 sends are verified by the SDK on the way.
import { createHash, type Hash } from 'node:crypto';
import { createWriteStream, writeFile } from 'node:fs';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { promisify } from 'node:util';
import type { GetObjectCommandOutput } from '@aws-sdk/client-s3';

import { DamagedBody } from './attempts.ts';
import { plainETag } from './listing.ts';

/** Lighter than that of fs/promises, which makes a file handle. */
const writeWhole = promisify(writeFile);

/** Larger bodies go to the disk as they come. */
const mostInMemory = 8 * 1024 * 1024;

export type ExpectedBody = { readonly sizeBytes: number; readonly md5: string | undefined };

/** What the body must be. The ETag is no MD5 of what came in parts, or is encrypted with a key of the customer's. */
export function expectedBody(bucketName: string, answer: GetObjectCommandOutput, sizeBytes: number): ExpectedBody {
  const etag = plainETag(answer.ETag);
  const isKms = answer.ServerSideEncryption?.startsWith('aws:kms') ?? false;
  const isCustomers = answer.SSECustomerAlgorithm !== undefined;
  const isDirectoryBucket = bucketName.endsWith('--x-s3');
  const isMd5 = /^[0-9a-f]{32}$/.test(etag) && !isKms && !isCustomers && !isDirectoryBucket;
  return { sizeBytes, md5: isMd5 ? etag : undefined };
}

export type Received = {
  readonly write: (path: string) => Promise<void>;
  /** Leaves what has not come yet, where it is not written after all. */
  readonly drop: () => void;
};

export type Receiving = {
  readonly signal: AbortSignal;
  /** How long nothing may come. */
  readonly stallMs: number;
};

/**
 * Small bodies have been received when this resolves; large ones come while they are written. Both fail with
 * DamagedBody.
 */
export async function receive(
  answer: GetObjectCommandOutput,
  expected: ExpectedBody,
  receiving: Receiving,
): Promise<Received> {
  const { Body: body } = answer;
  if (!(body instanceof Readable)) throw new DamagedBody('The answer has no body.');
  if (answer.ContentLength !== undefined && answer.ContentLength !== expected.sizeBytes) {
    body.destroy();
    throw new DamagedBody(
      `The server announced ${answer.ContentLength} bytes, where the object has ${expected.sizeBytes}.`,
    );
  }
  const watched = new WatchedBody(body, receiving);
  const drop = (): void => watched.drop();
  if (expected.sizeBytes > mostInMemory) return { write: (path) => writeStream(watched, expected, path), drop };
  const bytes = await watched.watch(() => collect(body, new Verifier(expected), watched));
  return { write: (path) => writeWhole(path, bytes), drop };
}

/** A body that is left when nothing comes for too long, or when nobody wants it any more. */
class WatchedBody {
  readonly body: Readable;
  private readonly receiving: Receiving;
  private timer: NodeJS.Timeout | undefined;
  private hasStalled = false;

  constructor(body: Readable, receiving: Receiving) {
    this.body = body;
    this.receiving = receiving;
    // It may fail before anyone takes it: who takes it then is told.
    body.on('error', () => undefined);
  }

  drop(): void {
    this.body.destroy();
  }

  heard(): void {
    this.timer?.refresh();
  }

  async watch<Value>(take: () => Promise<Value>): Promise<Value> {
    const { signal, stallMs } = this.receiving;
    const leave = (): unknown => this.body.destroy(new Error('Left'));
    if (signal.aborted) leave();
    this.timer = setTimeout(() => {
      this.hasStalled = true;
      leave();
    }, stallMs);
    signal.addEventListener('abort', leave);
    try {
      return await take();
    } catch (error) {
      leave();
      if (this.hasStalled) throw stalled(stallMs, error);
      throw error;
    } finally {
      clearTimeout(this.timer);
      signal.removeEventListener('abort', leave);
    }
  }
}

function stalled(stallMs: number, cause: unknown): DamagedBody {
  return new DamagedBody(`Nothing came for ${Math.round(stallMs / 1000)} seconds.`, { cause });
}

async function collect(body: Readable, verifier: Verifier, watched: WatchedBody): Promise<Uint8Array> {
  const pieces: Buffer[] = [];
  try {
    await new Promise<void>((resolve, reject) => {
      body.on('data', (piece: Buffer) => {
        verifier.add(piece);
        watched.heard();
        pieces.push(piece);
      });
      body.once('end', resolve);
      body.once('error', reject);
      // A connection that ends too early closes without an end.
      body.once('close', () => reject(new Error('The connection ended before the whole object had come.')));
    });
  } catch (error) {
    throw damaged(error);
  }
  verifier.check();
  const [only] = pieces;
  return pieces.length === 1 && only !== undefined ? only : Buffer.concat(pieces);
}

async function writeStream(watched: WatchedBody, expected: ExpectedBody, path: string): Promise<void> {
  const { body } = watched;
  const verifier = new Verifier(expected);
  body.on('data', (piece: Buffer) => {
    verifier.add(piece);
    watched.heard();
  });
  try {
    await watched.watch(() => pipeline(body, createWriteStream(path)));
  } catch (error) {
    throw isOfDisk(error) || error instanceof DamagedBody ? error : damaged(error);
  }
  verifier.check();
}

function isOfDisk(error: unknown): boolean {
  return error instanceof Error && 'syscall' in error && (error.syscall === 'open' || error.syscall === 'write');
}

function damaged(error: unknown): DamagedBody {
  const message = error instanceof Error ? error.message : String(error);
  if (/checksum mismatch/i.test(message))
    return new DamagedBody('Its bytes do not fit its checksum.', { cause: error });
  return new DamagedBody('The connection ended before the whole object had come.', { cause: error });
}

class Verifier {
  private readonly expected: ExpectedBody;
  private readonly hash: Hash | undefined;
  private bytes = 0;

  constructor(expected: ExpectedBody) {
    this.expected = expected;
    this.hash = expected.md5 === undefined ? undefined : createHash('md5');
  }

  add(piece: Uint8Array): void {
    this.bytes += piece.length;
    this.hash?.update(piece);
  }

  check(): void {
    const { sizeBytes, md5 } = this.expected;
    if (this.bytes !== sizeBytes) throw new DamagedBody(`${this.bytes} bytes came of ${sizeBytes}.`);
    if (this.hash !== undefined && this.hash.digest('hex') !== md5)
      throw new DamagedBody('Its bytes do not fit its MD5 checksum.');
  }
}

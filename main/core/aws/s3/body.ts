// Receives an object's body and makes sure that it is whole: its length, its MD5 where the ETag is one; checksums that
// S3 sends are verified by the SDK on the way.
import { createHash, type Hash } from 'node:crypto';
import { createWriteStream } from 'node:fs';
import { writeFile } from 'node:fs/promises';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import type { GetObjectCommandOutput } from '@aws-sdk/client-s3';

import { DamagedBody } from './attempts.ts';
import { plainETag } from './listing.ts';

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

export type Received = { readonly write: (path: string) => Promise<void> };

/**
 * Small bodies have been received when this resolves; large ones come while they are written. Both fail with
 * DamagedBody. `onBytes` is called with every piece.
 */
export async function receive(
  answer: GetObjectCommandOutput,
  expected: ExpectedBody,
  onBytes: () => void,
): Promise<Received> {
  const { Body: body } = answer;
  if (!(body instanceof Readable)) throw new DamagedBody('The answer has no body.');
  if (answer.ContentLength !== undefined && answer.ContentLength !== expected.sizeBytes) {
    body.destroy();
    throw new DamagedBody(
      `The server announced ${answer.ContentLength} bytes, where the object has ${expected.sizeBytes}.`,
    );
  }
  const verifier = new Verifier(expected, onBytes);
  if (expected.sizeBytes > mostInMemory) return { write: (path) => writeStream(body, verifier, path) };
  const bytes = await collect(body, verifier);
  return { write: (path) => writeFile(path, bytes) };
}

async function collect(body: Readable, verifier: Verifier): Promise<Uint8Array> {
  const pieces: Buffer[] = [];
  try {
    await new Promise<void>((resolve, reject) => {
      body.on('data', (piece: Buffer) => {
        verifier.add(piece);
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

async function writeStream(body: Readable, verifier: Verifier, path: string): Promise<void> {
  let failure: unknown;
  body.once('error', (error) => (failure = damaged(error)));
  body.on('data', (piece: Buffer) => verifier.add(piece));
  try {
    await pipeline(body, createWriteStream(path));
  } catch (error) {
    throw failure ?? (isOfDisk(error) ? error : damaged(error));
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
  private readonly onBytes: () => void;
  private readonly hash: Hash | undefined;
  private bytes = 0;

  constructor(expected: ExpectedBody, onBytes: () => void) {
    this.expected = expected;
    this.onBytes = onBytes;
    this.hash = expected.md5 === undefined ? undefined : createHash('md5');
  }

  add(piece: Uint8Array): void {
    this.bytes += piece.length;
    this.hash?.update(piece);
    this.onBytes();
  }

  check(): void {
    const { sizeBytes, md5 } = this.expected;
    if (this.bytes !== sizeBytes) throw new DamagedBody(`${this.bytes} bytes came of ${sizeBytes}.`);
    if (this.hash !== undefined && this.hash.digest('hex') !== md5)
      throw new DamagedBody('Its bytes do not fit its MD5 checksum.');
  }
}

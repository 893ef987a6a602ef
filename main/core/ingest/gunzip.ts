// Gzip, strictly: every member's checksum and length are verified, and what follows the last one is looked at.
import { crc32, gunzipSync, type Gunzip } from 'node:zlib';
import { ByteFeed } from './byteFeed.ts';
import { DamagedBytes } from './damage.ts';
import { inflate, InflateError } from './inflate.ts';
import { maxWholeBytes } from './limits.ts';

export function isGzip(bytes: Buffer): boolean {
  return bytes[0] === 0x1f && bytes[1] === 0x8b;
}

/** Decompresses a file at once; undefined where it is too long for that, or anything is wrong with it. */
export function gunzipWhole(bytes: Buffer): Buffer | undefined {
  try {
    const { buffer, engine } = gunzipWithInfo(bytes);
    // zlib stops without an error at a zero byte after a member.
    const hasRest = bytes.subarray(engine.bytesWritten).some((byte) => byte !== 0);
    return hasRest ? undefined : buffer;
  } catch {
    return undefined;
  }
}

/** `info` is documented, but missing from the types. */
function gunzipWithInfo(bytes: Buffer): { readonly buffer: Buffer; readonly engine: Gunzip } {
  const options = { maxOutputLength: maxWholeBytes, info: true };
  return gunzipSync(bytes, options) as unknown as { readonly buffer: Buffer; readonly engine: Gunzip };
}

/** Decompresses piece by piece. Hands on all that can be decompressed, then throws `DamagedBytes` if something is wrong. */
export function gunzipChunks(open: () => AsyncIterable<Buffer>): AsyncGenerator<Buffer> {
  return recoverOutput((carefulFrom) => gunzipMembers(open(), carefulFrom));
}

/** Where decompressing fails it is begun again, carefully near the error, for the output that was lost with it. */
export async function* recoverOutput(
  decompress: (carefulFrom: number) => AsyncIterable<Buffer>,
): AsyncGenerator<Buffer> {
  let handedOn = 0;
  let failedAt: number;
  try {
    for await (const chunk of decompress(Number.POSITIVE_INFINITY)) {
      handedOn += chunk.length;
      yield chunk;
    }
    return;
  } catch (error) {
    if (!(error instanceof InflateError)) throw error;
    failedAt = error.offset;
  }
  let position = 0;
  try {
    for await (const chunk of decompress(failedAt)) {
      const known = Math.max(0, Math.min(chunk.length, handedOn - position));
      position += chunk.length;
      if (known < chunk.length) yield chunk.subarray(known);
    }
  } catch (error) {
    if (error instanceof InflateError) throw new DamagedBytes('corrupt', `The compressed data is ${error.message}.`);
    throw error;
  }
}

async function* gunzipMembers(chunks: AsyncIterable<Buffer>, carefulFrom: number): AsyncGenerator<Buffer> {
  const feed = new ByteFeed(chunks);
  try {
    await skipHeader(feed);
    do yield* gunzipMember(feed, carefulFrom);
    while (await findMember(feed));
  } finally {
    await feed.close();
  }
}

async function* gunzipMember(feed: ByteFeed, carefulFrom: number): AsyncGenerator<Buffer> {
  const body = inflate(feed, carefulFrom);
  let checksum = 0;
  let length = 0;
  let step = await body.next();
  for (; step.done !== true; step = await body.next()) {
    checksum = crc32(step.value, checksum);
    length += step.value.length;
    yield step.value;
  }
  const trailer = step.value ? await feed.take(8) : undefined;
  if (trailer === undefined) throw new DamagedBytes('truncated', 'The compressed data ends too early.');
  if (trailer.readUInt32LE(0) !== checksum)
    throw new DamagedBytes('corrupt', 'The checksum of the compressed data is wrong.');
  if (trailer.readUInt32LE(4) !== length % 2 ** 32)
    throw new DamagedBytes('corrupt', 'The length of the compressed data is wrong.');
}

/** Whether another member follows. Zeros, as tapes and block devices pad with, are passed over. */
async function findMember(feed: ByteFeed): Promise<boolean> {
  for (;;) {
    const bytes = await feed.next(64 * 1024);
    if (bytes === undefined) return false;
    const first = bytes.findIndex((byte) => byte !== 0);
    if (first < 0) continue;
    feed.giveBack(bytes.subarray(first));
    const magic = await feed.take(2);
    if (first > 0 || magic?.[0] !== 0x1f || magic[1] !== 0x8b) {
      throw new DamagedBytes('corrupt', 'Other bytes follow the end of the compressed data.');
    }
    feed.giveBack(magic);
    await skipHeader(feed);
    return true;
  }
}

async function skipHeader(feed: ByteFeed): Promise<void> {
  const header = await take(feed, 10);
  if (header[2] !== 8) throw new DamagedBytes('corrupt', 'The compressed data is of no known method.');
  const flags = header[3] ?? 0;
  if ((flags & 4) !== 0) await take(feed, (await take(feed, 2)).readUInt16LE(0));
  if ((flags & 8) !== 0) await skipText(feed);
  if ((flags & 16) !== 0) await skipText(feed);
  if ((flags & 2) !== 0) await take(feed, 2);
}

async function skipText(feed: ByteFeed): Promise<void> {
  while ((await take(feed, 1))[0] !== 0);
}

async function take(feed: ByteFeed, length: number): Promise<Buffer> {
  const bytes = await feed.take(length);
  if (bytes === undefined) throw new DamagedBytes('truncated', 'The compressed data ends too early.');
  return bytes;
}

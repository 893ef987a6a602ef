// The members of a zip file, each a log file of its own.
import { closeSync, openSync } from 'node:fs';
import { crc32, inflateRawSync } from 'node:zlib';
import { ByteFeed } from './byteFeed.ts';
import { DamagedBytes, toDamage } from './damage.ts';
import { fileChunks } from './fileChunks.ts';
import { recoverOutput } from './gunzip.ts';
import { inflate } from './inflate.ts';
import { maxWholeBytes } from './limits.ts';
import { listZip, readAt, zipDataAt, type ZipMember } from './zipDirectory.ts';

const stored = 0;
const deflated = 8;
/** Members up to this size are held whole. */
const maxHeldBytes = 16 * 1024 * 1024;

export type OpenMember = {
  readonly name: string;
  readonly compressedBytes: number;
  /** The member's bytes at once where they are few and sound, else in pieces. */
  readonly content: Buffer | (() => AsyncIterable<Buffer>);
};

/** Every member in the order of the archive. Throws `DamagedBytes` where the archive itself cannot be read. */
export function* openZip(path: string, sizeBytes: number): Generator<OpenMember> {
  const descriptor = openForReading(path);
  try {
    for (const member of listZip(descriptor, sizeBytes)) {
      const { name, compressedBytes } = member;
      yield { name, compressedBytes, content: contentOf(descriptor, path, member) };
    }
  } finally {
    closeSync(descriptor);
  }
}

function openForReading(path: string): number {
  try {
    return openSync(path, 'r');
  } catch (error) {
    throw toDamage(error);
  }
}

function contentOf(descriptor: number, path: string, member: ZipMember): OpenMember['content'] {
  try {
    refuseUnknown(member);
    const start = zipDataAt(descriptor, member);
    const whole = member.compressedBytes <= maxHeldBytes ? readSmall(descriptor, member, start) : undefined;
    return whole ?? ((): AsyncIterable<Buffer> => memberChunks(path, member, start));
  } catch (error) {
    if (!(error instanceof DamagedBytes)) throw error;
    return () => failing(error);
  }
}

function refuseUnknown({ isEncrypted, method }: ZipMember): void {
  if (isEncrypted)
    throw new DamagedBytes('unreadable', 'Cannot be read. It is encrypted: unpack the archive with its password.');
  if (method === stored || method === deflated) return;
  throw new DamagedBytes(
    'unreadable',
    `Cannot be read. It is compressed by method ${String(method)}, not deflate: unpack the archive.`,
  );
}

/** Undefined where anything is wrong: the slow way finds out what. */
function readSmall(descriptor: number, member: ZipMember, start: number): Buffer | undefined {
  try {
    const bytes = readAt(descriptor, start, member.compressedBytes);
    const raw = member.method === stored ? bytes : inflateRawSync(bytes, { maxOutputLength: maxWholeBytes });
    return crc32(raw) === member.checksum && raw.length === member.rawBytes ? raw : undefined;
  } catch {
    return undefined;
  }
}

function memberChunks(path: string, member: ZipMember, start: number): AsyncIterable<Buffer> {
  const open = (): AsyncIterable<Buffer> => fileChunks(path, start, start + member.compressedBytes);
  return recoverOutput((carefulFrom) =>
    verified(member, member.method === stored ? whole(open()) : inflate(new ByteFeed(open()), carefulFrom)),
  );
}

async function* whole(chunks: AsyncIterable<Buffer>): AsyncGenerator<Buffer, boolean> {
  yield* chunks;
  return true;
}

async function* verified(member: ZipMember, body: AsyncGenerator<Buffer, boolean>): AsyncGenerator<Buffer> {
  let checksum = 0;
  let length = 0;
  let step = await body.next();
  for (; step.done !== true; step = await body.next()) {
    checksum = crc32(step.value, checksum);
    length += step.value.length;
    yield step.value;
  }
  const isShort = !step.value || (member.method === stored && length < member.rawBytes);
  if (isShort) throw new DamagedBytes('truncated', 'The compressed data ends too early.');
  if (checksum !== member.checksum) throw new DamagedBytes('corrupt', 'The checksum of the compressed data is wrong.');
  if (length !== member.rawBytes) throw new DamagedBytes('corrupt', 'The length of the compressed data is wrong.');
}

/** Bytes that cannot be had. */
export async function* failing(damage: DamagedBytes): AsyncGenerator<Buffer> {
  yield* [];
  throw damage;
}

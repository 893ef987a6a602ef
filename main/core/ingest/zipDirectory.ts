// The table of contents at the end of a zip file: which members there are and where their bytes lie.
import { isUtf8 } from 'node:buffer';
import { readSync } from 'node:fs';
import { DamagedBytes, toDamage } from './damage.ts';

export type ZipMember = {
  readonly name: string;
  readonly method: number;
  readonly isEncrypted: boolean;
  readonly checksum: number;
  readonly compressedBytes: number;
  readonly rawBytes: number;
  /** Where the member's own header begins. */
  readonly headerAt: number;
};

const endLength = 22;
const longestComment = 65_535;
const longestDirectory = 256 * 1024 * 1024;
const inZip64 = 0xffff_ffff;

export function isZip(head: Buffer): boolean {
  // An empty archive consists of the end record alone.
  return head.length >= 4 && ['504b0304', '504b0506'].includes(head.toString('hex', 0, 4));
}

export function listZip(descriptor: number, sizeBytes: number): readonly ZipMember[] {
  const tailAt = Math.max(0, sizeBytes - endLength - longestComment - 20);
  const tail = readAt(descriptor, tailAt, sizeBytes - tailAt);
  const end = tail.lastIndexOf('504b0506', undefined, 'hex');
  if (end < 0 || end + endLength > tail.length) {
    throw new DamagedBytes(
      'truncated',
      'The archive is cut: its table of contents, which stands at the end, is missing.',
    );
  }
  const { length, offset } = directoryPlace(descriptor, tail, end);
  if (length > longestDirectory || length > tailAt + end) throw damagedDirectory();
  // What was put before the archive moves everything in it; zip64 keeps its own end record in between.
  const at = offset + length <= tailAt + end ? offset : tailAt + end - length;
  return parseDirectory(readAt(descriptor, at, length));
}

function directoryPlace(
  descriptor: number,
  tail: Buffer,
  end: number,
): { readonly length: number; readonly offset: number } {
  const length = tail.readUInt32LE(end + 12);
  const offset = tail.readUInt32LE(end + 16);
  const hasLocator = end >= 20 && tail.readUInt32LE(end - 20) === 0x07064b50;
  if ((length !== inZip64 && offset !== inZip64) || !hasLocator) return { length, offset };
  const end64 = readAt(descriptor, Number(tail.readBigUInt64LE(end - 12)), 56);
  return { length: Number(end64.readBigUInt64LE(40)), offset: Number(end64.readBigUInt64LE(48)) };
}

function parseDirectory(directory: Buffer): readonly ZipMember[] {
  const members: ZipMember[] = [];
  for (let at = 0; at + 46 <= directory.length;) {
    if (directory.readUInt32LE(at) !== 0x02014b50) throw damagedDirectory();
    const nameEnd = at + 46 + directory.readUInt16LE(at + 28);
    const extraEnd = nameEnd + directory.readUInt16LE(at + 30);
    if (extraEnd > directory.length) throw damagedDirectory();
    members.push(
      parseMember(directory, at, directory.subarray(at + 46, nameEnd), directory.subarray(nameEnd, extraEnd)),
    );
    at = extraEnd + directory.readUInt16LE(at + 32);
  }
  return members.filter((member) => !member.name.endsWith('/'));
}

function parseMember(directory: Buffer, at: number, name: Buffer, extra: Buffer): ZipMember {
  const wide = wideNumbers(extra);
  // In this order, and only those that do not fit, are in the zip64 field.
  const read = (offset: number): number => {
    const number = directory.readUInt32LE(at + offset);
    return number === inZip64 ? Number(wide.shift() ?? number) : number;
  };
  const rawBytes = read(24);
  const compressedBytes = read(20);
  const headerAt = read(42);
  return {
    name: name.toString(isUtf8(name) ? 'utf8' : 'latin1'),
    method: directory.readUInt16LE(at + 10),
    isEncrypted: (directory.readUInt16LE(at + 8) & 1) !== 0,
    checksum: directory.readUInt32LE(at + 16),
    compressedBytes,
    rawBytes,
    headerAt,
  };
}

function wideNumbers(extra: Buffer): bigint[] {
  for (let at = 0; at + 4 <= extra.length;) {
    const end = at + 4 + extra.readUInt16LE(at + 2);
    if (extra.readUInt16LE(at) === 1) {
      const numbers: bigint[] = [];
      for (let number = at + 4; number + 8 <= Math.min(end, extra.length); number += 8)
        numbers.push(extra.readBigUInt64LE(number));
      return numbers;
    }
    at = end;
  }
  return [];
}

/** Where the bytes of a member begin: after its own header, which has a length of its own. */
export function zipDataAt(descriptor: number, member: ZipMember): number {
  const header = readAt(descriptor, member.headerAt, 30);
  if (header.readUInt32LE(0) !== 0x04034b50) throw damagedDirectory();
  return member.headerAt + 30 + header.readUInt16LE(26) + header.readUInt16LE(28);
}

/** Exactly so many bytes from a position. */
export function readAt(descriptor: number, position: number, length: number): Buffer {
  const bytes = Buffer.alloc(length);
  let done = 0;
  while (done < length) {
    const read = readPiece(descriptor, bytes, done, position + done);
    if (read === 0) throw new DamagedBytes('truncated', 'The archive ends too early.');
    done += read;
  }
  return bytes;
}

function readPiece(descriptor: number, bytes: Buffer, offset: number, position: number): number {
  if (!Number.isSafeInteger(position)) throw damagedDirectory();
  try {
    return readSync(descriptor, bytes, offset, bytes.length - offset, position);
  } catch (error) {
    throw toDamage(error);
  }
}

function damagedDirectory(): DamagedBytes {
  return new DamagedBytes('corrupt', "The archive's table of contents is damaged.");
}

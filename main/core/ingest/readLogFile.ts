// From a path to what lies in the file: opens it, looks at its first bytes and unpacks it.
//   1. zip: every member is a file of its own;
//   2. gzip: decompressed and verified, at once where it is small, else piece by piece;
//   3. anything else is read as it is.
import { statSync } from 'node:fs';
import { DamagedBytes, toDamage } from './damage.ts';
import { fileChunks, readHead, readWhole } from './fileChunks.ts';
import { gunzipChunks, gunzipWhole, isGzip } from './gunzip.ts';
import { readBytes, type FileSink, type LogBytes } from './readBytes.ts';

export type LogFile = {
  readonly path: string;
  /** The path as it is shown. */
  readonly name: string;
  readonly signal: AbortSignal;
  /** Called once for a file, and once for each member of an archive. */
  readonly beginFile: (name: string) => FileSink;
};

/** Larger files are read in pieces from the disk. */
const maxHeldFileBytes = 16 * 1024 * 1024;

/** Reads one file to its end. Whatever is wrong with it is reported as a problem; only bugs are thrown. */
export async function readLogFile({ path, name, signal, beginFile }: LogFile): Promise<void> {
  await readBytes(openLog(path), name, beginFile(name), signal);
}

function openLog(path: string): LogBytes {
  try {
    const sizeBytes = fileSize(path);
    return sizeBytes > maxHeldFileBytes ? openLarge(path, sizeBytes) : openSmall(readWhole(path));
  } catch (error) {
    if (!(error instanceof DamagedBytes)) throw error;
    return { open: () => failing(error), compressedBytes: 0 };
  }
}

function fileSize(path: string): number {
  let status;
  try {
    status = statSync(path);
  } catch (error) {
    throw toDamage(error);
  }
  if (status.isFile()) return status.size;
  const what = status.isDirectory() ? 'a folder' : 'not a regular file';
  throw new DamagedBytes('unreadable', `Cannot be read. It is ${what}.`);
}

function openLarge(path: string, sizeBytes: number): LogBytes {
  const open = (): AsyncIterable<Buffer> => fileChunks(path);
  const isPacked = isGzip(readHead(path, 3));
  return { open: isPacked ? () => gunzipChunks(open) : open, compressedBytes: sizeBytes };
}

function openSmall(stored: Buffer): LogBytes {
  const compressedBytes = stored.length;
  if (!isGzip(stored)) return { open: () => [stored], compressedBytes };
  const whole = gunzipWhole(stored);
  if (whole !== undefined) return { open: () => [whole], compressedBytes };
  return { open: () => gunzipChunks(() => chunksOf(stored)), compressedBytes };
}

async function* chunksOf(bytes: Buffer): AsyncGenerator<Buffer> {
  yield bytes;
}

// eslint-disable-next-line require-yield
async function* failing(damage: DamagedBytes): AsyncGenerator<Buffer> {
  throw damage;
}

// From a path to what lies in the file: opens it, looks at its first bytes and unpacks it.
//   1. zip: every member is a file of its own;
//   2. gzip: decompressed and verified, at once where it is small, else piece by piece;
//   3. anything else is read as it is.
import { statSync } from 'node:fs';
import { ByteFeed } from './byteFeed.ts';
import { isSpace, space } from './bytes.ts';
import { DamagedBytes, toDamage } from './damage.ts';
import { fileChunks, readHead, readWhole } from './fileChunks.ts';
import { gunzipChunks, gunzipWhole, isGzip } from './gunzip.ts';
import { readBytes, type FileSink, type LogBytes } from './readBytes.ts';
import { failing, openZip } from './zip.ts';
import { isZip } from './zipDirectory.ts';

export type LogFile = {
  readonly path: string;
  /** The path as it is shown. */
  readonly name: string;
  readonly signal: AbortSignal;
  /** Called once for a file, and once for each member of an archive. */
  readonly beginFile: (name: string) => FileSink;
  /** Texts are wanted as they are in the file, not as they can be stored. */
  readonly isExact?: boolean;
  /** Members of an archive that are not wanted are passed over. */
  readonly isWanted?: (name: string) => boolean;
};

/** Larger files are read in pieces from the disk. */
const maxHeldFileBytes = 16 * 1024 * 1024;

/** Reads one file to its end. Whatever is wrong with it is reported as a problem; only bugs are thrown. */
export async function readLogFile(file: LogFile): Promise<void> {
  try {
    const sizeBytes = fileSize(file.path);
    if (isZip(readHead(file.path, 4))) await readZip(file, sizeBytes);
    else await readPart(file, file.name, openFile(file, sizeBytes));
  } catch (error) {
    if (!(error instanceof DamagedBytes)) throw error;
    await readPart(file, file.name, { open: () => failing(error), compressedBytes: 0 });
  }
}

function readPart({ beginFile, signal, isExact = false }: LogFile, name: string, log: LogBytes): Promise<void> {
  return readBytes(log, { name, sink: beginFile(name), signal, isExact });
}

async function readZip(file: LogFile, sizeBytes: number): Promise<void> {
  let members = 0;
  for (const { name, compressedBytes, content } of openZip(file.path, sizeBytes)) {
    if (file.signal.aborted) return;
    members += 1;
    const shown = `${file.name}!${name}`;
    if (file.isWanted?.(shown) === false) continue;
    const log = Buffer.isBuffer(content) ? openHeld(content, name) : await openPieces(content);
    await readPart(file, shown, { open: log, compressedBytes });
  }
  if (members === 0) await readPart(file, file.name, { open: () => [], compressedBytes: sizeBytes });
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

function openFile({ path, name }: LogFile, sizeBytes: number): LogBytes {
  if (sizeBytes <= maxHeldFileBytes) return { open: openHeld(readWhole(path), name), compressedBytes: sizeBytes };
  const open = (): AsyncIterable<Buffer> => fileChunks(path);
  const head = readHead(path, headBytes);
  if (isDamagedGzip(head, name)) return { open: () => failing(damagedGzip), compressedBytes: sizeBytes };
  return { open: isGzip(head) ? () => gunzipChunks(open) : open, compressedBytes: sizeBytes };
}

/** A file or member that is in memory. */
function openHeld(bytes: Buffer, name: string): LogBytes['open'] {
  if (isZip(bytes)) return () => failing(nestedArchive);
  if (isDamagedGzip(bytes, name)) return () => failing(damagedGzip);
  if (!isGzip(bytes)) return () => [bytes];
  const whole = gunzipWhole(bytes);
  return whole === undefined ? () => gunzipChunks(() => chunksOf(bytes)) : () => [whole];
}

/** A member of an archive that is too long to be held, or damaged. */
async function openPieces(open: () => AsyncIterable<Buffer>): Promise<LogBytes['open']> {
  const head = await firstBytes(open());
  if (isZip(head)) return () => failing(nestedArchive);
  return isGzip(head) ? () => gunzipChunks(open) : open;
}

const headBytes = 64;

/** Called gzip and no text either: then it is not another kind of file under a wrong name, but its first bytes are lost. */
function isDamagedGzip(bytes: Buffer, name: string): boolean {
  if (isGzip(bytes) || !/\.gz$/i.test(name)) return false;
  return bytes.subarray(0, headBytes).some((byte) => byte < space && !isSpace(byte));
}

const damagedGzip = new DamagedBytes('corrupt', 'Its name ends in .gz, but it does not begin as compressed data does.');

const nestedArchive = new DamagedBytes(
  'unreadable',
  'Cannot be read. It is an archive within an archive: unpack the outer one.',
);

async function firstBytes(chunks: AsyncIterable<Buffer>): Promise<Buffer> {
  const feed = new ByteFeed(chunks);
  try {
    return (await feed.take(4)) ?? Buffer.alloc(0);
  } catch (error) {
    // Met again, and reported, when the member is read.
    if (error instanceof DamagedBytes) return Buffer.alloc(0);
    throw error;
  } finally {
    await feed.close();
  }
}

async function* chunksOf(bytes: Buffer): AsyncGenerator<Buffer> {
  yield bytes;
}

// Reads a file that is small enough to be held whole, for the fast path. Whatever is unusual about it (a broken or
// cut gzip stream, bytes after its end, a size beyond the limit) gives `undefined`: the general reader then says so.
import { readFileSync } from 'node:fs';
import { gunzipSync, type Gunzip } from 'node:zlib';

const maxFileBytes = 16 * 1024 * 1024;
const maxRawBytes = 64 * 1024 * 1024;
const leastChunkBytes = 1024;
const mostChunkBytes = 1024 * 1024;

export type SmallFile = { readonly bytes: Buffer; readonly compressedBytes: number };

export function readSmallFile(path: string, sizeBytes: number): SmallFile | undefined {
  if (sizeBytes > maxFileBytes) return undefined;
  try {
    const stored = readFileSync(path);
    if (stored[0] !== 0x1f || stored[1] !== 0x8b) return { bytes: stored, compressedBytes: stored.length };
    const { buffer, engine } = gunzipWithInfo(stored);
    // zlib stops silently at bytes that are no further gzip member.
    if (engine.bytesWritten !== stored.length) return undefined;
    return { bytes: buffer, compressedBytes: stored.length };
  } catch {
    // The general reader meets the same error and reports it with its place.
    return undefined;
  }
}

/** `info: true` is documented for the zlib functions but missing from their types. */
function gunzipWithInfo(stored: Buffer): { buffer: Buffer; engine: Gunzip } {
  const options: { maxOutputLength: number; chunkSize: number; info: true } = {
    maxOutputLength: maxRawBytes,
    chunkSize: expectedBytes(stored),
    info: true,
  };
  return gunzipSync(stored, options) as unknown as { buffer: Buffer; engine: Gunzip };
}

/** What the trailer says of the decompressed length (RFC 1952): one piece of memory of that size saves joining many. */
function expectedBytes(stored: Buffer): number {
  const said = stored.length < 18 ? 0 : stored.readUInt32LE(stored.length - 4);
  return Math.min(Math.max(said + 1, leastChunkBytes), mostChunkBytes);
}

// Reading a file from the disk; what the system says against it becomes `DamagedBytes`.
import { closeSync, openSync, readFileSync, readSync } from 'node:fs';
import { open } from 'node:fs/promises';
import { toDamage } from './damage.ts';

const chunkBytes = 1024 * 1024;

export function readWhole(path: string): Buffer {
  try {
    return readFileSync(path);
  } catch (error) {
    throw toDamage(error);
  }
}

/** The first bytes of a file. */
export function readHead(path: string, length: number): Buffer {
  const bytes = Buffer.alloc(length);
  try {
    const descriptor = openSync(path, 'r');
    try {
      return bytes.subarray(0, readSync(descriptor, bytes, 0, length, 0));
    } finally {
      closeSync(descriptor);
    }
  } catch (error) {
    throw toDamage(error);
  }
}

/** The bytes of a file from `start` up to `end`, in pieces. */
export async function* fileChunks(path: string, start = 0, end = Number.POSITIVE_INFINITY): AsyncGenerator<Buffer> {
  const file = await open(path, 'r').catch((error: unknown) => Promise.reject(toDamage(error)));
  try {
    for (let position = start; position < end;) {
      const buffer = Buffer.allocUnsafe(Math.min(chunkBytes, end - position));
      const { bytesRead } = await file
        .read(buffer, 0, buffer.length, position)
        .catch((error: unknown) => Promise.reject(toDamage(error)));
      if (bytesRead === 0) return;
      position += bytesRead;
      yield buffer.subarray(0, bytesRead);
    }
  } finally {
    await file.close();
  }
}

// How the cache lies on the disk: PLACE/a/HASH-SIZE. The size stands in a file's name, so that counting needs no look
// at each file. Sixteen folders: files are made faster in few folders than in many, and than in one. What is being
// written has the number of the process that writes it in its name.
import { createHash } from 'node:crypto';
import { readdir, stat } from 'node:fs/promises';
import { join } from 'node:path';

export type CachedObject = {
  /** A bucket's name, or `Event history 111122223333`: what it is counted under. */
  readonly place: string;
  readonly key: string;
  readonly version: string;
  readonly sizeBytes: number;
};

const fileForm = /^[0-9a-f]{40}-([0-9a-z]+)$/;
const partForm = /\.(\d+)\.\d+\.part$/;

/** Names of devices on Windows, which are names of buckets too. */
const deviceForm = /^(?:con|prn|aux|nul|com\d|lpt\d)(?:\.|$)/i;

export function placeFolder(place: string): string {
  // Access points are named by ARNs, whose colons and slashes no folder may have everywhere.
  const folder = encodeURIComponent(place).replaceAll('*', '%2A');
  return deviceForm.test(place) ? `%${folder.charCodeAt(0).toString(16)}${folder.slice(1)}` : folder;
}

export function placeOf(folder: string): string {
  try {
    return decodeURIComponent(folder);
  } catch {
    // A folder that someone else has put there.
    return folder;
  }
}

/** Below the cache's own folder. */
export function fileOf({ place, key, version, sizeBytes }: CachedObject): string {
  const hash = createHash('sha1')
    .update(JSON.stringify([place, key, version]))
    .digest('hex');
  return join(placeFolder(place), hash.slice(0, 1), `${hash}-${sizeBytes.toString(36)}`);
}

export type CacheFile = {
  readonly path: string;
  readonly sizeBytes: number;
  /** The process that writes it, or wrote it when it was ended. */
  readonly writer?: number;
};

/** All files of a place, in no order. */
export async function* filesOf(folder: string): AsyncGenerator<CacheFile> {
  for (const entry of await entriesOf(folder)) {
    const path = join(folder, entry.name);
    if (entry.isDirectory()) yield* filesOf(path);
    else if (entry.isFile()) yield await cacheFile(path, entry.name);
  }
}

async function cacheFile(path: string, name: string): Promise<CacheFile> {
  const [, size] = fileForm.exec(name) ?? [];
  if (size !== undefined) return { path, sizeBytes: Number.parseInt(size, 36) };
  const [, writer] = partForm.exec(name) ?? [];
  return { path, sizeBytes: await sizeOf(path), ...(writer !== undefined && { writer: Number(writer) }) };
}

async function sizeOf(path: string): Promise<number> {
  return stat(path).then(
    ({ size }) => size,
    () => 0,
  );
}

/** Nothing of a folder that is not there. */
export async function entriesOf(folder: string) {
  try {
    return await readdir(folder, { withFileTypes: true });
  } catch (error) {
    if (error instanceof Error && 'code' in error && (error.code === 'ENOENT' || error.code === 'ENOTDIR')) return [];
    throw error;
  }
}

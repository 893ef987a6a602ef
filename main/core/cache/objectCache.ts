// Downloaded objects, kept on this machine so that nothing is fetched twice. A file stands under its name only when it
// is whole: it is written beside its place and renamed.
import { existsSync, renameSync, statSync, utimesSync } from 'node:fs';
import { mkdir, rm, rmdir } from 'node:fs/promises';
import { dirname, join } from 'node:path';

import type { CachePlace, CacheStatus } from '../../../shared/aws/cacheStatus.ts';
import { AppError } from '../../../shared/errors.ts';
import { entriesOf, fileOf, filesOf, placeFolder, placeOf, type CachedObject, type CacheFile } from './cacheFolders.ts';
import { diskError, sizeText } from './cacheErrors.ts';

export const defaultCacheLimitBytes = 20e9;

export class ObjectCache {
  private readonly dir: string;
  private readonly limitBytes: () => number;
  private readonly made = new Set<string>();
  /** What will be here when it has been written: its size by its path. */
  private readonly writing = new Map<string, number>();
  /** Of the files that are here. */
  private bytes = 0;
  private counted: Promise<void> | undefined;
  private lastPart = 0;

  constructor({ dir, limitBytes }: { readonly dir: string; readonly limitBytes: () => number }) {
    this.dir = dir;
    this.limitBytes = limitBytes;
  }

  /** Where an object lies on this machine, if it does. Errors: file/unwritable. */
  find(object: CachedObject): string | undefined {
    const path = join(this.dir, fileOf(object));
    try {
      // Asking another thread takes many times longer than looking.
      const found = statSync(path, { throwIfNoEntry: false });
      return found?.size === object.sizeBytes ? path : undefined;
    } catch (error) {
      throw diskError(error, this.dir);
    }
  }

  /**
   * Lets `write` write the object's bytes to a file of that path, then puts it in its place. Errors: cache/full,
   * disk/full, file/unwritable; what `write` throws passes through.
   */
  async put(
    object: CachedObject & { readonly modifiedMs: number },
    write: (path: string) => Promise<void>,
  ): Promise<string> {
    await this.whenCounted();
    const path = join(this.dir, fileOf(object));
    this.lastPart += 1;
    const part = `${path}.${process.pid}.${this.lastPart}.part`;
    this.reserve(part, object.sizeBytes);
    try {
      await this.makeFolder(dirname(path));
      await write(part);
      this.place(part, path, object);
      return path;
    } catch (error) {
      // What went wrong first is what is said.
      await rm(part, { force: true }).catch(() => undefined);
      throw diskError(error, this.dir);
    } finally {
      this.writing.delete(part);
    }
  }

  private place(
    part: string,
    path: string,
    { sizeBytes, modifiedMs }: { sizeBytes: number; modifiedMs: number },
  ): void {
    utimesSync(part, modifiedMs / 1000, modifiedMs / 1000);
    const isThere = statSync(path, { throwIfNoEntry: false }) !== undefined;
    renameSync(part, path);
    // Two that wanted the same have both fetched it.
    if (!isThere) this.bytes += sizeBytes;
  }

  /** Errors: file/unwritable. */
  async status(): Promise<CacheStatus> {
    const places: CachePlace[] = [];
    for (const folder of await this.folders()) {
      let objects = 0;
      let bytes = 0;
      for await (const file of filesOf(join(this.dir, folder))) {
        if (file.writer !== undefined) continue;
        objects += 1;
        bytes += file.sizeBytes;
      }
      if (objects > 0) places.push({ name: placeOf(folder), objects, bytes });
    }
    places.sort((one, other) => other.bytes - one.bytes || (one.name < other.name ? -1 : 1));
    return {
      dir: this.dir,
      limitBytes: this.limitBytes(),
      bytes: places.reduce((sum, { bytes }) => sum + bytes, 0),
      objects: places.reduce((sum, { objects }) => sum + objects, 0),
      places,
    };
  }

  /** Deletes all, or what is of one place; never what is being written. Errors: file/unwritable. */
  async clear(place?: string): Promise<void> {
    // Others put files here too, and take them away.
    this.counted = undefined;
    const folders = place === undefined ? await this.folders() : [placeFolder(place)];
    for (const folder of folders) {
      const emptied = new Set<string>();
      for await (const file of filesOf(join(this.dir, folder))) {
        if (this.isBeingWritten(file)) continue;
        await rm(file.path, { force: true });
        emptied.add(dirname(file.path));
      }
      for (const empty of [...emptied, join(this.dir, folder)]) {
        // Fails where something is left in it, or is being put there.
        await rmdir(empty).catch(() => undefined);
      }
    }
  }

  private reserve(part: string, sizeBytes: number): void {
    const limit = this.limitBytes();
    const underWay = [...this.writing.values()].reduce((sum, bytes) => sum + bytes, 0);
    if (this.bytes + underWay + sizeBytes > limit)
      throw new AppError(
        'cache/full',
        `The cache has reached its limit of ${sizeText(limit)}. Raise the limit or clear the cache, then continue.`,
      );
    this.writing.set(part, sizeBytes);
  }

  /** Errors: file/unwritable. */
  private async whenCounted(): Promise<void> {
    const counted = (this.counted ??= this.count());
    try {
      await counted;
    } catch (error) {
      if (this.counted === counted) this.counted = undefined;
      throw diskError(error, this.dir);
    }
  }

  /** Adds up what is here, and takes away what a killed run has left half written. */
  private async count(): Promise<void> {
    let bytes = 0;
    for (const folder of await this.folders())
      for await (const file of filesOf(join(this.dir, folder)))
        if (file.writer === undefined) bytes += file.sizeBytes;
        else if (!this.isBeingWritten(file)) await rm(file.path, { force: true });
    this.bytes = bytes;
  }

  private isBeingWritten({ path, writer }: CacheFile): boolean {
    if (writer === undefined) return false;
    return writer === process.pid ? this.writing.has(path) : isAlive(writer);
  }

  private async folders(): Promise<readonly string[]> {
    try {
      return (await entriesOf(this.dir)).filter((entry) => entry.isDirectory()).map(({ name }) => name);
    } catch (error) {
      throw diskError(error, this.dir);
    }
  }

  private async makeFolder(folder: string): Promise<void> {
    // Another process may have cleared it away.
    if (this.made.has(folder) && existsSync(folder)) return;
    await mkdir(folder, { recursive: true });
    this.made.add(folder);
  }
}

function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return error instanceof Error && 'code' in error && error.code === 'EPERM';
  }
}

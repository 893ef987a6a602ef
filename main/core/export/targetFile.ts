// A file that is written whole or not at all: beside its place under another name, and put there at the end. An older
// file of that name stays as it is until then.
import type { Stats } from 'node:fs';
import { access, chmod, constants, open, realpath, rename, rm, stat, type FileHandle } from 'node:fs/promises';
import { basename, dirname, join } from 'node:path';

import { AppError } from '../../../shared/errors.ts';
import type { ByteSink } from './byteSink.ts';
import { draftName, removeLeftovers } from './leftovers.ts';
import { unlessUnwritable } from './writeErrors.ts';

/** Puts what `write` writes in the place of the file, if it succeeds. Errors: file/unwritable, disk/full; those of `write`. */
export async function writeTarget(path: string, write: (sink: ByteSink) => Promise<void>): Promise<void> {
  await replaceTarget(path, async (draft, isDraft) => {
    const file = await unlessUnwritable(path, () => open(draft, isDraft ? 'wx' : 'w'));
    try {
      const sink = new FileSink(path, file);
      await write(sink);
      await sink.settle();
    } finally {
      await file.close();
    }
  });
}

/** For what is written by a path: `fill` is given the name to write under. Errors: file/unwritable, disk/full; those of `fill`. */
export async function replaceTarget(
  path: string,
  fill: (draft: string, isDraft: boolean) => Promise<void>,
): Promise<void> {
  const target = await targetOf(path);
  // A device or a pipe is written as it is: there is nothing to keep, and it must not be replaced by a file.
  if (!target.isFile) return fill(target.path, false);
  const [folder, name] = [dirname(target.path), basename(target.path)];
  await removeLeftovers(folder, name);
  const draft = join(folder, draftName(name));
  try {
    await fill(draft, true);
    await unlessUnwritable(path, () => settleDraft(draft, target));
  } catch (error) {
    // What could not be made is not there to be taken away.
    await rm(draft, { force: true }).catch(() => undefined);
    throw error;
  }
}

type Target = {
  readonly path: string;
  readonly isFile: boolean;
  /** Of the file that is there. */
  readonly mode: number | undefined;
};

/** On the disk before it has the name, so that a power failure leaves the old file or the new one. */
async function settleDraft(draft: string, { path, mode }: Target): Promise<void> {
  if (mode !== undefined) await chmod(draft, mode & 0o777);
  const file = await open(draft, 'r+');
  try {
    await file.sync();
  } finally {
    await file.close();
  }
  await rename(draft, path);
}

/** Where a link leads to: the link stays one. Errors: file/unwritable for a folder, or a file that may not be changed. */
async function targetOf(path: string): Promise<Target> {
  const found = await existing(path);
  if (found === undefined) return { path, isFile: true, mode: undefined };
  if (found.isDirectory()) throw new AppError('file/unwritable', `${path} is a folder. Name a file.`);
  const real = await unlessUnwritable(path, () => realpath(path));
  await unlessUnwritable(path, () => access(real, constants.W_OK));
  return { path: real, isFile: found.isFile(), mode: found.mode };
}

async function existing(path: string): Promise<Stats | undefined> {
  try {
    return await stat(path);
  } catch {
    // Not there, or a link that leads nowhere: what else is wrong with it shows when it is written.
    return undefined;
  }
}

/** One piece is on its way to the disk while the next is put together. */
class FileSink implements ByteSink {
  private readonly path: string;
  private readonly file: FileHandle;
  private last: Promise<void> = Promise.resolve();

  constructor(path: string, file: FileHandle) {
    this.path = path;
    this.file = file;
  }

  async write(bytes: Uint8Array): Promise<void> {
    await this.last;
    this.last = unlessUnwritable(this.path, () => this.file.writeFile(bytes));
    // Its failure is met at the next write; it must not be unhandled until then.
    this.last.catch(() => undefined);
  }

  settle(): Promise<void> {
    return this.last;
  }
}

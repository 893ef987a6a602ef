// Files that no export may take the place of: the workspace, which would be lost, and the logs it was read from, which
// are evidence.
import type { BigIntStats } from 'node:fs';
import { realpath, stat } from 'node:fs/promises';
import { basename } from 'node:path';

import { AppError } from '../../../shared/errors.ts';
import type { Database } from '../store/database.ts';
import { pathsNamed } from '../store/ledger.ts';

/** Errors: file/unwritable. */
export async function requireForeign(database: Database, path: string, signal: AbortSignal): Promise<void> {
  const target = await identityOf(path);
  if (target === undefined) return;
  if (isSame(target, await identityOf(database.file)))
    throw new AppError('file/unwritable', `${path} is the workspace that is open. Choose another name.`);
  for (const log of await pathsNamed(database, basename(await realpath(path)), signal)) {
    if (isSame(target, await identityOf(log)))
      throw new AppError('file/unwritable', `${path} is one of the logs that are open. Choose another name.`);
  }
}

/** Whatever the way to it; of what is not there, or no file, there is none. */
async function identityOf(path: string): Promise<BigIntStats | undefined> {
  try {
    const found = await stat(path, { bigint: true });
    return found.isFile() ? found : undefined;
  } catch {
    // What keeps a file from being written shows when it is.
    return undefined;
  }
}

function isSame(a: BigIntStats, b: BigIntStats | undefined): boolean {
  return a.dev === b?.dev && a.ino === b.ino;
}

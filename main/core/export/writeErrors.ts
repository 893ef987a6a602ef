// What the system has against writing a file becomes an AppError here.
import { AppError } from '../../../shared/errors.ts';

const reasons: Readonly<Record<string, string>> = {
  EACCES: 'permission is denied',
  EPERM: 'permission is denied',
  EROFS: 'the disk is read-only',
  ENOENT: 'its folder does not exist',
  ENOTDIR: 'its folder is none',
  EISDIR: 'it is a folder',
  ENAMETOOLONG: 'its name is too long',
  EFBIG: 'it would be larger than the file system allows',
};

export function writeError(path: string, error: unknown): AppError {
  if (error instanceof AppError) return error;
  const code = codeOf(error);
  const message = error instanceof Error ? error.message : String(error);
  if (code === 'ENOSPC' || code === 'EDQUOT' || isFullDisk(message))
    return new AppError('disk/full', `${path} cannot be written: the disk is full`, { cause: error });
  return new AppError('file/unwritable', `${path} cannot be written: ${reasons[code] ?? message}`, { cause: error });
}

/** In the words of the system, which DuckDB repeats. */
export function isFullDisk(message: string): boolean {
  return /no space left on device|not enough space on the disk|disk quota exceeded/i.test(message);
}

/** DuckDB needs room of its own for what it sorts: that it has none is no bug. Errors: disk/full. */
export async function unlessDiskIsFull(run: () => Promise<void>): Promise<void> {
  try {
    await run();
  } catch (error) {
    if (error instanceof AppError || !(error instanceof Error) || !isFullDisk(error.message)) throw error;
    throw new AppError('disk/full', 'The disk is full: sorting what is exported needs more room', { cause: error });
  }
}

/** Runs one thing that writes. Errors: file/unwritable, disk/full. */
export async function unlessUnwritable<Value>(path: string, run: () => Promise<Value>): Promise<Value> {
  try {
    return await run();
  } catch (error) {
    throw writeError(path, error);
  }
}

function codeOf(error: unknown): string {
  return error instanceof Error && 'code' in error ? String(error.code) : '';
}

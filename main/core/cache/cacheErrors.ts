// What goes wrong on the disk that holds the cache.
import { AppError } from '../../../shared/errors.ts';

const fullCodes: ReadonlySet<unknown> = new Set(['ENOSPC', 'EDQUOT']);
const refusedCodes: ReadonlySet<unknown> = new Set([
  'EACCES',
  'EPERM',
  'EROFS',
  'EBUSY',
  'ENOTDIR',
  'EISDIR',
  'EEXIST',
  'ENAMETOOLONG',
  'EMFILE',
  'ENFILE',
  'EIO',
]);

/** Errors of the disk as AppErrors that name the folder; others as they are. */
export function diskError(error: unknown, dir: string): unknown {
  const code = error instanceof Error && 'code' in error && 'syscall' in error ? error.code : undefined;
  if (fullCodes.has(code))
    return new AppError('disk/full', `The disk that holds ${dir} is full. Free some space on it, then continue.`, {
      cause: error,
    });
  if (refusedCodes.has(code))
    return new AppError('file/unwritable', `The cache in ${dir} cannot be written: ${messageOf(error)}`, {
      cause: error,
    });
  return error;
}

function messageOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}

/** `10 GB`, `1.5 MB`: decimal units, as disks are sold. */
export function sizeText(bytes: number): string {
  const units = ['bytes', 'kB', 'MB', 'GB', 'TB'];
  const exponent = Math.min(units.length - 1, Math.floor(Math.log10(Math.max(1, bytes)) / 3));
  const value = bytes / 1000 ** exponent;
  return `${Number(value.toFixed(value < 10 ? 1 : 0))} ${units[exponent]}`;
}

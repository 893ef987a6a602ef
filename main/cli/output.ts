// Where a command's output goes: standard output, or a file that is there only once it is whole.
import { once } from 'node:events';
import type { Writable } from 'node:stream';

import { AppError } from '../../shared/errors.ts';
import type { ByteSink } from '../core/export/byteSink.ts';
import { writeTarget } from '../core/export/targetFile.ts';

export type TextOut = {
  readonly write: (text: string | Uint8Array) => Promise<void>;
  /** Its end leaves standard output open. */
  readonly end: () => void;
};

/** Thrown where the reader of standard output has closed it (`| head`): it has all it wants. */
export class ReaderLeft extends Error {}

/** Standard output, or a file. Errors: file/unwritable, disk/full; those of `use`. */
export async function writeOut(path: string | undefined, use: (out: ByteSink) => Promise<void>): Promise<void> {
  if (path !== undefined) return writeTarget(path, use);
  const out = standardOut();
  await use(out);
  out.end();
}

export function standardOut(): TextOut {
  const stream: Writable = process.stdout;
  let failure: unknown;
  const onError = (error: unknown): void => void (failure ??= error);
  stream.on('error', onError);
  const write: TextOut['write'] = async (text) => {
    // A stream that is full says so, and waiting for it to drain meets the error that ends it.
    if (failure === undefined && !stream.write(text)) {
      await once(stream, 'drain').catch((error: unknown) => (failure ??= error));
    }
    if (failure !== undefined) throw isPipeClosed(failure) ? new ReaderLeft() : unwritable(failure);
  };
  return { write, end: () => void stream.off('error', onError) };
}

function isPipeClosed(error: unknown): boolean {
  return error instanceof Error && 'code' in error && error.code === 'EPIPE';
}

function unwritable(error: unknown): AppError {
  const reason = error instanceof Error ? error.message : String(error);
  return new AppError('file/unwritable', `Standard output cannot be written: ${reason}`, { cause: error });
}

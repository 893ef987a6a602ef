// One deflate stream, taken apart so that nothing that was decompressed before an error is lost: node:zlib drops the
// output of a write that fails.
import { createInflateRaw, type InflateRaw } from 'node:zlib';
import type { ByteFeed } from './byteFeed.ts';

/** Compressed bytes per write: at most 16 MB come out of one. */
const usualStep = 16 * 1024;
/** Near a known error each write is so short that hardly any output is lost. */
const carefulStep = 16;

/** The compressed bytes make no sense from about `offset` on. */
export class InflateError extends Error {
  readonly offset: number;

  constructor(offset: number) {
    super(`damaged near byte ${String(offset)} of the compressed data`);
    this.offset = offset;
  }
}

/** Decompresses up to the end of the stream and leaves in the feed what follows. Returns false where the feed ends first. */
export async function* inflate(feed: ByteFeed, carefulFrom: number): AsyncGenerator<Buffer, boolean> {
  const inflater = createInflateRaw({ chunkSize: 128 * 1024 });
  const state = observe(inflater);
  let written = 0;
  try {
    while (!state.hasEnded) {
      const offset = feed.taken;
      const step = offset >= carefulFrom ? carefulStep : Math.min(usualStep, carefulFrom - offset);
      const chunk = await feed.next(step);
      if (chunk === undefined) {
        // Where nothing follows the stream, only ending it tells whether it was whole.
        await end(inflater);
        yield* state.output.splice(0);
        return state.hasEnded && !state.hasFailed;
      }
      written += chunk.length;
      await write(inflater, chunk);
      if (state.hasFailed) throw new InflateError(offset);
      const rest = written - inflater.bytesWritten;
      if (state.hasEnded && rest > 0) feed.giveBack(chunk.subarray(chunk.length - rest));
      yield* state.output.splice(0);
    }
    return true;
  } finally {
    inflater.destroy();
  }
}

type InflateState = { readonly output: Buffer[]; hasEnded: boolean; hasFailed: boolean };

function observe(inflater: InflateRaw): InflateState {
  const state: InflateState = { output: [], hasEnded: false, hasFailed: false };
  inflater.on('data', (chunk: Buffer) => state.output.push(chunk));
  inflater.on('end', () => (state.hasEnded = true));
  inflater.on('error', () => (state.hasFailed = true));
  return state;
}

/** Settles when the bytes are used up, or the stream has ended or failed before. */
function write(inflater: InflateRaw, chunk: Buffer): Promise<void> {
  return new Promise((resolve) => {
    const settle = (): void => {
      inflater.off('end', settle).off('error', settle);
      resolve();
    };
    inflater.once('end', settle).once('error', settle);
    inflater.write(chunk, settle);
  });
}

function end(inflater: InflateRaw): Promise<void> {
  return new Promise((resolve) => {
    inflater.once('end', resolve).once('error', () => resolve());
    inflater.end();
  });
}

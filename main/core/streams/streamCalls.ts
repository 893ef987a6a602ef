// The calls of one stream as they are kept in the workspace: `[[event, record], …]` as JSON texts of some megabytes,
// compressed. `event` is the store's number of the event.
import { promisify } from 'node:util';
import { constants, deflateRaw, inflateRaw } from 'node:zlib';

import type { JsonObject } from '../../../shared/json.ts';

export type StoredCall = { readonly event: number; readonly text: string };

/** A stream of many calls is one of many texts: a text of JavaScript ends at half a gigabyte. */
const longestPiece = 16 * 1024 * 1024;

const compress = promisify(deflateRaw);
const decompress = promisify(inflateRaw);

export function packCalls(calls: readonly StoredCall[]): Promise<readonly Uint8Array[]> {
  const pieces: string[] = [];
  let entries: string[] = [];
  let length = 0;
  for (const { event, text } of calls) {
    entries.push(`[${event},${text}]`);
    length += text.length;
    if (length < longestPiece) continue;
    pieces.push(`[${entries.join(',')}]`);
    entries = [];
    length = 0;
  }
  if (entries.length > 0) pieces.push(`[${entries.join(',')}]`);
  return Promise.all(pieces.map((piece) => compress(piece, { level: constants.Z_BEST_SPEED })));
}

export async function unpackCalls(pieces: readonly Uint8Array[]): Promise<readonly (readonly [number, JsonObject])[]> {
  const texts = await Promise.all(pieces.map((piece) => decompress(piece)));
  return texts.flatMap((text) => JSON.parse(text.toString()) as [number, JsonObject][]);
}

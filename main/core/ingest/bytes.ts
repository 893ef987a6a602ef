// The bytes that JSON's structure is made of, and the questions asked of them in more than one place.

export const quote = 0x22;
export const backslash = 0x5c;
export const openBrace = 0x7b;
export const closeBrace = 0x7d;
export const openBracket = 0x5b;
export const closeBracket = 0x5d;
export const comma = 0x2c;
export const colon = 0x3a;
export const lineFeed = 0x0a;
export const carriageReturn = 0x0d;
export const space = 0x20;
export const tab = 0x09;

/** JSON's four kinds of whitespace. */
export function isSpace(byte: number | undefined): boolean {
  return byte === space || byte === lineFeed || byte === carriageReturn || byte === tab;
}

/** The first index from `from` that holds no whitespace, or `to`. */
export function skipSpace(bytes: Uint8Array, from: number, to: number): number {
  let index = from;
  while (index < to && isSpace(bytes[index])) index += 1;
  return index;
}

/** The end of a number or literal that starts at `from`: the first byte of another kind, or -1 where there is none before `to`. */
export function scalarEnd(bytes: Uint8Array, from: number, to: number): number {
  for (let index = from; index < to; index += 1) {
    const byte = bytes[index];
    if (byte === comma || byte === closeBracket || byte === closeBrace || isSpace(byte)) return index;
    if (byte === openBrace || byte === openBracket || byte === quote) return index;
  }
  return -1;
}

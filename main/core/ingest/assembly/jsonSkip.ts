// AssemblyScript: steps over JSON values in linear memory, checking their grammar (RFC 8259) on the way. The input
// is followed by zeros, which end every loop.

const QUOTE: u32 = 0x22;
const BACKSLASH: u32 = 0x5c;
const OPEN_BRACE: u32 = 0x7b;
const CLOSE_BRACE: u32 = 0x7d;
const OPEN_BRACKET: u32 = 0x5b;
const CLOSE_BRACKET: u32 = 0x5d;
const COLON: u32 = 0x3a;
const COMMA: u32 = 0x2c;
const MINUS: u32 = 0x2d;
const maxDepth: i32 = 200;

/** What a skip gives where it gave up: every offset is below this. */
export const NONE: usize = 0xffffffff;

/** Whether a string skipped since `clearEscape` had an escape. */
export let sawEscape: bool = false;

export function clearEscape(): void {
  sawEscape = false;
}

export function skipSpace(from: usize): usize {
  let at = from;
  // Nearly every time there is none.
  while (load<u8>(at) <= 0x20) {
    const byte: u32 = load<u8>(at);
    if (byte != 0x20 && byte != 0x0a && byte != 0x0d && byte != 0x09) break;
    at++;
  }
  return at;
}

export function skipValue(from: usize, depth: i32): usize {
  const byte: u32 = load<u8>(from);
  if (byte == QUOTE) return skipString(from);
  if (byte == OPEN_BRACE) return depth > maxDepth ? NONE : skipObject(from, depth);
  if (byte == OPEN_BRACKET) return depth > maxDepth ? NONE : skipArray(from, depth);
  if (byte == 0x74) return load<u32>(from) == 0x65757274 ? from + 4 : NONE;
  if (byte == 0x6e) return load<u32>(from) == 0x6c6c756e ? from + 4 : NONE;
  if (byte == 0x66) return load<u32>(from + 1) == 0x65736c61 ? from + 5 : NONE;
  return skipNumber(from);
}

/** `from` is at the opening quote. Sixteen bytes at a time to the next quote, backslash or control character. */
export function skipString(from: usize): usize {
  let at = from + 1;
  while (true) {
    const bytes = v128.load(at);
    const stops = v128.or(
      v128.or(i8x16.eq(bytes, i8x16.splat(0x22)), i8x16.eq(bytes, i8x16.splat(0x5c))),
      i8x16.lt_u(bytes, i8x16.splat(0x20)),
    );
    const mask = i8x16.bitmask(stops);
    if (mask == 0) {
      at += 16;
      continue;
    }
    at += <usize>ctz<i32>(mask);
    const byte: u32 = load<u8>(at);
    if (byte == QUOTE) return at + 1;
    // A control character, or the zeros after the input.
    if (byte != BACKSLASH) return NONE;
    sawEscape = true;
    at = skipEscape(at);
    if (at == NONE) return NONE;
  }
}

/** Gives up on surrogate escapes, which may be unpaired. */
function skipEscape(from: usize): usize {
  const kind: u32 = load<u8>(from + 1);
  if (kind == QUOTE || kind == BACKSLASH || kind == 0x2f || kind == 0x62 || kind == 0x66) return from + 2;
  if (kind == 0x6e || kind == 0x72 || kind == 0x74) return from + 2;
  if (kind != 0x75) return NONE;
  for (let i: usize = 2; i < 6; i++) if (!isHex(load<u8>(from + i))) return NONE;
  const isD: bool = (load<u8>(from + 2) | 0x20) == 0x64;
  return isD && load<u8>(from + 3) > 0x37 ? NONE : from + 6;
}

function isHex(byte: u32): bool {
  return byte - 0x30 < 10 || (byte | 0x20) - 0x61 < 6;
}

function skipObject(from: usize, depth: i32): usize {
  let at = skipSpace(from + 1);
  if (load<u8>(at) == CLOSE_BRACE) return at + 1;
  while (true) {
    if (load<u8>(at) != QUOTE) return NONE;
    at = skipString(at);
    if (at == NONE) return NONE;
    at = skipSpace(at);
    if (load<u8>(at) != COLON) return NONE;
    at = skipValue(skipSpace(at + 1), depth + 1);
    if (at == NONE) return NONE;
    at = skipSpace(at);
    const byte: u32 = load<u8>(at);
    if (byte == CLOSE_BRACE) return at + 1;
    if (byte != COMMA) return NONE;
    at = skipSpace(at + 1);
  }
}

function skipArray(from: usize, depth: i32): usize {
  let at = skipSpace(from + 1);
  if (load<u8>(at) == CLOSE_BRACKET) return at + 1;
  while (true) {
    at = skipValue(at, depth + 1);
    if (at == NONE) return NONE;
    at = skipSpace(at);
    const byte: u32 = load<u8>(at);
    if (byte == CLOSE_BRACKET) return at + 1;
    if (byte != COMMA) return NONE;
    at = skipSpace(at + 1);
  }
}

function skipNumber(from: usize): usize {
  let at = load<u8>(from) == MINUS ? from + 1 : from;
  if (load<u8>(at) == 0x30) at++;
  else {
    const after = skipDigits(at);
    if (after == at) return NONE;
    at = after;
  }
  if (load<u8>(at) == 0x2e) {
    const after = skipDigits(at + 1);
    if (after == at + 1) return NONE;
    at = after;
  }
  if ((load<u8>(at) | 0x20) != 0x65) return at;
  const sign: u32 = load<u8>(at + 1);
  at += sign == 0x2b || sign == MINUS ? 2 : 1;
  const after = skipDigits(at);
  return after == at ? NONE : after;
}

function skipDigits(from: usize): usize {
  let at = from;
  while (<u32>load<u8>(at) - 0x30 < 10) at++;
  return at;
}

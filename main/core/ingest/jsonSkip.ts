// Steps over JSON values in bytes, checking the grammar (RFC 8259) on the way. For the fast path: anything
// unusual makes it give up (-1), and the general reader takes the file and says what is wrong and where.

const QUOTE = 0x22;
const BACKSLASH = 0x5c;
const OPEN_BRACE = 0x7b;
const CLOSE_BRACE = 0x7d;
const OPEN_BRACKET = 0x5b;
const CLOSE_BRACKET = 0x5d;
const COLON = 0x3a;
const COMMA = 0x2c;
const MINUS = 0x2d;
const maxDepth = 200;

/** What may follow a backslash, but for `u`. */
const escapable = new Uint8Array(256);
for (const char of '"\\/bfnrt') escapable[char.charCodeAt(0)] = 1;

const hexDigit = new Uint8Array(256).fill(16);
for (let digit = 0; digit < 16; digit += 1) {
  hexDigit[digit.toString(16).charCodeAt(0)] = digit;
  hexDigit[digit.toString(16).toUpperCase().charCodeAt(0)] = digit;
}

export function skipSpace(bytes: Uint8Array, from: number): number {
  let at = from;
  for (;;) {
    const byte = bytes[at];
    if (byte !== 0x20 && byte !== 0x0a && byte !== 0x0d && byte !== 0x09) return at;
    at += 1;
  }
}

/** The offset after the value that begins at `from`, or -1. */
export function skipValue(bytes: Uint8Array, from: number, depth: number): number {
  const byte = bytes[from] as number;
  if (byte === QUOTE) return skipString(bytes, from);
  if (byte === OPEN_BRACE) return depth > maxDepth ? -1 : skipObject(bytes, from, depth);
  if (byte === OPEN_BRACKET) return depth > maxDepth ? -1 : skipArray(bytes, from, depth);
  if (byte === 0x74) return skipWord(bytes, from, 0x72, 0x75, 0x65);
  if (byte === 0x6e) return skipWord(bytes, from, 0x75, 0x6c, 0x6c);
  if (byte === 0x66) return bytes[from + 1] === 0x61 ? skipWord(bytes, from + 1, 0x6c, 0x73, 0x65) : -1;
  return skipNumber(bytes, from);
}

/** `from` is at the opening quote. Gives up on surrogate escapes, which may be unpaired. */
export function skipString(bytes: Uint8Array, from: number): number {
  let at = from + 1;
  const end = bytes.length;
  while (at < end) {
    const byte = bytes[at] as number;
    if (byte === QUOTE) return at + 1;
    if (byte === BACKSLASH) {
      at = skipEscape(bytes, at);
      if (at < 0) return -1;
    } else if (byte < 0x20) return -1;
    else at += 1;
  }
  return -1;
}

function skipEscape(bytes: Uint8Array, from: number): number {
  const kind = bytes[from + 1] as number;
  if (escapable[kind] === 1) return from + 2;
  if (kind !== 0x75) return -1;
  const high = hexDigit[bytes[from + 2] as number] as number;
  const next = hexDigit[bytes[from + 3] as number] as number;
  const isHex = high < 16 && next < 16 && hex(bytes, from + 4) && hex(bytes, from + 5);
  if (!isHex || (high === 13 && next > 7)) return -1;
  return from + 6;
}

function hex(bytes: Uint8Array, at: number): boolean {
  return (hexDigit[bytes[at] as number] as number) < 16;
}

function skipObject(bytes: Uint8Array, from: number, depth: number): number {
  let at = skipSpace(bytes, from + 1);
  if (bytes[at] === CLOSE_BRACE) return at + 1;
  for (;;) {
    if (bytes[at] !== QUOTE) return -1;
    at = skipString(bytes, at);
    if (at < 0) return -1;
    if (bytes[at] !== COLON) {
      at = skipSpace(bytes, at);
      if (bytes[at] !== COLON) return -1;
    }
    at = skipValue(bytes, skipSpace(bytes, at + 1), depth + 1);
    if (at < 0) return -1;
    at = skipSpace(bytes, at);
    const byte = bytes[at];
    if (byte === CLOSE_BRACE) return at + 1;
    if (byte !== COMMA) return -1;
    at = skipSpace(bytes, at + 1);
  }
}

function skipArray(bytes: Uint8Array, from: number, depth: number): number {
  let at = skipSpace(bytes, from + 1);
  if (bytes[at] === CLOSE_BRACKET) return at + 1;
  for (;;) {
    at = skipValue(bytes, at, depth + 1);
    if (at < 0) return -1;
    at = skipSpace(bytes, at);
    const byte = bytes[at];
    if (byte === CLOSE_BRACKET) return at + 1;
    if (byte !== COMMA) return -1;
    at = skipSpace(bytes, at + 1);
  }
}

/** The rest of `true`, `null` or `alse`, of which the first byte has been seen. */
function skipWord(bytes: Uint8Array, from: number, second: number, third: number, fourth: number): number {
  return bytes[from + 1] === second && bytes[from + 2] === third && bytes[from + 3] === fourth ? from + 4 : -1;
}

function skipNumber(bytes: Uint8Array, from: number): number {
  let at = bytes[from] === MINUS ? from + 1 : from;
  if (bytes[at] === 0x30) at += 1;
  else {
    const after = skipDigits(bytes, at);
    if (after === at) return -1;
    at = after;
  }
  if (bytes[at] === 0x2e) {
    const after = skipDigits(bytes, at + 1);
    if (after === at + 1) return -1;
    at = after;
  }
  if (bytes[at] !== 0x65 && bytes[at] !== 0x45) return at;
  at += bytes[at + 1] === 0x2b || bytes[at + 1] === MINUS ? 2 : 1;
  const after = skipDigits(bytes, at);
  return after === at ? -1 : after;
}

function skipDigits(bytes: Uint8Array, from: number): number {
  let at = from;
  for (;;) {
    const byte = bytes[at] as number;
    if (!(byte >= 0x30 && byte <= 0x39)) return at;
    at += 1;
  }
}

// AssemblyScript, compiled to WebAssembly when the app is built (scripts/assemblyScript.mjs): steps over the records
// of a `{"Records":[ … ]}` file in linear memory, checks their grammar (RFC 8259), and notes where the members lie
// that the fast path wants. It only says yes or no: whatever is unusual makes it give up, and the general reader
// takes the file and says what is wrong and where. ../fastRecords.ts is the other side.
//
// Memory: the caller places the input, the table of names and the notes, and grows the memory.
//   names:  for each slot, u32 offset and u32 length of the name's bytes
//   slots:  1024 × i16, an open-addressing table over nameHash; -1 is free
//   notes:  for each record: u32 start, u32 end, u64 textHash, then for each slot 4 × u32: start, end, hash, isEscaped.
//           A slot the record lacks has start 0 (no value begins there: the file begins with a brace).

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

/** A given-up scan: every offset is below this. */
const NONE: usize = 0xffffffff;

let names: usize = 0;
let slots: usize = 0;
let slotCount: i32 = 0;
/** Whether the last string had an escape. */
let sawEscape: bool = false;

export function setNames(namesAt: usize, slotsAt: usize, count: i32): void {
  names = namesAt;
  slots = slotsAt;
  slotCount = count;
}

/** The bytes before the slots in one record's notes. */
const headBytes: i32 = 16;

/** The bytes that one record's notes take. */
export function noteBytes(): i32 {
  return headBytes + slotCount * 16;
}

let secret: u64 = 0;

/** A number of the workspace's own, so that nobody can make texts whose hashes meet. */
export function setSecret(value: u64): void {
  secret = value;
}

/** Tells different texts of one event apart: 53 bits, which a JavaScript number holds. */
export function textHash(start: usize, end: usize): u64 {
  let hash: u64 = secret ^ (<u64>(end - start) * 0x9e3779b97f4a7c15);
  let at = start;
  while (at + 8 <= end) {
    hash = (hash ^ load<u64>(at)) * 0xff51afd7ed558ccd;
    hash ^= hash >>> 32;
    at += 8;
  }
  while (at < end) {
    hash = (hash ^ <u64>load<u8>(at)) * 0xc4ceb9fe1a85ec53;
    hash ^= hash >>> 29;
    at++;
  }
  hash = (hash ^ secret) * 0xff51afd7ed558ccd;
  return (hash ^ (hash >>> 32)) & 0x1fffffffffffff;
}

/**
 * Scans records from `from` (after the opening bracket, spaces allowed) while there is room for notes. The input must
 * be followed by 16 readable bytes that are 0. `isFirst`: no record came before, so there may be none. Returns the number of records noted; `next()` tells how it went on.
 */
export function scan(from: usize, end: usize, notes: usize, maxRecords: i32, isFirst: bool): i32 {
  let at = skipSpace(from);
  let count = 0;
  if (isFirst && load<u8>(at) == CLOSE_BRACKET) return finish(at + 1, end, 0);
  while (count < maxRecords) {
    const note = notes + <usize>(count * noteBytes());
    memory.fill(note, 0, noteBytes());
    const after = scanRecord(at, note + headBytes);
    if (after == NONE) return fail();
    store<u32>(note, <u32>at);
    store<u32>(note, <u32>after, 4);
    store<u64>(note, textHash(at, after), 8);
    count++;
    at = skipSpace(after);
    const byte: u32 = load<u8>(at);
    if (byte == CLOSE_BRACKET) return finish(at + 1, end, count);
    if (byte != COMMA) return fail();
    at = skipSpace(at + 1);
  }
  nextRecord = at;
  return count;
}

/** Where scanning goes on; 0 when the file has ended well; NONE when it was given up. */
let nextRecord: usize = 0;

export function next(): usize {
  return nextRecord;
}

function fail(): i32 {
  nextRecord = NONE;
  return 0;
}

/** After the array only the closing brace and spaces may follow. */
function finish(from: usize, end: usize, count: i32): i32 {
  const at = skipSpace(from);
  if (load<u8>(at) != CLOSE_BRACE || skipSpace(at + 1) != end) return fail();
  nextRecord = 0;
  return count;
}

function scanRecord(from: usize, members: usize): usize {
  if (load<u8>(from) != OPEN_BRACE) return NONE;
  let at = skipSpace(from + 1);
  while (true) {
    if (load<u8>(at) != QUOTE) return NONE;
    sawEscape = false;
    const keyEnd = skipString(at);
    if (keyEnd == NONE || sawEscape) return NONE;
    const slot = findSlot(at + 1, keyEnd - 1);
    at = skipSpace(keyEnd);
    if (load<u8>(at) != COLON) return NONE;
    const start = skipSpace(at + 1);
    sawEscape = false;
    at = skipValue(start, 2);
    if (at == NONE) return NONE;
    if (slot >= 0) noteMember(members + <usize>(slot * 16), start, at);
    at = skipSpace(at);
    const byte: u32 = load<u8>(at);
    if (byte == CLOSE_BRACE) return at + 1;
    if (byte != COMMA) return NONE;
    at = skipSpace(at + 1);
  }
}

function noteMember(note: usize, start: usize, end: usize): void {
  store<u32>(note, <u32>start);
  store<u32>(note, <u32>end, 4);
  // Of a string's content, without its quotes; of anything else, as it stands.
  const isString: bool = load<u8>(start) == QUOTE;
  store<u32>(note, <u32>(isString ? hashOf(start + 1, end - 1) : hashOf(start, end)), 8);
  store<u32>(note, sawEscape ? 1 : 0, 12);
}

/** The hash of columnBuilders.ts: four bytes at a time, then the rest. */
function hashOf(start: usize, end: usize): i32 {
  let hash: i32 = <i32>(end - start);
  let at = start;
  while (at + 4 <= end) {
    hash = (hash ^ load<i32>(at)) * 0x2c1b3c6d;
    hash ^= hash >>> 15;
    at += 4;
  }
  while (at < end) {
    hash = (hash ^ <i32>load<u8>(at)) * 0x297a2d39;
    hash ^= hash >>> 13;
    at++;
  }
  return hash;
}

function findSlot(start: usize, end: usize): i32 {
  const length: i32 = <i32>(end - start);
  if (length == 0) return -1;
  let hash: i32 = nameHash(load<u8>(start), load<u8>(start + <usize>(length >> 1)), load<u8>(end - 1), length);
  while (true) {
    const slot: i32 = load<i16>(slots + <usize>(hash << 1));
    if (slot < 0) return -1;
    if (load<u32>(names + <usize>(slot << 3), 4) == <u32>length) {
      const name: usize = load<u32>(names + <usize>(slot << 3));
      if (memory.compare(name, start, length) == 0) return slot;
    }
    hash = (hash + 1) & 1023;
  }
}

function nameHash(first: i32, middle: i32, last: i32, length: i32): i32 {
  return (length * 37 + first * 11 + middle * 71 + last * 131) & 1023;
}

function skipSpace(from: usize): usize {
  let at = from;
  // Nearly every time there is none.
  while (load<u8>(at) <= 0x20) {
    const byte: u32 = load<u8>(at);
    if (byte != 0x20 && byte != 0x0a && byte != 0x0d && byte != 0x09) break;
    at++;
  }
  return at;
}

function skipValue(from: usize, depth: i32): usize {
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
function skipString(from: usize): usize {
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

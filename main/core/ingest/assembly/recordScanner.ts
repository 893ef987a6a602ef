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

import { hashOf, textHash } from './hashes';
import { clearEscape, NONE, sawEscape, skipSpace, skipString, skipValue } from './jsonSkip';

export { setSecret, textHash } from './hashes';

const QUOTE: u32 = 0x22;
const OPEN_BRACE: u32 = 0x7b;
const CLOSE_BRACE: u32 = 0x7d;
const CLOSE_BRACKET: u32 = 0x5d;
const COLON: u32 = 0x3a;
const COMMA: u32 = 0x2c;

let names: usize = 0;
let slots: usize = 0;
let slotCount: i32 = 0;
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
    clearEscape();
    const keyEnd = skipString(at);
    if (keyEnd == NONE || sawEscape) return NONE;
    const slot = findSlot(at + 1, keyEnd - 1);
    at = skipSpace(keyEnd);
    if (load<u8>(at) != COLON) return NONE;
    const start = skipSpace(at + 1);
    clearEscape();
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

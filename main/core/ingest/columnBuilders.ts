// Columns under construction, held as the bytes that a Parquet page wants, so that a batch of rows costs no
// JavaScript object for each cell. Every builder can be cut back to a former length: a file that turns out to
// be broken leaves no rows behind.
import { GrowableBytes } from './growableBytes.ts';

const maxInt32 = 0x7fffffff;

/** Texts with few distinct values: a dictionary and a code for each row; code -1 is NULL. */
export class DictionaryBuilder {
  /** The distinct texts, each with its length before it (Parquet PLAIN). */
  readonly dictionary = new GrowableBytes(4096);
  codes = new Int32Array(1024);
  length = 0;
  size = 0;
  private starts = new Int32Array(256);
  private hashes = new Int32Array(256);
  /** Open addressing over entry numbers + 1; 0 is free. */
  private slots = new Int32Array(1024);

  addNull(): void {
    this.addCode(-1);
  }

  addText(text: string | undefined): void {
    this.addCode(text === undefined ? -1 : this.codeOfText(text));
  }

  addCode(code: number): void {
    if (this.length === this.codes.length) this.codes = grown(this.codes);
    this.codes[this.length] = code;
    this.length += 1;
  }

  codeOfText(text: string): number {
    const bytes = Buffer.from(text);
    return this.codeOfBytes(bytes, 0, bytes.length, hashOfBytes(bytes));
  }

  /** The code of the text at source[start, end), which must be UTF-8; `hash` is its `hashOfBytes`. */
  codeOfBytes(source: Uint8Array, start: number, end: number, hash: number): number {
    const mask = this.slots.length - 1;
    for (let slot = hash & mask; ; slot = (slot + 1) & mask) {
      const entry = (this.slots[slot] as number) - 1;
      if (entry < 0) return this.insert(slot, hash, source, start, end);
      if (this.hashes[entry] === hash && this.isEntry(entry, source, start, end)) return entry;
    }
  }

  truncate(length: number): void {
    this.length = length;
  }

  /** Forgets rows and dictionary; the memory stays for the next batch. */
  clear(): void {
    this.length = 0;
    this.size = 0;
    this.dictionary.length = 0;
    this.slots.fill(0);
  }

  private isEntry(entry: number, source: Uint8Array, start: number, end: number): boolean {
    const { bytes } = this.dictionary;
    let at = this.starts[entry] as number;
    const length = end - start;
    if (bytes.readUInt32LE(at - 4) !== length) return false;
    // A call into native code is worth it for long texts only.
    if (length > 48) return bytes.compare(source, start, end, at, at + length) === 0;
    for (let i = start; i < end; i += 1, at += 1) if (bytes[at] !== source[i]) return false;
    return true;
  }

  private insert(slot: number, hash: number, source: Uint8Array, start: number, end: number): number {
    const entry = this.size;
    this.size += 1;
    if (entry === this.starts.length) {
      this.starts = grown(this.starts);
      this.hashes = grown(this.hashes);
    }
    this.dictionary.appendUint32(end - start);
    const at = this.dictionary.length;
    this.dictionary.appendSlice(source, start, end);
    this.starts[entry] = at;
    this.hashes[entry] = hash;
    this.slots[slot] = entry + 1;
    if (this.size * 2 > this.slots.length) this.rehash();
    return entry;
  }

  private rehash(): void {
    const slots = new Int32Array(this.slots.length * 4);
    const mask = slots.length - 1;
    for (let entry = 0; entry < this.size; entry += 1) {
      let slot = (this.hashes[entry] as number) & mask;
      while (slots[slot] !== 0) slot = (slot + 1) & mask;
      slots[slot] = entry + 1;
    }
    this.slots = slots;
  }
}

/** Texts that seldom repeat: each with its length before it (Parquet PLAIN), and which rows have one. */
export class PlainTextBuilder {
  readonly values = new GrowableBytes(65_536);
  /** 1 where the row has a text, 0 for NULL. */
  present = new Uint8Array(1024);
  length = 0;
  nulls = 0;

  addNull(): void {
    this.mark(0);
    this.nulls += 1;
  }

  addText(text: string | undefined): void {
    if (text === undefined) return this.addNull();
    const byteCount = Buffer.byteLength(text);
    this.begin(byteCount);
    const at = this.values.reserve(byteCount);
    this.values.bytes.write(text, at, 'utf8');
  }

  addBytes(source: Uint8Array, start: number, end: number): void {
    this.begin(end - start);
    this.values.appendSlice(source, start, end);
  }

  truncate(length: number, valueBytes: number): void {
    for (let row = length; row < this.length; row += 1) if (this.present[row] === 0) this.nulls -= 1;
    this.length = length;
    this.values.length = valueBytes;
  }

  clear(): void {
    this.length = 0;
    this.nulls = 0;
    this.values.length = 0;
  }

  private begin(byteCount: number): void {
    this.mark(1);
    this.values.appendUint32(byteCount);
  }

  private mark(isPresent: 0 | 1): void {
    if (this.length === this.present.length) {
      const larger = new Uint8Array(this.length * 2);
      larger.set(this.present);
      this.present = larger;
    }
    this.present[this.length] = isPresent;
    this.length += 1;
  }
}

/** Whole numbers of up to 53 bits; never NULL. */
export class NumberBuilder {
  values = new Float64Array(1024);
  length = 0;
  /** Whether every value fits 32 bits is not asked: the schema says which width is written. */
  readonly width: 32 | 64;

  constructor(width: 32 | 64) {
    this.width = width;
  }

  add(value: number): void {
    if (this.width === 32 && value > maxInt32) throw new RangeError(`Too large for 32 bits: ${value}`);
    if (this.length === this.values.length) {
      const larger = new Float64Array(this.length * 2);
      larger.set(this.values);
      this.values = larger;
    }
    this.values[this.length] = value;
    this.length += 1;
  }

  truncate(length: number): void {
    this.length = length;
  }
}

/** The hash that assembly/recordScanner.ts computes while it scans: four bytes at a time, then the rest. */
export function hashOfBytes(bytes: Buffer): number {
  let hash = bytes.length;
  let at = 0;
  for (; at + 4 <= bytes.length; at += 4) {
    hash = Math.imul(hash ^ bytes.readInt32LE(at), 0x2c1b3c6d);
    hash ^= hash >>> 15;
  }
  for (; at < bytes.length; at += 1) {
    hash = Math.imul(hash ^ (bytes[at] as number), 0x297a2d39);
    hash ^= hash >>> 13;
  }
  return hash;
}

function grown(array: Int32Array): Int32Array<ArrayBuffer> {
  const larger = new Int32Array(array.length * 2);
  larger.set(array);
  return larger;
}

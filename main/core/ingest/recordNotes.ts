// The JavaScript side of assembly/recordScanner.ts: holds the file's bytes in WebAssembly memory and walks over the
// notes on one record after the other.
import { wasmBase64 } from './assembly/recordScanner.ts?wasm';

type Scanner = {
  setNames(namesAt: number, slotsAt: number, count: number): void;
  setSecret(secret: bigint): void;
  textHash(start: number, end: number): bigint;
  noteBytes(): number;
  scan(from: number, end: number, notes: number, maxRecords: number, isFirst: boolean): number;
  next(): number;
};

const pageBytes = 65_536;
/** Below is what the module itself keeps in memory. */
const namesAt = pageBytes;
const slotsAt = namesAt + 8192;
const notesAt = slotsAt + 2048;
/** Notes are made for so many records at a time. */
const recordsPerScan = 256;
/** Zeros after the input, which end every loop of the scanner. */
const paddingBytes = 16;
const wordsPerHead = 4;
const wordsPerSlot = 4;

/** Where the top-level members of the current record lie. Offsets are into `bytes`. */
export class RecordNotes {
  /** The memory that the file is in; changes when a larger file makes it grow. */
  bytes: Buffer;
  private readonly memory: WebAssembly.Memory;
  private readonly scanner: Scanner;
  private readonly inputAt: number;
  private words: Uint32Array;
  private inputEnd = 0;
  private next = 0;
  private isFirst = true;
  private noted = 0;
  private index = 0;
  /** The word at which the current record's slots begin. */
  private current = 0;

  /** `secret`: see setSecret in the scanner. */
  constructor(names: readonly string[], secret: bigint) {
    this.memory = new WebAssembly.Memory({ initial: 4 });
    const instance = new WebAssembly.Instance(new WebAssembly.Module(Buffer.from(wasmBase64, 'base64')), {
      env: { memory: this.memory },
    });
    this.scanner = instance.exports as unknown as Scanner;
    this.bytes = Buffer.from(this.memory.buffer);
    this.words = new Uint32Array(this.memory.buffer);
    this.scanner.setSecret(secret);
    this.placeNames(names);
    this.inputAt = notesAt + recordsPerScan * this.scanner.noteBytes();
  }

  /** Takes a file; returns where its first byte lies. */
  load(input: Uint8Array): number {
    const needed = this.inputAt + input.length + paddingBytes;
    if (needed > this.bytes.length) {
      this.memory.grow(Math.ceil((needed - this.bytes.length) / pageBytes) + 64);
      this.bytes = Buffer.from(this.memory.buffer);
      this.words = new Uint32Array(this.memory.buffer);
    }
    this.bytes.set(input, this.inputAt);
    this.inputEnd = this.inputAt + input.length;
    this.bytes.fill(0, this.inputEnd, this.inputEnd + paddingBytes);
    return this.inputAt;
  }

  get end(): number {
    return this.inputEnd;
  }

  /** Begins at the first record, after the opening bracket. */
  begin(from: number): void {
    this.next = from;
    this.isFirst = true;
    this.noted = 0;
    this.index = 0;
  }

  /** Goes to the next record: 'record', or 'end', or 'unusual' where the file needs the general reader. */
  advance(): 'record' | 'end' | 'unusual' {
    if (this.index === this.noted) {
      if (this.next === 0) return 'end';
      this.noted = this.scanner.scan(this.next, this.inputEnd, notesAt, recordsPerScan, this.isFirst);
      this.isFirst = false;
      this.next = this.scanner.next();
      this.index = 0;
      // Unsigned offsets come out of WebAssembly as signed numbers.
      if (this.next === -1) return 'unusual';
      if (this.noted === 0) return 'end';
    }
    this.current = (notesAt + this.index * this.scanner.noteBytes()) / 4 + wordsPerHead;
    this.index += 1;
    return 'record';
  }

  get recordStart(): number {
    return this.words[this.current - wordsPerHead] as number;
  }

  get recordEnd(): number {
    return this.words[this.current - wordsPerHead + 1] as number;
  }

  /** The hash of the current record's text. */
  get textHash(): number {
    const low = this.words[this.current - wordsPerHead + 2] as number;
    return (this.words[this.current - wordsPerHead + 3] as number) * 0x1_0000_0000 + low;
  }

  /** The same hash of any text. Takes the place of the file that was loaded. */
  hashText(text: string): number {
    const start = this.load(Buffer.from(text));
    return Number(this.scanner.textHash(start, this.inputEnd));
  }

  /** Where the member's value begins; 0 where the record lacks it. */
  start(slot: number): number {
    return this.words[this.current + slot * wordsPerSlot] as number;
  }

  valueEnd(slot: number): number {
    return this.words[this.current + slot * wordsPerSlot + 1] as number;
  }

  /** The hash of columnBuilders.ts over the value: over a string's content, without its quotes. */
  hash(slot: number): number {
    return (this.words[this.current + slot * wordsPerSlot + 2] as number) | 0;
  }

  /** Whether the value holds a backslash somewhere. */
  isEscaped(slot: number): boolean {
    return this.words[this.current + slot * wordsPerSlot + 3] === 1;
  }

  /** Whether the record has the member, and not as null. */
  isPresent(slot: number): boolean {
    const start = this.start(slot);
    return start !== 0 && this.bytes[start] !== 0x6e;
  }

  private placeNames(names: readonly string[]): void {
    let at = namesAt + names.length * 8;
    const slots = new Int16Array(this.memory.buffer, slotsAt, 1024).fill(-1);
    names.forEach((name, slot) => {
      this.words[namesAt / 4 + slot * 2] = at;
      this.words[namesAt / 4 + slot * 2 + 1] = name.length;
      at += this.bytes.write(name, at, 'latin1');
      let hash = nameHash(name);
      while (slots[hash] !== -1) hash = (hash + 1) & 1023;
      slots[hash] = slot;
    });
    this.scanner.setNames(namesAt, slotsAt, names.length);
  }
}

/** As in assembly/recordScanner.ts. */
function nameHash(name: string): number {
  const at = (index: number): number => name.charCodeAt(index);
  const { length } = name;
  return (length * 37 + at(0) * 11 + at(length >> 1) * 71 + at(length - 1) * 131) & 1023;
}

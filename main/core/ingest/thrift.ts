// The part of Thrift's compact protocol that a Parquet footer needs.
// https://github.com/apache/thrift/blob/master/doc/specs/thrift-compact-protocol.md
import { GrowableBytes } from './growableBytes.ts';

const I32 = 5;
const I64 = 6;
const BINARY = 8;
const LIST = 9;
const STRUCT = 12;

/** Fields must be written in ascending order of their ids. */
export class ThriftWriter {
  private readonly out = new GrowableBytes(1024);
  private lastId = 0;

  i32(id: number, value: number): this {
    this.field(id, I32);
    this.varint(zigzag(value));
    return this;
  }

  i64(id: number, value: number): this {
    this.field(id, I64);
    this.varint(zigzag(value));
    return this;
  }

  binary(id: number, text: string): this {
    this.field(id, BINARY);
    this.text(text);
    return this;
  }

  struct(id: number, write: () => void): this {
    this.field(id, STRUCT);
    this.body(write);
    return this;
  }

  /** A list of structs; `write` is called for each index. */
  list(id: number, count: number, write: (index: number) => void): this {
    this.listHeader(id, count, STRUCT);
    for (let index = 0; index < count; index += 1) this.body(() => write(index));
    return this;
  }

  i32List(id: number, values: readonly number[]): this {
    this.listHeader(id, values.length, I32);
    for (const value of values) this.varint(zigzag(value));
    return this;
  }

  binaryList(id: number, texts: readonly string[]): this {
    this.listHeader(id, texts.length, BINARY);
    for (const text of texts) this.text(text);
    return this;
  }

  /** Ends the outermost struct and returns its bytes. */
  finish(): Uint8Array {
    this.byte(0);
    return this.out.view();
  }

  private body(write: () => void): void {
    const outerId = this.lastId;
    this.lastId = 0;
    write();
    this.byte(0);
    this.lastId = outerId;
  }

  private field(id: number, type: number): void {
    const delta = id - this.lastId;
    if (delta < 1 || delta > 15) throw new Error(`Field ids must ascend by at most 15: ${this.lastId}, ${id}`);
    this.byte((delta << 4) | type);
    this.lastId = id;
  }

  private listHeader(id: number, count: number, type: number): void {
    this.field(id, LIST);
    if (count < 15) return this.byte((count << 4) | type);
    this.byte(0xf0 | type);
    this.varint(count);
  }

  private text(text: string): void {
    const bytes = Buffer.from(text);
    this.varint(bytes.length);
    this.out.appendBytes(bytes);
  }

  /** Up to 53 bits, so no shifts: those cut to 32. */
  private varint(value: number): void {
    let rest = value;
    while (rest > 0x7f) {
      this.byte((rest % 128) | 0x80);
      rest = Math.floor(rest / 128);
    }
    this.byte(rest);
  }

  private byte(value: number): void {
    this.out.appendByte(value);
  }
}

/** For values that are not negative, which is all that a footer holds. */
function zigzag(value: number): number {
  return value * 2;
}

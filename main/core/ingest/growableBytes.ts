// A byte buffer that grows: column builders append to it, and it is written out as it stands.

export class GrowableBytes {
  bytes: Buffer;
  length = 0;

  constructor(initialBytes: number) {
    this.bytes = Buffer.allocUnsafe(initialBytes);
  }

  /** Makes room for `count` more bytes and returns the offset at which they begin. May replace `bytes`: read it after. */
  reserve(count: number): number {
    const offset = this.length;
    this.length += count;
    if (this.length > this.bytes.length) this.grow();
    return offset;
  }

  appendBytes(source: Uint8Array): void {
    const offset = this.reserve(source.length);
    this.bytes.set(source, offset);
  }

  appendByte(value: number): void {
    const offset = this.reserve(1);
    this.bytes[offset] = value;
  }

  appendUint32(value: number): void {
    const offset = this.reserve(4);
    this.bytes.writeUInt32LE(value, offset);
  }

  /** Appends source[start, end). Short pieces byte by byte: a call into native code costs more than that. */
  appendSlice(source: Uint8Array, start: number, end: number): void {
    const offset = this.reserve(end - start);
    const { bytes } = this;
    if (end - start > 64) bytes.set(source.subarray(start, end), offset);
    else for (let at = start, to = offset; at < end; at += 1, to += 1) bytes[to] = source[at] as number;
  }

  /** What has been appended; valid until the next append. */
  view(): Buffer {
    return this.bytes.subarray(0, this.length);
  }

  private grow(): void {
    const larger = Buffer.allocUnsafe(Math.max(this.length, this.bytes.length * 2));
    larger.set(this.bytes);
    this.bytes = larger;
  }
}

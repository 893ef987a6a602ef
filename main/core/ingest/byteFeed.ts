// Bytes that come in chunks, taken in the amounts that a file format asks for.

export class ByteFeed {
  /** How many bytes have been taken. */
  taken = 0;
  private readonly chunks: AsyncIterator<Buffer>;
  private held: Buffer = Buffer.alloc(0);

  constructor(chunks: AsyncIterable<Buffer>) {
    this.chunks = chunks[Symbol.asyncIterator]();
  }

  /** Up to `limit` bytes, as they come; undefined at the end. */
  async next(limit: number): Promise<Buffer | undefined> {
    if (this.held.length === 0 && !(await this.fill())) return undefined;
    return this.cut(Math.min(limit, this.held.length));
  }

  /** Exactly so many bytes; undefined, and nothing taken, where there are fewer. */
  async take(length: number): Promise<Buffer | undefined> {
    while (this.held.length < length) {
      if (!(await this.fill())) return undefined;
    }
    return this.cut(length);
  }

  /** Gives back bytes that were taken last. */
  giveBack(bytes: Buffer): void {
    this.taken -= bytes.length;
    this.held = this.held.length === 0 ? bytes : Buffer.concat([bytes, this.held]);
  }

  async close(): Promise<void> {
    await this.chunks.return?.();
  }

  private async fill(): Promise<boolean> {
    const { done, value } = await this.chunks.next();
    if (done === true) return false;
    this.held = this.held.length === 0 ? value : Buffer.concat([this.held, value]);
    return true;
  }

  private cut(length: number): Buffer {
    const bytes = this.held.subarray(0, length);
    this.held = this.held.subarray(length);
    this.taken += length;
    return bytes;
  }
}

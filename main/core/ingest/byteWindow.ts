// The part of a file that is in memory: what has been read and may still be needed. Positions are bytes of the
// (decompressed) file; an index into `bytes` is a position less `base`.
import { isAscii } from 'node:buffer';

export class ByteWindow {
  bytes: Buffer = Buffer.alloc(0);
  /** The position of the first byte held. */
  base = 0;
  /** Every byte held is ASCII. */
  isAscii = true;

  /** The position after the last byte held. */
  get end(): number {
    return this.base + this.bytes.length;
  }

  /** Adds the next bytes of the file and lets go of those before `keepFrom`. */
  append(chunk: Buffer, keepFrom: number): void {
    const kept = this.bytes.subarray(Math.max(0, keepFrom - this.base));
    this.base = this.end - kept.length;
    this.isAscii = isAscii(chunk) && (kept.length === 0 || this.isAscii);
    // A file that comes in one piece is never copied.
    this.bytes = kept.length === 0 ? chunk : Buffer.concat([kept, chunk]);
  }
}

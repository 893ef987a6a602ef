// Puts rows together into large pieces: a write for each row would cost more than the rows.
import { setImmediate } from 'node:timers/promises';

import type { ByteSink, Frame } from './byteSink.ts';

const pieceBytes = 1 << 20;
/** How long rows may be put together before the core answers other calls. */
const turnMs = 8;

export class Packer {
  rows = 0;
  bytes = 0;
  private readonly sink: ByteSink;
  private readonly frame: Frame;
  private readonly between: Buffer;
  private piece = Buffer.allocUnsafe(pieceBytes);
  private used = 0;
  private full: Uint8Array[] = [];
  private turnStartedMs = performance.now();

  constructor(sink: ByteSink, frame: Frame) {
    this.sink = sink;
    this.frame = frame;
    this.between = Buffer.from(frame.between);
  }

  /** Whether to wait for `release` before the next row: there is enough to write, or others have waited long enough. */
  get isDue(): boolean {
    return this.full.length > 0 || performance.now() - this.turnStartedMs > turnMs;
  }

  add(row: Uint8Array | string): void {
    const bytes = typeof row === 'string' ? Buffer.from(row) : row;
    if (this.rows === 0) this.append(Buffer.from(this.frame.begin));
    else this.append(this.between);
    this.append(bytes);
    this.rows += 1;
  }

  /** Writes what is full, and lets others have their turn. */
  async release(): Promise<void> {
    const pieces = this.full;
    this.full = [];
    for (const piece of pieces) await this.sink.write(piece);
    await setImmediate();
    this.turnStartedMs = performance.now();
  }

  async end(): Promise<void> {
    this.append(Buffer.from(this.rows === 0 ? this.frame.ifEmpty : this.frame.end));
    this.full.push(this.piece.subarray(0, this.used));
    await this.release();
  }

  private append(bytes: Uint8Array): void {
    this.bytes += bytes.length;
    if (this.used + bytes.length > this.piece.length) this.turn(bytes.length);
    this.piece.set(bytes, this.used);
    this.used += bytes.length;
  }

  private turn(nextBytes: number): void {
    if (this.used > 0) this.full.push(this.piece.subarray(0, this.used));
    this.piece = Buffer.allocUnsafe(Math.max(pieceBytes, nextBytes));
    this.used = 0;
  }
}

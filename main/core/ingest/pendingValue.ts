// A JSON value that is being scanned, over as many chunks as it takes. A value longer than a record may be is no
// longer held in memory, only its beginning; the scan goes on to where it ends.
import type { ByteWindow } from './byteWindow.ts';
import { maxKeptTextLength, maxLookBack, maxRecordBytes } from './limits.ts';
import { isAtArray, isFaulty, needsMore, ValueScanner } from './valueScanner.ts';

export type ScanResult =
  | { readonly kind: 'more' }
  | { readonly kind: 'end'; readonly at: number }
  | { readonly kind: 'fault'; readonly at: number }
  | { readonly kind: 'array'; readonly at: number };

const more: ScanResult = { kind: 'more' };

export class PendingValue {
  start = 0;
  /** Where the scan goes on. */
  resumeAt = 0;
  /** The bytes from `start` on need not be held. */
  isDropped = false;
  /** An array of records in it is being read, or has been: it is a wrapping, not a record. */
  isEntered = false;
  /** The beginning of a value that is too long to be held. */
  head = '';
  readonly scanner = new ValueScanner();

  begin(start: number, watchesArrays: boolean): void {
    this.start = start;
    this.resumeAt = start;
    this.isDropped = false;
    this.isEntered = false;
    this.head = '';
    this.scanner.begin(watchesArrays);
  }

  /** The first position that must stay in memory. */
  get keepFrom(): number {
    return this.isDropped ? Math.max(this.start, this.resumeAt - maxLookBack) : this.start;
  }

  isTooLong(end: number): boolean {
    return end - this.start > maxRecordBytes;
  }

  drop(window: ByteWindow): void {
    this.head = headText(window, this.start);
    this.isDropped = true;
  }

  advance(window: ByteWindow): ScanResult {
    const { bytes, base } = window;
    const result = this.scanner.scan(bytes, this.resumeAt - base, bytes.length);
    if (result >= 0) return { kind: 'end', at: base + result };
    this.resumeAt = base + this.scanner.stoppedAt;
    if (result === needsMore) return more;
    if (result === isFaulty) return { kind: 'fault', at: this.resumeAt };
    return { kind: result === isAtArray ? 'array' : 'fault', at: this.resumeAt };
  }
}

/** The text at a position, cut to what is kept of a rejected text. */
export function headText(window: ByteWindow, start: number, end = window.end): string {
  const from = start - window.base;
  return window.bytes.toString('utf8', from, Math.min(end - window.base, from + maxKeptTextLength));
}

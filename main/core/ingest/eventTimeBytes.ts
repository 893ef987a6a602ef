// Reads `"2026-06-12T14:31:55Z"` from bytes; anything else goes through parseEventTime. Calls come close together,
// so the day is worked out once for as long as it stays the same.
import { parseEventTime } from '../../../shared/events/eventTime.ts';

const textLength = 20;

export class EventTimeReader {
  private readonly day = Buffer.alloc(10);
  private dayMs = Number.NaN;

  /** Milliseconds since 1970 of the JSON value at bytes[start, end); `undefined` if it is not a time. */
  read(bytes: Buffer, start: number, end: number): number | undefined {
    if (start < 0) return undefined;
    const at = start + 1;
    if (end - start !== textLength + 2 || !isUsual(bytes, at)) return parseValue(bytes, start, end);
    if (bytes.compare(this.day, 0, 10, at, at + 10) !== 0) this.setDay(bytes, at);
    const hour = twoDigits(bytes, at + 11);
    const minute = twoDigits(bytes, at + 14);
    const second = twoDigits(bytes, at + 17);
    if (!(hour < 24 && minute < 60 && second < 60) || Number.isNaN(this.dayMs)) return parseValue(bytes, start, end);
    return this.dayMs + ((hour * 60 + minute) * 60 + second) * 1000;
  }

  private setDay(bytes: Buffer, at: number): void {
    bytes.copy(this.day, 0, at, at + 10);
    this.dayMs = parseEventTime(bytes.toString('latin1', at, at + 10)) ?? Number.NaN;
  }
}

function parseValue(bytes: Buffer, start: number, end: number): number | undefined {
  return parseEventTime(JSON.parse(bytes.toString('utf8', start, end)));
}

function isUsual(bytes: Uint8Array, at: number): boolean {
  return (
    bytes[at - 1] === 0x22 &&
    bytes[at + 10] === 0x54 &&
    bytes[at + 13] === 0x3a &&
    bytes[at + 16] === 0x3a &&
    bytes[at + 19] === 0x5a
  );
}

/** The number at bytes[at, at + 2), or NaN. */
function twoDigits(bytes: Uint8Array, at: number): number {
  const tens = (bytes[at] as number) - 0x30;
  const ones = (bytes[at + 1] as number) - 0x30;
  return tens >= 0 && tens <= 9 && ones >= 0 && ones <= 9 ? tens * 10 + ones : Number.NaN;
}

// Finds where a JSON object, array or string ends, by its brackets and quotes alone, and can be stopped and taken up
// again at any byte. What lies between the brackets is left to JSON.parse; but what shows at once that the brackets
// cannot be trusted (a pair that does not match, a bare line feed in a string, an object that begins on a new line
// where none can stand) is a fault, so that one broken line does not swallow the lines after it.
import * as bytesOf from './bytes.ts';
import { isSpace } from './bytes.ts';
import { maxDepth, maxLookBack } from './limits.ts';

// Copies: where modules are not bundled, each use of an imported constant may cost a look-up, here once per byte.
const { backslash, closeBrace, closeBracket, colon, comma, lineFeed, openBrace, openBracket, quote, space } = bytesOf;

/** The bytes ran out before the value did. */
export const needsMore = -1;
/** The value is not JSON; `stoppedAt` is near the place. */
export const isFaulty = -2;
/** An array begins in the object itself, at `stoppedAt`; only where such arrays are watched for. */
export const isAtArray = -3;

export class ValueScanner {
  /** Where the last scan stopped without an end. */
  stoppedAt = 0;
  isTooDeep = false;
  private depth = 0;
  private isInString = false;
  private watchesArrays = false;
  private passesArray = false;
  private readonly openings = new Uint8Array(maxDepth + 1);

  /** Gets ready for a new value; with `watchesArrays` the scan stops at each array that is a member of the object itself. */
  begin(watchesArrays: boolean): void {
    this.depth = 0;
    this.isInString = false;
    this.watchesArrays = watchesArrays;
    this.passesArray = false;
    this.isTooDeep = false;
  }

  /** After `isAtArray`: the next scan goes through the array like through anything else. */
  passArray(): void {
    this.passesArray = true;
  }

  /** Returns the index after the value, or one of `needsMore`, `isFaulty`, `isAtArray`. */
  scan(bytes: Uint8Array, from: number, to: number): number {
    let index = from;
    let isInString = this.isInString;
    while (index < to) {
      if (isInString) {
        // The two loops that see every byte compare with constants: twice as fast as a table or a call.
        let inner = quote;
        while (index < to) {
          inner = bytes[index] as number;
          if (inner === quote || inner === backslash || inner < space) break;
          index += 1;
        }
        if (index >= to || (inner === backslash && index + 1 >= to)) break;
        if (inner === backslash) {
          index += 2;
          continue;
        }
        if (inner !== quote) return this.stop(index, true, isFaulty);
        isInString = false;
        index += 1;
        if (this.depth === 0) return index;
        continue;
      }
      const byte = bytes[index] as number;
      if (byte === quote) {
        isInString = true;
      } else if (byte === openBrace || byte === openBracket) {
        if (!this.open(byte)) return this.stop(index, false, isAtArray);
      } else if (byte === closeBrace || byte === closeBracket) {
        if (!this.close(byte)) return this.stop(index, false, isFaulty);
        if (this.depth === 0) return index + 1;
      } else if (byte === lineFeed) {
        if (index + 1 >= to) break;
        if (bytes[index + 1] === openBrace && !this.canOpen(bytes, index)) return this.stop(index, false, isFaulty);
      }
      index += 1;
    }
    return this.stop(index, isInString, needsMore);
  }

  private stop(index: number, isInString: boolean, result: number): number {
    this.stoppedAt = index;
    this.isInString = isInString;
    return result;
  }

  private open(byte: number): boolean {
    if (byte === openBracket && this.depth === 1 && this.watchesArrays) {
      if (!this.passesArray) return false;
      this.passesArray = false;
    }
    this.depth += 1;
    if (this.depth <= maxDepth) this.openings[this.depth] = byte;
    else this.isTooDeep = true;
    return true;
  }

  private close(byte: number): boolean {
    // In ASCII each closing bracket stands two after its opening one.
    if (this.depth <= maxDepth && this.openings[this.depth] !== byte - 2) return false;
    this.depth -= 1;
    return true;
  }

  /** Whether an object may begin after the line feed at `index`: after a colon, or in an array after a comma or at its start. */
  private canOpen(bytes: Uint8Array, index: number): boolean {
    const first = Math.max(0, index - maxLookBack);
    let before = index - 1;
    while (before >= first && isSpace(bytes[before])) before -= 1;
    if (before < first) return true;
    if (bytes[before] === colon) return true;
    const isInArray = this.depth > maxDepth || this.openings[this.depth] === openBracket;
    return isInArray && (bytes[before] === comma || bytes[before] === openBracket);
  }
}

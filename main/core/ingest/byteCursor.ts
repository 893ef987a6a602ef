// A place in the bytes of a file that moves over what may stand between JSON values.
import { comma, skipSpace } from './bytes.ts';
import { ByteWindow } from './byteWindow.ts';
import { maxRecordBytes } from './limits.ts';

const byteOrderMark = [0xef, 0xbb, 0xbf] as const;

export class ByteCursor {
  readonly window = new ByteWindow();
  position = 0;
  isFinal = false;
  /** More whitespace has been passed than a record may be long: nobody writes that, but it compresses a thousandfold. */
  isInVoid = false;
  private gapBytes = 0;

  /** Where what stands between two values begins. */
  get gapStart(): number {
    return this.position - this.gapBytes;
  }

  /** Moves to the next byte that means something and returns it; undefined where the bytes end before. */
  nextByte(passesCommas: boolean): number | undefined {
    const { bytes, base } = this.window;
    let index = this.position - base;
    for (;;) {
      index = skipSpace(bytes, index, bytes.length);
      if (passesCommas && bytes[index] === comma) index += 1;
      else if (passesCommas && this.isMark(index)) index += byteOrderMark.length;
      else break;
    }
    this.gapBytes += base + index - this.position;
    this.position = base + index;
    if (this.gapBytes > maxRecordBytes) this.isInVoid = true;
    const byte = bytes[index];
    if (byte === undefined || this.isInVoid) return undefined;
    // The rest of a byte order mark may come with the next bytes.
    if (passesCommas && byte === byteOrderMark[0] && index + 2 >= bytes.length && !this.isFinal) return undefined;
    this.gapBytes = 0;
    return byte;
  }

  private isMark(index: number): boolean {
    return byteOrderMark.every((byte, offset) => this.window.bytes[index + offset] === byte);
  }
}

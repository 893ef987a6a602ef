// Where the members of an object or the elements of an array stand, in bytes that are known to be JSON.
import {
  closeBrace,
  closeBracket,
  comma,
  isSpace,
  openBrace,
  openBracket,
  quote,
  scalarEnd,
  skipSpace,
} from './bytes.ts';
import { ValueScanner } from './valueScanner.ts';

export type Child = {
  /** The member's name; undefined for an element of an array. */
  readonly name: string | undefined;
  readonly start: number;
  readonly end: number;
};

/** The children of the object or array that begins at `start` (whitespace before it allowed). */
export function* jsonChildren(bytes: Buffer, start: number, end: number): Generator<Child> {
  const scanner = new ValueScanner();
  let index = skipSpace(bytes, start, end);
  const isInObject = bytes[index] === openBrace;
  index += 1;
  for (;;) {
    while (index < end && (isSpace(bytes[index]) || bytes[index] === comma)) index += 1;
    if (index >= end || bytes[index] === closeBrace || bytes[index] === closeBracket) return;
    let name: string | undefined;
    if (isInObject) {
      const nameEnd = valueEnd(scanner, bytes, index, end);
      name = String(JSON.parse(bytes.toString('utf8', index, nameEnd)));
      index = skipSpace(bytes, skipSpace(bytes, nameEnd, end) + 1, end);
    }
    const childEnd = valueEnd(scanner, bytes, index, end);
    yield { name, start: index, end: childEnd };
    index = childEnd;
  }
}

function valueEnd(scanner: ValueScanner, bytes: Buffer, start: number, end: number): number {
  const byte = bytes[start];
  if (byte !== quote && byte !== openBrace && byte !== openBracket) {
    const found = scalarEnd(bytes, start, end);
    return found < 0 ? end : found;
  }
  scanner.begin(false);
  const found = scanner.scan(bytes, start, end);
  return found < 0 ? end : found;
}

// Says where bytes stop being JSON. JSON.parse does the real work; this strict, slow walk is taken only over what it
// or the scanner has refused, because V8 does not always give a position and words its messages for programmers.
import * as bytesOf from './bytes.ts';
import { isSpace, skipSpace } from './bytes.ts';

// Copies: see valueScanner.ts.
const { backslash, closeBrace, closeBracket, colon, comma, openBrace, openBracket, quote, space } = bytesOf;

export type SyntaxFault = {
  /** Index of the first byte that cannot stand there; the end of the bytes where more would be needed. */
  readonly at: number;
  /** What is wrong, as the end of a sentence. */
  readonly reason: string;
  /** The bytes end too early; what is there is right so far. */
  readonly isAtEnd: boolean;
};

type Expected = 'value' | 'value-or-end' | 'key' | 'key-or-end' | 'colon' | 'comma-or-end';

const wanted: Readonly<Record<Expected, string>> = {
  value: 'a value',
  'value-or-end': 'a value or ]',
  key: 'a member name in double quotes',
  'key-or-end': 'a member name in double quotes or }',
  colon: 'a colon',
  'comma-or-end': 'a comma or the closing bracket',
};

const scalar = /^(?:-?(?:0|[1-9]\d*)(?:\.\d+)?(?:[eE][+-]?\d+)?|true|false|null)$/;
const endsScalar = new Set([comma, closeBrace, closeBracket, colon, quote, openBrace, openBracket]);
const longestScalar = 4096;

/** Checks one JSON value; `undefined` where there is nothing wrong with it. */
export function findSyntaxFault(bytes: Uint8Array, from: number, to: number): SyntaxFault | undefined {
  const open: number[] = [];
  let expected: Expected = 'value';
  let index = from;
  for (;;) {
    index = skipSpace(bytes, index, to);
    if (index >= to) return fault(to, 'the text ends too early', true);
    const byte = bytes[index] as number;
    const isKey = expected === 'key' || expected === 'key-or-end';
    if (isClosing(byte, expected, open.at(-1))) {
      open.pop();
      index += 1;
    } else if (expected === 'colon' || expected === 'comma-or-end') {
      if (byte !== (expected === 'colon' ? colon : comma)) return unexpected(bytes, index, expected);
      expected = expected === 'colon' || open.at(-1) === openBracket ? 'value' : 'key';
      index += 1;
      continue;
    } else if (byte === quote) {
      const end = stringEnd(bytes, index, to);
      if (typeof end !== 'number') return end;
      index = end;
      if (isKey) {
        expected = 'colon';
        continue;
      }
    } else if (isKey) {
      return unexpected(bytes, index, expected);
    } else if (byte === openBrace || byte === openBracket) {
      open.push(byte);
      expected = byte === openBrace ? 'key-or-end' : 'value-or-end';
      index += 1;
      continue;
    } else {
      const end = scalarFault(bytes, index, to);
      if (typeof end !== 'number') return end;
      index = end;
    }
    if (open.length === 0) return undefined;
    expected = 'comma-or-end';
  }
}

function isClosing(byte: number, expected: Expected, open: number | undefined): boolean {
  if (expected === 'key' || expected === 'value' || expected === 'colon') return false;
  return (byte === closeBrace && open === openBrace) || (byte === closeBracket && open === openBracket);
}

/** The index after the string that begins at `from`. */
function stringEnd(bytes: Uint8Array, from: number, to: number): number | SyntaxFault {
  for (let index = from + 1; index < to; index += 1) {
    const byte = bytes[index] as number;
    if (byte === quote) return index + 1;
    if (byte < space) return fault(index, 'a text between quotes holds a bare control character', false);
    if (byte !== backslash) continue;
    const escape = Buffer.from(bytes.subarray(index, Math.min(index + 6, to))).toString('latin1');
    if (/^\\["\\/bfnrt]/.test(escape)) index += 1;
    else if (/^\\u[0-9a-fA-F]{4}/.test(escape)) index += 5;
    else if (/^\\u?[0-9a-fA-F]{0,3}$/.test(escape) && index + escape.length === to) break;
    else return fault(index, 'a backslash is followed by what is no escape', false);
  }
  return fault(to, 'the text ends within quotes', true);
}

/** Whether a text is a number, `true`, `false` or `null`. */
export function isJsonScalar(text: string): boolean {
  return scalar.test(text);
}

/** The index after the number or literal that begins at `from`. */
function scalarFault(bytes: Uint8Array, from: number, to: number): number | SyntaxFault {
  let end = from;
  while (end < to && end - from < longestScalar && !isSpace(bytes[end]) && !endsScalar.has(bytes[end] as number))
    end += 1;
  const word = Buffer.from(bytes.subarray(from, end)).toString('latin1');
  if (scalar.test(word)) return end;
  if (end === to && isScalarStart(word)) return fault(to, 'the text ends too early', true);
  return unexpected(bytes, from, 'value');
}

function isScalarStart(word: string): boolean {
  return (
    /^-?(?:\d+\.?\d*)?(?:[eE][+-]?\d*)?$/.test(word) || ['true', 'false', 'null'].some((each) => each.startsWith(word))
  );
}

function unexpected(bytes: Uint8Array, at: number, expected: Expected): SyntaxFault {
  const byte = bytes[at] as number;
  const shown =
    byte > space && byte < 0x7f ? String.fromCharCode(byte) : `byte 0x${byte.toString(16).padStart(2, '0')}`;
  return fault(at, `${wanted[expected]} is expected, not ${shown}`, false);
}

function fault(at: number, reason: string, isAtEnd: boolean): SyntaxFault {
  return { at, reason, isAtEnd };
}

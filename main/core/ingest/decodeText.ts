// Bytes to text, once for each record. Text of ASCII bytes alone is decoded as Latin-1: V8 then keeps one byte per
// character and parses it faster. What DuckDB cannot keep is repaired, and said to be.
import { isAscii, isUtf8 } from 'node:buffer';

export type DecodedText = { readonly text: string; readonly isRepaired: boolean };

/** Decodes a range; `isKnownAscii` spares the check where the whole buffer has passed it. */
export function decodeText(bytes: Buffer, start: number, end: number, isKnownAscii: boolean): DecodedText {
  if (isKnownAscii) return repairEscapes(bytes.toString('latin1', start, end));
  const range = bytes.subarray(start, end);
  if (isAscii(range)) return repairEscapes(range.toString('latin1'));
  const repaired = repairEscapes(range.toString('utf8'));
  return isUtf8(range) ? repaired : { text: repaired.text, isRepaired: true };
}

/** With the `u` flag a pair is one character, so only a half that stands alone matches. */
const loneSurrogate = /\p{Surrogate}/u;
/** The text as it is, for showing: with what DuckDB cannot keep. Bytes that are no UTF-8 are handed on as bytes. */
export function decodeExact(
  bytes: Buffer,
  start: number,
  end: number,
): { readonly text: string; readonly bytes?: Buffer } {
  const range = bytes.subarray(start, end);
  const text = range.toString('utf8');
  return isUtf8(range) ? { text } : { text, bytes: Buffer.from(range) };
}

const escapes = /\\(?:u(d[89ab][0-9a-f]{2})\\u(d[c-f][0-9a-f]{2})|u(d[89a-f][0-9a-f]{2})|.)/gi;

/** Puts U+FFFD in the place of each escaped half of a surrogate pair that stands alone. */
export function repairEscapes(text: string): DecodedText {
  if (!text.includes('\\ud') && !text.includes('\\uD')) return { text, isRepaired: false };
  let isRepaired = false;
  const repaired = text.replaceAll(escapes, (escape: string, _high: unknown, _low: unknown, lone: unknown) => {
    if (lone === undefined) return escape;
    isRepaired = true;
    return '\\ufffd';
  });
  return isRepaired ? { text: repaired, isRepaired } : { text, isRepaired };
}

/** The same for a string that was decoded from JSON and may hold the halves themselves. */
export function repairSurrogates(text: string): DecodedText {
  if (!loneSurrogate.test(text)) return repairEscapes(text);
  return { text: repairEscapes(text.replaceAll(new RegExp(loneSurrogate, 'gu'), '\ufffd')).text, isRepaired: true };
}

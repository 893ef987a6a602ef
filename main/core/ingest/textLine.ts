// What stands between JSON values where JSON has nothing to stand: prefixes of log lines, and text that is no JSON.
import { lineFeed, openBrace } from './bytes.ts';

export type TextLine =
  | { readonly kind: 'more' }
  /** A log line: something short, such as a time, and then an object. */
  | { readonly kind: 'prefix'; readonly brace: number }
  /** Text up to `end`, the line feed if the line is not too long. */
  | { readonly kind: 'text'; readonly end: number; readonly text: string };

const longestPrefix = 1024;
const longestText = 4096;

/** The line from `index` on. */
export function lineAt(bytes: Buffer, index: number, isFinal: boolean): TextLine {
  const ahead = bytes.subarray(index, index + longestText);
  const feed = ahead.indexOf(lineFeed);
  if (feed < 0 && ahead.length < longestText && !isFinal) return { kind: 'more' };
  const line = feed < 0 ? ahead : ahead.subarray(0, feed);
  const brace = line.subarray(0, longestPrefix).indexOf(openBrace);
  if (brace >= 0) return { kind: 'prefix', brace: index + brace };
  return { kind: 'text', end: index + line.length, text: line.toString('utf8') };
}

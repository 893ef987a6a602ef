// Where reading can surely be taken up again after JSON that is broken.
import { closeBracket, comma, isSpace, lineFeed, openBrace, quote, skipSpace } from './bytes.ts';
import { nextRecordStart } from './envelopes.ts';
import { maxLookBack } from './limits.ts';

/** `line`: at any line; `object`: at a line that begins with an object; `element`: also at a record among records. */
export type RestartRule = 'line' | 'object' | 'element';

export type Restart = { readonly at: number; readonly kind: 'line' | 'element' };

/** The first place from `from` on; undefined where there is none in these bytes. Bytes before `lowest` show nothing. */
export function findRestart(
  bytes: Buffer,
  { from, lowest }: { readonly from: number; readonly lowest: number },
  rule: RestartRule,
): Restart | undefined {
  const line = nextLine(bytes, { from, lowest }, rule);
  if (rule !== 'element') return line < 0 ? undefined : { at: line, kind: 'line' };
  const element = nextRecordStart(bytes, from, lowest);
  if (element >= 0 && (line < 0 || element <= line)) return { at: element, kind: 'element' };
  return line < 0 ? undefined : { at: line, kind: 'line' };
}

function nextLine(
  bytes: Buffer,
  { from, lowest }: { readonly from: number; readonly lowest: number },
  rule: RestartRule,
): number {
  for (let feed = bytes.indexOf(lineFeed, from); feed >= 0; feed = bytes.indexOf(lineFeed, feed + 1)) {
    if (rule === 'line') return feed + 1;
    if (bytes[feed + 1] !== openBrace) continue;
    if (rule === 'object' || !followsComma(bytes, feed, lowest)) return feed + 1;
  }
  return -1;
}

function followsComma(bytes: Buffer, index: number, lowest: number): boolean {
  const first = Math.max(lowest, index - maxLookBack);
  let at = index - 1;
  while (at >= first && isSpace(bytes[at])) at -= 1;
  return at >= first && bytes[at] === comma;
}

export type Follows = 'yes' | 'no' | 'more';

/** Whether what stands at `index` can follow an element among records: the end of the array, or the next object. */
export function followsElement(bytes: Buffer, index: number): Follows {
  const next = skipSpace(bytes, index, bytes.length);
  if (next >= bytes.length) return 'more';
  if (bytes[next] === closeBracket) return 'yes';
  if (bytes[next] !== comma) return 'no';
  const brace = skipSpace(bytes, next + 1, bytes.length);
  if (brace >= bytes.length) return 'more';
  const name = skipSpace(bytes, brace + 1, bytes.length);
  if (bytes[brace] !== openBrace) return 'no';
  if (name >= bytes.length) return 'more';
  return bytes[name] === quote ? 'yes' : 'no';
}

/** The same for a value that stands alone: the end of its line, or the next object. */
export function followsValue(bytes: Buffer, index: number): Follows {
  let next = index;
  while (next < bytes.length && bytes[next] !== lineFeed && isSpace(bytes[next])) next += 1;
  if (next >= bytes.length) return 'more';
  return bytes[next] === lineFeed || bytes[next] === openBrace ? 'yes' : 'no';
}

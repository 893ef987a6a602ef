// Where reading can surely be taken up again after JSON that is broken.
import { comma, isSpace, lineFeed, openBrace } from './bytes.ts';
import { nextRecordStart } from './envelopes.ts';

/** `line`: at any line; `object`: at a line that begins with an object; `element`: also at a record among records. */
export type RestartRule = 'line' | 'object' | 'element';

export type Restart = { readonly at: number; readonly kind: 'line' | 'element' };

/** The first place from `from` on; undefined where there is none in these bytes. */
export function findRestart(bytes: Buffer, from: number, rule: RestartRule): Restart | undefined {
  const line = nextLine(bytes, from, rule);
  if (rule !== 'element') return line < 0 ? undefined : { at: line, kind: 'line' };
  const element = nextRecordStart(bytes, from);
  if (element >= 0 && (line < 0 || element <= line)) return { at: element, kind: 'element' };
  return line < 0 ? undefined : { at: line, kind: 'line' };
}

function nextLine(bytes: Buffer, from: number, rule: RestartRule): number {
  for (let feed = bytes.indexOf(lineFeed, from); feed >= 0; feed = bytes.indexOf(lineFeed, feed + 1)) {
    if (rule === 'line') return feed + 1;
    if (bytes[feed + 1] !== openBrace) continue;
    if (rule === 'object' || !followsComma(bytes, feed, from)) return feed + 1;
  }
  return -1;
}

function followsComma(bytes: Buffer, index: number, first: number): boolean {
  let at = index - 1;
  while (at >= first && isSpace(bytes[at])) at -= 1;
  return bytes[at] === comma;
}

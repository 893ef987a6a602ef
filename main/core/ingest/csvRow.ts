// Comma-separated values as RFC 4180 has them: where a row ends in bytes, and its cells.
import { comma, lineFeed, quote } from './bytes.ts';

/** Where the row from `from` on ends (its line feed); -1 where the bytes end before. `isFinal`: then that is its end. */
export function csvRowEnd(bytes: Uint8Array, from: number, isFinal: boolean): number {
  let isQuoted = false;
  for (let index = from; index < bytes.length; index += 1) {
    const byte = bytes[index];
    if (byte === quote) isQuoted = !isQuoted;
    else if (byte === lineFeed && !isQuoted) return index;
  }
  return isFinal && !isQuoted ? bytes.length : -1;
}

/** The cells of a row; undefined where quotes are not as they should be. */
export function parseCsvRow(text: string): readonly string[] | undefined {
  const row = text.replace(/\r?\n?$/, '');
  const cells: string[] = [];
  for (let at = 0; at <= row.length;) {
    if (row.charCodeAt(at) !== quote) {
      const end = row.indexOf(',', at);
      cells.push(end < 0 ? row.slice(at) : row.slice(at, end));
      if (end < 0) return cells;
      at = end + 1;
      continue;
    }
    const end = closingQuote(row, at + 1);
    if (end < 0) return undefined;
    cells.push(row.slice(at + 1, end).replaceAll('""', '"'));
    if (end + 1 === row.length) return cells;
    if (row.charCodeAt(end + 1) !== comma) return undefined;
    at = end + 2;
  }
  return cells;
}

function closingQuote(row: string, from: number): number {
  for (let at = row.indexOf('"', from); at >= 0; at = row.indexOf('"', at + 2)) {
    if (row.charCodeAt(at + 1) !== quote) return at;
  }
  return -1;
}

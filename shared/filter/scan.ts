// The smallest pieces of the filter language: quoted texts, words, and the paths before a colon.
// In all of them a backslash takes the character after it as it is.
import type { Field, Pattern } from './ast.ts';

export type ScannedText = {
  readonly pattern: Pattern;
  readonly to: number;
  /** A quoted text that ends in its quote; a word that does not end in a lone backslash. */
  readonly isComplete: boolean;
};

const space = /\s/u;

export function skipSpace(text: string, at: number): number {
  let index = at;
  while (index < text.length && space.test(text.charAt(index))) index += 1;
  return index;
}

/** A text in quotes; `at` is where its opening quote stands. */
export function scanQuoted(text: string, at: number): ScannedText {
  const scanned = scanUntil(text, at + 1, (char) => char === '"');
  const isComplete = scanned.isComplete && scanned.to < text.length;
  return { ...scanned, to: isComplete ? scanned.to + 1 : scanned.to, isComplete };
}

/** A text without quotes: up to a space, parenthesis or quote, within a range also up to its bracket. */
export function scanWord(text: string, at: number, isInRange = false): ScannedText {
  return scanUntil(text, at, (char) => endsWord(char) || (isInRange && char === ']'));
}

export function endsWord(char: string): boolean {
  return char === '' || char === '(' || char === ')' || char === '"' || space.test(char);
}

function scanUntil(text: string, at: number, isEnd: (char: string) => boolean): ScannedText {
  const parts: string[] = [];
  let part = '';
  let index = at;
  for (; index < text.length && !isEnd(text.charAt(index)); index += 1) {
    const char = text.charAt(index);
    if (char === '*') {
      parts.push(part);
      part = '';
    } else if (char !== '\\') {
      part += char;
    } else if (index + 1 < text.length) {
      index += 1;
      part += text.charAt(index);
    } else {
      return { pattern: joined(parts, part), to: text.length, isComplete: false };
    }
  }
  return { pattern: joined(parts, part), to: index, isComplete: true };
}

/** Wildcards that stand side by side say no more than one. */
function joined(parts: readonly string[], last: string): Pattern {
  const all = [...parts, last];
  return all.filter((part, index) => part !== '' || index === 0 || index === all.length - 1);
}

export type ScannedField =
  | { readonly kind: 'field'; readonly field: Field; readonly to: number }
  /** An element of a list picked by its number. */
  | { readonly kind: 'index'; readonly from: number; readonly to: number }
  | { readonly kind: 'none' };

const index = /\[(?:\d+|\*)\]/y;

/** A path and the colon after it: `a.b:`, `a["odd.key"]:`. The field ends before the colon, `to` after it. */
export function scanField(text: string, at: number): ScannedField {
  const path: string[] = [];
  let to = at;
  for (;;) {
    const segment = text.charAt(to) === '[' ? scanKey(text, to) : scanSegment(text, to);
    if (segment === undefined) break;
    path.push(segment.name);
    to = segment.to;
    const char = text.charAt(to);
    if (char === ':') return { kind: 'field', field: { path, from: at, to }, to: to + 1 };
    if (char === '.') to += 1;
    else if (char !== '[') return { kind: 'none' };
    if (char === '.' && text.charAt(to) === '[') return { kind: 'none' };
  }
  index.lastIndex = to;
  const found = path.length > 0 && index.test(text);
  return found ? { kind: 'index', from: to, to: index.lastIndex } : { kind: 'none' };
}

type Segment = { readonly name: string; readonly to: number };

/** A segment in brackets and quotes; nothing but the backslash has a meaning in it. */
function scanKey(text: string, at: number): Segment | undefined {
  if (text.charAt(at + 1) !== '"') return undefined;
  let name = '';
  for (let to = at + 2; to < text.length; to += 1) {
    if (text.startsWith('"]', to)) return { name, to: to + 2 };
    if (text.charAt(to) === '"') return undefined;
    if (text.charAt(to) === '\\') to += 1;
    name += text.charAt(to);
  }
  return undefined;
}

function scanSegment(text: string, at: number): Segment | undefined {
  let name = '';
  let to = at;
  for (; !endsWord(text.charAt(to)) && !'.:[]'.includes(text.charAt(to)); to += 1) {
    if (text.charAt(to) === '\\') to += 1;
    name += text.charAt(to);
  }
  return name === '' ? undefined : { name, to };
}

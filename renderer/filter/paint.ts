// Cuts a filter's text into coloured pieces while it is typed. It never judges: what is wrong, and where, is the
// core's word (`filter.check`), since only the core knows the fields of this workspace.
import { scanField, scanQuoted, scanWord, skipSpace } from '../../shared/filter/scan.ts';

export type PieceKind = 'field' | 'value' | 'text' | 'operator';

export type Piece = { readonly from: number; readonly to: number; readonly kind: PieceKind };

const operatorWords: ReadonlySet<string> = new Set(['AND', 'OR', 'NOT']);

export function piecesOf(text: string): readonly Piece[] {
  const pieces: Piece[] = [];
  let at = skipSpace(text, 0);
  while (at < text.length) {
    const found = pieceAt(text, at);
    pieces.push(...found);
    at = skipSpace(text, found.at(-1)?.to ?? at + 1);
  }
  return pieces;
}

function pieceAt(text: string, at: number): readonly Piece[] {
  const char = text.charAt(at);
  if (char === '(' || char === ')') return [{ from: at, to: at + 1, kind: 'operator' }];
  const next = text.charAt(at + 1);
  if (char === '-' && next.trim() !== '') return [{ from: at, to: at + 1, kind: 'operator' }];
  const field = scanField(text, at);
  if (field.kind === 'field') {
    const value = valueAt(text, field.to);
    const name: Piece = { from: at, to: field.to, kind: 'field' };
    return value.to > value.from ? [name, value] : [name];
  }
  const to = Math.max(at + 1, char === '"' ? scanQuoted(text, at).to : scanWord(text, at).to);
  return [{ from: at, to, kind: operatorWords.has(text.slice(at, to)) ? 'operator' : 'text' }];
}

function valueAt(text: string, from: number): Piece {
  const char = text.charAt(from);
  if (char === '[') {
    const end = text.indexOf(']', from);
    return { from, to: end === -1 ? text.length : end + 1, kind: 'value' };
  }
  const start = /^(?:>=|<=|>|<)/.exec(text.slice(from, from + 2))?.[0].length ?? 0;
  const at = from + start;
  const to = text.charAt(at) === '"' ? scanQuoted(text, at).to : scanWord(text, at).to;
  return { from, to, kind: 'value' };
}

export type Mark = { readonly from: number; readonly to: number };

export type PaintedSpan = { readonly text: string; readonly classes: string };

/** Beyond this, drawing the pieces anew for each letter would be felt; nobody reads so long a text by its colours. */
const longestColoured = 3000;

/** The whole text as spans, each of one colour and either within a mark or not. */
export function paint(text: string, marks: readonly Mark[]): readonly PaintedSpan[] {
  const pieces = text.length > longestColoured ? [] : piecesOf(text);
  const edges = new Set([0, text.length]);
  for (const { from, to } of [...pieces, ...marks])
    edges.add(Math.min(from, text.length)).add(Math.min(to, text.length));
  const sorted = [...edges].toSorted((a, b) => a - b);
  let at = 0;
  return sorted.slice(0, -1).map((from, index) => {
    const to = sorted[index + 1] ?? text.length;
    // Pieces stand in order: those that were passed need not be looked at again, however long the text is.
    while ((pieces[at]?.to ?? Infinity) <= from) at += 1;
    const piece = pieces[at];
    const kind = piece && piece.from <= from ? piece.kind : 'text';
    const isWrong = marks.some((mark) => mark.from <= from && to <= mark.to);
    return { text: text.slice(from, to), classes: isWrong ? `filter-${kind} filter-wrong` : `filter-${kind}` };
  });
}

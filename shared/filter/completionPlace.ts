// What a reader is about to write where the cursor stands in a filter, which for the most part is not a whole filter
// yet: the name of a field, or a value of one.
import type { FilterNode, Span } from './ast.ts';
import { chain, parseFilter } from './parse.ts';
import { endsWord, scanField, scanQuoted, scanWord, skipSpace } from './scan.ts';

/** The span is what an option takes the place of; `typed` is what stands in it before the cursor, without its quotes. */
export type CompletionPlace = Span & { readonly typed: string } & (
    | { readonly kind: 'field' }
    /** Within a phrase that is searched for as it is. */
    | { readonly kind: 'phrase' }
    | {
        readonly kind: 'value';
        readonly path: readonly string[];
        /** In `field:(a OR b)`, where AND, OR and NOT are operators. */
        readonly isInGroup: boolean;
        /** In a range or after a comparison: not every value of the field is meant. */
        readonly isBound: boolean;
      }
  );

/** A piece of the text, and where the clause begins that it belongs to. */
type Piece = CompletionPlace & { readonly clauseFrom: number };

/** Where the reading stands; `groups` has the fields of the parentheses that are open, undefined for plain ones. */
type Walk = { readonly text: string; readonly cursor: number; readonly groups: (readonly string[] | undefined)[] };

export function completionPlace(text: string, cursor: number): CompletionPlace {
  const { clauseFrom: _clauseFrom, ...place } = pieceAt(text, cursor);
  return place;
}

/** The filter without the clause that is being written; everything where what remains makes no sense. */
export function withoutClauseAt(text: string, cursor: number): FilterNode {
  const piece = pieceAt(text, cursor);
  // A clause that makes sense stands in for the unfinished one, so that the rest can be read, and is then left out.
  const standIn = piece.kind === 'value' && piece.isInGroup ? '*' : 'eventName:*';
  const before = text.slice(0, piece.clauseFrom);
  const whole = `${before}${standIn} ${text.slice(piece.to)}`;
  const parsed = parseFilter(whole).node ?? parseFilter(`${whole}${')'.repeat(openParentheses(whole))}`).node;
  if (parsed?.kind !== 'and') return everything;
  const at = before.length;
  const others = parsed.operands.filter(({ from, to }) => at < from || to <= at);
  return chain('and', others) ?? everything;
}

const everything: FilterNode = { kind: 'everything', from: 0, to: 0 };

function openParentheses(text: string): number {
  return walk({ text, cursor: text.length + 1, groups: [] }).groups.length;
}

function pieceAt(text: string, cursor: number): Piece {
  const at = Math.min(cursor, text.length);
  const { found, groups } = walk({ text, cursor: at, groups: [] });
  if (found !== undefined) return found;
  const nothing = { from: at, to: at, clauseFrom: at, typed: '' };
  const path = groups.at(-1);
  return path === undefined
    ? { kind: 'field', ...nothing }
    : { kind: 'value', path, isInGroup: true, isBound: false, ...nothing };
}

/** Goes through the text until the cursor is reached; gives the piece it stands in or right behind, if it is in one. */
function walk(state: Walk): { readonly found: Piece | undefined; readonly groups: Walk['groups'] } {
  const { text, cursor, groups } = state;
  let at = skipSpace(text, 0);
  while (at < text.length && at <= cursor) {
    const char = text.charAt(at);
    const path = groups.at(-1);
    const isMinus = char === '-' && path === undefined && !endsWord(text.charAt(at + 1));
    if (char === '(' || char === ')' || isMinus) {
      if (at >= cursor) break;
      if (char === '(') groups.push(path);
      if (char === ')') groups.pop();
      at = skipSpace(text, at + 1);
      continue;
    }
    const pieces =
      path === undefined ? clausePieces(state, at) : valuePieces(state, { path, isInGroup: true, at, clauseFrom: at });
    const found = pieces.found.find(({ from, to }) => from <= cursor && cursor <= to);
    if (found !== undefined) return { found, groups };
    at = skipSpace(text, Math.max(pieces.to, at + (pieces.to === at && pieces.found.length > 0 ? 1 : 0)));
  }
  return { found: undefined, groups };
}

type Pieces = { readonly found: readonly Piece[]; readonly to: number };

/** A field and what follows its colon, or a word or phrase. */
function clausePieces(state: Walk, at: number): Pieces {
  const { text, cursor, groups } = state;
  const scanned = scanField(text, at);
  if (scanned.kind !== 'field') {
    return text.charAt(at) === '"' ? phrasePieces(state, at) : wordPieces(state, at);
  }
  const { path, to: nameTo } = scanned.field;
  const name: Piece = {
    kind: 'field',
    from: at,
    to: scanned.to,
    clauseFrom: at,
    typed: text.slice(at, Math.min(cursor, nameTo)),
  };
  if (cursor <= nameTo) return { found: [name], to: scanned.to };
  if (text.charAt(scanned.to) === '(') {
    groups.push(path);
    return { found: [], to: scanned.to + 1 };
  }
  return valuePieces(state, { path, isInGroup: false, at: scanned.to, clauseFrom: at });
}

function phrasePieces({ text, cursor }: Walk, at: number): Pieces {
  const { to, isComplete } = scanQuoted(text, at);
  // Right before or behind its quotes nothing is in it.
  const isWithin = at < cursor && (cursor < to || !isComplete);
  return { found: isWithin ? [{ kind: 'phrase', from: at, to, clauseFrom: at, typed: '' }] : [], to };
}

function wordPieces({ text, cursor }: Walk, at: number): Pieces {
  const to = endOfName(text, at);
  const typed = text.slice(at, Math.min(cursor, to));
  return { found: [{ kind: 'field', from: at, to, clauseFrom: at, typed }], to: Math.max(to, at + 1) };
}

/** The end of a word that may become the name of a field: `a["odd key` too. */
function endOfName(text: string, at: number): number {
  let to = scanWord(text, at).to;
  while (to > at && text.charAt(to - 1) === '[' && text.charAt(to) === '"') {
    const quoted = scanQuoted(text, to);
    to = quoted.isComplete ? scanWord(text, quoted.to).to : quoted.to;
  }
  return to;
}

type ValuePlace = {
  readonly path: readonly string[];
  readonly isInGroup: boolean;
  readonly at: number;
  readonly clauseFrom: number;
};

/** A value, the bound of a comparison, or both bounds of a range. */
function valuePieces(state: Walk, place: ValuePlace): Pieces {
  const { text } = state;
  const { at } = place;
  if (text.charAt(at) === '[') return rangePieces(state, place);
  const operator = /^(?:>=|>|<=|<)/.exec(text.slice(at, at + 2))?.[0] ?? '';
  const operatorTo = at + operator.length;
  const isBound = operator !== '';
  const piece = valuePiece(state, { ...place, at: operatorTo }, isBound, false);
  const isOperator = place.isInGroup && /^(?:AND|OR|NOT)$/.test(text.slice(piece.from, piece.to));
  return { found: isOperator && state.cursor < piece.to ? [] : [piece], to: piece.to };
}

function rangePieces(state: Walk, place: ValuePlace): Pieces {
  const { text } = state;
  const found: Piece[] = [];
  let at = skipSpace(text, place.at + 1);
  while (at < text.length && text.charAt(at) !== ']' && found.length < 3) {
    const piece = valuePiece(state, { ...place, at }, true, true);
    if (piece.to === at) break;
    if (text.slice(piece.from, piece.to) !== 'TO') found.push(piece);
    at = skipSpace(text, piece.to);
  }
  const isClosed = text.charAt(at) === ']';
  if (!isClosed && found.length < 2 && state.cursor >= at) {
    const { path, isInGroup, clauseFrom } = place;
    const [from, typed] = [state.cursor, ''];
    found.push({ kind: 'value', path, isInGroup, isBound: true, from, to: from, clauseFrom, typed });
  }
  const to = isClosed ? at + 1 : at;
  return { found, to: Math.max(to, place.at + 1) };
}

function valuePiece(state: Walk, place: ValuePlace, isBound: boolean, isInRange: boolean): Piece {
  const { text, cursor } = state;
  const { path, isInGroup, at, clauseFrom } = place;
  const isQuoted = text.charAt(at) === '"';
  const scanned = isQuoted ? scanQuoted(text, at) : scanWord(text, at, isInRange);
  // A quote that is still open takes in all that follows: only what was written so far is meant.
  const isOpen = isQuoted && !scanned.isComplete && cursor > at;
  const to = isOpen ? Math.min(cursor, text.length) : scanned.to;
  const typedTo = Math.max(at, Math.min(cursor, to));
  const typed = isQuoted ? scanQuoted(text.slice(0, typedTo), at) : scanWord(text.slice(0, typedTo), at, isInRange);
  return { kind: 'value', path, isInGroup, isBound, from: at, to, clauseFrom, typed: typed.pattern.join('*') };
}

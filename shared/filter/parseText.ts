// Free text in a filter: a bare word or a quoted phrase, which a record's text must hold.
import { isKnownPath } from '../events/fields.ts';
import type { FilterNode, FilterProblem } from './ast.ts';
import { scanQuoted, scanWord, type ScannedText } from './scan.ts';

/** Where a parser stands in its text, and what it has found wrong so far. */
export type Reading = {
  readonly text: string;
  at: number;
  depth: number;
  readonly problems: FilterProblem[];
};

export type TextResult = { readonly node: FilterNode | undefined; readonly to: number };

export function parseText(reading: Reading): TextResult {
  const { text, at } = reading;
  const isQuoted = text.charAt(at) === '"';
  const scanned = isQuoted ? scanQuoted(text, at) : scanWord(text, at);
  const problem =
    textProblem(text, at, scanned) ?? (isQuoted ? phraseProblem(text, at, scanned) : wordProblem(text, at, scanned));
  if (problem === undefined) {
    return { node: { kind: 'text', pattern: scanned.pattern, from: at, to: scanned.to }, to: scanned.to };
  }
  reading.problems.push(problem);
  return { node: undefined, to: Math.max(scanned.to, problem.to, at + 1) };
}

/** What can be wrong with any text, in quotes or not, also as the value of a field. */
export function textProblem(text: string, at: number, scanned: ScannedText): FilterProblem | undefined {
  const { to, isComplete } = scanned;
  const next = text.charAt(to);
  const isQuoted = text.charAt(at) === '"';
  if (!isComplete && isQuoted) return { from: at, to: at + 1, message: 'This quote is never closed' };
  if (!isComplete) return { from: to - 1, to, message: 'The backslash at the end has nothing to escape' };
  if (isQuoted && next !== '' && !/[\s()\]]/u.test(next) && next !== ':') {
    return { from: at, to: to + 1, message: 'A space is missing after the closing quote' };
  }
  if (isQuoted || (next !== '(' && next !== '"')) return undefined;
  const message = `Put text with ${next === '(' ? 'a parenthesis' : 'a quote'} in it in quotes`;
  return { from: at, to: to + 1, message };
}

function phraseProblem(text: string, at: number, { pattern, to }: ScannedText): FilterProblem | undefined {
  if (pattern.length === 1 && pattern[0] === '') {
    return { from: at, to, message: 'There is nothing between these quotes to search for' };
  }
  if (text.charAt(to) !== ':') return undefined;
  const name = text.slice(at, to);
  return { from: at, to: to + 1, message: 'A field in quotes stands in brackets', suggestion: `[${name}]:` };
}

/** Words that look like a condition gone wrong: as plain text they would quietly find nothing. */
function wordProblem(text: string, at: number, { to }: ScannedText): FilterProblem | undefined {
  const word = text.slice(at, to);
  const inQuotes = 'to search for this text, put it in quotes';
  if (word.startsWith('[')) {
    return { from: at, to, message: `A range needs a field, as in eventTime:[2026-01-01 TO 2026-01-31]; ${inQuotes}` };
  }
  if (/^[<>=]/.test(word)) {
    return {
      from: at,
      to,
      message: `A comparison needs a field right before it, as in eventTime:>=2026-01-01; ${inQuotes}`,
    };
  }
  if (/^(?:\\.|[^\\])*?:/su.test(word.replaceAll(/\\./gsu, ''))) {
    return { from: at, to, message: `What stands before the colon is not the name of a field; ${inQuotes}` };
  }
  const comparison = /^([A-Za-z][\w.]*)(==?|!=|>=?|<=?)(.*)$/su.exec(word);
  const [, name = '', sign = '', value = ''] = comparison ?? [];
  if (comparison === null || !isKnownPath(name.split('.'), new Set())) return undefined;
  const suggestion = rewritten(name, sign, value);
  return {
    from: at,
    to,
    message: `A field and its value are written with a colon: ${suggestion}; ${inQuotes}`,
    suggestion,
  };
}

function rewritten(name: string, sign: string, value: string): string {
  if (sign === '!=') return `-${name}:${value}`;
  return sign.startsWith('=') ? `${name}:${value}` : `${name}:${sign}${value}`;
}

// What may follow `field:`: a value, a comparison, or a range in brackets.
import type { Bound, CompareOperator, Condition, Field, FilterProblem, Span } from './ast.ts';
import { textProblem, type Reading } from './parseText.ts';
import { endsWord, scanQuoted, scanWord, skipSpace } from './scan.ts';

export type { Reading } from './parseText.ts';

type ConditionResult = { readonly condition: Condition | undefined; readonly to: number };

/** Reads one condition where the reading stands, right after the colon. */
export function parseCondition(reading: Reading, field: Field): ConditionResult {
  const { text, at } = reading;
  const name = text.slice(field.from, field.to);
  if (text.charAt(at) === '[') return parseRange(reading);
  const operator = /^(?:>=|>|<=|<)/.exec(text.slice(at, at + 2))?.[0];
  if (isCompareOperator(operator)) return parseCompare(reading, operator);
  if (text.charAt(at) === '=') {
    const { to } = scanWord(text, at);
    return failed(
      reading,
      { from: at, to: at + 1, message: `The colon says equals: ${name}:value`, suggestion: '' },
      to,
    );
  }
  if (text.charAt(at) === '{') {
    const { to } = scanWord(text, at);
    return failed(
      reading,
      { from: at, to, message: 'A range stands in square brackets, [a TO b]; text goes in quotes' },
      to,
    );
  }
  return parseValue(reading, name);
}

function isCompareOperator(text: string | undefined): text is CompareOperator {
  return text !== undefined;
}

function parseValue(reading: Reading, name: string): ConditionResult {
  const { text, at } = reading;
  const isQuoted = text.charAt(at) === '"';
  if (!isQuoted && endsWord(text.charAt(at))) {
    const message = `A value is missing right after ${name}: (${name}:* finds any value, ${name}:"" the empty text)`;
    return failed(reading, { from: Math.max(0, at - 1), to: at, message }, at);
  }
  const scanned = isQuoted ? scanQuoted(text, at) : scanWord(text, at);
  const problem = textProblem(text, at, scanned) ?? colonProblem(text, scanned.to);
  if (problem !== undefined) return failed(reading, problem, Math.max(scanned.to, problem.to));
  const span = { from: at, to: scanned.to };
  const { pattern } = scanned;
  const isPresent = pattern.length === 2 && pattern.every((part) => part === '');
  return { condition: isPresent ? { kind: 'present', ...span } : { kind: 'equals', pattern, ...span }, to: scanned.to };
}

function colonProblem(text: string, at: number): FilterProblem | undefined {
  return text.charAt(at) === ':' ? { from: at, to: at + 1, message: 'A colon follows a value' } : undefined;
}

function parseCompare(reading: Reading, operator: CompareOperator): ConditionResult {
  const from = reading.at;
  const { bound, to } = parseBound(reading, from + operator.length, false);
  if (bound === undefined) return { condition: undefined, to };
  if (bound !== 'open') return { condition: { kind: 'compare', operator, bound, from, to }, to };
  return failed(reading, { from, to, message: 'A comparison needs a whole value, without *' }, to);
}

function parseRange(reading: Reading): ConditionResult {
  const { text, at: from } = reading;
  const low = parseBound(reading, skipSpace(text, from + 1), true);
  if (low.bound === undefined) return { condition: undefined, to: endOfRange(text, low.to) };
  const between = skipSpace(text, low.to);
  if (!text.startsWith('TO', between) || !/[\s"]/u.test(text.charAt(between + 2))) {
    const to = endOfRange(text, between);
    return failed(reading, { from, to, message: 'A range is written [from TO to], with TO in capitals' }, to);
  }
  const high = parseBound(reading, skipSpace(text, between + 2), true);
  if (high.bound === undefined) return { condition: undefined, to: endOfRange(text, high.to) };
  const end = skipSpace(text, high.to);
  if (text.charAt(end) !== ']') {
    return failed(reading, { from, to: from + 1, message: 'This [ is never closed' }, endOfRange(text, end));
  }
  const after = text.charAt(end + 1);
  if (!endsWord(after) || after === '"' || after === '(') {
    return failed(reading, { from: end, to: end + 2, message: 'A space is missing after the range' }, end + 1);
  }
  return { condition: makeRange(low.bound, high.bound, { from, to: end + 1 }), to: end + 1 };
}

/** A range that is open at both ends asks no more than that there is a value. */
function makeRange(low: Bound | 'open', high: Bound | 'open', span: Span): Condition {
  if (low === 'open' && high === 'open') return { kind: 'present', ...span };
  return { kind: 'range', low: low === 'open' ? undefined : low, high: high === 'open' ? undefined : high, ...span };
}

type BoundResult = { readonly bound: Bound | 'open' | undefined; readonly to: number };

/** One end of a range or comparison; `open` for a lone `*`. */
function parseBound(reading: Reading, at: number, isInRange: boolean): BoundResult {
  const { text } = reading;
  const isQuoted = text.charAt(at) === '"';
  const scanned = isQuoted ? scanQuoted(text, at) : scanWord(text, at, isInRange);
  const { pattern, to } = scanned;
  if (to === at) {
    reading.problems.push({ from: Math.max(0, at - 1), to: at, message: 'A value is missing here' });
    return { bound: undefined, to };
  }
  const problem = textProblem(text, at, scanned);
  if (problem !== undefined) {
    reading.problems.push(problem);
    return { bound: undefined, to: Math.max(to, problem.to) };
  }
  const [first = '', ...others] = pattern;
  if (others.length === 0) return { bound: { text: first, from: at, to }, to };
  if (isInRange && text.slice(at, to) === '*') return { bound: 'open', to };
  reading.problems.push({ from: at, to, message: 'A range or comparison takes whole values, without *' });
  return { bound: undefined, to };
}

/** Where reading goes on after a range that makes no sense. */
function endOfRange(text: string, at: number): number {
  const bracket = text.indexOf(']', at);
  return bracket < 0 ? text.length : bracket + 1;
}

function failed(reading: Reading, problem: FilterProblem, to: number): ConditionResult {
  reading.problems.push(problem);
  return { condition: undefined, to };
}

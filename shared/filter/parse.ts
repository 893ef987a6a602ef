// Reads the filter language. From loosest to tightest: OR, AND (also by standing side by side), NOT and `-`,
// then parentheses, `field:condition` and free text. Reading goes on after a problem where what follows still makes sense.
import type { Field, FilterNode, FilterProblem } from './ast.ts';
import { parseCondition, type Reading } from './parseCondition.ts';
import { parseText } from './parseText.ts';
import { endsWord, scanField, skipSpace } from './scan.ts';

export type ParsedFilter =
  | { readonly node: FilterNode; readonly problems: readonly [] }
  /** Never empty: a filter with a problem has no meaning. */
  | { readonly node: undefined; readonly problems: readonly FilterProblem[] };

/** Deeper than anyone writes, and shallow enough for every stack. */
const deepest = 100;

/** Reads any text without throwing. A blank text is the filter that everything passes. */
export function parseFilter(text: string): ParsedFilter {
  const reading: Reading = { text, at: skipSpace(text, 0), depth: 0, problems: [] };
  if (reading.at === text.length) return { node: { kind: 'everything', from: 0, to: text.length }, problems: [] };
  let node = parseOr(reading);
  while (reading.at < text.length) {
    const from = reading.at;
    report(reading, { from, to: from + 1, message: 'This ) closes nothing' });
    reading.at = skipSpace(text, from + 1);
    if (reading.at < text.length && text.charAt(reading.at) !== ')') node = parseOr(reading);
  }
  if (node !== undefined && reading.problems.length === 0) return { node, problems: [] };
  return { node: undefined, problems: reading.problems.toSorted((a, b) => a.from - b.from) };
}

function report(reading: Reading, problem: FilterProblem): undefined {
  reading.problems.push(problem);
  return undefined;
}

/** `undefined` wherever a problem was reported. */
type Parsed = FilterNode | undefined;

function parseOr(reading: Reading): Parsed {
  return parseChain(reading, 'or', parseAnd, () => takeOperator(reading, 'OR'));
}

function parseAnd(reading: Reading): Parsed {
  return parseChain(reading, 'and', parseNot, () => takeOperator(reading, 'AND') || canStartOperand(reading));
}

function parseChain(
  reading: Reading,
  kind: 'and' | 'or',
  parseOperand: (reading: Reading) => Parsed,
  goesOn: () => boolean,
): Parsed {
  const operands = [parseOperand(reading)];
  while (goesOn()) operands.push(parseOperand(reading));
  return chain(kind, operands);
}

/** One node of its kind, however the operands were nested in parentheses. */
export function chain(kind: 'and' | 'or', operands: readonly Parsed[]): Parsed {
  const flat: FilterNode[] = [];
  for (const operand of operands) {
    if (operand === undefined) return undefined;
    if (operand.kind === kind) flat.push(...operand.operands);
    else flat.push(operand);
  }
  const first = flat[0];
  const last = flat.at(-1);
  if (first === undefined || last === undefined || first === last) return first;
  return { kind, operands: flat, from: first.from, to: last.to };
}

function parseNot(reading: Reading): Parsed {
  const from = reading.at;
  if (takeOperator(reading, 'NOT')) return negate(reading, from);
  if (reading.text.charAt(from) !== '-') return parsePrimary(reading);
  const after = reading.text.charAt(from + 1);
  if (after !== '' && after !== '-' && after !== ')' && !/\s/u.test(after)) {
    reading.at = from + 1;
    return negate(reading, from);
  }
  const { to } = parseText({ ...reading, problems: [] });
  reading.at = skipSpace(reading.text, to);
  const message =
    'A minus stands right before what it excludes; to search for text that begins with it, put it in quotes';
  return report(reading, { from, to, message });
}

function negate(reading: Reading, from: number): Parsed {
  const operand = nested(reading, from, () => parseNot(reading));
  return operand && { kind: 'not', operand, from, to: operand.to };
}

function nested(reading: Reading, from: number, parse: () => Parsed): Parsed {
  if (reading.depth >= deepest) {
    reading.at = reading.text.length;
    return report(reading, { from, to: from + 1, message: tooDeep });
  }
  reading.depth += 1;
  const node = parse();
  reading.depth -= 1;
  return node;
}

function parsePrimary(reading: Reading): Parsed {
  const from = reading.at;
  const operator = operatorAt(reading);
  if (operator !== undefined) return parseStrayOperator(reading, operator);
  if (from >= reading.text.length || reading.text.charAt(from) === ')') {
    return report(reading, { ...lastCharacter(reading), message: 'Something is missing after this' });
  }
  if (reading.text.charAt(from) === '(') return parseGroup(reading, () => parseOr(reading));
  const scanned = scanField(reading.text, from);
  if (scanned.kind === 'index') {
    skipClause(reading, scanned.to);
    const message = 'Any element of a list matches: leave out the number in brackets';
    return report(reading, { from: scanned.from, to: scanned.to, message, suggestion: '' });
  }
  if (scanned.kind === 'field') {
    reading.at = scanned.to;
    return parseFieldValue(reading, scanned.field);
  }
  const { node, to } = parseText(reading);
  reading.at = skipSpace(reading.text, to);
  return node;
}

/** What follows `field:`: one condition, or several in parentheses that all speak of that field. */
function parseFieldValue(reading: Reading, field: Field): Parsed {
  if (reading.text.charAt(reading.at) === '(') {
    return parseGroup(reading, () => parseFieldOr(reading, field));
  }
  const { condition, to } = parseCondition(reading, field);
  reading.at = skipSpace(reading.text, to);
  return condition && { kind: 'field', field, condition, from: field.from, to: condition.to };
}

function parseFieldOr(reading: Reading, field: Field): Parsed {
  const parseFieldAnd = () =>
    parseChain(
      reading,
      'and',
      () => parseFieldNot(reading, field),
      () => takeOperator(reading, 'AND') || canStartOperand(reading),
    );
  return parseChain(reading, 'or', parseFieldAnd, () => takeOperator(reading, 'OR'));
}

function parseFieldNot(reading: Reading, field: Field): Parsed {
  const from = reading.at;
  if (takeOperator(reading, 'NOT')) {
    const operand = nested(reading, from, () => parseFieldNot(reading, field));
    return operand && { kind: 'not', operand, from, to: operand.to };
  }
  const operator = operatorAt(reading);
  if (operator !== undefined) return parseStrayOperator(reading, operator);
  return parseFieldValue(reading, field);
}

function parseGroup(reading: Reading, parse: () => Parsed): Parsed {
  const from = reading.at;
  reading.at = skipSpace(reading.text, from + 1);
  if (reading.text.charAt(reading.at) === ')') {
    reading.at = skipSpace(reading.text, reading.at + 1);
    return report(reading, { from, to: reading.at, message: 'There is nothing between these parentheses' });
  }
  const node = nested(reading, from, parse);
  if (reading.text.charAt(reading.at) !== ')') {
    // Of several that are open it is enough to name the innermost.
    const isTold = reading.problems.some(({ message, to }) => message === unclosed || message === tooDeep || to > from);
    if (!isTold) report(reading, { from, to: from + 1, message: unclosed });
    return undefined;
  }
  reading.at = skipSpace(reading.text, reading.at + 1);
  return node;
}

const unclosed = 'This ( is never closed';
const tooDeep = `The filter is nested more than ${deepest} deep`;

function parseStrayOperator(reading: Reading, operator: string): undefined {
  const from = reading.at;
  const to = from + operator.length;
  const isFirst = operator !== 'NOT';
  reading.at = skipSpace(reading.text, to);
  const message = isFirst
    ? `${operator} needs something on both sides; to search for the word, put it in quotes`
    : `NOT needs something after it; to search for the word, put it in quotes`;
  report(reading, { from, to, message });
  // What follows is read for its own problems.
  if (canStartOperand(reading)) parseNot(reading);
  return undefined;
}

/** AND, OR or NOT in capitals, standing by itself. */
function operatorAt({ text, at }: Reading): string | undefined {
  const operator = ['AND', 'OR', 'NOT'].find((word) => text.startsWith(word, at));
  return operator !== undefined && endsWord(text.charAt(at + operator.length)) ? operator : undefined;
}

function takeOperator(reading: Reading, operator: 'AND' | 'OR' | 'NOT'): boolean {
  if (operatorAt(reading) !== operator) return false;
  reading.at = skipSpace(reading.text, reading.at + operator.length);
  return true;
}

function canStartOperand(reading: Reading): boolean {
  const operator = operatorAt(reading);
  if (operator !== undefined) return operator === 'NOT';
  return reading.at < reading.text.length && reading.text.charAt(reading.at) !== ')';
}

function skipClause(reading: Reading, from: number): void {
  const { to } = parseText({ ...reading, at: from, problems: [] });
  reading.at = skipSpace(reading.text, Math.max(to, from));
}

/** The end of the text has no character of its own to underline: the last one stands for it. */
function lastCharacter({ text, at }: Reading): { from: number; to: number } {
  return at < text.length
    ? { from: at, to: at + 1 }
    : { from: Math.max(0, text.trimEnd().length - 1), to: text.length };
}

// Writes filters: whole ones from their meaning, and clauses for "filter for" and "filter out".
import type { Bound, Condition, FilterNode, Pattern } from './ast.ts';
import { chain, parseFilter } from './parse.ts';

/** Text that means the same filter: `parseFilter(printFilter(node))` gives the node again, but for positions. */
export function printFilter(node: FilterNode): string {
  switch (node.kind) {
    case 'everything':
      return '';
    case 'text':
      return printPattern(node.pattern, isPlainText);
    case 'field':
      return `${printPath(node.field.path)}:${printCondition(node.condition)}`;
    case 'not':
      return node.operand.kind === 'not' ? `NOT ${printFilter(node.operand)}` : `-${printOperand(node.operand)}`;
    case 'and':
      return node.operands.map(printOperand).join(' ');
    case 'or':
      return node.operands
        .map((operand) => (operand.kind === 'and' ? printFilter(operand) : printOperand(operand)))
        .join(' OR ');
  }
}

function printOperand(node: FilterNode): string {
  return node.kind === 'and' || node.kind === 'or' ? `(${printFilter(node)})` : printFilter(node);
}

/** `requestParameters.tags["odd.key"]`. */
export function printPath(path: readonly string[]): string {
  return path
    .map((segment, index) => {
      if (!isPlainSegment(segment)) return `["${segment.replaceAll(/["\\]/g, String.raw`\$&`)}"]`;
      return index === 0 ? segment : `.${segment}`;
    })
    .join('');
}

function isPlainSegment(segment: string): boolean {
  return /^[\p{L}\p{N}_$@][\p{L}\p{N}_$@/+-]*$/u.test(segment);
}

function printCondition(condition: Condition): string {
  switch (condition.kind) {
    case 'present':
      return '*';
    case 'equals':
      return printPattern(condition.pattern, isPlainValue);
    case 'compare':
      return `${condition.operator}${printBound(condition.bound)}`;
    case 'range':
      return `[${printBound(condition.low)} TO ${printBound(condition.high)}]`;
  }
}

function printBound(bound: Bound | undefined): string {
  return bound === undefined ? '*' : printPattern([bound.text], isPlainValue);
}

/** Quotes only where they are needed: they are noise to whoever reads on. */
function printPattern(pattern: Pattern, isPlain: (text: string) => boolean): string {
  const text = pattern.map((part) => part.replaceAll(/[*"\\]/g, String.raw`\$&`)).join('*');
  return isPlain(text) ? text : `"${text}"`;
}

function isPlainValue(text: string): boolean {
  return /^[\p{L}\p{N}_$@/+.:,;%#~!?&|'*-][\p{L}\p{N}_$@/+.:,;%#~!?&|'*=-]*$/u.test(text);
}

function isPlainText(text: string): boolean {
  return /^[\p{L}\p{N}_$@/.,%#~*][\p{L}\p{N}_$@/.,%#~*+-]*$/u.test(text) && !/^(?:AND|OR|NOT)$/.test(text);
}

/** What a cell or a value in a record may hold. */
export type FilterValue = string | number | boolean | null | undefined;

/**
 * The clause that finds one value of a field: a column's id, or a path into the record.
 * For no value it finds the events that do not have the field.
 */
export function fieldEquals(field: string | readonly string[], value: FilterValue): string {
  const path = printPath(typeof field === 'string' ? field.split('.') : field);
  if (value === undefined || value === null) return `-${path}:*`;
  return `${path}:${printPattern([String(value)], isPlainValue)}`;
}

/** The clause that keeps what the given one leaves out, and the other way round. */
export function negateClause(clause: string): string {
  const { node } = parseFilter(clause);
  if (node === undefined || node.kind === 'everything') return clause;
  return node.kind === 'not' ? printFilter(node.operand) : printFilter({ ...node, kind: 'not', operand: node });
}

/** The filter narrowed by a clause; left as the user wrote it, and unchanged where it has that clause already. */
export function addClause(text: string, clause: string): string {
  const trimmed = text.trim();
  if (trimmed === '' || hasClause(text, clause)) return trimmed === '' ? clause : text;
  return parseFilter(text).node?.kind === 'or' ? `(${trimmed}) ${clause}` : `${trimmed} ${clause}`;
}

/** Whether everything that passes the filter must pass the clause because the filter says so. */
export function hasClause(text: string, clause: string): boolean {
  const wanted = meaning(clause);
  return wanted !== undefined && operandsOf(text).some((operand) => printFilter(operand) === wanted);
}

/** The filter without a clause that `addClause` added; unchanged where it has none. */
export function removeClause(text: string, clause: string): string {
  if (!hasClause(text, clause)) return text;
  const wanted = meaning(clause);
  const rest = chain(
    'and',
    operandsOf(text).filter((operand) => printFilter(operand) !== wanted),
  );
  return rest === undefined ? '' : printFilter(rest);
}

function meaning(clause: string): string | undefined {
  const { node } = parseFilter(clause);
  return node && printFilter(node);
}

function operandsOf(text: string): readonly FilterNode[] {
  const { node } = parseFilter(text);
  return node === undefined || node.kind === 'everything' ? [] : node.kind === 'and' ? node.operands : [node];
}

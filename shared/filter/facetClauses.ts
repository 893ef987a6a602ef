// What a filter says of one field, as a list of values to include and to exclude; and the filter that says another.
// Only what stands at the filter's top level counts: `eventName:(A OR B) -errorCode:X`. Whatever else a reader wrote
// stays as it was written.
import { fieldAt, type Field } from '../events/field.ts';
import { fieldClauses, type FilterNode } from './ast.ts';
import { looksLikeNetwork } from './network.ts';
import { chain, parseFilter } from './parse.ts';
import { fieldEquals, printFilter } from './print.ts';
import { writtenOperands, type WrittenOperand } from './writtenOperands.ts';

/** `undefined` stands for events that do not have the field. Filters compare texts whatever their case. */
export type FacetValue = string | undefined;

export type FacetSelection = {
  /** Any of them; all values where it is empty. */
  readonly included: readonly FacetValue[];
  readonly excluded: readonly FacetValue[];
};

export type Mark = 'included' | 'excluded' | undefined;

export function readSelection(filter: string, field: Field): FacetSelection {
  const says = writtenOperands(filter).map(({ node }) => readClause(node, field));
  const valuesOf = (kind: Clause['kind']) =>
    distinct(says.flatMap((clause) => (clause?.kind === kind ? clause.values : [])));
  return { included: valuesOf('include'), excluded: valuesOf('exclude') };
}

export function markOf({ included, excluded }: FacetSelection, value: FacetValue): Mark {
  if (has(included, value)) return 'included';
  return has(excluded, value) ? 'excluded' : undefined;
}

/** With another mark on one value. */
export function withMark(selection: FacetSelection, value: FacetValue, mark: Mark): FacetSelection {
  const without = (values: readonly FacetValue[]) => values.filter((other) => fold(other) !== fold(value));
  const included = without(selection.included);
  const excluded = without(selection.excluded);
  return {
    included: mark === 'included' ? [...included, value] : included,
    excluded: mark === 'excluded' ? [...excluded, value] : excluded,
  };
}

/** The filter with this selection in the place of the one it has; a filter that cannot be read stays as it is. */
export function writeSelection(filter: string, field: Field, selection: FacetSelection): string {
  const operands = writtenOperands(filter);
  if (parseFilter(filter).node === undefined || isSame(readSelection(filter, field), selection)) return filter;
  const clauses = operands.map(({ node }) => readClause(node, field));
  const patternsOnly = clauses.filter((clause) => clause?.kind === 'include' && clause.values.length === 0);
  const hasValues = clauses.some((clause) => clause?.kind === 'include' && clause.values.length > 0);
  // Values come beside the one pattern that is there; of several that must all match none can be the one meant.
  const joins = (clause: Clause) =>
    clause.values.length > 0 || (clause.kind === 'include' && !hasValues && patternsOnly.length === 1);
  const own = clauses.map((clause) => (clause !== undefined && joins(clause) ? clause : undefined));
  return replaced(operands, own, printSelection(field, selection, own));
}

/** The filter that finds only this value of the field, whatever it said of its values before. */
export function writeOnly(filter: string, field: Field, value: FacetValue): string {
  const operands = writtenOperands(filter);
  if (parseFilter(filter).node === undefined) return filter;
  const own = operands.map(({ node }) => readClause(node, field));
  return replaced(operands, own, [fieldEquals(field.path, value)]);
}

/** The filter without what speaks of nothing but this field: the events that its facet counts. */
export function withoutField(node: FilterNode, field: Field): FilterNode {
  const operands = node.kind === 'and' ? node.operands : [node];
  const rest = operands.filter((operand) => !isOnlyAbout(operand, field));
  return chain('and', rest) ?? { kind: 'everything', from: 0, to: 0 };
}

type Clause = {
  readonly kind: 'include' | 'exclude';
  readonly values: readonly FacetValue[];
  /** Alternatives that are no single value: `Put*`, a network. */
  readonly patterns: readonly FilterNode[];
};

function readClause(node: FilterNode, field: Field): Clause | undefined {
  if (isPresence(node, field)) return { kind: 'exclude', values: [undefined], patterns: [] };
  const isMissing = node.kind === 'not' && isPresence(node.operand, field);
  if (node.kind === 'not' && !isMissing) return readAlternatives('exclude', node.operand, field);
  return readAlternatives('include', node, field);
}

function readAlternatives(kind: Clause['kind'], node: FilterNode, field: Field): Clause | undefined {
  const values: FacetValue[] = [];
  const patterns: FilterNode[] = [];
  for (const alternative of node.kind === 'or' ? node.operands : [node]) {
    const isMissing = alternative.kind === 'not' && isPresence(alternative.operand, field);
    if (isMissing) values.push(undefined);
    else if (!isEquality(alternative, field)) return undefined;
    else if (isPattern(alternative, field)) patterns.push(alternative);
    else values.push(alternative.condition.pattern[0] ?? '');
  }
  return { kind, values, patterns };
}

type FieldNode = Extract<FilterNode, { kind: 'field' }>;
type Equality = FieldNode & { readonly condition: Extract<FieldNode['condition'], { kind: 'equals' }> };

function isEquality(node: FilterNode, field: Field): node is Equality {
  return node.kind === 'field' && node.condition.kind === 'equals' && fieldAt(node.field.path).id === field.id;
}

function isPresence(node: FilterNode, field: Field): boolean {
  return node.kind === 'field' && node.condition.kind === 'present' && fieldAt(node.field.path).id === field.id;
}

function isPattern({ condition: { pattern } }: Equality, field: Field): boolean {
  return pattern.length > 1 || (field.id === 'sourceIPAddress' && looksLikeNetwork(pattern[0] ?? ''));
}

function isOnlyAbout(node: FilterNode, field: Field): boolean {
  if (node.kind === 'everything' || hasText(node)) return false;
  return fieldClauses(node).every((clause) => fieldAt(clause.field.path).id === field.id);
}

function hasText(node: FilterNode): boolean {
  if (node.kind === 'not') return hasText(node.operand);
  return node.kind === 'and' || node.kind === 'or' ? node.operands.some(hasText) : node.kind === 'text';
}

function printSelection(field: Field, selection: FacetSelection, own: readonly (Clause | undefined)[]): string[] {
  const patternsOf = (kind: Clause['kind']) =>
    own.flatMap((clause) => (clause?.kind === kind ? clause.patterns.map((pattern) => printFilter(pattern)) : []));
  const included = printIncluded(field, distinct(selection.included), patternsOf('include'));
  const excluded = [
    ...patternsOf('exclude').map((pattern) => `-${pattern}`),
    ...distinct(selection.excluded).map((value) => printExcluded(field, value)),
  ];
  return included === undefined ? excluded : [included, ...excluded];
}

function printIncluded(field: Field, values: readonly FacetValue[], patterns: readonly string[]): string | undefined {
  const clauses = [...patterns, ...values.map((value) => fieldEquals(field.path, value))];
  if (clauses.length <= 1) return clauses[0];
  if (patterns.length > 0 || values.includes(undefined)) return `(${clauses.join(' OR ')})`;
  const before = fieldEquals(field.path, 'x').slice(0, -1);
  const words = clauses.map((clause) => quotedOperator(clause.slice(before.length)));
  return `${before}(${words.join(' OR ')})`;
}

/** Between the parentheses of `field:(a OR b)` the operators are operators. */
function quotedOperator(word: string): string {
  return /^(?:AND|OR|NOT)$/.test(word) ? `"${word}"` : word;
}

function printExcluded(field: Field, value: FacetValue): string {
  const equals = fieldEquals(field.path, value);
  return value === undefined ? equals.slice(1) : `-${equals}`;
}

/** The operands with the clauses where the first of their own was, or at the end. */
function replaced(
  operands: readonly WrittenOperand[],
  own: readonly (Clause | undefined)[],
  clauses: readonly string[],
): string {
  const first = own.findIndex((clause) => clause !== undefined);
  const at = first === -1 ? operands.length : first;
  let text = '';
  const put = (piece: string, separator: string) => {
    text = text === '' ? piece : `${text}${separator}${piece}`;
  };
  for (const [index, operand] of [...operands, undefined].entries()) {
    if (index === at) for (const clause of clauses) put(clause, ' ');
    if (operand !== undefined && own[index] === undefined) put(operand.text, operand.separator);
  }
  return text;
}

function fold(value: FacetValue): string | undefined {
  return value?.toLowerCase();
}

function has(values: readonly FacetValue[], value: FacetValue): boolean {
  return values.some((other) => fold(other) === fold(value));
}

function distinct(values: readonly FacetValue[]): readonly FacetValue[] {
  return values.filter((value, index) => !has(values.slice(0, index), value));
}

function isSame(a: FacetSelection, b: FacetSelection): boolean {
  const areSame = (left: readonly FacetValue[], right: readonly FacetValue[]) =>
    left.length === right.length && left.every((value) => has(right, value));
  return areSame(a.included, distinct(b.included)) && areSame(a.excluded, distinct(b.excluded));
}

// What a filter means, said as plainly as possible over one record in memory: the SQL is tested against it.
import { cellColumns, readCells, type RecordValue } from '../../shared/events/record.ts';
import { columnAt } from '../../shared/events/fields.ts';
import { parseEventTime } from '../../shared/events/eventTime.ts';
import type { Bound, CompareOperator, Condition, FilterNode, Pattern } from '../../shared/filter/ast.ts';
import { isInNetwork, readNetwork } from '../../shared/filter/network.ts';
import { readPeriod } from '../../shared/filter/time.ts';

export type Row = {
  readonly record: string;
  readonly cells: ReadonlyMap<string, string | number | boolean>;
};

export function makeRow(record: string, place: { file: string; ordinal: number; copies: number }): Row {
  const cells = new Map<string, string | number | boolean>(Object.entries(place));
  cells.set('record', record);
  const values = readCells(JSON.parse(record) as RecordValue);
  for (const [index, { id }] of cellColumns.entries()) {
    const value = values[index];
    if (value !== undefined) cells.set(id, value);
  }
  return { record, cells };
}

export function passes(node: FilterNode, row: Row, timeZone: string): boolean {
  switch (node.kind) {
    case 'everything':
      return true;
    case 'and':
      return node.operands.every((operand) => passes(operand, row, timeZone));
    case 'or':
      return node.operands.some((operand) => passes(operand, row, timeZone));
    case 'not':
      return !passes(node.operand, row, timeZone);
    case 'text':
      return holdsText(row.record, node.pattern);
    case 'field':
      return meetsField(node.field.path, node.condition, row, timeZone);
  }
}

function meetsField(path: readonly string[], condition: Condition, row: Row, timeZone: string): boolean {
  const column = columnAt(path);
  if (column === undefined) {
    const isPresent = condition.kind === 'present';
    return valuesAt(JSON.parse(row.record), path, !isPresent).some(
      (value) => isPresent || meetsText(value, condition, timeZone),
    );
  }
  const cell = row.cells.get(column.id);
  if (cell === undefined) return false;
  if (condition.kind === 'present') return true;
  if (column.type === 'timestamp') return meetsTime(Number(cell), condition, timeZone);
  return meetsText(String(cell), condition, timeZone);
}

function meetsTime(ms: number, condition: Condition, timeZone: string): boolean {
  const period = (text: string) => readPeriod(text, timeZone) ?? { start: Number.NaN, end: Number.NaN };
  if (condition.kind === 'equals' && condition.pattern.length === 1) {
    const { start, end } = period(condition.pattern[0] ?? '');
    return start <= ms && ms < end;
  }
  if (condition.kind === 'equals')
    return wholePattern(condition.pattern, `${new Date(ms).toISOString().slice(0, 19)}Z`);
  return boundsOf(condition).every(([operator, { text }]) => inPeriod(ms, operator, period(text)));
}

function inPeriod(ms: number, operator: CompareOperator, { start, end }: { start: number; end: number }): boolean {
  if (operator === '>=') return ms >= start;
  if (operator === '>') return ms >= end;
  return operator === '<=' ? ms < end : ms < start;
}

function boundsOf(condition: Condition): readonly (readonly [CompareOperator, Bound])[] {
  if (condition.kind === 'compare') return [[condition.operator, condition.bound]];
  if (condition.kind !== 'range') return [];
  const low = condition.low === undefined ? [] : [['>=', condition.low] as const];
  return condition.high === undefined ? low : [...low, ['<=', condition.high] as const];
}

const numberForm = /^-?(?:0|[1-9]\d*)(?:\.\d+)?(?:e[+-]?\d+)?$/i;
const timeForm = /^\d{4}-\d{2}-\d{2}[T ]\d{2}:\d{2}(?::\d{2}(?:\.\d{1,6})?)?(?:Z|[+-]\d{2}:\d{2})?$/;

function meetsText(text: string, condition: Condition, timeZone: string): boolean {
  if (condition.kind === 'equals') {
    const [only = '', ...others] = condition.pattern;
    const network = others.length === 0 && /[:/]/.test(only) ? readNetwork(only) : undefined;
    return wholePattern(condition.pattern, text) || (network !== undefined && isInNetwork(text, network));
  }
  const bounds = boundsOf(condition);
  if (bounds.every(([, bound]) => numberForm.test(bound.text))) {
    return (
      numberForm.test(text) && bounds.every(([operator, bound]) => compare(Number(text), operator, Number(bound.text)))
    );
  }
  const periods = bounds.map(([, bound]) => readPeriod(bound.text, timeZone));
  if (timeForm.test(text) && periods.every((period) => period !== undefined)) {
    const ms = parseEventTime(text);
    return ms !== undefined && bounds.every(([operator], index) => inPeriod(ms, operator, periods[index]!));
  }
  return bounds.every(([operator, bound]) => compare(text.toLowerCase(), operator, bound.text.toLowerCase()));
}

function compare<Value extends string | number>(a: Value, operator: CompareOperator, b: Value): boolean {
  if (operator === '>=') return a >= b;
  if (operator === '>') return a > b;
  return operator === '<=' ? a <= b : a < b;
}

function patternSource(pattern: Pattern): string {
  return pattern.map((part) => part.replaceAll(/[.*+?^${}()|[\]\\/]/g, String.raw`\$&`)).join('.*');
}

function wholePattern(pattern: Pattern, text: string): boolean {
  return new RegExp(`^${patternSource(pattern)}$`, 'isu').test(text);
}

function holdsText(record: string, pattern: Pattern): boolean {
  const inJson = pattern.map((part) => JSON.stringify(part).slice(1, -1));
  const holds = (text: string) => [pattern, inJson].some((parts) => new RegExp(patternSource(parts), 'isu').test(text));
  if (holds(record)) return true;
  const hasNeedless = record.includes('\\u') || (record.includes('\\/') && pattern.some((part) => part.includes('/')));
  return hasNeedless && holds(JSON.stringify(JSON.parse(record)));
}

/** The texts of all values that a path leads to, through lists on the way and, if asked, at its end. */
export function valuesAt(value: unknown, path: readonly string[], opensLast: boolean): readonly string[] {
  const [segment, ...rest] = path;
  if (Array.isArray(value) && (segment !== undefined || opensLast)) {
    return value.flatMap((element) => valuesAt(element, path, opensLast));
  }
  if (value === undefined || value === null) return [];
  if (segment === undefined) return [typeof value === 'string' ? value : JSON.stringify(value)];
  if (typeof value !== 'object' || !Object.hasOwn(value, segment)) return [];
  return valuesAt((value as Record<string, unknown>)[segment], rest, opensLast);
}

// What a well-formed filter can still get wrong: fields that do not exist, and values that their column cannot hold.
import type { Column } from '../events/columns.ts';
import { columnAt, isKnownPath, nearestName } from '../events/fields.ts';
import { AppError } from '../errors.ts';
import { fieldClauses, type Bound, type Condition, type FilterNode, type FilterProblem, type Span } from './ast.ts';
import { looksLikeNetwork, readNetwork } from './network.ts';
import { parseFilter } from './parse.ts';
import { printPath } from './print.ts';
import { isTimeZone, readPeriod } from './time.ts';

export type FilterContext = {
  /** The top-level members that the records at hand have, also those that CloudTrail does not document. */
  readonly seenMembers: ReadonlySet<string>;
  /** In which times without an offset are read. */
  readonly timeZone: string;
};

/** A number as filters compare them: JSON's form. */
export const numberForm = /^-?(?:0|[1-9]\d*)(?:\.\d+)?(?:[eE][+-]?\d+)?$/;

/** The meaning of a filter; throws `filter/invalid` with the first problem. */
export function readFilter(text: string, context: FilterContext): FilterNode {
  if (!isTimeZone(context.timeZone)) throw new AppError('bad-request', `There is no time zone "${context.timeZone}"`);
  const { node, problems } = parseFilter(text);
  const [problem] = node === undefined ? problems : meaningProblems(node, context);
  if (problem === undefined && node !== undefined) return node;
  const { from = 0, to = 0, message = '', suggestion } = problem ?? {};
  throw new AppError('filter/invalid', `Filter, character ${from + 1}: ${message}`, {
    detail: suggestion === undefined ? { from, to } : { from, to, suggestion },
  });
}

/** All that is wrong with a filter, in the order of its text; nothing for a good one. */
export function checkFilter(text: string, context: FilterContext): readonly FilterProblem[] {
  const { node, problems } = parseFilter(text);
  return node === undefined ? problems : meaningProblems(node, context);
}

function meaningProblems(node: FilterNode, { seenMembers, timeZone }: FilterContext): readonly FilterProblem[] {
  const problems = [...fieldProblems(node, seenMembers), ...valueProblems(node, timeZone)];
  return problems.toSorted((a, b) => a.from - b.from);
}

/** Fields whose first segment is no column, no member of CloudTrail's and not among those seen. */
export function fieldProblems(node: FilterNode, seenMembers: ReadonlySet<string>): readonly FilterProblem[] {
  // The clauses of `field:(a OR b)` share one field, which is told once.
  const fields = new Set(fieldClauses(node).map((clause) => clause.field));
  return [...fields].flatMap(({ path, from, to }): FilterProblem[] => {
    if (isKnownPath(path, seenMembers)) return [];
    const [first = '', ...rest] = path;
    if (columnAt([first]) !== undefined) {
      return [{ from, to, message: `The column ${first} has nothing within it`, suggestion: first }];
    }
    const nearest = nearestName(first, seenMembers) ?? nearestName(path.join('.'), seenMembers);
    if (nearest === undefined) {
      const message = `There is no field "${first}"; to search for text with a colon in it, put it in quotes`;
      return [{ from, to, message }];
    }
    // A whole column may be meant by a dotted name: `useridentity.arn`.
    const isWhole = nearest.split('.').length > 1;
    const suggestion = isWhole ? nearest : printPath([nearest, ...rest]);
    return [{ from, to, message: `There is no field "${first}"; the nearest is ${nearest}`, suggestion }];
  });
}

/** Values that a column cannot hold, and ranges that hold nothing. */
export function valueProblems(node: FilterNode, timeZone: string): readonly FilterProblem[] {
  return fieldClauses(node).flatMap(({ field, condition }) => {
    const column = columnAt(field.path);
    const problem = valueProblem(column, condition, timeZone) ?? rangeProblem(column, condition, timeZone);
    return problem === undefined ? [] : [problem];
  });
}

function valueProblem(column: Column | undefined, condition: Condition, timeZone: string): FilterProblem | undefined {
  if (column === undefined) return undefined;
  if (column.type === 'boolean' && (condition.kind === 'compare' || condition.kind === 'range')) {
    return problemAt(condition, `${column.id} is true or false and has no order`);
  }
  for (const bound of valuesOf(condition)) {
    const message = boundProblem(column, bound.text, timeZone);
    if (message !== undefined) return problemAt(bound, message);
  }
  return undefined;
}

function boundProblem({ id, type }: Column, text: string, timeZone: string): string | undefined {
  if (type === 'timestamp' && readPeriod(text, timeZone) === undefined) {
    return `"${text}" is not a time: write 2026, 2026-01, 2026-01-31, 2026-01-31T12:00 or 2026-01-31T12:00:05Z`;
  }
  if (type === 'boolean' && !/^(?:true|false)$/i.test(text)) return `${id} is true or false`;
  if (type === 'integer' && !numberForm.test(text)) return `${id} is a number`;
  if (id === 'sourceIPAddress' && looksLikeNetwork(text) && readNetwork(text) === undefined) {
    return `"${text}" is not a network: the number after the slash is too large`;
  }
  return undefined;
}

/** Every whole value of a condition: texts with wildcards are compared as text and cannot be wrong. */
function valuesOf(condition: Condition): readonly Bound[] {
  if (condition.kind === 'compare') return [condition.bound];
  if (condition.kind === 'range') return [condition.low, condition.high].filter((bound) => bound !== undefined);
  if (condition.kind === 'present') return [];
  const [text = '', ...others] = condition.pattern;
  return others.length > 0 ? [] : [{ text, from: condition.from, to: condition.to }];
}

function rangeProblem(column: Column | undefined, condition: Condition, timeZone: string): FilterProblem | undefined {
  if (condition.kind !== 'range' || condition.low === undefined || condition.high === undefined) return undefined;
  const low = condition.low.text;
  const high = condition.high.text;
  const isEmpty = isAfter(column, low, high, timeZone);
  return isEmpty ? problemAt(condition, `The range ends before it begins: ${low} is after ${high}`) : undefined;
}

function isAfter(column: Column | undefined, low: string, high: string, timeZone: string): boolean {
  const [lowTime, highTime] = [readPeriod(low, timeZone), readPeriod(high, timeZone)];
  const isTime = column?.type === 'timestamp';
  if (!isTime && numberForm.test(low) && numberForm.test(high)) return Number(low) > Number(high);
  if (lowTime !== undefined && highTime !== undefined) return lowTime.start >= highTime.end;
  return low.toLowerCase() > high.toLowerCase();
}

function problemAt({ from, to }: Span, message: string): FilterProblem {
  return { from, to, message };
}

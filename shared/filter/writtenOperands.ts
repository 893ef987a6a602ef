// The operands of a filter's outermost AND, each as the reader wrote it, so that one can be changed and the others kept.
import type { FilterNode } from './ast.ts';
import { parseFilter } from './parse.ts';
import { printFilter } from './print.ts';

export type WrittenOperand = {
  readonly node: FilterNode;
  /** Can stand beside others. */
  readonly text: string;
  /** What stands between it and the operand before it: a space, or an AND. */
  readonly separator: string;
};

/** None for a blank filter and for one that cannot be read. */
export function writtenOperands(filter: string): readonly WrittenOperand[] {
  const { node } = parseFilter(filter);
  if (node === undefined || node.kind === 'everything') return [];
  let end = 0;
  return (node.kind === 'and' ? node.operands : [node]).map((operand) => {
    const to = closedEnd(filter, operand);
    const between = filter.slice(end, operand.from);
    end = to;
    const separator = /^\s+(?:AND\s+)?$/u.test(between) ? between : /\bAND\b/.test(between) ? ' AND ' : ' ';
    return { node: operand, text: textOf(operand, filter.slice(operand.from, to)), separator };
  });
}

/** Where an operand ends with the parentheses that were opened in it: nodes end before them. */
function closedEnd(filter: string, { from, to }: FilterNode): number {
  let open = 0;
  for (const [token] of filter.slice(from, to).matchAll(/\\.|"(?:\\.|[^"\\])*"|[()]/gsu)) {
    if (token === '(') open += 1;
    if (token === ')') open -= 1;
  }
  const closing = /\s*\)/uy;
  closing.lastIndex = to;
  let end = to;
  while (open > 0 && closing.test(filter)) {
    end = closing.lastIndex;
    open -= 1;
  }
  return end;
}

/** As it was written, if that means the same beside others; in parentheses otherwise. */
function textOf(operand: FilterNode, written: string): string {
  const meaning = printFilter(operand);
  const candidates = [written, `(${written})`];
  const standsAlone = candidates.find((candidate) => {
    const { node } = parseFilter(`${candidate} beside`);
    const [first, ...others] = node?.kind === 'and' ? node.operands : [];
    return first !== undefined && others.length === 1 && printFilter(first) === meaning;
  });
  return standsAlone ?? (operand.kind === 'or' ? `(${meaning})` : meaning);
}

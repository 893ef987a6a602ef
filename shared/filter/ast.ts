// What a filter means, whichever way it was written. Positions are offsets in UTF-16 code units into its text.

export type Span = { readonly from: number; readonly to: number };

/** What stands between the wildcards: one part where there is no `*`, `['', 'terraform', '']` for `*terraform*`. */
export type Pattern = readonly string[];

/** The way to a value in a record, or the id of a column cut at its dots. */
export type Field = Span & { readonly path: readonly string[] };

/** One end of a range. */
export type Bound = Span & { readonly text: string };

export type CompareOperator = '>=' | '>' | '<=' | '<';

export type Condition = Span &
  (
    | { readonly kind: 'present' } // `field:*`
    | { readonly kind: 'equals'; readonly pattern: Pattern }
    | { readonly kind: 'compare'; readonly operator: CompareOperator; readonly bound: Bound }
    // `undefined` where an end is open, written `*`.
    | { readonly kind: 'range'; readonly low: Bound | undefined; readonly high: Bound | undefined }
  );

export type FilterNode = Span &
  (
    | { readonly kind: 'everything' } // the empty filter
    | { readonly kind: 'and' | 'or'; readonly operands: readonly FilterNode[] }
    | { readonly kind: 'not'; readonly operand: FilterNode }
    | { readonly kind: 'text'; readonly pattern: Pattern }
    | { readonly kind: 'field'; readonly field: Field; readonly condition: Condition }
  );

/** Something wrong with a filter, and where; `suggestion` can stand in place of the text from `from` to `to`. */
export type FilterProblem = Span & { readonly message: string; readonly suggestion?: string };

/** Every clause of a filter that names a field. */
export function fieldClauses(node: FilterNode): readonly Extract<FilterNode, { kind: 'field' }>[] {
  if (node.kind === 'field') return [node];
  if (node.kind === 'not') return fieldClauses(node.operand);
  return node.kind === 'and' || node.kind === 'or' ? node.operands.flatMap(fieldClauses) : [];
}

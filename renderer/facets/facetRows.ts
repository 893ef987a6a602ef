// What a facet lists: the values that were counted, and those of the filter that were not, so that they can be taken
// back.
import type { CallOutput } from '../../shared/ipc/contract.ts';
import { markOf, type FacetSelection, type FacetValue, type Mark } from '../../shared/filter/facetClauses.ts';
import { facetValue } from './facetText.ts';

type Answered = CallOutput<'events.facets'>['facets'][number];

export type FacetCounts = Pick<Answered, 'values'> & {
  /** How many values there are, counted or not; to have none is one where it is listed. */
  readonly distinct: number;
  /** Nothing is left out: what is not listed does not occur. */
  readonly isWhole: boolean;
};

/** How many values are listed: first, and when more are asked for. */
export const facetLimits = [6, 50, 200] as const;

/** One value more than is listed tells whether there are more. */
export function askedLimit(limit: number): number {
  return limit + 1;
}

export function readCounts({ values, distinct }: Answered, limit: number, isOld: boolean): FacetCounts {
  const listed = values.slice(0, limit);
  const hasNone = listed.some(({ value }) => value === null);
  return { values: listed, distinct: distinct + (hasNone ? 1 : 0), isWhole: !isOld && values.length <= limit };
}

export type FacetRow = {
  readonly key: string;
  readonly value: FacetValue;
  /** `undefined` where it is not known. */
  readonly count: number | undefined;
  readonly mark: Mark;
};

/** The values that were counted. */
export function countedRows({ values }: Pick<FacetCounts, 'values'>, selection: FacetSelection): readonly FacetRow[] {
  return values.map(({ value, count }) => rowOf(facetValue(value), count, selection));
}

/** All to list; `more` has counts of values that are not among the most frequent. */
export function facetRows(
  counts: FacetCounts,
  selection: FacetSelection,
  more: readonly Pick<FacetCounts, 'values'>[],
): readonly FacetRow[] {
  const others = uncounted(counts, selection);
  return [
    ...countedRows(counts, selection),
    ...others.map((value) => rowOf(value, lookUp(counts, value, more), selection)),
  ];
}

/** Marked values that are not among those counted. */
export function uncounted(counts: FacetCounts, selection: FacetSelection): readonly FacetValue[] {
  const known = new Set(counts.values.map(({ value }) => fold(facetValue(value))));
  return [...selection.included, ...selection.excluded].filter((value) => !known.has(fold(value)));
}

function rowOf(value: FacetValue, count: number | undefined, selection: FacetSelection): FacetRow {
  return { key: value === undefined ? 'none' : `=${value}`, value, count, mark: markOf(selection, value) };
}

/** Filters compare without regard to case. */
function fold(value: FacetValue): string | undefined {
  return value?.toLowerCase();
}

function lookUp(
  counts: FacetCounts,
  value: FacetValue,
  more: readonly Pick<FacetCounts, 'values'>[],
): number | undefined {
  if (counts.isWhole) return 0;
  for (const { values } of more) {
    const found = values.find((entry) => fold(facetValue(entry.value)) === fold(value));
    if (found !== undefined) return found.count;
  }
  return undefined;
}

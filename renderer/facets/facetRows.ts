// What a facet lists: the values that were counted, and those of the filter that were not, so that they can be taken
// back.
import type { CallOutput } from '../../shared/ipc/contract.ts';
import { markOf, type FacetSelection, type FacetValue, type Mark } from '../../shared/filter/facetClauses.ts';
import { facetValue } from './facetText.ts';

export type FacetCounts = CallOutput<'events.facets'>['facets'][number];

export type FacetRow = {
  readonly key: string;
  readonly value: FacetValue;
  /** `undefined` where it is not known. */
  readonly count: number | undefined;
  readonly mark: Mark;
};

/** The values that were counted. */
export function countedRows({ values }: FacetCounts, selection: FacetSelection): readonly FacetRow[] {
  return values.map(({ value, count }) => rowOf(facetValue(value), count, selection));
}

/** All to list; `more` has counts of values that are not among the most frequent. */
export function facetRows(
  counts: FacetCounts,
  selection: FacetSelection,
  more: readonly FacetCounts[],
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

/** How many values are listed: first, and when more are asked for. */
export const facetLimits = [6, 50, 200] as const;

/** Whether the counts hold every value there is, and how many events have none. */
export function isWhole(counts: FacetCounts): boolean {
  const isCut = facetLimits.some((limit) => limit === counts.values.length);
  return !isCut || (uncountedNumber(counts) === 0 && counts.values.some(({ value }) => value === null));
}

/** How many values there are besides those counted; to have none is not a value. */
export function uncountedNumber({ values, distinct }: FacetCounts): number {
  return Math.max(0, distinct - values.filter(({ value }) => value !== null).length);
}

function rowOf(value: FacetValue, count: number | undefined, selection: FacetSelection): FacetRow {
  return { key: value === undefined ? 'none' : `=${value}`, value, count, mark: markOf(selection, value) };
}

/** Filters compare without regard to case. */
function fold(value: FacetValue): string | undefined {
  return value?.toLowerCase();
}

function lookUp(counts: FacetCounts, value: FacetValue, more: readonly FacetCounts[]): number | undefined {
  if (isWhole(counts)) return 0;
  for (const { values } of more) {
    const found = values.find((entry) => fold(facetValue(entry.value)) === fold(value));
    if (found !== undefined) return found.count;
  }
  return undefined;
}

// The questions behind the facets: one for all those of columns, one for those of ways into the record, which take
// longer to count, and one for marked values that are not among the most frequent.
import type { Field } from '../../shared/events/field.ts';
import type { CallInput } from '../../shared/ipc/contract.ts';
import { readSelection, type FacetValue } from '../../shared/filter/facetClauses.ts';
import type { AppError } from '../../shared/errors.ts';
import { useEventAnswer, useEventSet, type EventAnswer } from '../ui/useEventAnswer.ts';
import { askedLimit, readCounts, uncounted, type FacetCounts } from './facetRows.ts';

/** A facet that is open, and how many of its values are wanted. */
export type OpenFacet = { readonly field: Field; readonly limit: number };

export type FacetAnswers = {
  readonly countsOf: (facet: OpenFacet) => FacetCounts | undefined;
  /** Counts of marked values that are not among the most frequent. */
  readonly moreOf: (field: Field) => readonly Pick<FacetCounts, 'values'>[];
  /** The counts are of other events than the view's. */
  readonly isOther: (field: Field) => boolean;
  readonly error: AppError | undefined;
  readonly retry: () => void;
};

type Asked = CallInput<'events.facets'>['facets'];

/** Values that hold the text of a marked one; the marked one is almost always among so many. */
const fewValues = 50;

export function useFacetCounts(open: readonly OpenFacet[]): FacetAnswers {
  const ofColumns = useFacets(open.filter(({ field }) => field.column !== undefined).map(asQuestion));
  const ofPaths = useFacets(open.filter(({ field }) => field.column === undefined).map(asQuestion));
  const answerFor = (field: Field) => (field.column === undefined ? ofPaths : ofColumns);
  const countsOf = ({ field, limit }: OpenFacet) => {
    const { data, isOld } = answerFor(field);
    const answered = data?.facets.find((facet) => facet.field === field.id);
    return answered && readCounts(answered, limit, isOld);
  };
  const filter = useEventSet().filter;
  const isOther = (field: Field) => answerFor(field).isOther;
  const missing = open.flatMap((facet) =>
    isOther(facet.field) ? [] : missingOf(facet.field, countsOf(facet), filter),
  );
  const ofMissing = useFacets(missing.slice(0, 60));
  return {
    countsOf,
    moreOf: ({ id }) => (ofMissing.isOther ? [] : (ofMissing.data?.facets.filter(({ field }) => field === id) ?? [])),
    isOther,
    error: ofColumns.error ?? ofPaths.error,
    retry: () => {
      for (const answer of [ofColumns, ofPaths]) if (answer.error) answer.refetch();
    },
  };
}

/** The values of one field that have a text in them; asks nothing without a text. */
export function useFacetSearch({ field, limit }: OpenFacet, search: string): EventAnswer<'events.facets'> {
  return useFacets(search === '' ? [] : [{ field: field.id, search, limit }]);
}

function useFacets(facets: Asked): EventAnswer<'events.facets'> {
  const set = useEventSet();
  return useEventAnswer('events.facets', facets.length === 0 ? undefined : { ...set, facets });
}

function asQuestion({ field, limit }: OpenFacet): Asked[number] {
  return { field: field.id, limit: askedLimit(limit) };
}

function missingOf(field: Field, counts: FacetCounts | undefined, filter: string): Asked {
  if (counts === undefined || counts.isWhole) return [];
  const isText = (value: FacetValue): value is string => value !== undefined && value !== '';
  return uncounted(counts, readSelection(filter, field))
    .filter(isText)
    .map((value) => ({ field: field.id, search: value.slice(0, 500), limit: fewValues }));
}

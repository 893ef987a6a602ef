import type { Field } from '../../shared/events/field.ts';
import { usePaced } from '../ui/usePaced.ts';
import { countedRows } from './facetRows.ts';
import { FacetValues } from './FacetValues.tsx';
import { useFacetSearch } from './useFacetCounts.ts';
import type { FacetFilter } from './useFacetFilter.ts';

type FacetSearchProps = {
  readonly title: string;
  readonly text: string;
  readonly onText: (text: string) => void;
  readonly onEnd: () => void;
};

export function FacetSearch({ title, text, onText, onEnd }: FacetSearchProps) {
  return (
    <input
      type="search"
      className="search facet-search"
      aria-label={`Search in ${title}`}
      placeholder="Search in all values"
      spellCheck={false}
      maxLength={500}
      // It was just asked for.
      // oxlint-disable-next-line jsx-a11y/no-autofocus
      autoFocus
      value={text}
      onChange={(event) => onText(event.currentTarget.value)}
      onKeyDown={(event) => {
        if (event.key !== 'Escape') return;
        event.stopPropagation();
        onEnd();
      }}
    />
  );
}

/** More than are listed otherwise: who searches has to see what there is. */
const leastFound = 50;

type FoundValuesProps = {
  readonly field: Field;
  readonly limit: number;
  readonly search: string;
  readonly filter: FacetFilter;
};

/** The values that have a text in them. */
export function FoundValues({ field, limit, search, filter }: FoundValuesProps) {
  const wanted = Math.max(limit, leastFound);
  const { data, isOld, error } = useFacetSearch({ field, limit: wanted }, usePaced(search, 150));
  if (error) return <p className="facet-note">{error.message}</p>;
  const [counts] = data?.facets ?? [];
  if (counts?.values.length === 0 && !isOld) return <p className="facet-note">No value has this in it</p>;
  return (
    <>
      <FacetValues
        field={field}
        rows={counts && countedRows(counts, filter.selection)}
        isOther={isOld}
        filter={filter}
      />
      {counts !== undefined && counts.values.length >= wanted && (
        <p className="facet-note">The {wanted} most frequent of those found</p>
      )}
    </>
  );
}

import { useId, useState } from 'react';

import type { Field } from '../../shared/events/field.ts';
import { FacetHead, type FacetCommand } from './FacetHead.tsx';
import { facetRows } from './facetRows.ts';
import { FacetSearch, FoundValues } from './FacetSearch.tsx';
import { FacetValues, MoreValues } from './FacetValues.tsx';
import type { FacetAnswers } from './useFacetCounts.ts';
import { useFacetFilter } from './useFacetFilter.ts';

type FacetProps = {
  readonly field: Field;
  readonly answers: FacetAnswers;
  readonly isOpen: boolean;
  readonly limit: number;
  /** The places it can be moved to. */
  readonly moves: readonly FacetCommand[];
  readonly onToggle: () => void;
  readonly onLimit: (limit: number) => void;
  readonly onCommand: (command: FacetCommand) => void;
};

/** The values of one field, each with how many events have it. */
export function Facet({ field, answers, isOpen, limit, moves, onToggle, onLimit, onCommand }: FacetProps) {
  const headingId = useId();
  const [search, setSearch] = useState<string>();
  const filter = useFacetFilter(field);
  const { selection } = filter;
  const counts = isOpen ? answers.countsOf({ field, limit }) : undefined;
  const isOther = answers.isOther(field);
  const sought = isOpen ? search?.trim() : undefined;
  const command = (name: FacetCommand) => {
    if (name === 'search') setSearch((text) => (text === undefined ? '' : undefined));
    else onCommand(name);
  };
  return (
    <fieldset className="facet" aria-labelledby={headingId}>
      <FacetHead
        field={field}
        headingId={headingId}
        isOpen={isOpen}
        distinct={isOther ? undefined : counts?.distinct}
        isMarked={selection.included.length + selection.excluded.length > 0}
        commands={[...(isOpen ? (['search'] as const) : []), ...moves]}
        onToggle={onToggle}
        onClear={filter.clear}
        onCommand={command}
      />
      {isOpen && search !== undefined && (
        <FacetSearch title={field.title} text={search} onText={setSearch} onEnd={() => setSearch(undefined)} />
      )}
      {sought !== undefined && sought !== '' && (
        <FoundValues field={field} limit={limit} search={sought} filter={filter} />
      )}
      {isOpen && (sought === undefined || sought === '') && (
        <>
          <FacetValues
            field={field}
            rows={counts && facetRows(counts, selection, answers.moreOf(field))}
            isOther={isOther}
            filter={filter}
          />
          {counts && <MoreValues counts={counts} limit={limit} onLimit={onLimit} />}
        </>
      )}
    </fieldset>
  );
}

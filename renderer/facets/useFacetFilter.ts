import { useMemo } from 'react';

import type { Field } from '../../shared/events/field.ts';
import {
  readSelection,
  withMark,
  writeOnly,
  writeSelection,
  type FacetSelection,
  type FacetValue,
  type Mark,
} from '../../shared/filter/facetClauses.ts';
import { useUpdateView, useView } from '../state/AppStateProvider.tsx';

export type FacetFilter = {
  readonly selection: FacetSelection;
  /** Puts a mark on a value, or takes back the one it has. */
  readonly toggle: (value: FacetValue, mark: Exclude<Mark, undefined>, before: Mark) => void;
  readonly only: (value: FacetValue) => void;
  readonly clear: () => void;
};

/** What the view's filter says of a field, and how to say another. */
export function useFacetFilter(field: Field): FacetFilter {
  const filter = useView(({ query }) => query.filter);
  const update = useUpdateView();
  return useMemo(() => {
    const change = (write: (filter: string) => string) =>
      update(({ query }) => ({ query: { ...query, filter: write(query.filter) } }));
    return {
      selection: readSelection(filter, field),
      toggle: (value, mark, before) =>
        change((text) => {
          const selection = withMark(readSelection(text, field), value, afterClick(mark, before));
          return writeSelection(text, field, selection);
        }),
      only: (value) => change((text) => writeOnly(text, field, value)),
      clear: () => change((text) => writeSelection(text, field, { included: [], excluded: [] })),
    };
  }, [filter, field, update]);
}

/** A click on a marked value takes its mark back; only excluding goes over an inclusion. */
function afterClick(mark: Exclude<Mark, undefined>, before: Mark): Mark {
  if (before === undefined) return mark;
  return mark === 'excluded' && before === 'included' ? 'excluded' : undefined;
}

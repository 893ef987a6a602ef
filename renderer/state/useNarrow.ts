import { useCallback } from 'react';

import { addClause, fieldEquals, negateClause, removeClause, type FilterValue } from '../../shared/filter/print.ts';
import { useUpdateView } from './AppStateProvider.tsx';

/** A column's id or the way to a member of the record. */
export type NarrowField = string | readonly string[];

export type Narrow = (field: NarrowField, value: FilterValue, way: 'for' | 'out') => void;

/** The filter narrowed to events that have the value, or to those that have not; the opposite clause gives way. */
export function narrowed(filter: string, field: NarrowField, value: FilterValue, way: 'for' | 'out'): string {
  const equals = fieldEquals(field, value);
  const wanted = way === 'for' ? equals : negateClause(equals);
  return addClause(removeClause(filter, negateClause(wanted)), wanted);
}

/** Narrows the filter by one value and shows the events. */
export function useNarrow(): Narrow {
  const update = useUpdateView();
  return useCallback(
    (field, value, way) =>
      update(({ query }) => ({
        view: 'events',
        query: { ...query, filter: narrowed(query.filter, field, value, way) },
      })),
    [update],
  );
}

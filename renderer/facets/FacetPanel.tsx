import { useState, type KeyboardEvent } from 'react';

import { readField } from '../../shared/events/field.ts';
import { useUpdateView, useView } from '../state/AppStateProvider.tsx';
import { defaultFacets } from '../state/view.ts';
import { ErrorNotice } from '../ui/ErrorNotice.tsx';
import { AddFacet } from './AddFacet.tsx';
import { Facet } from './Facet.tsx';
import type { FacetCommand } from './FacetHead.tsx';
import { moved } from './facetOrder.ts';
import { facetLimits } from './facetRows.ts';
import './facets.css';
import { useFacetCounts } from './useFacetCounts.ts';

/** How a facet is shown; those not named are open, with few values. */
type Shown = { readonly isOpen: boolean; readonly limit: number };

const first: Shown = { isOpen: true, limit: facetLimits[0] };

/** What the values of the events at hand are, field by field; each can be included or excluded. */
export function FacetPanel() {
  const ids = useView((view) => view.facets);
  const update = useUpdateView();
  const [shown, setShown] = useState<Readonly<Record<string, Shown>>>({});
  const show = (id: string, change: Partial<Shown>) =>
    setShown((before) => ({ ...before, [id]: { ...first, ...before[id], ...change } }));
  const facets = ids.flatMap((id) => {
    const field = readField(id);
    return field === undefined ? [] : [{ id, field, ...(shown[id] ?? first) }];
  });
  const answers = useFacetCounts(facets.filter(({ isOpen }) => isOpen));
  const run = (id: string, command: FacetCommand) => update((view) => ({ facets: moved(view.facets, id, command) }));
  return (
    // The keys bubble up from the values.
    // oxlint-disable-next-line jsx-a11y/no-noninteractive-element-interactions
    <section className="facet-panel" aria-label="Facets" onKeyDown={goAlong}>
      <h2 className="visually-hidden">Facets</h2>
      {answers.error && <ErrorNotice error={answers.error} on={{ retry: answers.retry }} />}
      {facets.map(({ id, field, isOpen, limit }, index) => (
        <Facet
          key={id}
          field={field}
          answers={answers}
          isOpen={isOpen}
          limit={limit}
          moves={[...(index > 0 ? (['up'] as const) : []), ...(index < facets.length - 1 ? (['down'] as const) : [])]}
          onToggle={() => show(id, { isOpen: !isOpen })}
          onLimit={(next) => show(id, { limit: next })}
          onCommand={(command) => run(id, command)}
        />
      ))}
      <div className="facet-foot">
        <AddFacet
          shown={ids}
          onAdd={(id) => {
            update((view) => ({ facets: [...view.facets.filter((other) => other !== id), id] }));
            show(id, first);
          }}
        />
        {ids.join('\n') !== defaultFacets.join('\n') && (
          <button type="button" className="button quiet small" onClick={() => update({ facets: defaultFacets })}>
            Default facets
          </button>
        )}
      </div>
    </section>
  );
}

/** The arrow keys go along headings and values, from one facet to the next; Home and End to the first and last of all. */
function goAlong(event: KeyboardEvent<HTMLElement>): void {
  const { key, target, currentTarget } = event;
  if (!(target instanceof HTMLElement) || target.dataset['stop'] === undefined) return;
  const stops = [...currentTarget.querySelectorAll<HTMLElement>('[data-stop]')];
  const own = stops.indexOf(target);
  const next = { ArrowDown: own + 1, ArrowUp: own - 1, Home: 0, End: stops.length - 1 }[key];
  if (next === undefined || event.altKey || event.ctrlKey || event.metaKey) return;
  event.preventDefault();
  stops[next]?.focus();
}

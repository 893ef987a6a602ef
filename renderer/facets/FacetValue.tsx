import type { KeyboardEvent, MouseEvent } from 'react';

import type { Field } from '../../shared/events/field.ts';
import { useAws, useView } from '../state/AppStateProvider.tsx';
import { legible } from '../ui/legible.ts';
import { countOf, formatCount } from '../ui/numbers.ts';
import type { FacetRow } from './facetRows.ts';
import { facetText } from './facetText.ts';
import type { FacetFilter } from './useFacetFilter.ts';

type FacetValueProps = {
  readonly field: Field;
  readonly row: FacetRow;
  /** The largest count of the facet, which has the longest bar. */
  readonly most: number;
  /** The one of its facet that Tab goes to. */
  readonly isStop: boolean;
  readonly filter: FacetFilter;
  readonly onFocus: () => void;
};

/** One value: click to include it, with Alt to exclude it. */
export function FacetValue({ field, row, most, isStop, filter, onFocus }: FacetValueProps) {
  const timeZone = useView(({ query }) => query.timeZone);
  const accountNames = useAws((aws) => aws.accountNames);
  const { text: whole, detail, look } = facetText(field, row.value, { timeZone, accountNames });
  const text = legible(whole);
  const { value, count, mark } = row;
  const exclude = () => filter.toggle(value, 'excluded', mark);
  const name = detail === undefined ? text : `${text} ${detail}`;
  const onClick = ({ altKey }: MouseEvent) => (altKey ? exclude() : filter.toggle(value, 'included', mark));
  const onKeyDown = (event: KeyboardEvent) => {
    const act = actionOf(event, { exclude, only: () => filter.only(value) });
    if (act === undefined) return;
    event.preventDefault();
    act();
  };
  return (
    <li className="facet-value" data-mark={mark} data-look={look}>
      <button
        type="button"
        // A checkbox of three states: a real one has its third only by script, and no place for the bar.
        // oxlint-disable-next-line jsx-a11y/prefer-tag-over-role
        role="checkbox"
        aria-checked={mark === 'excluded' ? 'mixed' : mark === 'included'}
        aria-label={spoken(name, count, mark)}
        aria-keyshortcuts="Shift+Enter O"
        data-stop
        tabIndex={isStop ? 0 : -1}
        className="facet-choose"
        title={`${name}\nClick includes, Alt+click excludes`}
        onClick={onClick}
        onKeyDown={onKeyDown}
        onFocus={onFocus}
      >
        <span className="facet-bar" style={{ width: `${barPercent(count, most)}%` }} />
        <span className="facet-text">
          {text}
          {detail !== undefined && <span className="facet-detail"> {detail}</span>}
        </span>
        <span className="facet-count">{count === undefined ? '' : formatCount(count)}</span>
      </button>
      {/* The keys for these are on the value itself: they would be two more stops for each value. */}
      <span className="facet-acts">
        <button type="button" tabIndex={-1} aria-label={`Only ${name}`} onClick={() => filter.only(value)}>
          only
        </button>
        <button
          type="button"
          tabIndex={-1}
          aria-label={mark === 'excluded' ? `No longer exclude ${name}` : `Exclude ${name}`}
          onClick={exclude}
        >
          −
        </button>
      </span>
    </li>
  );
}

function actionOf(
  { key, shiftKey, ctrlKey, metaKey, altKey }: KeyboardEvent,
  { exclude, only }: { readonly exclude: () => void; readonly only: () => void },
): (() => void) | undefined {
  if (ctrlKey || metaKey || altKey) return undefined;
  if (key === '-' || (key === 'Enter' && shiftKey)) return exclude;
  return key === 'o' || key === 'O' ? only : undefined;
}

function spoken(name: string, count: number | undefined, mark: FacetRow['mark']): string {
  const parts = [
    name,
    count === undefined ? undefined : countOf(count, 'event'),
    mark === 'excluded' ? mark : undefined,
  ];
  return parts.filter((part) => part !== undefined).join(', ');
}

/** A count of one among millions still has a bar to see. */
function barPercent(count: number | undefined, most: number): number {
  return count === undefined || count === 0 || most === 0 ? 0 : Math.max(1, (count / most) * 100);
}

import { useState } from 'react';

import type { Field } from '../../shared/events/field.ts';
import { formatCount } from '../ui/numbers.ts';
import { facetLimits, type FacetCounts, type FacetRow } from './facetRows.ts';
import { FacetValue } from './FacetValue.tsx';
import './facetValues.css';
import type { FacetFilter } from './useFacetFilter.ts';

type FacetValuesProps = {
  readonly field: Field;
  /** `undefined` before the first answer. */
  readonly rows: readonly FacetRow[] | undefined;
  /** They are of other events than the view's. */
  readonly isOther: boolean;
  readonly filter: FacetFilter;
};

export function FacetValues({ field, rows, isOther, filter }: FacetValuesProps) {
  const [stop, setStop] = useState<string>();
  if (rows === undefined) return <AwaitedValues />;
  if (rows.length === 0) return <p className="facet-note">No event</p>;
  const most = Math.max(0, ...rows.map(({ count }) => count ?? 0));
  const hasStop = rows.some(({ key }) => key === stop);
  return (
    <ul className="facet-values" aria-busy={isOther} data-old={isOther ? '' : undefined}>
      {rows.map((row, index) => (
        <FacetValue
          key={row.key}
          field={field}
          row={row}
          most={most}
          isStop={hasStop ? row.key === stop : index === 0}
          filter={filter}
          onFocus={() => setStop(row.key)}
        />
      ))}
    </ul>
  );
}

const awaited = ['72%', '55%', '63%', '40%'];

/** Keeps the place of values that are being counted. */
function AwaitedValues() {
  return (
    <ul className="facet-values" aria-busy="true" aria-label="Counting">
      {awaited.map((width) => (
        <li key={width} className="facet-awaited">
          <span style={{ width }} />
        </li>
      ))}
    </ul>
  );
}

type MoreValuesProps = {
  readonly counts: FacetCounts;
  readonly limit: number;
  readonly onLimit: (limit: number) => void;
};

/** Lists more of the values, or fewer again. */
export function MoreValues({ counts, limit, onLimit }: MoreValuesProps) {
  const [least] = facetLimits;
  const next = facetLimits.find((each) => each > limit);
  const hasMore = !counts.isWhole;
  if (!hasMore && limit === least) return null;
  return (
    <div className="facet-more">
      {hasMore && next !== undefined && (
        <button type="button" className="link" onClick={() => onLimit(next)}>
          {moreText(counts, next)}
        </button>
      )}
      {hasMore && next === undefined && (
        <span>
          The {formatCount(counts.values.length)} most frequent of {formatCount(counts.distinct)}: search for others
        </span>
      )}
      {limit > least && (
        <button type="button" className="link" onClick={() => onLimit(least)}>
          Show fewer
        </button>
      )}
    </div>
  );
}

function moreText({ values, distinct }: FacetCounts, limit: number): string {
  const others = Math.min(distinct, limit) - values.length;
  return others > 0 ? `Show ${formatCount(others)} more` : 'Show more';
}

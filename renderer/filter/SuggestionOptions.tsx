import { useEffect, type CSSProperties } from 'react';

import { countOf, formatCount } from '../ui/numbers.ts';
import type { Mark } from './paint.ts';
import { PaintedFilter } from './PaintedFilter.tsx';
import type { Suggestion } from './suggestions.ts';
import type { SuggestionList } from './useSuggestions.ts';

type SuggestionOptionsProps = {
  readonly id: string;
  readonly list: SuggestionList;
  readonly onChoose: (chosen: Suggestion) => void;
};

const noMarks: readonly Mark[] = [];

/** The list stands under the word that it completes. */
export function SuggestionOptions({ id, list, onChoose }: SuggestionOptionsProps) {
  const { kind, options, active, from } = list;
  useEffect(() => {
    if (active !== undefined) document.getElementById(`${id}-${active}`)?.scrollIntoView({ block: 'nearest' });
  }, [id, active]);
  if (options.length === 0) return null;
  const place = { '--at': from } as CSSProperties;
  // The options of a text field: neither <select> nor <datalist> can be driven from its keys or shows descriptions.
  /* oxlint-disable jsx-a11y/prefer-tag-over-role */
  return (
    <div className="menu filter-suggestions" style={place}>
      <div
        id={id}
        role="listbox"
        aria-label={kind === 'history' ? 'Filters applied before' : 'Suggestions'}
        tabIndex={-1}
      >
        {options.map((option, index) => (
          // The field keeps the focus; the keys are handled there.
          <div
            key={`${option.kind} ${option.text}`}
            id={`${id}-${index}`}
            role="option"
            tabIndex={-1}
            aria-selected={index === active}
            className="menu-item"
            data-highlighted={index === active ? '' : undefined}
            onPointerDown={(event) => {
              event.preventDefault();
              onChoose(option);
            }}
          >
            {kind === 'history' ? <PastFilter text={option.text} /> : <OptionText option={option} />}
          </div>
        ))}
      </div>
      <p className="filter-suggestion-keys" aria-hidden="true">
        {kind === 'history'
          ? '↑ ↓ choose · Enter applies'
          : '↑ ↓ choose · Tab takes the first · Enter applies what is typed'}
      </p>
    </div>
  );
  /* oxlint-enable jsx-a11y/prefer-tag-over-role */
}

function PastFilter({ text }: { readonly text: string }) {
  return (
    <span className="mono filter-past" title={text}>
      <PaintedFilter text={text} marks={noMarks} />
    </span>
  );
}

function OptionText({ option: { kind, text, label, detail, count } }: { readonly option: Suggestion }) {
  return (
    <>
      <span className={`mono filter-suggestion ${kind === 'field' ? 'filter-field' : `filter-${kind}`}`}>
        {label ?? text}
      </span>
      {detail !== undefined && <span className="filter-detail">{detail}</span>}
      {count !== undefined && (
        <span className="filter-count">
          <span aria-hidden="true">{formatCount(count)}</span>
          <span className="visually-hidden">{countOf(count, 'event')}</span>
        </span>
      )}
    </>
  );
}

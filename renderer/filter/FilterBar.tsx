import { useId, useRef, type ReactNode } from 'react';

import { useSetting } from '../state/useSetting.ts';
import { useFocusOnFind } from '../ui/useFocusOnFind.ts';
import { FilterHelp } from './FilterHelp.tsx';
import { FilterInput } from './FilterInput.tsx';
import { FilterProblems } from './FilterProblems.tsx';
import { useFilterDraft, type FilterDraft } from './useFilterDraft.ts';
import { useSuggestions, type SuggestionList } from './useSuggestions.ts';
import './filter.css';

type FilterBarProps = {
  /** False while another view is shown: Ctrl+F is then not the filter's. */
  readonly isShown: boolean;
  /** What stands to the left of the field, and to its right. */
  readonly before?: ReactNode;
  readonly children?: ReactNode;
  /** True where a text that is pasted was taken for something else than a filter. */
  readonly onPaste: (text: string) => boolean;
};

export function FilterBar({ isShown, before, children, onPaste }: FilterBarProps) {
  const draft = useFilterDraft();
  const [history] = useSetting('filterHistory');
  const list = useSuggestions(history);
  const input = useRef<HTMLInputElement>(null);
  const problemsId = useId();
  useFocusOnFind(isShown, input);
  const focus = () => input.current?.focus();
  return (
    <div className="filter-bar">
      <div className="filter-line">
        {before}
        <div className={draft.problems.length > 0 ? 'filter-box wrong' : 'filter-box'}>
          <FilterInput
            text={draft.text}
            marks={draft.problems}
            list={list}
            describedBy={draft.problems.length > 0 ? problemsId : undefined}
            inputRef={input}
            onEdit={draft.edit}
            onApply={(text) => void draft.apply(text)}
            onRevert={draft.revert}
            onPaste={onPaste}
          />
          <FilterButtons draft={draft} list={list} hasHistory={history.length > 0} onFocus={focus} />
        </div>
        {children}
      </div>
      <FilterProblems id={problemsId} draft={draft} onFocus={focus} />
    </div>
  );
}

type FilterButtonsProps = {
  readonly draft: FilterDraft;
  readonly list: SuggestionList;
  readonly hasHistory: boolean;
  /** Brings the focus back into the field. */
  readonly onFocus: () => void;
};

function FilterButtons({ draft, list, hasHistory, onFocus }: FilterButtonsProps) {
  const isHistoryShown = list.kind === 'history' && list.options.length > 0;
  return (
    <>
      {!draft.isApplied && draft.problems.length === 0 && (
        <span className="filter-hint" aria-hidden="true">
          Enter applies
        </span>
      )}
      {draft.text !== '' && (
        <button
          type="button"
          className="button quiet icon"
          aria-label="Empty the filter"
          title="Empty the filter"
          onClick={() => {
            void draft.apply('');
            onFocus();
          }}
        >
          ×
        </button>
      )}
      {hasHistory && (
        <button
          type="button"
          className="button quiet icon"
          aria-label="Filters applied before"
          aria-expanded={isHistoryShown}
          title="Filters applied before"
          // The field keeps the focus, without which the list closes.
          onPointerDown={(event) => event.preventDefault()}
          onClick={() => {
            onFocus();
            if (isHistoryShown) list.close();
            else list.openHistory();
          }}
        >
          <svg className="filter-glyph" viewBox="0 0 16 16" aria-hidden="true">
            <path d="M2.5 8A5.5 5.5 0 1 0 4.2 4M2.5 3.2V6H5.3M8 5V8L10 9.5" />
          </svg>
        </button>
      )}
      <FilterHelp />
    </>
  );
}

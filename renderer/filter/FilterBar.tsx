import { useId, useRef, type ReactNode } from 'react';

import { useFocusOnFind } from '../ui/useFocusOnFind.ts';
import { FilterHelp } from './FilterHelp.tsx';
import { FilterInput } from './FilterInput.tsx';
import { useFilterDraft, type FilterDraft, type FilterProblem } from './useFilterDraft.ts';
import './filter.css';

type FilterBarProps = {
  /** False while another view is shown: Ctrl+F is then not the filter's. */
  readonly isShown: boolean;
  /** What stands to the left of the field, and to its right. */
  readonly before?: ReactNode;
  readonly children?: ReactNode;
};

export function FilterBar({ isShown, before, children }: FilterBarProps) {
  const draft = useFilterDraft();
  const input = useRef<HTMLInputElement>(null);
  const problemsId = useId();
  useFocusOnFind(isShown, input);
  return (
    <div className="filter-bar">
      <div className="filter-line">
        {before}
        <div className={draft.problems.length > 0 ? 'filter-box wrong' : 'filter-box'}>
          <FilterInput
            text={draft.text}
            marks={draft.problems}
            describedBy={draft.problems.length > 0 ? problemsId : undefined}
            inputRef={input}
            onEdit={draft.edit}
            onApply={() => void draft.apply(draft.text)}
            onRevert={draft.revert}
          />
          <FilterButtons draft={draft} />
        </div>
        <FilterHelp />
        {children}
      </div>
      <Problems id={problemsId} draft={draft} />
    </div>
  );
}

function FilterButtons({ draft }: { readonly draft: FilterDraft }) {
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
          onClick={() => {
            draft.edit('');
            void draft.apply('');
          }}
        >
          ×
        </button>
      )}
    </>
  );
}

function Problems({ id, draft }: { readonly id: string; readonly draft: FilterDraft }) {
  if (draft.problems.length === 0) return null;
  return (
    <ul id={id} className="filter-problems" aria-live="polite">
      {draft.problems.slice(0, 3).map((problem) => (
        <li key={`${problem.from}-${problem.message}`}>
          {problem.message}{' '}
          {problem.suggestion !== undefined && (
            <button type="button" className="link" onClick={() => draft.edit(withSuggestion(draft.text, problem))}>
              Use {problem.suggestion}
            </button>
          )}
        </li>
      ))}
    </ul>
  );
}

function withSuggestion(text: string, { from, to, suggestion = '' }: FilterProblem): string {
  return text.slice(0, from) + suggestion + text.slice(to);
}

import type { FilterDraft, FilterProblem } from './useFilterDraft.ts';

type FilterProblemsProps = {
  readonly id: string;
  readonly draft: FilterDraft;
  readonly onFocus: () => void;
};

const mostShown = 3;

/** What is wrong with the filter, in sentences; where the core knows what was meant, it is a click away. */
export function FilterProblems({ id, draft, onFocus }: FilterProblemsProps) {
  const { problems, text } = draft;
  if (problems.length === 0) return null;
  return (
    <ul id={id} className="filter-problems" aria-live="polite">
      {problems.slice(0, mostShown).map((problem) => (
        <li key={`${problem.from}-${problem.message}`}>
          {problem.message}{' '}
          {problem.suggestion !== undefined && (
            <button
              type="button"
              className="link"
              onClick={() => {
                draft.edit(corrected(text, problem));
                onFocus();
              }}
            >
              Use {problem.suggestion}
            </button>
          )}
        </li>
      ))}
    </ul>
  );
}

function corrected(text: string, { from, to, suggestion = '' }: FilterProblem): string {
  return text.slice(0, from) + suggestion + text.slice(to);
}

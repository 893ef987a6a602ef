import type { Completion } from './completion.ts';

type CompletionListProps = {
  readonly id: string;
  readonly options: readonly Completion[];
  readonly active: number | undefined;
  readonly onChoose: (chosen: Completion) => void;
};

export function CompletionList({ id, options, active, onChoose }: CompletionListProps) {
  if (options.length === 0) return null;
  // The options of a text field: neither <select> nor <datalist> can be driven from its keys or shows descriptions.
  /* oxlint-disable jsx-a11y/prefer-tag-over-role */
  return (
    <div id={id} role="listbox" aria-label="Fields" className="menu filter-completions" tabIndex={-1}>
      {options.map((option, index) => (
        // The field keeps the focus; the keys are handled there.
        <div
          key={option.field}
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
          <span className="mono">{option.field}</span>
          <span className="menu-hint">{option.description}</span>
        </div>
      ))}
    </div>
  );
  /* oxlint-enable jsx-a11y/prefer-tag-over-role */
}

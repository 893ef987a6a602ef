// A native search field with its text painted behind it: the field stays a field (selection, undo, assistive
// technology), and the colours and underlines lie in a layer that scrolls along.
import { useId, useLayoutEffect, useRef, useState, type KeyboardEvent } from 'react';

import { complete, completionsAt, type Completion } from './completion.ts';
import { CompletionList } from './CompletionList.tsx';
import { paint, type Mark } from './paint.ts';

type FilterInputProps = {
  readonly text: string;
  readonly marks: readonly Mark[];
  /** The id of the element that says what is wrong. */
  readonly describedBy: string | undefined;
  readonly inputRef: { current: HTMLInputElement | null };
  readonly onEdit: (text: string) => void;
  readonly onApply: () => void;
  readonly onRevert: () => void;
};

export function FilterInput(props: FilterInputProps) {
  const { text, marks, describedBy, inputRef, onEdit } = props;
  const layer = useRef<HTMLDivElement>(null);
  const caretAfter = useRef<number>(undefined);
  const listId = useId();
  const completion = useCompletion();
  const syncScroll = () => {
    if (layer.current && inputRef.current) layer.current.scrollLeft = inputRef.current.scrollLeft;
  };
  useLayoutEffect(() => {
    const caret = caretAfter.current;
    caretAfter.current = undefined;
    if (caret !== undefined) inputRef.current?.setSelectionRange(caret, caret);
    syncScroll();
  });
  const accept = (chosen: Completion) => {
    const next = complete(text, chosen);
    caretAfter.current = next.caret;
    onEdit(next.text);
    completion.close();
    inputRef.current?.focus();
  };
  const { options, active } = completion;
  return (
    <div className="filter-entry">
      <div ref={layer} className="filter-paint mono" aria-hidden="true">
        {paint(text, marks).map((span, index) => (
          <span key={index} className={span.classes}>
            {span.text}
          </span>
        ))}
      </div>
      <input
        ref={inputRef}
        type="search"
        className="filter-input mono"
        aria-label="Filter"
        aria-autocomplete="list"
        aria-controls={options.length > 0 ? listId : undefined}
        aria-activedescendant={active === undefined ? undefined : `${listId}-${active}`}
        aria-invalid={marks.length > 0}
        aria-describedby={describedBy}
        placeholder="Filter, such as eventName:UpdateDestination -readOnly:true"
        autoComplete="off"
        autoCapitalize="off"
        spellCheck={false}
        value={text}
        onChange={(event) => {
          onEdit(event.target.value);
          completion.openAt(event.target.value, event.target.selectionStart ?? event.target.value.length);
        }}
        onScroll={syncScroll}
        onBlur={completion.close}
        onKeyDown={(event) => takeKey(event, props, completion, accept)}
      />
      <CompletionList id={listId} options={options} active={active} onChoose={accept} />
    </div>
  );
}

type CompletionState = {
  readonly options: readonly Completion[];
  readonly active: number | undefined;
  readonly openAt: (text: string, caret: number) => void;
  readonly move: (by: number) => void;
  readonly close: () => void;
};

function useCompletion(): CompletionState {
  const [options, setOptions] = useState<readonly Completion[]>([]);
  const [active, setActive] = useState<number>();
  const close = () => {
    setOptions([]);
    setActive(undefined);
  };
  return {
    options,
    active,
    openAt: (typed, caret) => {
      setOptions(completionsAt(typed, caret));
      setActive(undefined);
    },
    move: (by) => setActive((now) => ((now ?? (by > 0 ? -1 : options.length)) + by + options.length) % options.length),
    close,
  };
}

/** The list takes arrows, Tab, and Enter once an entry is picked; all else is the field's own. */
function takeKey(
  event: KeyboardEvent<HTMLInputElement>,
  { onApply, onRevert }: FilterInputProps,
  { options, active, move, close }: CompletionState,
  accept: (chosen: Completion) => void,
): void {
  const isOpen = options.length > 0;
  const chosen = active === undefined ? undefined : options[active];
  if (isOpen && (event.key === 'ArrowDown' || event.key === 'ArrowUp')) {
    event.preventDefault();
    move(event.key === 'ArrowDown' ? 1 : -1);
  } else if (event.key === 'Tab' && !event.shiftKey && isOpen) {
    const first = chosen ?? options[0];
    if (!first) return;
    event.preventDefault();
    accept(first);
  } else if (event.key === 'Enter') {
    event.preventDefault();
    if (chosen) return accept(chosen);
    close();
    onApply();
  } else if (event.key === 'Escape') {
    // A native search field would empty itself.
    event.preventDefault();
    if (isOpen) close();
    else onRevert();
  }
}

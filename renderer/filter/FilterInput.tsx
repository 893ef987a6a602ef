// A native search field with its text painted behind it: the field stays a field (selection, undo, assistive
// technology), and the colours and underlines lie in a layer that scrolls along.
import { useCallback, useId, useLayoutEffect, useRef, type KeyboardEvent } from 'react';

import type { Mark } from './paint.ts';
import { PaintedFilter } from './PaintedFilter.tsx';
import { SuggestionOptions } from './SuggestionOptions.tsx';
import { withSuggestion, type Suggestion } from './suggestions.ts';
import type { SuggestionList } from './useSuggestions.ts';

type FilterInputProps = {
  readonly text: string;
  readonly marks: readonly Mark[];
  readonly list: SuggestionList;
  /** The id of the element that says what is wrong. */
  readonly describedBy: string | undefined;
  readonly inputRef: { current: HTMLInputElement | null };
  readonly onEdit: (text: string) => void;
  readonly onApply: (text: string) => void;
  readonly onRevert: () => void;
  /** True where the text that is pasted was taken for something else than a filter. */
  readonly onPaste: (text: string) => boolean;
};

export function FilterInput(props: FilterInputProps) {
  const { text, marks, list, describedBy, inputRef, onEdit, onApply, onPaste } = props;
  const { layer, syncScroll, putCaret } = useLayer(inputRef);
  const listId = useId();
  const accept = (chosen: Suggestion) => {
    inputRef.current?.focus();
    if (list.kind === 'history') {
      list.close();
      onApply(chosen.text);
      return;
    }
    const next = withSuggestion(text, list, chosen);
    putCaret(next.caret);
    onEdit(next.text);
    list.openAt(next);
  };
  const { options, active } = list;
  return (
    <div className="filter-entry">
      <div ref={layer} className="filter-paint mono" aria-hidden="true">
        <PaintedFilter text={text} marks={marks} />
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
        onChange={({ target }) => {
          onEdit(target.value);
          list.openAt({ text: target.value, caret: target.selectionStart ?? target.value.length });
        }}
        onPaste={(event) => {
          if (onPaste(event.clipboardData.getData('text/plain'))) event.preventDefault();
        }}
        onScroll={syncScroll}
        onBlur={list.close}
        onKeyDown={(event) => takeKey(event, props, accept)}
      />
      <SuggestionOptions id={listId} list={list} onChoose={accept} />
      <output className="visually-hidden" aria-label="Suggestions found">
        {options.length > 0 && active === undefined ? `${options.length} suggestions` : ''}
      </output>
    </div>
  );
}

/** Keeps the painted text where the field's own is, and puts the caret where an edit wants it. */
function useLayer(input: FilterInputProps['inputRef']) {
  const layer = useRef<HTMLDivElement>(null);
  const caretAfter = useRef<number>(undefined);
  const syncScroll = useCallback(() => {
    const { scrollLeft = 0 } = input.current ?? {};
    if (!layer.current) return;
    layer.current.scrollLeft = scrollLeft;
    // The list stands under its word.
    layer.current.parentElement?.style.setProperty('--scrolled', `${scrollLeft}px`);
  }, [input]);
  useLayoutEffect(() => {
    const caret = caretAfter.current;
    caretAfter.current = undefined;
    if (caret !== undefined) input.current?.setSelectionRange(caret, caret);
    syncScroll();
  });
  const putCaret = (caret: number) => {
    caretAfter.current = caret;
  };
  return { layer, syncScroll, putCaret };
}

/** The list takes arrows, Tab, and Enter once an entry is picked; all else is the field's own. */
function takeKey(
  event: KeyboardEvent<HTMLInputElement>,
  { text, list, onApply, onRevert }: FilterInputProps,
  accept: (chosen: Suggestion) => void,
): void {
  const { options, active, kind, move, close } = list;
  const isOpen = options.length > 0;
  const chosen = active === undefined ? undefined : options[active];
  const { key } = event;
  if (key === 'ArrowDown' || key === 'ArrowUp') {
    if (isOpen) move(key === 'ArrowDown' ? 1 : -1);
    else openByArrow(event.currentTarget, list);
  } else if (key === ' ' && event.ctrlKey) {
    list.openAt(typedIn(event.currentTarget), true);
  } else if (key === 'Tab' && !event.shiftKey && isOpen && kind === 'completions') {
    const taken = chosen ?? options[0];
    if (taken) accept(taken);
  } else if (key === 'Enter') {
    if (chosen) accept(chosen);
    else {
      close();
      onApply(text);
    }
  } else if (key === 'Escape') {
    // A native search field would empty itself.
    if (isOpen) close();
    else onRevert();
  } else return;
  event.preventDefault();
}

function typedIn({ value, selectionStart }: HTMLInputElement) {
  return { text: value, caret: selectionStart ?? value.length };
}

/** In an empty field the arrows bring what was applied before, else what may stand here. */
function openByArrow(input: HTMLInputElement, list: SuggestionList): void {
  if (input.value === '') list.openHistory();
  else list.openAt(typedIn(input), true);
}

import { useId, useState, type ReactNode } from 'react';

import { countOf, formatCount } from '../ui/numbers.ts';
import { isChosen, withItems, type Choice } from './choice.ts';

export type CheckItem = {
  readonly value: string;
  /** What it is found by besides its value. */
  readonly searchText?: string;
};

type CheckListProps = {
  /** `Accounts`: the group's name. */
  readonly label: string;
  /** `account`: for `All accounts`, `Find an account`. */
  readonly noun: string;
  readonly items: readonly CheckItem[];
  readonly choice: Choice;
  readonly onChange: (choice: Choice) => void;
  /** From so many items on they can be filtered. */
  readonly filterFrom: number;
  /** Under the list: what follows from the choice. */
  readonly note?: string | undefined;
  readonly labelOf?: (value: string) => ReactNode;
  /** Stands at the end of an item's line. */
  readonly asideOf?: (value: string) => ReactNode;
};

/** A list of which any number is chosen, hundreds of which can be filtered. */
export function CheckList(props: CheckListProps) {
  const { label, noun, items, choice, onChange, filterFrom, note } = props;
  const id = useId();
  const [text, setText] = useState('');
  const wanted = text.trim().toLowerCase();
  const shown = items.filter(({ value, searchText = '' }) => `${value} ${searchText}`.toLowerCase().includes(wanted));
  const all = items.map(({ value }) => value);
  const set = (values: readonly string[], isIn: boolean) => onChange(withItems(choice, all, values, isIn));
  const shownValues = shown.map(({ value }) => value);
  return (
    <fieldset className="check-list" aria-labelledby={id}>
      <div className="check-head">
        <h3 id={id}>{label}</h3>
        <span className="muted">{chosenText(items, choice)}</span>
        <span className="spring" />
        <button type="button" className="link" aria-label={`All ${noun}s`} onClick={() => set(shownValues, true)}>
          All
        </button>
        <button type="button" className="link" aria-label={`None: no ${noun}s`} onClick={() => set(shownValues, false)}>
          None
        </button>
      </div>
      {items.length >= filterFrom && (
        <input
          type="search"
          className="search"
          aria-label={`Find ${/^[aeiou]/.test(noun) ? 'an' : 'a'} ${noun}`}
          placeholder={`Find among ${countOf(items.length, noun)}`}
          spellCheck={false}
          value={text}
          onChange={(event) => setText(event.target.value)}
        />
      )}
      <ul className="check-items">
        {shown.map(({ value }) => (
          <CheckRow
            key={value}
            value={value}
            isChecked={isChosen(choice, value)}
            onChange={(isIn) => set([value], isIn)}
            onOnly={() => onChange(withItems([], all, [value], true))}
            labelOf={props.labelOf}
            asideOf={props.asideOf}
          />
        ))}
        {shown.length === 0 && items.length > 0 && <li className="muted check-none">No such {noun}</li>}
      </ul>
      {note !== undefined && <p className="muted check-note">{note}</p>}
    </fieldset>
  );
}

function chosenText(items: readonly CheckItem[], choice: Choice): string {
  if (items.length === 0) return '';
  const count = items.filter(({ value }) => isChosen(choice, value)).length;
  if (count === items.length) return items.length === 1 ? '' : `all ${formatCount(items.length)}`;
  return `${formatCount(count)} of ${formatCount(items.length)}`;
}

type CheckRowProps = {
  readonly labelOf: CheckListProps['labelOf'];
  readonly asideOf: CheckListProps['asideOf'];
  readonly value: string;
  readonly isChecked: boolean;
  readonly onChange: (isChecked: boolean) => void;
  readonly onOnly: () => void;
};

function CheckRow({ value, isChecked, onChange, onOnly, labelOf, asideOf }: CheckRowProps) {
  return (
    <li className="check-row">
      <label>
        <input type="checkbox" checked={isChecked} onChange={(event) => onChange(event.target.checked)} />
        <span className="mono">{labelOf?.(value) ?? value}</span>
      </label>
      {asideOf?.(value)}
      <button type="button" className="link check-only" aria-label={`Only ${value}`} onClick={onOnly}>
        only
      </button>
    </li>
  );
}

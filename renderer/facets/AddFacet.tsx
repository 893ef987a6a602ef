import { useRef, useState, type KeyboardEvent } from 'react';

import { columns } from '../../shared/events/columns.ts';
import { readField } from '../../shared/events/field.ts';
import { useSession } from '../state/AppStateProvider.tsx';
import { useCall } from '../state/useCall.ts';
import { Popover, PopoverClose } from '../ui/Popover.tsx';
import { usePaced } from '../ui/usePaced.ts';

type AddFacetProps = {
  readonly shown: readonly string[];
  readonly onAdd: (id: string) => void;
};

/** Any column, or any way into the record. */
export function AddFacet(props: AddFacetProps) {
  return (
    <Popover button="Add facet…" heading="Add a facet" className="button quiet small">
      <FacetChoice {...props} />
    </Popover>
  );
}

type Choice = { readonly id: string; readonly title: string; readonly hint: string | undefined };

const fewPaths = 30;

function FacetChoice({ shown, onAdd }: AddFacetProps) {
  const [text, setText] = useState('');
  const list = useRef<HTMLUListElement>(null);
  const { choices, isOld } = useChoices(text.trim(), shown);
  const go = (event: KeyboardEvent) => {
    const step = event.key === 'ArrowDown' ? 1 : event.key === 'ArrowUp' ? -1 : 0;
    const buttons = [...(list.current?.querySelectorAll('button') ?? [])];
    const isInList = buttons.some((button) => button === document.activeElement);
    if (event.key === 'Enter' && !isInList) {
      event.preventDefault();
      buttons[0]?.click();
    }
    if (step === 0) return;
    event.preventDefault();
    const next = buttons.findIndex((button) => button === document.activeElement) + step;
    buttons[Math.min(Math.max(next, 0), buttons.length - 1)]?.focus();
  };
  return (
    // The keys bubble up from the field and the buttons.
    // oxlint-disable-next-line jsx-a11y/no-static-element-interactions
    <div className="facet-choice" onKeyDown={go}>
      <input
        type="search"
        className="search"
        aria-label="Field"
        placeholder="A column, or a path: requestParameters.bucketName"
        spellCheck={false}
        maxLength={500}
        value={text}
        onChange={(event) => setText(event.currentTarget.value)}
      />
      {choices.length === 0 ? (
        <p className="facet-note">{isOld ? 'Looking for fields' : 'No field has this name'}</p>
      ) : (
        <ul ref={list} aria-label="Fields" className="facet-choices">
          {choices.map(({ id, title, hint }) => (
            <li key={id} title={hint}>
              <PopoverClose className="facet-field" onClick={() => onAdd(id)}>
                <span className={title === id ? 'mono' : undefined}>{title}</span>
                {hint !== undefined && <span className="muted">{hint}</span>}
              </PopoverClose>
            </li>
          ))}
        </ul>
      )}
    </div>
  );
}

/** Columns, then what the records hold, then the text itself where it names a way into the record. */
function useChoices(text: string, shown: readonly string[]): { choices: readonly Choice[]; isOld: boolean } {
  const revision = useSession(({ workspace }) => workspace?.revision);
  const search = usePaced(text, 150);
  const { data, isOld } = useCall('events.fields', { search, limit: fewPaths }, { dependsOn: [revision] });
  const wanted = text.toLowerCase();
  const ofColumns = columns
    .filter(({ id, title, type }) => type !== 'record' && `${id} ${title}`.toLowerCase().includes(wanted))
    .map(({ id, title, description }) => ({ id, title, hint: description }));
  const ofRecords = (data?.fields ?? [])
    .filter(({ id }) => id.toLowerCase().includes(wanted))
    .map(({ id, example }) => ({ id, title: id, hint: example }));
  const typed = text === '' ? undefined : readField(text)?.id;
  const ofText = typed === undefined || !/[.[]/.test(text) ? [] : [{ id: typed, title: typed, hint: undefined }];
  const known = new Set(shown);
  const choices = [...ofColumns, ...ofRecords, ...ofText].filter(({ id }) => {
    const isNew = !known.has(id);
    known.add(id);
    return isNew;
  });
  return { choices, isOld: isOld || data === undefined || search !== text };
}

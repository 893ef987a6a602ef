import { Combobox } from '@base-ui/react/combobox';
import { useMemo, useState } from 'react';

import type { StateRef, Timeline } from '../../shared/firehose/presented.ts';
import { useView } from '../state/AppStateProvider.tsx';
import { Caret } from '../ui/Caret.tsx';
import { formatMoment } from '../ui/times.ts';
import { MomentDialog } from './MomentDialog.tsx';
import { isSameState, nameOfState } from './states.ts';

type StatePickerProps = {
  /** `From` or `To`: what the picker's name begins with. */
  readonly side: 'From' | 'To';
  readonly timeline: Timeline;
  readonly value: StateRef;
  readonly onChange: (ref: StateRef) => void;
};

type Choice = {
  readonly key: string;
  readonly label: string;
  readonly hint: string;
  /** Absent for the choice that asks for a moment. */
  readonly ref?: StateRef;
};

/** More are found by typing a number or a day. */
const mostShown = 200;

/** Chooses one side of the comparison: a version of any lifetime, or a moment. */
export function StatePicker({ side, timeline, value, onChange }: StatePickerProps) {
  const timeZone = useView((view) => view.query.timeZone);
  const [isAsking, setAsking] = useState(false);
  const [isOpen, setOpen] = useState(false);
  const [typed, setTyped] = useState('');
  // Of ten thousand versions the names are not made before somebody looks.
  const choices = useMemo(() => (isOpen ? choicesOf(timeline, timeZone) : []), [isOpen, timeline, timeZone]);
  const found = useMemo(() => findChoices(choices, typed), [choices, typed]);
  const chosen = choices.find(({ ref }) => isSameState(ref, value)) ?? null;
  const name = nameOfState(timeline, value, (iso) => formatMoment(iso, timeZone));
  const choose = (choice: Choice | null) => {
    if (choice?.ref) onChange(choice.ref);
    else if (choice) setAsking(true);
  };
  return (
    <>
      <Combobox.Root
        items={choices}
        filteredItems={found}
        onInputValueChange={setTyped}
        value={chosen}
        onValueChange={choose}
        open={isOpen}
        onOpenChange={setOpen}
        itemToStringLabel={({ label, hint }: Choice) => `${label} ${hint}`}
        autoHighlight
      >
        <Combobox.Trigger className="button state-picker" aria-label={`${side}: ${name}`}>
          <span>{name}</span>
          <Caret />
        </Combobox.Trigger>
        <Combobox.Portal>
          <Combobox.Positioner className="menu-positioner" align="start" sideOffset={4}>
            <Combobox.Popup className="menu state-menu" aria-label={`${side} which state`}>
              <Combobox.Input className="menu-search" placeholder="Find a version or day" aria-label="Find a version" />
              <Combobox.Empty>
                <p className="menu-label">No such version</p>
              </Combobox.Empty>
              <Combobox.List className="zone-list">
                {(choice: Choice) => <ChoiceItem key={choice.key} choice={choice} />}
              </Combobox.List>
            </Combobox.Popup>
          </Combobox.Positioner>
        </Combobox.Portal>
      </Combobox.Root>
      <MomentDialog
        side={side}
        isOpen={isAsking}
        onClose={() => setAsking(false)}
        onChoose={(time) => {
          setAsking(false);
          onChange({ time });
        }}
      />
    </>
  );
}

function ChoiceItem({ choice }: { readonly choice: Choice }) {
  return (
    <Combobox.Item value={choice} className="menu-item">
      <span className="menu-check" aria-hidden="true">
        <Combobox.ItemIndicator>✓</Combobox.ItemIndicator>
      </span>
      <span className="state-name">{choice.label}</span>
      <span className="menu-hint">{choice.hint}</span>
    </Combobox.Item>
  );
}

/** What is typed may be a part of the name or of the time; the version of that very number comes first. */
function findChoices(choices: readonly Choice[], typed: string): readonly Choice[] {
  const wanted = typed.trim().toLowerCase();
  const found = choices.filter(({ label, hint }) => `${label} ${hint}`.toLowerCase().includes(wanted));
  const isNamed = ({ label }: Choice) =>
    [wanted, `version ${wanted}`].includes(label.toLowerCase().replace(/ \(.*/, ''));
  return [...found.filter(isNamed), ...found.filter((choice) => !isNamed(choice))].slice(0, mostShown);
}

/** The moment first, then every version, the newest first. */
function choicesOf(timeline: Timeline, timeZone: string): readonly Choice[] {
  const versions = timeline.lifetimes.flatMap(({ versions: own }, lifetime) =>
    own.map(({ time, eventName }, version) => {
      const ref = { lifetime, version };
      const label = nameOfState(timeline, ref, () => '');
      return { key: `${lifetime} ${version}`, label, hint: `${formatMoment(time, timeZone)} · ${eventName}`, ref };
    }),
  );
  return [{ key: 'moment', label: 'At a moment…', hint: '' }, ...versions.toReversed()];
}

import { Combobox } from '@base-ui/react/combobox';
import { useMemo } from 'react';

import { isTimeZone } from '../../shared/filter/time.ts';
import { useView } from '../state/AppStateProvider.tsx';
import { useApplyZone } from '../state/useTime.ts';
import { Caret } from '../ui/Caret.tsx';
import { localTimeZone } from '../ui/times.ts';

/** Names that people know, which engines still list under the old ones. */
const renamed = [
  ['Africa/Asmera', 'Africa/Asmara'],
  ['America/Buenos_Aires', 'America/Argentina/Buenos_Aires'],
  ['America/Godthab', 'America/Nuuk'],
  ['America/Indianapolis', 'America/Indiana/Indianapolis'],
  ['Asia/Calcutta', 'Asia/Kolkata'],
  ['Asia/Katmandu', 'Asia/Kathmandu'],
  ['Asia/Rangoon', 'Asia/Yangon'],
  ['Asia/Saigon', 'Asia/Ho_Chi_Minh'],
  ['Atlantic/Faeroe', 'Atlantic/Faroe'],
  ['Europe/Kiev', 'Europe/Kyiv'],
] as const;

const presentNames: ReadonlyMap<string, string> = new Map(renamed);

function presentName(zone: string): string {
  const present = presentNames.get(zone);
  return present !== undefined && isTimeZone(present) ? present : zone;
}

function zonesWith(chosen: string): readonly string[] {
  const listed = Intl.supportedValuesOf('timeZone').map(presentName);
  return [...new Set(['UTC', localTimeZone(), chosen, ...listed.toSorted()])];
}

function describeZone(zone: string): string {
  if (zone === 'UTC') return 'as in the log';
  return zone === localTimeZone() ? 'this computer' : '';
}

/** Chooses the zone in which times are shown and in which the filter reads times without an offset. */
export function ZoneMenu() {
  const zone = useView((view) => view.query.timeZone);
  const apply = useApplyZone();
  const zones = useMemo(() => zonesWith(zone), [zone]);
  const choose = (next: string | null) => {
    if (next !== null) apply(next);
  };
  return (
    <Combobox.Root autoHighlight items={zones} value={zone} onValueChange={choose}>
      <Combobox.Trigger className="button quiet" aria-label={`Time zone: ${zone}`}>
        {zone}
        <Caret />
      </Combobox.Trigger>
      <Combobox.Portal>
        <Combobox.Positioner className="menu-positioner" align="end" sideOffset={4}>
          <Combobox.Popup className="menu zone-menu" aria-label="Time zone">
            <Combobox.Input className="menu-search" placeholder="Find a time zone" aria-label="Find a time zone" />
            <Combobox.Empty>
              <p className="menu-label">No time zone of that name</p>
            </Combobox.Empty>
            <Combobox.List className="zone-list">
              {(item: string) => (
                <Combobox.Item key={item} value={item} className="menu-item">
                  <span className="menu-check" aria-hidden="true">
                    {item === zone ? '✓' : ''}
                  </span>
                  {item}
                  <span className="menu-hint">{describeZone(item)}</span>
                </Combobox.Item>
              )}
            </Combobox.List>
          </Combobox.Popup>
        </Combobox.Positioner>
      </Combobox.Portal>
    </Combobox.Root>
  );
}

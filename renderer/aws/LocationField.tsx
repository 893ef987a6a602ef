import { Autocomplete } from '@base-ui/react/autocomplete';
import { useMemo, useState, type KeyboardEvent } from 'react';

import type { Bucket } from './useBuckets.ts';

type LocationFieldProps = {
  readonly value: string;
  readonly buckets: readonly Bucket[];
  readonly onChange: (location: string) => void;
  /** Enter, while no bucket of the list is highlighted. */
  readonly onEnter: () => void;
};

const mostShown = 100;

/** Where the logs are: typed, pasted, or a bucket of those that may be listed. */
export function LocationField({ value, buckets, onChange, onEnter }: LocationFieldProps) {
  const regions = useMemo(() => new Map(buckets.map(({ name, region }) => [name, region])), [buckets]);
  const names = useMemo(() => [...regions.keys()], [regions]);
  const [isOpen, setOpen] = useState(false);
  const enter = (event: KeyboardEvent<HTMLInputElement>) => {
    if (event.key !== 'Enter' || event.currentTarget.getAttribute('aria-activedescendant')) return;
    event.preventDefault();
    setOpen(false);
    onEnter();
  };
  return (
    <Autocomplete.Root
      openOnInputClick
      items={names}
      limit={mostShown}
      value={value}
      onValueChange={onChange}
      // The list may come after the reader has gone on.
      open={isOpen && names.length > 0}
      onOpenChange={setOpen}
    >
      <Autocomplete.Input
        className="search mono"
        aria-label="Location"
        placeholder="bucket or s3://bucket/prefix"
        spellCheck={false}
        data-first-field
        onKeyDown={enter}
        onBlur={() => setOpen(false)}
      />
      {names.length > 0 && (
        <Autocomplete.Portal>
          <Autocomplete.Positioner className="menu-positioner" align="start" sideOffset={4} collisionPadding={8}>
            <Autocomplete.Popup className="menu bucket-menu">
              <Autocomplete.List aria-label="Buckets">
                {(name: string) => (
                  <Autocomplete.Item key={name} value={name} className="menu-item">
                    <span className="mono">{name}</span>
                    <span className="menu-hint">{regions.get(name)}</span>
                  </Autocomplete.Item>
                )}
              </Autocomplete.List>
            </Autocomplete.Popup>
          </Autocomplete.Positioner>
        </Autocomplete.Portal>
      )}
    </Autocomplete.Root>
  );
}

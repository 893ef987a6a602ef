import { useState } from 'react';

import type { Place } from '../../shared/ipc/contract.ts';
import { useCall } from '../state/useCall.ts';
import { useRun } from '../state/useRun.ts';
import { CopyButton } from '../ui/CopyButton.tsx';
import { countOf, formatCount } from '../ui/numbers.ts';

/** A record that was delivered to many places is listed by the first of them until asked. */
const mostPlaces = 4;

/** Every place the record was found in; the first is the one that is shown. */
export function Places({ places }: { readonly places: readonly Place[] }) {
  const [wholeOf, setWholeOf] = useState<readonly Place[]>();
  if (places.length === 0) return null;
  const shown = wholeOf === places || places.length <= mostPlaces + 1 ? places : places.slice(0, mostPlaces);
  return (
    <section className="places" aria-label="Places">
      <h2>
        <span>Seen in {countOf(places.length, 'place')}</span>
        {places.length > 1 && <span className="badge">{countOf(places.length - 1, 'duplicate')}</span>}
      </h2>
      <ol>
        {shown.map((place) => (
          <PlaceItem key={`${place.file}:${place.ordinal}`} place={place} />
        ))}
      </ol>
      {shown.length < places.length && (
        <button type="button" className="link" onClick={() => setWholeOf(places)}>
          Show all {countOf(places.length, 'place')}
        </button>
      )}
    </section>
  );
}

function PlaceItem({ place: { file, ordinal, start, end } }: { readonly place: Place }) {
  const cut = file.lastIndexOf('/') + 1;
  return (
    <li>
      <span className="place-file mono selectable">
        <span className="muted">{file.slice(0, cut)}</span>
        {file.slice(cut)}
      </span>
      <span className="place-tools">
        <span className="muted selectable">
          record {formatCount(ordinal)}, bytes {formatCount(start)}–{formatCount(end)}
        </span>
        <span className="spring" />
        <RevealButton file={file} />
        <CopyButton text={file} label="Copy the path" className="link" />
      </span>
    </li>
  );
}

/** Only for a file that is on this machine. */
export function RevealButton({ file }: { readonly file: string }) {
  const { data, isOld } = useCall('files.locate', { file });
  const run = useRun();
  const token = isOld ? undefined : data?.token;
  if (token === undefined) return null;
  return (
    <button type="button" className="link" onClick={() => void run('shell.reveal', { token })}>
      Show in folder
    </button>
  );
}

import { useRef, useState } from 'react';

import type { CachePlace, CacheStatus } from '../../shared/aws/cacheStatus.ts';
import { useUpdateView } from '../state/AppStateProvider.tsx';
import { useCall } from '../state/useCall.ts';
import { useRun } from '../state/useRun.ts';
import { Dialog } from '../ui/Dialog.tsx';
import { ErrorNotice } from '../ui/ErrorNotice.tsx';
import { countOf, formatBytes } from '../ui/numbers.ts';
import { useFocusKept } from '../ui/useFocusKept.ts';
import { LimitField } from './LimitField.tsx';
import './cache.css';

/** What was downloaded and is kept, so that nothing is fetched twice. */
export function CacheDialog() {
  const update = useUpdateView();
  const { data, error, refetch } = useCall('cache.status', {});
  const [cleared, setCleared] = useState<CacheStatus>();
  const status = cleared ?? data;
  const reread = () => {
    setCleared(undefined);
    refetch();
  };
  return (
    <Dialog heading="Downloaded logs" isOpen onClose={() => update({ dialog: undefined })}>
      <div className="cache">
        <p>
          Logs that were downloaded are kept on this computer, so that nothing is fetched twice. Deleting them here
          takes nothing out of a workspace: what was imported from them stays.
        </p>
        {error && <ErrorNotice error={error} on={{ retry: refetch }} isInset />}
        {status && (
          <>
            <CacheUse status={status} />
            <LimitField limitBytes={status.limitBytes} onSet={reread} />
            <Places status={status} onCleared={setCleared} />
          </>
        )}
      </div>
    </Dialog>
  );
}

function CacheUse({ status: { dir, bytes, limitBytes, objects } }: { readonly status: CacheStatus }) {
  return (
    <div className="cache-use">
      <p className="mono selectable cache-dir">{dir}</p>
      <meter aria-label="Space used" min={0} max={limitBytes} value={Math.min(bytes, limitBytes)} />
      <p>
        <strong>{formatBytes(bytes)}</strong> of {formatBytes(limitBytes)} · {countOf(objects, 'object')}
      </p>
    </div>
  );
}

type PlacesProps = { readonly status: CacheStatus; readonly onCleared: (status: CacheStatus) => void };

function Places({ status: { places, objects }, onCleared }: PlacesProps) {
  const run = useRun();
  const clear = async (place?: string) => {
    const status = await run('cache.clear', place === undefined ? {} : { place });
    if (status) onCleared(status);
  };
  if (objects === 0) return <p className="muted">Nothing is kept.</p>;
  return (
    <>
      <ul className="cache-places" aria-label="Buckets">
        {places.map((place) => (
          <PlaceRow key={place.name} place={place} onClear={() => void clear(place.name)} />
        ))}
      </ul>
      <Confirmed
        label="Clear all…"
        question="Delete everything that was downloaded?"
        confirm="Delete all"
        onConfirm={() => void clear()}
      />
    </>
  );
}

function PlaceRow({
  place: { name, objects, bytes },
  onClear,
}: {
  readonly place: CachePlace;
  readonly onClear: () => void;
}) {
  return (
    <li>
      <span className="mono selectable cache-name">{name}</span>
      <span className="muted">
        {countOf(objects, 'object')} · {formatBytes(bytes)}
      </span>
      <Confirmed label="Clear…" name={`Clear ${name}`} question="" confirm="Delete" onConfirm={onClear} />
    </li>
  );
}

type ConfirmedProps = {
  readonly label: string;
  readonly name?: string;
  readonly question: string;
  readonly confirm: string;
  readonly onConfirm: () => void;
};

/** Two clicks: the second one does it. */
function Confirmed({ label, name, question, confirm, onConfirm }: ConfirmedProps) {
  const [isAsking, setAsking] = useState(false);
  const button = useRef<HTMLButtonElement>(null);
  useFocusKept(button, isAsking);
  if (!isAsking) {
    return (
      <button
        ref={button}
        type="button"
        className="button quiet small"
        aria-label={name}
        onClick={() => setAsking(true)}
      >
        {label}
      </button>
    );
  }
  const act = () => {
    setAsking(false);
    onConfirm();
  };
  return (
    <span className="confirmed">
      {question}
      <button ref={button} type="button" className="button small danger" onClick={act}>
        {confirm}
      </button>
      <button type="button" className="button small" onClick={() => setAsking(false)}>
        Keep
      </button>
    </span>
  );
}

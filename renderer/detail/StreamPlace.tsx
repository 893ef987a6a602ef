import { useMemo } from 'react';

import type { EventPlace } from '../../shared/firehose/presented.ts';
import { secretsInClear } from '../../shared/firehose/fields/secrets.ts';
import { isJsonObject, type JsonObject, type JsonValue } from '../../shared/json.ts';
import { useSession, useUpdateView } from '../state/AppStateProvider.tsx';
import { follow } from '../state/travel.ts';
import { useCall } from '../state/useCall.ts';
import { Notice } from '../ui/ErrorNotice.tsx';

type StreamPlaceProps = { readonly eventId: number };

/** What a call of Firehose did to its stream, with the way there. */
export function StreamPlace({ eventId }: StreamPlaceProps) {
  const revision = useSession((session) => session.workspace?.revision);
  const { data: place, isOld } = useCall('streams.ofEvent', { eventId }, { dependsOn: [revision] });
  return (
    <>
      {place && <Place place={place} isOld={isOld} />}
      <SecretWarning eventId={eventId} />
    </>
  );
}

type PlaceProps = { readonly place: EventPlace; readonly isOld: boolean };

function Place({ place, isOld }: PlaceProps) {
  const { stream, lifetime, version, title, explanation } = place;
  const update = useUpdateView();
  const isVersion = lifetime !== undefined && version !== undefined;
  const show = () =>
    update((view) =>
      follow(view, 'the event', {
        view: 'streams',
        stream,
        compared: isVersion ? { to: { lifetime, version } } : undefined,
        streamTab: isVersion ? 'changes' : view.streamTab,
      }),
    );
  return (
    <section className="stream-of-event" aria-label="Delivery stream" aria-busy={isOld}>
      <p>
        <strong>{isVersion && stream ? `${title} of ${stream.name}` : title}</strong>
      </p>
      {explanation !== '' && <p className="muted selectable">{explanation}</p>}
      {stream && (
        <button type="button" className="link" disabled={isOld} onClick={show}>
          {isVersion ? 'Show the version' : `Show ${stream.name}`} <span aria-hidden="true">→</span>
        </button>
      )}
    </section>
  );
}

/** The exact record is evidence and shown as it is, so a secret in it is announced. */
function SecretWarning({ eventId }: StreamPlaceProps) {
  const { data: record, isOld } = useCall('event.record', { eventId });
  const paths = useMemo(() => secretsInClear(parsed(record?.text)), [record]);
  if (isOld || paths.length === 0) return null;
  return (
    <Notice tone="warn">
      <p>
        The record holds {paths.length === 1 ? 'a secret' : 'secrets'} in clear:{' '}
        <span className="mono">{paths.join(', ')}</span>. Take care where you copy its JSON.
      </p>
    </Notice>
  );
}

function parsed(text: string | undefined): JsonObject {
  if (text === undefined) return {};
  try {
    const value = JSON.parse(text) as JsonValue;
    return isJsonObject(value) ? value : {};
  } catch {
    // What is no JSON is shown as text all the same.
    return {};
  }
}

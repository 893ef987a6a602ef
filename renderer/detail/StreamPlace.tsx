import type { EventPlace } from '../../shared/firehose/presented.ts';
import { useSession, useUpdateView } from '../state/AppStateProvider.tsx';
import { follow } from '../state/travel.ts';
import { useCall } from '../state/useCall.ts';

type StreamPlaceProps = { readonly eventId: number };

/**
 * What a call of Firehose did to its stream, with the way there. To be keyed by the event: what is known of one must
 * not be shown beside another.
 */
export function StreamPlace({ eventId }: StreamPlaceProps) {
  const revision = useSession((session) => session.workspace?.revision);
  const { data: place, error, isOld } = useCall('streams.ofEvent', { eventId }, { dependsOn: [revision] });
  if (place) return <Place place={place} isOld={isOld} />;
  // Room for what comes, so that going through calls of Firehose does not make the rows below jump.
  return error ? null : <div className="stream-of-event waiting" />;
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
      <div className="stream-of-event-line">
        <strong>{isVersion && stream ? `${title} of ${stream.name}` : title}</strong>
        {stream && (
          <button type="button" className="link" disabled={isOld} onClick={show}>
            {isVersion ? 'Show the version' : `Show ${stream.name}`} <span aria-hidden="true">→</span>
          </button>
        )}
      </div>
      {explanation !== '' && <p className="muted selectable">{explanation}</p>}
    </section>
  );
}

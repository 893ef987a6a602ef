import { actorText } from '../../shared/events/actorText.ts';
import { Moment } from '../ui/Moment.tsx';
import type { Cells } from './parseRecord.ts';
import { beginningOf, cellText, originOf, type RelatedEvent, type RelatedGroup } from './related.ts';
import { useOpenRelated } from './useOpenRelated.ts';
import { useRelatedOf } from './useRelated.ts';

/** A role assumed by a role assumed by a role: AWS sets no limit to it, this does. */
const furthest = 12;

type BeginningProps = {
  readonly eventId: number;
  readonly cells: Cells;
  readonly groups: readonly RelatedGroup[];
};

/** How the session came to be, back to whoever signed in: each step a call that issued the key for the next. */
export function Beginning({ eventId, cells, groups }: BeginningProps) {
  const began = beginningOf(groups);
  const origin = began ? undefined : originOf(cells, 'this session');
  if (!began && origin === undefined) return null;
  return (
    <section className="beginning" aria-label="How the session began">
      <h2>How the session began</h2>
      <ol>
        {began ? (
          <Step event={began} whose="The session" from={cells} seen={[eventId]} />
        ) : (
          <li className="muted">{origin}</li>
        )}
      </ol>
    </section>
  );
}

type StepProps = {
  readonly event: RelatedEvent;
  /** Whose session the call began: `The session`, `The session of bob`. */
  readonly whose: string;
  /** The event the reader leaves by a link. */
  readonly from: Cells;
  /** The events on the way here, so that no way leads round in a circle. */
  readonly seen: readonly number[];
};

function Step({ event: { eventId, cells }, whose, from, seen }: StepProps) {
  const open = useOpenRelated(from);
  const actor = cellText(cells, 'actor');
  const time = cellText(cells, 'eventTime');
  return (
    <>
      <li>
        {whose} began with{' '}
        <button type="button" className="link related-event" onClick={(event) => open(eventId, event.currentTarget)}>
          {cellText(cells, 'eventName') ?? 'a call'}
        </button>
        {actor !== undefined && (
          <>
            {' '}
            by <b title={actor}>{actorText(actor)}</b>
          </>
        )}
        {time !== undefined && (
          <>
            {' '}
            at <Moment iso={time} />
          </>
        )}
        {cellText(cells, 'sourceIPAddress') !== undefined && <> from {cellText(cells, 'sourceIPAddress')}</>}.
      </li>
      {seen.length < furthest && !seen.includes(eventId) && (
        <Further event={{ eventId, cells }} from={from} seen={[...seen, eventId]} />
      )}
    </>
  );
}

type FurtherProps = Pick<StepProps, 'event' | 'from' | 'seen'>;

/** What began the session in which the call was made that began the session. */
function Further({ event: { eventId, cells }, from, seen }: FurtherProps) {
  const { groups } = useRelatedOf(eventId, eventId);
  if (!groups) return null;
  const began = beginningOf(groups);
  if (began && !seen.includes(began.eventId)) {
    return (
      <Step
        event={began}
        whose={`The session of ${cellText(cells, 'actor') ?? 'that caller'}`}
        from={from}
        seen={seen}
      />
    );
  }
  const origin = originOf(cells, 'that session');
  return origin === undefined ? null : <li className="muted">{origin}</li>;
}

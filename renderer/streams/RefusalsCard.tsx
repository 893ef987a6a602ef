import { useId, useState } from 'react';

import type { StreamKey } from '../../shared/firehose/model.ts';
import type { TimelineRefusals } from '../../shared/firehose/presented.ts';
import { Moment, Moments } from '../ui/Moment.tsx';
import { countOf } from '../ui/numbers.ts';
import { SeverityBadge } from '../ui/SeverityBadge.tsx';
import { EventLink } from './EventLink.tsx';
import { OriginLine } from './OriginLine.tsx';
import { Rail } from './VersionCard.tsx';

type RefusalsCardProps = { readonly entry: TimelineRefusals; readonly stream: StreamKey };

/** A run of refused calls, folded; each attempt leads to its event. */
export function RefusalsCard({ entry, stream }: RefusalsCardProps) {
  const [isOpen, setOpen] = useState(false);
  const listId = useId();
  const { attempts } = entry;
  const [first, last] = [attempts[0], attempts.at(-1)];
  return (
    <div className="entry refusals">
      <Rail />
      <div className="entry-card">
        <div className="entry-title">
          <strong>{entry.title}</strong>
          <SeverityBadge severity={entry.severity} />
        </div>
        {first && (
          <p className="entry-line">
            <OriginLine origin={first} /> · {entry.errorCode}
          </p>
        )}
        {first && last && (
          <p className="entry-line">
            <Moments first={first.time} last={last.time} />
          </p>
        )}
        <p className="entry-line">{entry.explanation}</p>
        <button
          type="button"
          className="link entry-more"
          aria-expanded={isOpen}
          aria-controls={isOpen ? listId : undefined}
          onClick={() => setOpen(!isOpen)}
        >
          {isOpen
            ? 'Hide the attempts'
            : attempts.length === 1
              ? 'Show the attempt'
              : `Show ${countOf(attempts.length, 'attempt')}`}
        </button>
        {isOpen && <Attempts id={listId} entry={entry} stream={stream} />}
      </div>
    </div>
  );
}

function Attempts({ id, entry, stream }: RefusalsCardProps & { readonly id: string }) {
  return (
    <ol id={id} className="attempts">
      {entry.attempts.map((attempt, index) => (
        <li key={`${attempt.eventId ?? ''} ${index}`}>
          <EventLink origin={attempt} stream={stream}>
            <Moment iso={attempt.time} />
          </EventLink>
          {attempt.baseVersion !== undefined && <span className="muted"> based on version {attempt.baseVersion}</span>}
          {attempt.knownVersion !== undefined && <span className="muted">, was at version {attempt.knownVersion}</span>}
          {attempt.errorMessage !== undefined && <p className="selectable">{attempt.errorMessage}</p>}
        </li>
      ))}
    </ol>
  );
}

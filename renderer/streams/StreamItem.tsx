import type { StreamSummary } from '../../shared/firehose/presented.ts';
import { Moment } from '../ui/Moment.tsx';
import { countOf } from '../ui/numbers.ts';
import { SeverityBadge } from '../ui/SeverityBadge.tsx';
import { Place } from './Place.tsx';
import { badgesOf } from './stream.ts';

type StreamItemProps = {
  readonly stream: StreamSummary;
  readonly isSelected: boolean;
  /** The list is one stop of the tabulator key. */
  readonly isTabStop: boolean;
  /** The account and region stand above it. */
  readonly hasHeading: boolean;
  /** The account and region stand with it. */
  readonly hasPlace: boolean;
  readonly onChoose: () => void;
};

/** A stream with its marks and what was done to it last. */
export function StreamItem({ stream, isSelected, isTabStop, hasHeading, hasPlace, onChoose }: StreamItemProps) {
  return (
    <>
      {hasHeading && (
        <h2 className="stream-place">
          <Place {...stream} />
        </h2>
      )}
      <button
        type="button"
        className="stream"
        aria-current={isSelected}
        tabIndex={isTabStop ? 0 : -1}
        onClick={onChoose}
      >
        <span className="stream-head">
          <span className="stream-name">{stream.name}</span>
          {stream.lastChange && (
            <span className="stream-when muted">
              <Moment iso={stream.lastChange.time} part="day" />
            </span>
          )}
        </span>
        {hasPlace && (
          <span className="stream-line muted">
            <span>
              <Place {...stream} />
            </span>
          </span>
        )}
        <span className="stream-line muted">
          <span>
            {stream.destination ?? 'Destination unknown'} · {versionsOf(stream)}
          </span>
          {badgesOf(stream).map(({ text, tone, title }) => (
            <span key={text} className={tone ? `badge ${tone}` : 'badge'} title={title}>
              {text}
            </span>
          ))}
        </span>
        {stream.lastChange && (
          <span className="stream-last muted">
            <SeverityBadge severity={stream.lastChange.severity} />
            <span className="stream-summary" title={stream.lastChange.summary}>
              {stream.lastChange.summary}
            </span>
          </span>
        )}
      </button>
    </>
  );
}

function versionsOf({ versions, events }: StreamSummary): string {
  return versions > 0 ? countOf(versions, 'version') : countOf(events, 'call');
}

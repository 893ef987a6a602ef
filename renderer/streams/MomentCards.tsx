import type { StreamKey } from '../../shared/firehose/model.ts';
import type { TimelineGap, TimelineMoment } from '../../shared/firehose/presented.ts';
import { Moment } from '../ui/Moment.tsx';
import { SeverityBadge } from '../ui/SeverityBadge.tsx';
import { EventLink } from './EventLink.tsx';
import { OriginLine } from './OriginLine.tsx';
import { Rail } from './VersionCard.tsx';

/** What the log must have lost. */
export function GapCard({ entry }: { readonly entry: TimelineGap }) {
  const isQuiet = entry.severity === 'info';
  return (
    <div className={isQuiet ? 'entry gap quiet' : 'entry gap'}>
      <Rail />
      <div className="entry-card">
        <div className="entry-title">
          <strong>{entry.title}</strong>
          <span className={isQuiet ? 'badge' : 'badge warn'}>gap</span>
        </div>
        <p className="entry-line">{entry.explanation}</p>
      </div>
    </div>
  );
}

type MomentCardProps = { readonly entry: TimelineMoment; readonly stream: StreamKey };

/** The end of a life, the beginning of the next, or what the log leaves open. */
export function MomentCard({ entry, stream }: MomentCardProps) {
  const { origin } = entry;
  return (
    <div className={`entry moment ${entry.kind}`}>
      <Rail />
      <div className="entry-card">
        <div className="entry-title">
          <strong>{entry.title}</strong>
          <SeverityBadge severity={entry.severity} />
        </div>
        <p className="entry-line">{entry.explanation}</p>
        {origin && (
          <>
            <p className="entry-line">
              <OriginLine origin={origin} />
            </p>
            <p className="entry-line">
              <EventLink origin={origin} stream={stream}>
                <Moment iso={origin.time} />
              </EventLink>
            </p>
          </>
        )}
      </div>
    </div>
  );
}

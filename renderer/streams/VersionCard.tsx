import { useId, type MouseEvent } from 'react';

import type { TimelineVersion } from '../../shared/firehose/presented.ts';
import { Moment } from '../ui/Moment.tsx';
import { SeverityBadge } from '../ui/SeverityBadge.tsx';
import { OriginLine } from './OriginLine.tsx';

type VersionCardProps = {
  readonly entry: TimelineVersion;
  /** The older side of the comparison. */
  readonly isFrom: boolean;
  /** The newer side. */
  readonly isTo: boolean;
  readonly isTabStop: boolean;
  readonly onChoose: () => void;
  readonly onChooseFrom: () => void;
};

/** A version: what changed in a line, who did it, when and from where. The whole card is its button's to click. */
export function VersionCard({ entry, isFrom, isTo, isTabStop, onChoose, onChooseFrom }: VersionCardProps) {
  const storyId = useId();
  const choose = (event: MouseEvent) => (event.shiftKey ? onChooseFrom() : onChoose());
  return (
    <div className={classesOf(entry, isFrom, isTo)}>
      <Rail />
      <div className="entry-card">
        <div className="entry-title">
          <button
            type="button"
            className="entry-open"
            aria-current={isTo}
            aria-describedby={storyId}
            tabIndex={isTabStop ? 0 : -1}
            title="Click compares it with the version before, Shift+click compares from it"
            onClick={choose}
          >
            Version {entry.id}
          </button>
          <Side isFrom={isFrom} isTo={isTo} />
          <SeverityBadge severity={entry.severity} />
          {entry.badges.map((badge) => (
            <span key={badge} className={badge === 'created' || badge === 're-created' ? 'badge ok' : 'badge'}>
              {badge}
            </span>
          ))}
        </div>
        <div id={storyId}>
          <p className="entry-summary">{entry.summary}</p>
          <p className="entry-line">
            <OriginLine origin={entry.origin} />
          </p>
          <p className="entry-line">
            <Moment iso={entry.origin.time} />
          </p>
          {entry.remarks.map(({ severity, text }) => (
            <p key={text} className={`entry-remark ${severity}`}>
              {text}
            </p>
          ))}
        </div>
        {!isFrom && !isTo && (
          <button
            type="button"
            className="button small entry-from"
            aria-label={`Compare from version ${entry.id}`}
            tabIndex={-1}
            onClick={onChooseFrom}
          >
            Compare from here
          </button>
        )}
      </div>
    </div>
  );
}

function classesOf({ isComplete, id }: TimelineVersion, isFrom: boolean, isTo: boolean): string {
  const isRevision = id.includes('.');
  return ['entry', isTo && 'to', isFrom && 'from', isRevision && 'revision', !isComplete && 'incomplete']
    .filter(Boolean)
    .join(' ');
}

/** Which side of the comparison it is, in a word. */
function Side({ isFrom, isTo }: { readonly isFrom: boolean; readonly isTo: boolean }) {
  if (isFrom && isTo) return <span className="badge accent">from and to</span>;
  if (isFrom) return <span className="badge accent">from</span>;
  return isTo ? <span className="badge accent">to</span> : null;
}

/** The line that joins the entries, with the entry's own mark on it. */
export function Rail() {
  return (
    <span className="entry-rail" aria-hidden="true">
      <i />
    </span>
  );
}

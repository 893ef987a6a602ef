import type { StreamKey } from '../../shared/firehose/model.ts';
import type { ShownChange } from '../../shared/firehose/presented.ts';
import { firstDifference } from '../ui/FoldedText.tsx';
import { Moment } from '../ui/Moment.tsx';
import { Path } from '../ui/Path.tsx';
import { actorText } from '../../shared/events/actorText.ts';
import { EventLink } from './EventLink.tsx';
import { ValueBox } from './ValueBox.tsx';

type ChangeRowProps = { readonly change: ShownChange; readonly stream: StreamKey };

const kindNames: Readonly<Record<ShownChange['kind'], string>> = {
  added: 'added',
  set: 'first seen',
  removed: 'removed',
  modified: '',
  hidden: 'stated again, hidden',
};

/** One field: what it is, before and after, what that means, who did it. Previous and next go from row to row. */
export function ChangeRow({ change, stream }: ChangeRowProps) {
  const { path, label, kind, before, after, by, noise } = change;
  const from = before && after ? firstDifference(before.text, after.text) : 0;
  return (
    <li className={noise ? 'change noise' : `change ${change.severity}`} data-change={path} tabIndex={-1}>
      <i className="change-bar" aria-hidden="true" />
      <div className="change-name">
        <span>{label}</span> {kind !== 'modified' && <span className="change-kind">{kindNames[kind]}</span>}
        <Path path={path} />
      </div>
      <div className="change-before">
        <span className="visually-hidden">Before: </span>
        <ValueBox shown={before} missing={missingBefore(kind)} tone="was" name={`${label}, before`} from={from} />
      </div>
      <div className="change-after">
        <span className="visually-hidden">After: </span>
        <ValueBox shown={after} missing="not set" tone="now" name={`${label}, after`} from={from} />
      </div>
      <div className="change-by">
        {by && (
          <>
            <span title={by.arn ?? by.actor}>{actorText(by.actor)}</span>
            {by.note !== undefined && <span> · {by.note}</span>}
            <br />
            <EventLink origin={by} stream={stream}>
              <Moment iso={by.time} />
            </EventLink>
          </>
        )}
      </div>
      <Why change={change} />
    </li>
  );
}

function missingBefore(kind: ShownChange['kind']): string {
  return kind === 'set' ? 'not in this log' : 'not set';
}

/** What the change weighs and why, or why it is left out otherwise. */
function Why({ change: { severity, reason, noise, noiseReason } }: { readonly change: ShownChange }) {
  if (noise) return <p className="change-why">{noiseReason ?? 'Says nothing that was not so before.'}</p>;
  if (severity === 'info') return reason === undefined ? null : <p className="change-why">{reason}</p>;
  const name = severity.charAt(0).toUpperCase() + severity.slice(1);
  return <p className={`change-why ${severity}`}>{reason === undefined ? name : `${name}: ${reason}`}</p>;
}

import type { ShownValue } from '../../shared/firehose/presented.ts';
import { FoldedText } from '../ui/FoldedText.tsx';
import { Mark } from './marks.tsx';

type ValueBoxProps = {
  readonly shown: ShownValue | undefined;
  /** What stands there without a value: `not set`. */
  readonly missing: string;
  readonly tone: 'was' | 'now' | 'plain';
  /** What the value is, for people who do not see where it stands: `Bucket, before`. */
  readonly name: string;
  /** Where it begins to differ from the value beside it. */
  readonly from?: number;
};

/** A value with how sure it is: stale ones hatched, ambiguous ones dotted, hidden ones under a lock. */
export function ValueBox({ shown, missing, tone, name, from = 0 }: ValueBoxProps) {
  if (!shown) return <span className="value-box none">{missing}</span>;
  const certainties = shown.marks.map(({ certainty }) => certainty);
  const isUnsure = certainties.includes('stale') || certainties.includes('unknown');
  return (
    <span className="value-cell">
      <span className={`value-box ${isUnsure ? 'unsure' : tone} ${certainties.join(' ')} selectable`}>
        {shown.text === '' ? (
          <span className="muted">empty</span>
        ) : (
          <FoldedText text={shown.text} name={name} from={from} />
        )}
      </span>
      {shown.marks
        .filter(({ certainty }) => certainty !== 'known')
        .map((mark) => (
          <Mark key={mark.certainty} mark={mark} />
        ))}
    </span>
  );
}

import { countOf, formatCount } from '../ui/numbers.ts';
import { lastChangeOf, placeOf, type Stream } from './stream.ts';
import { walkWithArrows } from './walk.ts';

type StreamItemProps = {
  readonly stream: Stream;
  readonly timeZone: string;
  readonly isSelected: boolean;
  /** Whether the account and region stand above it. */
  readonly isFirstOfPlace: boolean;
  readonly onChoose: (stream: Stream) => void;
};

/** The stream that has the focus is the one that is shown. */
export function StreamItem({ stream, timeZone, isSelected, isFirstOfPlace, onChoose }: StreamItemProps) {
  const lastChange = lastChangeOf(stream, timeZone);
  return (
    <li>
      {isFirstOfPlace && <h2 className="stream-place">{placeOf(stream)}</h2>}
      <button
        type="button"
        className="stream"
        aria-current={isSelected}
        onKeyDown={(event) => walkWithArrows(event, 'li')?.click()}
        onClick={() => onChoose(stream)}
      >
        <span className="stream-name">{stream.name}</span>
        <span className="stream-badges">
          {stream.isDeleted && <span className="badge">deleted</span>}
          {stream.refused > 0 && <span className="badge error">{formatCount(stream.refused)} refused</span>}
        </span>
        <span className="muted stream-last" title={lastChange}>
          {countOf(stream.changes, 'change')} · {lastChange}
        </span>
      </button>
    </li>
  );
}

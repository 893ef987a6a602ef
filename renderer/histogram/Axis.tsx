import { countOf } from '../ui/numbers.ts';
import type { Histogram } from './bars.ts';
import { ticksOf } from './ticks.ts';

type AxisProps = {
  readonly histogram: Histogram | undefined;
  readonly width: number;
  readonly timeZone: string;
  /** A range of time is set. */
  readonly isZoomed: boolean;
  readonly onReset: () => void;
};

/** The room of one label, and of what is said at the end of the line. */
const labelWidth = 96;
const noteWidth = 250;

/** When the bars are, how long each is, and the way back to all of them. */
export function Axis({ histogram, width, timeZone, isZoomed, onReset }: AxisProps) {
  return (
    <div className="histogram-axis">
      {histogram && <Ticks histogram={histogram} width={width} timeZone={timeZone} />}
      <span className="histogram-note">
        {histogram && histogram.withoutTime > 0 && (
          <span>{countOf(histogram.withoutTime, 'event')} without a time</span>
        )}
        {histogram && <span>{histogram.step} a bar</span>}
        <span>{timeZone}</span>
        {isZoomed && (
          <button type="button" className="link" onClick={onReset}>
            All time
          </button>
        )}
      </span>
    </div>
  );
}

type TicksProps = { readonly histogram: Histogram; readonly width: number; readonly timeZone: string };

function Ticks({ histogram: { span }, width, timeZone }: TicksProps) {
  const leftOf = (instant: number) => ((instant - span.fromMs) / (span.toMs - span.fromMs)) * width;
  const ticks = ticksOf(span, timeZone, width / labelWidth);
  return ticks
    .filter(({ at }) => leftOf(at) < width - noteWidth)
    .map(({ at, label }) => (
      <span key={at} className="histogram-tick" style={{ left: leftOf(at) }}>
        {label}
      </span>
    ));
}

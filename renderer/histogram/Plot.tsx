import { useId } from 'react';

import { Bars, plotHeight } from './Bars.tsx';
import type { Histogram, Stretch } from './bars.ts';
import { countText, stretchText, summaryText } from './histogramText.ts';
import { useBrush, type BrushActions, type BrushState } from './useBrush.ts';

type PlotProps = {
  readonly histogram: Histogram;
  readonly width: number;
  readonly timeZone: string;
  /** The bars are those of other events than the view's: their numbers are not said. */
  readonly isOther: boolean;
  readonly actions: BrushActions;
};

/** The bars, and over them what takes the pointer and the keys. */
export function Plot({ histogram, width, timeZone, isOther, actions }: PlotProps) {
  const { bars } = histogram;
  const brush = useBrush(histogram, actions);
  const helpId = useId();
  const spoken = brush.chosen ?? brush.pointed;
  return (
    <>
      <svg
        className="histogram-bars"
        width={width}
        height={plotHeight}
        role="img"
        aria-label={isOther ? 'Counting' : summaryText(histogram, timeZone)}
      >
        <Marked histogram={histogram} width={width} brush={brush} />
        <Bars histogram={histogram} width={width} />
        <Edges histogram={histogram} width={width} brush={brush} />
      </svg>
      <div
        className="histogram-keys"
        // The cursor over the bars is a slider to whoever cannot see it; an input would take the drags for itself.
        // oxlint-disable-next-line jsx-a11y/prefer-tag-over-role
        role="slider"
        tabIndex={0}
        aria-label="Bar"
        aria-describedby={helpId}
        aria-valuemin={1}
        aria-valuemax={bars.length}
        aria-valuenow={(brush.cursor ?? bars.length - 1) + 1}
        aria-valuetext={spoken && brush.cursor !== undefined ? describe(spoken, timeZone, isOther) : 'No bar chosen'}
        onDoubleClick={actions.reset}
        {...brush.handlers}
      />
      <p id={helpId} className="visually-hidden">
        The arrow keys go from bar to bar, with Shift they choose several, Enter zooms to them, Backspace shows all time
      </p>
      {spoken && <Tip stretch={spoken} histogram={histogram} timeZone={timeZone} isOther={isOther} />}
    </>
  );
}

function describe(counted: Parameters<typeof countText>[0], timeZone: string, isOther: boolean): string {
  const when = stretchText(counted, timeZone);
  return isOther ? when : `${when}: ${countText(counted)}`;
}

type MarkProps = { readonly histogram: Histogram; readonly width: number; readonly brush: BrushState };

function placeOf({ fromMs, toMs }: Stretch, { span }: Histogram, width: number): { x: number; across: number } {
  const perMs = width / (span.toMs - span.fromMs);
  return { x: (fromMs - span.fromMs) * perMs, across: Math.max(1, (toMs - fromMs) * perMs) };
}

function Marked({ histogram, width, brush: { pointed, chosen } }: MarkProps) {
  const marked = chosen ?? pointed;
  if (!marked) return null;
  const { x, across } = placeOf(marked, histogram, width);
  return (
    <rect className={chosen ? 'histogram-chosen' : 'histogram-pointed'} x={x} width={across} height={plotHeight} />
  );
}

function Edges({ histogram, width, brush: { chosen } }: MarkProps) {
  if (!chosen) return null;
  const { x, across } = placeOf(chosen, histogram, width);
  return <path className="histogram-edges" d={`M${x + 1} 0v${plotHeight}M${x + across - 1} 0v${plotHeight}`} />;
}

type TipProps = {
  readonly stretch: Parameters<typeof countText>[0];
  readonly histogram: Histogram;
  readonly timeZone: string;
  readonly isOther: boolean;
};

/** Says what is under the pointer; kept within the window at both ends. */
function Tip({ stretch, histogram: { span }, timeZone, isOther }: TipProps) {
  const middle = (stretch.fromMs + stretch.toMs) / 2;
  const percent = ((middle - span.fromMs) / (span.toMs - span.fromMs)) * 100;
  return (
    <div
      className="tooltip histogram-tip"
      style={{ left: `clamp(120px, ${percent}%, calc(100% - 120px))` }}
      aria-hidden
    >
      <strong>{stretchText(stretch, timeZone)}</strong>
      {!isOther && <span>{countText(stretch)}</span>}
    </div>
  );
}

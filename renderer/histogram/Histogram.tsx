import { useMemo, useRef } from 'react';

import { useView } from '../state/AppStateProvider.tsx';
import { useApplyRange, useApplyTime } from '../state/useTime.ts';
import { useEventAnswer, useEventSet } from '../ui/useEventAnswer.ts';
import { Axis } from './Axis.tsx';
import { mostBars, readHistogram } from './bars.ts';
import './histogram.css';
import { Plot } from './Plot.tsx';
import { useWidth } from './useWidth.ts';

/** How many events there are over time, of those succeeded and of those failed. */
export function Histogram() {
  const plot = useRef<HTMLDivElement>(null);
  const width = useWidth(plot);
  const set = useEventSet();
  const isZoomed = useView(({ query }) => query.range !== undefined);
  const answer = useEventAnswer('events.histogram', width > 0 ? { ...set, maxBars: mostBars(width) } : undefined);
  const { data, error, isOther } = answer;
  const histogram = useMemo(() => data && readHistogram(data), [data]);
  const zoom = useApplyRange();
  const applyTime = useApplyTime();
  const reset = () => applyTime('');
  const isBusy = isOther || (data === undefined && error === undefined);
  return (
    <section className="histogram" aria-label="Events over time" aria-busy={isBusy}>
      <div ref={plot} className="histogram-plot" data-old={isOther ? '' : undefined}>
        {histogram && (
          <Plot
            histogram={histogram}
            width={width}
            timeZone={set.timeZone}
            isOther={isOther}
            actions={{ zoom, reset }}
          />
        )}
        {data && !histogram && !isOther && <p className="histogram-none">{noneText(data.withoutTime)}</p>}
        {error && <p className="histogram-none">{error.message}</p>}
      </div>
      <Axis histogram={histogram} width={width} timeZone={set.timeZone} isZoomed={isZoomed} onReset={reset} />
    </section>
  );
}

function noneText(withoutTime: number): string {
  return withoutTime === 0 ? 'No event to show over time' : 'None of the events has a time that can be read';
}

import { useMemo, useRef } from 'react';

import type { EventRange } from '../../shared/events/query.ts';
import { useSession, useView } from '../state/AppStateProvider.tsx';
import { useApplyRange, useApplyTime } from '../state/useTime.ts';
import { useEventAnswer, useEventSet } from '../ui/useEventAnswer.ts';
import { Axis } from './Axis.tsx';
import { mostBars, readHistogram, type Stretch } from './bars.ts';
import './histogram.css';
import { Overview } from './Overview.tsx';
import { Plot } from './Plot.tsx';
import { useWidth } from './useWidth.ts';

/** How many events there are over time, of those succeeded and of those failed. */
export function Histogram() {
  const plot = useRef<HTMLDivElement>(null);
  const width = useWidth(plot);
  const set = useEventSet();
  const range = useView(({ query }) => query.range);
  const place = usePlace(range);
  const answer = useEventAnswer('events.histogram', width > 0 ? { ...set, maxBars: mostBars(width) } : undefined);
  const { data, error, isOther } = answer;
  const histogram = useMemo(() => data && readHistogram(data), [data]);
  const isEmpty = histogram === undefined || histogram.most === 0;
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
        {place && <Overview {...place} timeZone={set.timeZone} onChange={zoom} />}
        {data && isEmpty && !isOther && <p className="histogram-none">{noneText(data.withoutTime)}</p>}
        {error && <p className="histogram-none">{error.message}</p>}
      </div>
      <Axis
        histogram={histogram}
        width={width}
        timeZone={set.timeZone}
        isZoomed={range !== undefined}
        onReset={reset}
      />
    </section>
  );
}

/** The range within the whole log, from its first event to its last. */
function usePlace(range: EventRange | undefined): { range: Stretch; whole: Stretch } | undefined {
  const first = useSession(({ workspace }) => workspace?.firstEventTime);
  const last = useSession(({ workspace }) => workspace?.lastEventTime);
  if (first === undefined || last === undefined || range === undefined) return undefined;
  const log = { fromMs: Date.parse(first), toMs: Date.parse(last) + 1000 };
  const { fromMs = Math.min(log.fromMs, range.toMs ?? log.fromMs), toMs = Math.max(log.toMs, range.fromMs ?? 0) } =
    range;
  const whole = { fromMs: Math.min(log.fromMs, fromMs), toMs: Math.max(log.toMs, toMs) };
  return { range: { fromMs, toMs }, whole };
}

function noneText(withoutTime: number): string {
  return withoutTime === 0 ? 'No event to show over time' : 'None of the events has a time that can be read';
}

import { rangeLabel } from '../../shared/events/timeLabel.ts';
import { readTimeText } from '../../shared/events/timeText.ts';
import type { EventRange } from '../../shared/events/query.ts';
import type { AppState } from '../state/appState.ts';
import { timeContext } from '../state/timeRange.ts';

type Timed = { readonly time: string; readonly range: EventRange | undefined; readonly timeZone: string };

/** `All time`, `1 – 30 Jun 2026`, `Last 7 days`. */
export function timeTitle(state: AppState, { time, range, timeZone }: Timed): string {
  if (time === '') return 'All time';
  const reading = readTimeText(time, timeContext(state, timeZone));
  const isFixed = reading.kind === 'range' && !reading.isRelative;
  return isFixed && range ? rangeLabel(range, timeZone) : time.charAt(0).toUpperCase() + time.slice(1);
}

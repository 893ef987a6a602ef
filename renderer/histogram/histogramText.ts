import { rangeLabel } from '../../shared/events/timeLabel.ts';
import { countOf, formatCount } from '../ui/numbers.ts';
import { sizeOf, type Counted, type Histogram } from './bars.ts';

/** `12 Jun 2026 14:00 – 14:15 UTC` */
export function stretchText({ fromMs, toMs }: Pick<Counted, 'fromMs' | 'toMs'>, timeZone: string): string {
  return `${rangeLabel({ fromMs, toMs }, timeZone)} ${timeZone}`;
}

/** `1,204 events, 12 of them failed` */
export function countText(counted: Counted): string {
  const events = countOf(sizeOf(counted), 'event');
  return counted.failed === 0 ? events : `${events}, ${formatCount(counted.failed)} of them failed`;
}

/** All that the picture says, in a sentence. */
export function summaryText({ total, step, withoutTime }: Histogram, timeZone: string): string {
  const lacking = withoutTime === 0 ? '' : `; ${countOf(withoutTime, 'event')} without a time`;
  return `${countText(total)}, ${stretchText(total, timeZone)}, each bar ${step}${lacking}`;
}

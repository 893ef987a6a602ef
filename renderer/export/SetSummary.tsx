import type { ReactNode } from 'react';

import type { EventQuery } from '../../shared/events/query.ts';
import { readField } from '../../shared/events/field.ts';
import { useView } from '../state/AppStateProvider.tsx';
import { formatCount } from '../ui/numbers.ts';
import { formatTime } from '../ui/times.ts';

type SetSummaryProps = { readonly query: EventQuery; readonly total: number | undefined };

/** Which events the file will hold, and in what order. */
export function SetSummary({ query, total }: SetSummaryProps) {
  const time = useView((view) => view.time);
  const { filter, timeZone } = query;
  return (
    <dl className="fields export-set">
      <Line title="Events">
        <output aria-label="Events to export">{total === undefined ? 'Counting' : formatCount(total)}</output>
      </Line>
      <Line title="Filter">
        {filter.trim() === '' ? 'none: all events' : <code className="mono selectable">{filter}</code>}
      </Line>
      <Line title="Time">{rangeText(query, time)}</Line>
      <Line title="Time zone">{timeZone}</Line>
      <Line title="Order">{orderText(query)}</Line>
    </dl>
  );
}

function Line({ title, children }: { readonly title: string; readonly children: ReactNode }) {
  return (
    <>
      <dt>{title}</dt>
      <dd>{children}</dd>
    </>
  );
}

function rangeText({ range, timeZone }: EventQuery, typed: string): string {
  if (!range || (range.fromMs === undefined && range.toMs === undefined)) return 'all';
  const from = range.fromMs === undefined ? 'the first' : timeText(range.fromMs, timeZone);
  const to = range.toMs === undefined ? 'the last' : `before ${timeText(range.toMs, timeZone)}`;
  return typed === '' ? `${from} to ${to}` : `${typed} (${from} to ${to})`;
}

function timeText(ms: number, timeZone: string): string {
  return formatTime(new Date(ms).toISOString(), timeZone);
}

/** `Time, newest first; then Event` */
function orderText({ sort }: EventQuery): string {
  if (sort.length === 0) return 'as in the log files';
  return sort
    .map(({ column, direction }) => {
      const title = readField(column)?.title ?? column;
      if (column === 'eventTime') return `${title}, ${direction === 'desc' ? 'newest' : 'oldest'} first`;
      return direction === 'desc' ? `${title}, descending` : title;
    })
    .join('; then ');
}

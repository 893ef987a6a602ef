import type { ReactNode } from 'react';

import { defaultSort, type EventQuery, type SortKey } from '../../shared/events/query.ts';
import { readField } from '../../shared/events/field.ts';
import { useView } from '../state/AppStateProvider.tsx';
import { formatCount } from '../ui/numbers.ts';
import { formatTime } from '../ui/times.ts';

type SetSummaryProps = {
  readonly query: EventQuery;
  readonly total: number | undefined;
  /** The file holds records, not columns. */
  readonly areRecords: boolean;
};

/** Which events the file will hold, and in what order. */
export function SetSummary({ query, total, areRecords }: SetSummaryProps) {
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
      <Line title="Order">{orderText(query, areRecords)}</Line>
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

/** `Time, newest first; then Event`. Records stand as in their files unless the reader has sorted them otherwise. */
function orderText({ sort }: EventQuery, areRecords: boolean): string {
  if (sort.length === 0 || (areRecords && isDefault(sort))) return 'as in the log files';
  return sort
    .map(({ column, direction }) => {
      const title = readField(column)?.title ?? column;
      if (column === 'eventTime') return `${title}, ${direction === 'desc' ? 'newest' : 'oldest'} first`;
      return direction === 'desc' ? `${title}, descending` : title;
    })
    .join('; then ');
}

function isDefault(sort: readonly SortKey[]): boolean {
  const [first, ...others] = sort;
  const [usual] = defaultSort;
  return others.length === 0 && first?.column === usual?.column && first?.direction === usual?.direction;
}

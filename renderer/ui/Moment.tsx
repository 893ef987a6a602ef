import { useView } from '../state/AppStateProvider.tsx';
import { formatMoment } from './times.ts';

type MomentProps = {
  /** ISO 8601 in UTC, as the log has it. */
  readonly iso: string;
  readonly part?: 'whole' | 'day';
};

/** A time in the reader's zone; the pointer resting on it shows all of it, also in UTC. */
export function Moment({ iso, part = 'whole' }: MomentProps) {
  const timeZone = useView((view) => view.query.timeZone);
  const shown = formatMoment(iso, timeZone);
  const inUtc = `${formatMoment(iso, 'UTC')} UTC`;
  return (
    <time dateTime={iso} title={timeZone === 'UTC' ? inUtc : `${shown} ${timeZone}\n${inUtc}`}>
      {part === 'day' ? dayOf(shown) : shown}
    </time>
  );
}

type MomentsProps = { readonly first: string; readonly last: string };

/** From the first to the last; the day once where it is the same. */
export function Moments({ first, last }: MomentsProps) {
  const timeZone = useView((view) => view.query.timeZone);
  const [start, end] = [formatMoment(first, timeZone), formatMoment(last, timeZone)];
  if (start === end) return <Moment iso={first} />;
  const isSameDay = dayOf(start) === dayOf(end);
  return (
    <>
      <Moment iso={first} /> –{' '}
      <time dateTime={last} title={`${formatMoment(last, 'UTC')} UTC`}>
        {isSameDay ? end.slice(dayOf(end).length + 1) : end}
      </time>
    </>
  );
}

/** `12 Jun 2026 14:31:55` without its clock time. */
function dayOf(moment: string): string {
  return moment.slice(0, Math.max(0, moment.lastIndexOf(' ')));
}

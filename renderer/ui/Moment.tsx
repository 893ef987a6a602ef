import { useView } from '../state/AppStateProvider.tsx';
import { formatMoment } from './times.ts';

type MomentProps = {
  /** ISO 8601 in UTC, as the log has it. */
  readonly iso: string;
};

/** A time in the reader's zone; the pointer resting on it shows it in UTC. */
export function Moment({ iso }: MomentProps) {
  const timeZone = useView((view) => view.query.timeZone);
  return (
    <time dateTime={iso} title={`${formatMoment(iso, 'UTC')} UTC`}>
      {formatMoment(iso, timeZone)}
    </time>
  );
}

import { useState } from 'react';

import { dayOf, rangeMoments } from '../../shared/aws/timeRange.ts';
import type { S3Source } from '../../shared/ipc/sourceSpec.ts';
import { formatCount } from '../ui/numbers.ts';
import { useNow } from '../ui/useNow.ts';
import { DayCalendar } from './DayCalendar.tsx';
import type { RangeRead } from './rangeDraft.ts';
import { useSearch } from './useSearch.ts';

type DaysFieldProps = {
  readonly source: S3Source | undefined;
  readonly places: number;
  readonly read: RangeRead;
  readonly onChoose: (first: string, last: string) => void;
};

/** Up to so many folders are looked through without being asked to. */
const mostPlaces = 12;
const settleMs = 400;

/** The days that have logs of what is chosen, whatever the range. */
export function DaysField({ source, places, read, onChoose }: DaysFieldProps) {
  const [isWanted, setWanted] = useState(false);
  const now = useNow(60_000);
  const isAsked = source !== undefined && (isWanted || places <= mostPlaces);
  // The range is none of its business: another one is no reason to look again.
  const question = isAsked ? { source: { ...source, range: {} } } : undefined;
  const { found, error, isRunning } = useSearch('trails.days', question, { delayMs: settleMs });
  if (!isAsked) {
    if (!source) return null;
    return (
      <p className="muted">
        <button type="button" className="link" onClick={() => setWanted(true)}>
          Look for days with logs
        </button>{' '}
        in {formatCount(places)} folders, each of an account and a region.
      </p>
    );
  }
  return (
    <div className="days-field">
      <p className="muted">
        {error ? <span className="field-problem">{error.message}</span> : daysText(found?.days.length, isRunning)}
      </p>
      {found && found.days.length > 0 && <DayCalendar found={found} {...chosenDays(read, now)} onChoose={onChoose} />}
    </div>
  );
}

function daysText(days: number | undefined, isRunning: boolean): string {
  if (days === undefined || (days === 0 && isRunning)) return isRunning ? 'Looking for days with logs…' : '';
  if (days === 0) return 'No days with logs.';
  const count = `${formatCount(days)} ${days === 1 ? 'day' : 'days'} with logs${isRunning ? ' so far' : ''}`;
  return `${count}, by delivery (UTC). Click one, or drag over several.`;
}

function chosenDays(
  read: RangeRead,
  nowMs: number,
): { readonly first: string | undefined; readonly last: string | undefined } {
  const moments = 'problem' in read ? read : rangeMoments(read.range, nowMs);
  // Nothing is marked where nothing is chosen: no day comes after this one.
  if ('problem' in moments) return { first: '9999', last: undefined };
  const { fromMs, toMs } = moments;
  return {
    first: fromMs === undefined ? undefined : dayOf(fromMs),
    last: toMs === undefined ? undefined : dayOf(toMs - 1),
  };
}

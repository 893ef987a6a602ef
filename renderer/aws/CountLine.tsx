import { useState } from 'react';

import { slackText, foldersOf } from '../../shared/aws/timeRange.ts';
import type { S3Source } from '../../shared/ipc/sourceSpec.ts';
import { countOf } from '../ui/numbers.ts';
import { useNow } from '../ui/useNow.ts';
import { objectsText } from './trailWords.ts';
import { useSearch } from './useSearch.ts';

type CountLineProps = {
  readonly source: S3Source | undefined;
  /** How many folders of an account and a region are listed; nothing is asked for by itself where they are many. */
  readonly places: number;
  readonly problem: string | undefined;
};

const mostPlaces = 120;
const settleMs = 500;

/** How much would be downloaded, counted anew whenever the choice changes; the count before is given up. */
export function CountLine({ source, places, problem }: CountLineProps) {
  const [wantedFor, setWantedFor] = useState<S3Source>();
  const [attempt, setAttempt] = useState(0);
  const now = useNow(60_000);
  const isAsked = source !== undefined && (places <= mostPlaces || wantedFor === source);
  const count = useSearch('trails.count', isAsked ? { source } : undefined, { delayMs: settleMs, attempt });
  const { found, error, isRunning } = count;
  return (
    <div className="count-line">
      <output aria-label="Objects to read" aria-busy={isRunning}>
        {problem !== undefined && <span className="field-problem">{problem}</span>}
        {error && <span className="field-problem">{error.message}</span>}
        {!error && found && <strong>{objectsText(found)}</strong>}
        {isRunning && <span className="muted"> {found ? 'still counting…' : 'Counting the objects…'}</span>}
        {source && !isAsked && (
          <span className="muted">{countOf(places, 'folder')}, each of an account and a region.</span>
        )}
      </output>
      {source && !isAsked && (
        <button type="button" className="link" onClick={() => setWantedFor(source)}>
          Count the objects
        </button>
      )}
      {error && (
        <button type="button" className="link" onClick={() => setAttempt(attempt + 1)}>
          Count again
        </button>
      )}
      {source?.layout === 'trail' && <p className="muted">{slackText(foldersOf(source.range, now))}</p>}
    </div>
  );
}

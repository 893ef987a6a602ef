import { useMemo } from 'react';

import type { FoundTrail, FoundTrails } from '../../shared/aws/foundTrails.ts';
import { useView } from '../state/AppStateProvider.tsx';
import { countOf, formatCount } from '../ui/numbers.ts';
import { AccountList } from './AccountList.tsx';
import { CheckList } from './CheckList.tsx';
import { DaysField } from './DaysField.tsx';
import { rangeOfDays, readRange } from './rangeDraft.ts';
import { RangeField } from './RangeField.tsx';
import { accountsIn, regionsIn, trailsOf } from './s3Draft.ts';
import { TrailChoice } from './TrailChoice.tsx';
import { foundText, hasLogs, otherFolders } from './trailWords.ts';
import type { S3Choice } from './useS3Choice.ts';

type FoundLogsProps = { readonly choice: S3Choice; readonly found: FoundTrails };

/** What the search has found, to choose from. */
export function FoundLogs({ choice, found }: FoundLogsProps) {
  const { draft, change, isSearching } = choice;
  const trails = useMemo(() => trailsOf(found, draft.trail), [found, draft.trail]);
  const hasTrails = hasLogs(found);
  return (
    <section className="found" aria-label="Logs found" aria-busy={isSearching}>
      <output aria-label="What was found">
        <span className="selectable">{foundText(found)}</span>
        {' · '}
        <span className="muted">{isSearching ? 'Still looking…' : countOf(found.requests, 'request')}</span>
      </output>
      {!hasTrails && !isSearching && <NoTrail choice={choice} found={found} />}
      {hasTrails && found.trails.length > 1 && <TrailChoice found={found} draft={draft} change={change} />}
      {hasTrails && <TrailColumns choice={choice} trails={trails} />}
      <Remarks found={found} trails={trails} />
    </section>
  );
}

function TrailColumns({ choice, trails }: { readonly choice: S3Choice; readonly trails: readonly FoundTrail[] }) {
  const { draft, change } = choice;
  const accounts = useMemo(() => accountsIn(trails), [trails]);
  const regions = useMemo(() => regionsIn(accounts, draft.accounts), [accounts, draft.accounts]);
  return (
    <div className="found-columns">
      <AccountList accounts={accounts} choice={draft.accounts} onChange={(next) => change({ accounts: next })} />
      <CheckList
        label="Regions"
        noun="region"
        items={regions.map((value) => ({ value }))}
        choice={draft.regions}
        onChange={(next) => change({ regions: next })}
        filterFrom={13}
        note={draft.regions === undefined && regions.length > 1 ? 'All, and those that appear later.' : undefined}
      />
      <Times choice={choice} />
    </div>
  );
}

/** The range of the events, and the days that have logs. */
function Times({ choice }: { readonly choice: S3Choice }) {
  const { draft, change, source, places } = choice;
  const timeZone = useView((view) => view.query.timeZone);
  const read = useMemo(() => readRange(draft.range, timeZone), [draft.range, timeZone]);
  return (
    <div className="found-times">
      <h3>Time</h3>
      <RangeField hasAll value={draft.range} read={read} onChange={(range) => change({ range })} />
      <DaysField
        source={source}
        places={places}
        read={read}
        onChoose={(first, last) => change({ range: rangeOfDays(first, last, timeZone) })}
      />
    </div>
  );
}

/** Copied logs may lie anywhere: the folder can be read as it is. */
function NoTrail({ choice: { isPlain, choosePlain }, found: { plainObjects } }: FoundLogsProps) {
  return (
    <div className="no-trail">
      <p>
        {isPlain
          ? 'Everything in this folder is read, whatever its name and its time.'
          : `No folders of CloudTrail were found here. ${plainText(plainObjects)}`}
      </p>
      {!isPlain && (
        <button type="button" className="button" onClick={choosePlain}>
          Read everything in this folder
        </button>
      )}
    </div>
  );
}

function plainText(objects: number): string {
  if (objects === 0) return 'No objects lie right under it either.';
  return `${formatCount(objects)} ${objects === 1 ? 'object lies' : 'objects lie'} right under it: perhaps copied logs.`;
}

function Remarks({ found, trails }: { readonly found: FoundTrails; readonly trails: readonly FoundTrail[] }) {
  const folders = otherFolders(trails);
  if (folders.length === 0 && found.remarks.length === 0) return null;
  return (
    <ul className="found-remarks muted" aria-label="Also found">
      {found.remarks.map((remark) => (
        <li key={remark} className="remark">
          {remark}
        </li>
      ))}
      {folders.length > 0 && <li>Other folders: {folders.join('; ')}.</li>}
    </ul>
  );
}

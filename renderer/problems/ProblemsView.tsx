import { useState } from 'react';

import type { CallOutput } from '../../shared/ipc/contract.ts';
import { useSession, useUpdateView, useView } from '../state/AppStateProvider.tsx';
import { useCall } from '../state/useCall.ts';
import type { ViewState } from '../state/view.ts';
import { ErrorNotice } from '../ui/ErrorNotice.tsx';
import { formatCount } from '../ui/numbers.ts';
import { Pager } from '../ui/Pager.tsx';
import { Segmented } from '../ui/Segmented.tsx';
import { ProblemTable } from './ProblemTable.tsx';
import './problems.css';

const levels = [
  { value: 'all', label: 'All' },
  { value: 'error', label: 'Errors' },
  { value: 'info', label: 'Notes' },
] as const;

const pageSize = 200;

/** The ledger: every file that was skipped or only partly read, every record that was rejected. */
export function ProblemsView() {
  const asked = useView((view) => view.problems);
  const revision = useSession((session) => session.workspace?.revision);
  const [page, setPage] = useState({ asked, number: 0 });
  // Another question starts at its first page.
  const pageNumber = page.asked === asked ? page.number : 0;
  const input = { ...asked, offset: pageNumber * pageSize, limit: pageSize };
  const { data, error, isOld, refetch } = useCall('problems.list', input, { dependsOn: [revision] });
  if (error) return <ErrorNotice error={error} on={{ retry: refetch }} />;
  if (!data) return <div className="problems" />;
  if (data.byKind.length === 0) return <NoProblems />;
  return (
    <div className="problems" aria-busy={isOld}>
      <Filters asked={asked} byKind={data.byKind} />
      <ProblemTable problems={data.problems} />
      <Pager
        page={pageNumber}
        pageSize={pageSize}
        total={data.total}
        onChange={(number) => setPage({ asked, number })}
      />
    </div>
  );
}

type FiltersProps = {
  readonly asked: ViewState['problems'];
  readonly byKind: CallOutput<'problems.list'>['byKind'];
};

function Filters({ asked, byKind }: FiltersProps) {
  const update = useUpdateView();
  const { level, kind } = asked;
  const kinds = byKind.filter((entry) => level === 'all' || entry.level === level);
  const chooseKind = (next: string) => update({ problems: { level, kind: next === kind ? undefined : next } });
  return (
    <div className="problems-head">
      <Segmented
        name="Level"
        value={level}
        choices={levels}
        onChange={(next) => update({ problems: { level: next, kind: undefined } })}
      />
      <fieldset className="kinds" aria-label="Kind">
        {kinds.map((entry) => (
          <button
            key={entry.kind}
            type="button"
            className="kind"
            aria-pressed={entry.kind === kind}
            onClick={() => chooseKind(entry.kind)}
          >
            {entry.kind}
            <span className={entry.level === 'error' ? 'badge error' : 'badge'}>{formatCount(entry.count)}</span>
          </button>
        ))}
      </fieldset>
    </div>
  );
}

function NoProblems() {
  return (
    <div className="empty">
      <strong>No problems</strong>
      <p>Every file was read to its end, and every record in it.</p>
    </div>
  );
}

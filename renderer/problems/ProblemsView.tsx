import { useDeferredValue, useState } from 'react';

import type { WorkspaceCounts } from '../../shared/ipc/contract.ts';
import { useSession, useUpdateView, useView } from '../state/AppStateProvider.tsx';
import { isWorking } from '../state/session.ts';
import { useCall } from '../state/useCall.ts';
import { ErrorNotice } from '../ui/ErrorNotice.tsx';
import { countOf, formatCount } from '../ui/numbers.ts';
import { Segmented } from '../ui/Segmented.tsx';
import { CopyProblems } from './CopyProblems.tsx';
import { ProblemGroup, type ProblemGroupData } from './ProblemGroup.tsx';
import { ProblemKinds } from './ProblemKinds.tsx';
import './problems.css';

const fewFiles = 50;
const manyFiles = 1000;

/** The ledger: every file that was skipped or only partly read, every record that was rejected, by kind and file. */
export function ProblemsView() {
  const { level, kind } = useView((view) => view.problems);
  const counts = useSession((session) => session.workspace?.counts);
  const revision = useSession((session) => session.workspace?.revision);
  const [text, setText] = useState('');
  const [filesPerKind, setFilesPerKind] = useState(fewFiles);
  const search = useDeferredValue(text.trim());
  const input = { level, filesPerKind, ...(search !== '' && { search }) };
  const { data, error, isOld, refetch } = useCall('problems.groups', input, { dependsOn: [revision] });
  if (error) return <ErrorNotice error={error} on={{ retry: refetch }} />;
  if (!counts || counts.errors + counts.infos === 0) return <NoProblems counts={counts} />;
  const groups = data?.groups ?? [];
  const shown = kind === undefined ? groups : groups.filter((group) => group.kind === kind);
  return (
    <div className="problems">
      <ProblemsHead counts={counts} text={text} onSearch={setText} />
      <div className="problems-body" aria-busy={isOld}>
        <ProblemKinds groups={groups} chosen={kind} />
        <div className="problem-groups">
          {shown.map((group) => (
            <ProblemGroup
              key={group.kind}
              group={group}
              search={search}
              onMore={filesPerKind < manyFiles ? () => setFilesPerKind(manyFiles) : undefined}
            />
          ))}
          {data && shown.length === 0 && <NoneFound isSearched={search !== ''} level={level} />}
        </div>
      </div>
    </div>
  );
}

type ProblemsHeadProps = {
  readonly counts: WorkspaceCounts;
  readonly text: string;
  readonly onSearch: (text: string) => void;
};

function ProblemsHead({ counts, text, onSearch }: ProblemsHeadProps) {
  const { level, kind } = useView((view) => view.problems);
  const update = useUpdateView();
  const levels = [
    { value: 'all', label: `All ${formatCount(counts.errors + counts.infos)}` },
    { value: 'error', label: `Errors ${formatCount(counts.errors)}` },
    { value: 'info', label: `Remarks ${formatCount(counts.infos)}` },
  ] as const;
  return (
    <div className="problems-head">
      <Segmented
        name="Level"
        value={level}
        choices={levels}
        onChange={(next) => update({ problems: { level: next, kind: undefined } })}
      />
      <input
        type="search"
        className="search"
        aria-label="Find a file"
        placeholder="Find a file"
        value={text}
        onChange={(event) => onSearch(event.target.value)}
      />
      <span className="muted problems-read">{readText(counts)}</span>
      <span className="spring" />
      <CopyProblems
        wanted={{ level, ...(kind !== undefined && { kind }), ...(text.trim() !== '' && { search: text.trim() }) }}
        label="Copy as text"
      />
    </div>
  );
}

/** `1,204 files read, 6 skipped` */
function readText({ filesRead, filesSkipped }: WorkspaceCounts): string {
  return `${countOf(filesRead, 'file')} read, ${filesSkipped === 0 ? 'nothing' : formatCount(filesSkipped)} skipped`;
}

type NoneFoundProps = { readonly isSearched: boolean; readonly level: ProblemGroupData['level'] | 'all' };

function NoneFound({ isSearched, level }: NoneFoundProps) {
  const what = level === 'info' ? 'remarks' : level === 'error' ? 'errors' : 'problems';
  return (
    <p className="empty">{isSearched ? 'No file with problems has this in its name.' : `There are no ${what}.`}</p>
  );
}

function NoProblems({ counts }: { readonly counts: WorkspaceCounts | undefined }) {
  const isBusy = useSession((session) => isWorking(session.jobs));
  return (
    <div className="empty">
      <strong>{isBusy ? 'No problems so far' : 'No problems'}</strong>
      {counts && (
        <p>
          {readText(counts)}: {countOf(counts.read, 'record')}, of which{' '}
          {counts.rejected === 0 ? 'none was' : `${formatCount(counts.rejected)} were`} rejected.
        </p>
      )}
    </div>
  );
}

import { useId, useState } from 'react';

import { useSession } from '../state/AppStateProvider.tsx';
import { useCall } from '../state/useCall.ts';
import { CopyButton } from '../ui/CopyButton.tsx';
import { ErrorNotice } from '../ui/ErrorNotice.tsx';
import { formatCount } from '../ui/numbers.ts';
import { Pager } from '../ui/Pager.tsx';
import { CopyProblems } from './CopyProblems.tsx';
import { placeOf, problemAsText, splitPath, type ListedProblem } from './problemText.ts';
import { RevealButton } from './RevealButton.tsx';

type FileProblemsProps = {
  readonly file: string;
  readonly kind: string;
  readonly level: 'error' | 'info';
  readonly count: number;
  /** It is among few: it need not be unfolded first. */
  readonly isOpenAtFirst: boolean;
};

/** A file with problems of a kind; they unfold below its name. */
export function FileProblems({ file, kind, level, count, isOpenAtFirst }: FileProblemsProps) {
  const [isOpen, setOpen] = useState(isOpenAtFirst);
  const panel = useId();
  const [folder, name] = splitPath(file);
  return (
    <li className={isOpen ? 'problem-file open' : 'problem-file'}>
      <button
        type="button"
        className="problem-file-line"
        aria-expanded={isOpen}
        aria-controls={isOpen ? panel : undefined}
        title={file}
        onClick={() => setOpen(!isOpen)}
      >
        <span className="turn" aria-hidden="true" />
        <bdi className="problem-name">
          <b>{name}</b>
        </bdi>
        <bdi className="problem-folder muted">{folder}</bdi>
        {count > 1 && <span className={level === 'error' ? 'badge error' : 'badge'}>{formatCount(count)}</span>}
      </button>
      {isOpen && (
        <div id={panel} className="problem-panel">
          <p className="problem-panel-head">
            <span className="mono selectable">{file}</span>
            <RevealButton file={file} />
            {count > 1 && (
              <CopyProblems
                wanted={{ level: 'all', kind, file }}
                label="Copy all"
                name={`Copy the problems of ${name}`}
              />
            )}
          </p>
          <ProblemLines kind={kind} file={file} />
        </div>
      )}
    </li>
  );
}

const pageSize = 50;

function ProblemLines({ kind, file }: { readonly kind: string; readonly file: string }) {
  const revision = useSession((session) => session.workspace?.revision);
  const [page, setPage] = useState(0);
  const input = { level: 'all' as const, kind, file, offset: page * pageSize, limit: pageSize };
  const { data, error, isOld, refetch } = useCall('problems.list', input, { dependsOn: [revision] });
  if (error) return <ErrorNotice error={error} isInset on={{ retry: refetch }} />;
  if (!data) return null;
  return (
    <div aria-busy={isOld}>
      <ul className="problem-lines">
        {data.problems.map((problem, index) => (
          // Several problems of one file may read alike: only the place in the list tells them apart.
          <ProblemLine key={index} problem={problem} />
        ))}
      </ul>
      <Pager page={page} pageSize={pageSize} total={data.total} onChange={setPage} />
    </div>
  );
}

function ProblemLine({ problem }: { readonly problem: ListedProblem }) {
  const { message, text } = problem;
  const place = placeOf(problem);
  return (
    <li className="problem-line">
      <span className="problem-place muted">{place === '' ? 'whole file' : place}</span>
      <div className="selectable">
        <p>{message}</p>
        {text !== undefined && (
          // A long text is scrolled by keyboard, too.
          // oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex
          <section className="problem-text" aria-label={`Text in ${problem.file}, ${place}`} tabIndex={0}>
            <pre className="mono">{text}</pre>
          </section>
        )}
      </div>
      <CopyButton text={() => problemAsText(problem)} label="Copy" />
    </li>
  );
}

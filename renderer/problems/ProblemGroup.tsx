import { useId } from 'react';

import type { CallOutput } from '../../shared/ipc/contract.ts';
import { wordsOf } from '../../shared/problemWords.ts';
import { countOf, formatCount } from '../ui/numbers.ts';
import { CopyProblems } from './CopyProblems.tsx';
import { FileProblems } from './FileProblems.tsx';

export type ProblemGroupData = CallOutput<'problems.groups'>['groups'][number];

type ProblemGroupProps = {
  readonly group: ProblemGroupData;
  /** What the names of its files have in them; empty for all. */
  readonly search: string;
  /** Asks for more files of each kind. */
  readonly onMore: (() => void) | undefined;
};

const fewFiles = 3;

/** A kind of problem: what it means, what can be done, and the files that have it. */
export function ProblemGroup({ group, search, onMore }: ProblemGroupProps) {
  const { kind, level, count, files, filesTotal } = group;
  const { title, meaning, remedy } = wordsOf(kind);
  const id = useId();
  const left = filesTotal - files.length;
  return (
    <section className="problem-group" aria-labelledby={id}>
      <div className="problem-group-head">
        <h3 id={id}>{title}</h3>
        <span className={level === 'error' ? 'badge error' : 'badge'}>{formatCount(count)}</span>
        <span className="mono muted">{kind}</span>
        <span className="spring" />
        <CopyProblems
          wanted={{ level: 'all', kind, ...(search !== '' && { search }) }}
          label="Copy all"
          name={`Copy all problems of ${kind}`}
        />
      </div>
      <p className="problem-meaning">
        {meaning} <span className="muted">{remedy}</span>
      </p>
      <ul className="problem-files" aria-label={`Files: ${title}`}>
        {files.map((file) => (
          <FileProblems
            key={file.file}
            {...file}
            kind={kind}
            level={level}
            isOpenAtFirst={level === 'error' && filesTotal <= fewFiles}
          />
        ))}
      </ul>
      {left > 0 && (
        <p className="problem-more muted">
          {countOf(left, 'more file')}.{' '}
          {onMore && (
            <button type="button" className="link" onClick={onMore}>
              Show more
            </button>
          )}
        </p>
      )}
    </section>
  );
}

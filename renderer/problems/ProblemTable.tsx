import { useState } from 'react';

import type { CallOutput } from '../../shared/ipc/contract.ts';
import { CopyButton } from '../ui/CopyButton.tsx';
import { formatCount } from '../ui/numbers.ts';

type ListedProblem = CallOutput<'problems.list'>['problems'][number];

/** One line each: what file, where in it, why. A rejected record's own text unfolds below its line. */
export function ProblemTable({ problems }: { readonly problems: readonly ListedProblem[] }) {
  const [openIndex, setOpenIndex] = useState<number>();
  if (problems.length === 0) return <p className="empty">No problem of this kind.</p>;
  return (
    <div className="problem-scroll">
      <table className="problem-table" aria-label="Problems">
        <colgroup>
          <col className="col-kind" />
          <col className="col-file" />
          <col className="col-place" />
          <col />
        </colgroup>
        <thead>
          <tr>
            <th scope="col">Kind</th>
            <th scope="col">File</th>
            <th scope="col">Place</th>
            <th scope="col">Reason and next step</th>
          </tr>
        </thead>
        {problems.map((problem, index) => (
          <ProblemRow
            // Several problems of one file may read alike: only the place in the list tells them apart.
            key={index}
            problem={problem}
            isOpen={openIndex === index}
            onToggle={() => setOpenIndex(openIndex === index ? undefined : index)}
          />
        ))}
      </table>
    </div>
  );
}

type ProblemRowProps = { readonly problem: ListedProblem; readonly isOpen: boolean; readonly onToggle: () => void };

function ProblemRow({ problem, isOpen, onToggle }: ProblemRowProps) {
  const { file, kind, level, message, text } = problem;
  return (
    <tbody className={isOpen ? 'open' : undefined}>
      <tr>
        <td>
          <span className={level === 'error' ? 'badge error' : 'badge'}>{kind}</span>
        </td>
        <td className="mono selectable problem-file" title={file}>
          <bdi>{file}</bdi>
        </td>
        <td className="muted">{placeOf(problem)}</td>
        <td className="selectable">
          {message}{' '}
          {text !== undefined && (
            <button type="button" className="link" aria-expanded={isOpen} onClick={onToggle}>
              {isOpen ? 'Hide the text' : 'Show the text'}
            </button>
          )}
        </td>
      </tr>
      {isOpen && text !== undefined && (
        <tr className="problem-text">
          <td colSpan={4}>
            <pre className="mono selectable">{text}</pre>
            <CopyButton text={text} label="Copy" />
          </td>
        </tr>
      )}
    </tbody>
  );
}

function placeOf({ record, position }: ListedProblem): string {
  const parts = [
    record === undefined ? '' : `record ${formatCount(record)}`,
    position === undefined ? '' : `byte ${formatCount(position)}`,
  ];
  return parts.filter(Boolean).join(', ');
}

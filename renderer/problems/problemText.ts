// Problems as text, to be passed on.
import type { CallOutput } from '../../shared/ipc/contract.ts';
import { formatCount } from '../ui/numbers.ts';

export type ListedProblem = CallOutput<'problems.list'>['problems'][number];

/** Where in its file: `record 3, byte 4,085`. Records count from 0, as in exports and on the command line. */
export function placeOf({ record, position }: ListedProblem): string {
  const parts = [
    record === undefined ? '' : `record ${formatCount(record)}`,
    position === undefined ? '' : `byte ${formatCount(position)}`,
  ];
  return parts.filter(Boolean).join(', ');
}

/** The problem in one paragraph, its text below it. */
export function problemAsText(problem: ListedProblem): string {
  const { file, kind, message, text } = problem;
  const place = placeOf(problem);
  const head = `${kind}: ${file}${place === '' ? '' : ` (${place})`}`;
  return [head, message, ...(text === undefined ? [] : [text])].join('\n');
}

export function problemsAsText(problems: readonly ListedProblem[]): string {
  return problems.map(problemAsText).join('\n\n');
}

/** The last part of a path, and what leads to it; an archive's member keeps the archive before it. */
export function splitPath(file: string): readonly [folder: string, name: string] {
  const end = Math.max(file.lastIndexOf('/', file.length - 2), file.lastIndexOf('\\', file.length - 2));
  return [file.slice(0, end + 1), file.slice(end + 1)];
}

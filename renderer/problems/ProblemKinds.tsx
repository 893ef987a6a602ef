import { wordsOf } from '../../shared/problemWords.ts';
import { useUpdateView } from '../state/AppStateProvider.tsx';
import { formatCount } from '../ui/numbers.ts';
import type { ProblemGroupData } from './ProblemGroup.tsx';

type ProblemKindsProps = { readonly groups: readonly ProblemGroupData[]; readonly chosen: string | undefined };

/** The kinds that there are, errors apart from remarks; one of them may be chosen. */
export function ProblemKinds({ groups, chosen }: ProblemKindsProps) {
  return (
    <nav className="kinds" aria-label="Kinds of problems">
      <KindList title="Errors" groups={groups.filter(({ level }) => level === 'error')} chosen={chosen} />
      <KindList title="Remarks" groups={groups.filter(({ level }) => level === 'info')} chosen={chosen} />
    </nav>
  );
}

function KindList({ title, groups, chosen }: ProblemKindsProps & { readonly title: string }) {
  const update = useUpdateView();
  if (groups.length === 0) return null;
  const choose = (kind: string) =>
    update(({ problems }) => ({ problems: { ...problems, kind: kind === chosen ? undefined : kind } }));
  return (
    <>
      <h2 className="kinds-title">{title}</h2>
      <ul>
        {groups.map(({ kind, level, count }) => (
          <li key={kind}>
            <button type="button" className="kind" aria-pressed={kind === chosen} onClick={() => choose(kind)}>
              <span className="kind-title">{wordsOf(kind).title}</span>
              <span className={level === 'error' ? 'badge error' : 'badge'}>{formatCount(count)}</span>
            </button>
          </li>
        ))}
      </ul>
    </>
  );
}

import { useMemo, useState } from 'react';

import type { Comparison } from '../../shared/firehose/presented.ts';
import { useView } from '../state/AppStateProvider.tsx';
import { countOf } from '../ui/numbers.ts';
import { groupChanges, type ChangeGroup } from './changeGroups.ts';
import { ChangeRow } from './ChangeRow.tsx';
import { RemarkList } from './RemarkList.tsx';

/** So many rows are drawn at first. */
const mostRows = 150;

type ChangesTabProps = {
  readonly comparison: Comparison;
  /** The stream is compared with there having been none, which needs no remark. */
  readonly isFromNothing: boolean;
};

/** What differs between the two states, field by field. */
export function ChangesTab({ comparison, isFromNothing }: ChangesTabProps) {
  const isNoiseShown = useView((view) => view.isNoiseShown);
  const [isWhole, setWhole] = useState(false);
  const groups = useMemo(() => groupChanges(comparison.changes, isNoiseShown), [comparison, isNoiseShown]);
  const count = groups.reduce((sum, { changes }) => sum + changes.length, 0);
  return (
    <section className="changes" aria-label="Changes">
      <Remarks from={isFromNothing ? { ...comparison.from, remarks: [] } : comparison.from} to={comparison.to} />
      {groups.length === 0 && <NoChanges comparison={comparison} />}
      {cut(groups, isWhole ? Number.POSITIVE_INFINITY : mostRows).map((group) => (
        <Group key={group.heading} group={group} comparison={comparison} />
      ))}
      {isNoiseShown && comparison.restated > 0 && (
        <p className="changes-rest">
          {countOf(comparison.restated, 'more value was', 'more values were')} stated again without a change.
        </p>
      )}
      {!isWhole && count > mostRows && (
        <button type="button" className="button small changes-rest" onClick={() => setWhole(true)}>
          Show {countOf(count - mostRows, 'more change')}
        </button>
      )}
    </section>
  );
}

/** The groups with no more than so many rows in all. */
function cut(groups: readonly ChangeGroup[], most: number): readonly ChangeGroup[] {
  let left = most;
  return groups.flatMap((group) => {
    const changes = group.changes.slice(0, Math.max(0, left));
    left -= changes.length;
    return changes.length > 0 ? [{ ...group, changes }] : [];
  });
}

/** What a reader must know of the two states, said once where both say it. */
function Remarks({ from, to }: Pick<Comparison, 'from' | 'to'>) {
  const both = from.remarks.filter((remark) => to.remarks.includes(remark));
  const own = [from, to].flatMap(({ title, remarks }) =>
    remarks.filter((remark) => !both.includes(remark)).map((remark) => `${title}: ${remark}`),
  );
  return <RemarkList remarks={[...both, ...own]} />;
}

function NoChanges({ comparison }: { readonly comparison: Comparison }) {
  const { from, to, changes, restated } = comparison;
  const isUnknown = from.existence === 'cannot-tell' || to.existence === 'cannot-tell';
  return (
    <div className="changes-none">
      <strong>{isUnknown ? 'The log cannot tell what differs' : 'No change of the configuration'}</strong>
      <p>
        {from.title} and {to.title}
        {changes.length + restated > 0
          ? ': only defaults written out and values stated again.'
          : isUnknown
            ? ': at least one of them is not in this log.'
            : ' are configured alike.'}
      </p>
    </div>
  );
}

function Group({ group, comparison }: { readonly group: ChangeGroup; readonly comparison: Comparison }) {
  const { heading, changes, replaced } = group;
  return (
    <div className="change-group">
      <h3>{heading}</h3>
      <ul aria-label={heading}>
        {changes.map((change) => (
          <ChangeRow key={change.path} change={change} stream={comparison.stream} />
        ))}
      </ul>
      {replaced.length > 0 && <Replaced group={group} comparison={comparison} />}
    </div>
  );
}

/** The settings of the old and of the new destination, folded: nothing of one says anything of the other. */
function Replaced({
  group: { replaced },
  comparison,
}: {
  readonly group: ChangeGroup;
  readonly comparison: Comparison;
}) {
  const gone = replaced.filter(({ kind }) => kind === 'removed');
  const come = replaced.filter(({ kind }) => kind !== 'removed');
  const blocks = [
    { name: `Settings of the old destination (${gone.length})`, changes: gone },
    { name: `Settings of the new destination (${come.length})`, changes: come },
  ].filter(({ changes }) => changes.length > 0);
  return blocks.map(({ name, changes }) => (
    <details key={name} className="replaced">
      <summary>{name}</summary>
      <ul aria-label={name}>
        {changes.map((change) => (
          <ChangeRow key={change.path} change={change} stream={comparison.stream} />
        ))}
      </ul>
    </details>
  ));
}

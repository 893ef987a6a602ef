import { useMemo, useState } from 'react';

import { countOf } from '../ui/numbers.ts';
import { Notice } from '../ui/ErrorNotice.tsx';
import { Conflicts } from './Conflicts.tsx';
import { FieldRow } from './FieldRow.tsx';
import { mostLeaves } from './leaves.ts';
import { Places } from './Places.tsx';
import { summaryOf, type Group } from './summary.ts';
import type { ShownEvent } from './useShownEvent.ts';
import './summary.css';

/** The fields that matter, in groups; what went wrong comes first. */
export function Summary({ shown }: { readonly shown: ShownEvent }) {
  const { detail, record, text } = shown;
  const groups = useMemo(() => summaryOf(record, detail.cells), [record, detail.cells]);
  return (
    <>
      {detail.isSummaryOnly && (
        <Notice tone="warn">
          <p>This event comes from a listing with summary columns only: most of its fields are unknown.</p>
        </Notice>
      )}
      {detail.conflicts.length > 0 && <Conflicts conflicts={detail.conflicts} text={text?.text} />}
      {groups.map((group) => (
        <FieldGroup key={group.title} group={group} eventId={shown.eventId} />
      ))}
      <Places places={detail.places} />
    </>
  );
}

type FieldGroupProps = { readonly group: Group; readonly eventId: number };

function FieldGroup({ group: { title, rows, limit = rows.length, isDeep = false }, eventId }: FieldGroupProps) {
  // A long group that was unfolded is folded again for the next event.
  const [unfoldedFor, setUnfoldedFor] = useState<number>();
  const isWhole = unfoldedFor === eventId || rows.length <= limit + 1;
  return (
    <section className={title === 'Error' ? 'summary-group failed' : 'summary-group'} aria-label={title}>
      <h2>{title}</h2>
      <dl className={isDeep ? 'fields deep' : 'fields'}>
        {rows.slice(0, isWhole ? rows.length : limit).map((row, index) => (
          <FieldRow key={`${row.label} ${index}`} row={row} />
        ))}
      </dl>
      {!isWhole && (
        <button type="button" className="link more" onClick={() => setUnfoldedFor(eventId)}>
          Show {rows.length < mostLeaves ? 'all' : 'the first'} {countOf(rows.length, 'value')}
          <span className="visually-hidden"> of {title}</span>
        </button>
      )}
      {isWhole && rows.length >= mostLeaves && <p className="muted">The rest is in the JSON.</p>}
    </section>
  );
}

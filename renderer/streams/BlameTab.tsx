import { useMemo, useState } from 'react';

import type { StreamKey } from '../../shared/firehose/model.ts';
import type { ShownField, ShownVersion } from '../../shared/firehose/presented.ts';
import { useUpdateView, useView } from '../state/AppStateProvider.tsx';
import type { ViewState } from '../state/view.ts';
import { Moment } from '../ui/Moment.tsx';
import { countOf } from '../ui/numbers.ts';
import { Segmented } from '../ui/Segmented.tsx';
import { Path } from '../ui/Path.tsx';
import { actorText } from '../../shared/events/actorText.ts';
import { EventLink } from './EventLink.tsx';
import { byGroup, isField } from './fieldGroups.ts';
import { NoConfiguration, StateTab, type StateTabProps } from './StateTab.tsx';
import { ValueBox } from './ValueBox.tsx';

type Answer = ViewState['blame']['call'];

const answers: readonly { readonly value: Answer; readonly label: string }[] = [
  { value: 'changedBy', label: 'Changed by' },
  { value: 'setBy', label: 'Last stated by' },
];

/** Each field with the call that changed it last, or stated it last. */
export function BlameTab(props: StateTabProps) {
  return (
    <StateTab {...props}>
      {(version) => (version.fields.length > 0 ? <Fields version={version} /> : <NoConfiguration version={version} />)}
    </StateTab>
  );
}

/** So many rows are drawn at first. */
const mostRows = 200;

function Fields({ version: { fields, stream, state } }: { readonly version: ShownVersion }) {
  const { text, call: answer } = useView((view) => view.blame);
  const update = useUpdateView();
  const show = (change: Partial<ViewState['blame']>) => update(({ blame }) => ({ blame: { ...blame, ...change } }));
  const [isWhole, setWhole] = useState(false);
  const found = useMemo(() => fields.filter((field) => isField(field, text.trim())), [fields, text]);
  const groups = byGroup(isWhole ? found : found.slice(0, mostRows));
  return (
    <>
      <div className="tab-tools">
        <input
          type="search"
          className="search"
          aria-label="Find a field"
          placeholder="Find a field"
          spellCheck={false}
          value={text}
          onChange={(event) => show({ text: event.target.value })}
        />
        <Segmented name="Which call" value={answer} choices={answers} onChange={(call) => show({ call })} />
        <span className="muted">{countOf(found.length, 'field')}</span>
      </div>
      <table className="field-table" aria-label={`Blame of ${state.title}`}>
        <thead>
          <tr>
            <th scope="col">Field</th>
            <th scope="col">Value</th>
            <th scope="col">{answer === 'changedBy' ? 'Last changed by' : 'Last stated by'}</th>
          </tr>
        </thead>
        {groups.map(({ heading, items }) => (
          <tbody key={heading}>
            <tr>
              <th scope="rowgroup" colSpan={3} className="field-group">
                {heading}
              </th>
            </tr>
            {items.map((field) => (
              <FieldRow key={field.path} field={field} stream={stream} answer={answer} />
            ))}
          </tbody>
        ))}
      </table>
      {!isWhole && found.length > mostRows && (
        <button type="button" className="button small changes-rest" onClick={() => setWhole(true)}>
          Show {countOf(found.length - mostRows, 'more field')}
        </button>
      )}
    </>
  );
}

type FieldRowProps = { readonly field: ShownField; readonly stream: StreamKey; readonly answer: Answer };

function FieldRow({ field, stream, answer }: FieldRowProps) {
  const { label, path, gapNote } = field;
  const origin = field[answer];
  return (
    <tr>
      <th scope="row" className="field-name">
        {label}
        <Path path={path} />
      </th>
      <td>
        <ValueBox shown={field} missing="not set" tone="plain" name={label} />
      </td>
      <td className="field-by">
        {origin ? (
          <>
            <span title={origin.arn ?? origin.actor}>{actorText(origin.actor)}</span> · version {origin.versionId}
            <br />
            <EventLink origin={origin} stream={stream}>
              <Moment iso={origin.time} />
            </EventLink>
          </>
        ) : (
          <span className="muted">not in this log</span>
        )}
        {gapNote !== undefined && answer === 'changedBy' && <p className="field-gap">{gapNote}</p>}
      </td>
    </tr>
  );
}

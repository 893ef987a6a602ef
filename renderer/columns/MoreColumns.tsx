import { typedColumn } from '../../shared/events/columnList.ts';
import { columns } from '../../shared/events/columns.ts';
import { useSession, useView } from '../state/AppStateProvider.tsx';
import { useCall } from '../state/useCall.ts';
import { isFound } from './columnTitles.ts';
import { ColumnName } from './ShownColumns.tsx';

type MoreColumnsProps = { readonly search: string; readonly onAdd: (id: string) => void };

/** What else could be shown: the other columns, and ways into the records of this workspace. */
export function MoreColumns({ search, onAdd }: MoreColumnsProps) {
  const shown = useView((view) => view.columns);
  const isShown = (id: string) => shown.some((column) => column.id === id);
  const others = columns.filter(({ id }) => !isShown(id) && isFound(id, search));
  return (
    <>
      {others.length > 0 && (
        <section aria-label="Other columns">
          <h3 className="column-heading">Not shown</h3>
          <ul>
            {others.map(({ id, description }) => (
              <Offer key={id} id={id} title={description} onAdd={onAdd} />
            ))}
          </ul>
        </section>
      )}
      <RecordPaths search={search} isShown={isShown} onAdd={onAdd} />
    </>
  );
}

/** Few until something is searched for: the list is endless. */
const fewPaths = 12;
const manyPaths = 60;

type RecordPathsProps = MoreColumnsProps & { readonly isShown: (id: string) => boolean };

function RecordPaths({ search, isShown, onAdd }: RecordPathsProps) {
  const revision = useSession((session) => session.workspace?.revision);
  const trimmed = search.trim();
  const limit = trimmed === '' ? fewPaths : manyPaths;
  const { data, isOld, error } = useCall(
    'events.fields',
    { search: trimmed.slice(0, 500), limit },
    { dependsOn: [revision] },
  );
  const offered = (data?.fields ?? []).filter(({ id }) => !isShown(id));
  const typed = typedColumn(trimmed);
  const isNew = typed !== undefined && !isShown(typed) && offered.every(({ id }) => id !== typed);
  const isPath = isNew && columns.every(({ id }) => id !== typed);
  return (
    <section aria-label="Fields of the records" aria-busy={isOld}>
      <h3 className="column-heading">In the records</h3>
      <ul className={isOld ? 'column-old' : undefined}>
        {isPath && typed !== undefined && (
          <li>
            <button type="button" className="link column-add" onClick={() => onAdd(typed)}>
              Add a JSON path: <span className="mono">{typed}</span>
            </button>
          </li>
        )}
        {offered.map(({ id, example }) => (
          <Offer key={id} id={id} title={example} example={example} onAdd={onAdd} />
        ))}
      </ul>
      {error && <p className="column-none">{error.message}</p>}
      {offered.length === 0 && !isPath && !error && data && (
        <p className="column-none">
          {trimmed === '' ? 'No other fields are known yet' : 'No field of the records has this in its path'}
        </p>
      )}
    </section>
  );
}

type OfferProps = {
  readonly id: string;
  readonly title?: string | undefined;
  readonly example?: string | undefined;
  readonly onAdd: (id: string) => void;
};

function Offer({ id, title, example, onAdd }: OfferProps) {
  return (
    <li className="column-line" title={title}>
      <label className="column-choice">
        <input type="checkbox" checked={false} onChange={() => onAdd(id)} />
        <ColumnName id={id} />
        {example !== undefined && <span className="column-id">{example}</span>}
      </label>
    </li>
  );
}

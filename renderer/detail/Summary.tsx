import { findColumn, type CellValue } from '../../shared/events/columns.ts';
import type { CallOutput } from '../../shared/ipc/contract.ts';
import { useView } from '../state/AppStateProvider.tsx';
import { useAccountName } from '../ui/AccountNumber.tsx';
import { Notice } from '../ui/ErrorNotice.tsx';
import { formatTime } from '../ui/times.ts';
import { Conflicts } from './Conflicts.tsx';
import { monospacedFields, summaryFields } from './fields.ts';
import { Places } from './Places.tsx';
import { ValueMenu } from './ValueMenu.tsx';

export type EventDetail = CallOutput<'event.detail'>;

export function Summary({ detail, eventId }: { readonly detail: EventDetail; readonly eventId: number }) {
  return (
    <>
      {detail.isSummaryOnly && (
        <Notice tone="warn">
          <p>This event comes from a listing with summary columns only: most of its fields are unknown.</p>
        </Notice>
      )}
      {detail.conflicts.length > 0 && <Conflicts conflicts={detail.conflicts} eventId={eventId} />}
      <dl className="fields">
        {summaryFields.map((field) => (
          <Field key={field} field={field} value={detail.cells[field] ?? null} cells={detail.cells} />
        ))}
      </dl>
      <Places places={detail.places} />
    </>
  );
}

type FieldProps = {
  readonly field: string;
  readonly value: CellValue;
  readonly cells: EventDetail['cells'];
};

function Field({ field, value, cells }: FieldProps) {
  const timeZone = useView((view) => view.query.timeZone);
  const column = findColumn(field);
  if (!column || value === null || value === '') return null;
  const isTime = column.type === 'timestamp';
  const shown = isTime ? `${formatTime(String(value), timeZone)} ${timeZone}` : String(value);
  const isError = field === 'errorCode' || (field === 'actor' && cells['userIdentity.type'] === 'Root');
  const classes = [monospacedFields.has(field) ? 'mono' : '', isError ? 'cell-error' : ''].filter(Boolean).join(' ');
  return (
    <>
      <dt>{column.title}</dt>
      <dd className={classes}>
        <ValueMenu field={field} title={column.title} value={value} shown={shown} />
        {field === 'eventName' && <Access readOnly={cells['readOnly'] ?? null} />}
        {field === 'recipientAccountId' && <AccountName account={shown} />}
      </dd>
    </>
  );
}

function AccountName({ account }: { readonly account: string }) {
  const name = useAccountName(account);
  return name === undefined ? null : <span className="account-name">{name}</span>;
}

function Access({ readOnly }: { readonly readOnly: CellValue }) {
  if (typeof readOnly !== 'boolean') return null;
  return <span className="badge">{readOnly ? 'read' : 'write'}</span>;
}

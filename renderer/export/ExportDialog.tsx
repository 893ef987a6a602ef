import { useState, type FormEvent } from 'react';

import { columnIds } from '../../shared/events/columns.ts';
import type { EventQuery } from '../../shared/events/query.ts';
import { readField } from '../../shared/events/field.ts';
import { useAppState, useSession, useView } from '../state/AppStateProvider.tsx';
import { startExport, type ExportFormat } from '../state/exports.ts';
import { useCall } from '../state/useCall.ts';
import { Dialog } from '../ui/Dialog.tsx';
import { exportFormats, hasColumns } from '../ui/exportFormats.ts';
import { countOf } from '../ui/numbers.ts';
import { SetSummary } from './SetSummary.tsx';
import './export.css';

type ExportDialogProps = { readonly onClose: () => void };

/** Which format, which columns; and what will be in the file, said before it is written. */
export function ExportDialog({ onClose }: ExportDialogProps) {
  const state = useAppState();
  const query = useView((view) => view.query);
  const shown = useView((view) => view.columns);
  const total = useTotal(query);
  const [format, setFormat] = useState<ExportFormat>('csv');
  const [areAllWanted, setAllWanted] = useState(false);
  const [isStarting, setStarting] = useState(false);
  const every = allColumns(shown.map(({ id }) => id));
  const start = async (event: FormEvent) => {
    event.preventDefault();
    setStarting(true);
    const columns = areAllWanted ? every : shown.map(({ id }) => id);
    const what = { format, query: asAsked(query), columns: [...columns] };
    const hasBegun = await startExport(state, what, `events.${format}`);
    setStarting(false);
    if (hasBegun) onClose();
  };
  return (
    <Dialog heading="Export events" isOpen onClose={onClose} size="medium">
      <form className="export" onSubmit={(event) => void start(event)}>
        <SetSummary query={query} total={total} areRecords={!hasColumns(format)} />
        <FormatField format={format} onChange={setFormat} />
        {hasColumns(format) ? (
          <ColumnsField shown={shown.length} every={every.length} areAllWanted={areAllWanted} onChange={setAllWanted} />
        ) : (
          <p className="muted export-note">
            Each event is its record as it stands in the log, every field of it, whatever columns are shown.
          </p>
        )}
        <div className="export-buttons">
          <button type="button" className="button" onClick={onClose}>
            Cancel
          </button>
          <button type="submit" className="button primary" disabled={isStarting || total === undefined || total === 0}>
            {total === undefined ? 'Export…' : `Export ${countOf(total, 'event')}…`}
          </button>
        </div>
      </form>
    </Dialog>
  );
}

/** How many events there are, counted anew: the view may be older than what was imported since. */
function useTotal({ filter, timeZone, range }: EventQuery): number | undefined {
  const revision = useSession((session) => session.workspace?.revision);
  const set = { filter, timeZone, ...(range && { range: { ...range } }) };
  const { data, isOld } = useCall('events.histogram', { ...set, maxBars: 10 }, { dependsOn: [revision] });
  if (!data || isOld) return undefined;
  return data.bars.reduce((sum, { succeeded, failed }) => sum + succeeded + failed, data.withoutTime);
}

function asAsked({ filter, timeZone, range, sort }: EventQuery) {
  return { filter, timeZone, ...(range && { range: { ...range } }), sort: sort.map((key) => ({ ...key })) };
}

/** Those shown, in their order, then the others of the table; never the record, which the other formats hold whole. */
function allColumns(shown: readonly string[]): readonly string[] {
  const paths = shown.filter((id) => readField(id)?.column === undefined);
  return [...columnIds.filter((id) => id !== 'record'), ...paths];
}

type FormatFieldProps = { readonly format: ExportFormat; readonly onChange: (format: ExportFormat) => void };

function FormatField({ format, onChange }: FormatFieldProps) {
  return (
    <fieldset className="export-choices" aria-label="Format">
      {exportFormats.map(({ value, label, events }) => (
        <label key={value} className="export-choice">
          <input
            type="radio"
            name="format"
            value={value}
            checked={value === format}
            data-first-field={value === format ? '' : undefined}
            onChange={() => onChange(value)}
          />
          <b>{label}</b>
          <span className="muted">{events}</span>
        </label>
      ))}
    </fieldset>
  );
}

type ColumnsFieldProps = {
  readonly shown: number;
  readonly every: number;
  readonly areAllWanted: boolean;
  readonly onChange: (areAllWanted: boolean) => void;
};

function ColumnsField({ shown, every, areAllWanted, onChange }: ColumnsFieldProps) {
  return (
    <fieldset className="export-choices" aria-label="Columns">
      <label className="export-choice">
        <input type="radio" name="columns" checked={!areAllWanted} onChange={() => onChange(false)} />
        <b>Columns shown</b>
        <span className="muted">the {countOf(shown, 'column')} of the grid, in its order</span>
      </label>
      <label className="export-choice">
        <input type="radio" name="columns" checked={areAllWanted} onChange={() => onChange(true)} />
        <b>All columns</b>
        <span className="muted">{countOf(every, 'column')}: every one there is, but the record’s own text</span>
      </label>
    </fieldset>
  );
}

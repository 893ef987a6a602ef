// What a right click on a cell offers, and the menu key.
import { withoutColumn } from '../../shared/events/columnList.ts';
import { findColumn } from '../../shared/events/columns.ts';
import { readField } from '../../shared/events/field.ts';
import { useUpdateView, useView } from '../state/AppStateProvider.tsx';
import { follow } from '../state/travel.ts';
import { useNarrow } from '../state/useNarrow.ts';
import { useShowFilter } from '../state/useShowFilter.ts';
import { MenuGroup, MenuItem, MenuSeparator } from '../ui/Menu.tsx';
import { countOf } from '../ui/numbers.ts';
import { cellText, headerOf } from './cells.ts';
import type { PickedCell } from './GridMenu.tsx';
import { PinItems } from './HeaderCommands.tsx';
import { pivotsOf } from './pivots.ts';
import { countRows, type RowRange } from './rowSelection.ts';
import type { CopyRows } from './useCopying.ts';

export type CellCommandsProps = {
  readonly picked: PickedCell;
  /** The rows that are selected, with that of the cell among them. */
  readonly ranges: readonly RowRange[];
  readonly copyCell: (picked: PickedCell) => void;
  readonly copyRows: CopyRows;
  readonly onPick: (row: number) => void;
  readonly onCompare: () => void;
};

export function CellCommands(props: CellCommandsProps) {
  const { picked, ranges, onPick, onCompare } = props;
  return (
    <>
      <FilterItems picked={picked} />
      <CopyItems {...props} />
      <MenuSeparator />
      <PivotItems picked={picked} />
      {countRows(ranges) === 2 ? (
        <MenuItem hint="Ctrl+D" onSelect={onCompare}>
          Compare the 2 events
        </MenuItem>
      ) : (
        <MenuItem hint="Space" onSelect={() => onPick(picked.row)}>
          Select, to compare it with another
        </MenuItem>
      )}
      <StreamItem picked={picked} />
      <MenuSeparator />
      <ColumnItems field={picked.field} />
    </>
  );
}

const longestShown = 40;

function FilterItems({ picked: { field, value } }: { readonly picked: PickedCell }) {
  const narrow = useNarrow();
  const timeZone = useView((view) => view.query.timeZone);
  if (findColumn(field)?.origin.kind === 'record') return null;
  const text = cellText(field, value, timeZone);
  const shown = text.length > longestShown ? `${text.slice(0, longestShown)}…` : text;
  const title = findColumn(field)?.title ?? field;
  const path = findColumn(field) ? field : (readField(field)?.path ?? field);
  return (
    <>
      <MenuItem onSelect={() => narrow(path, value, 'for')}>
        {value === null ? `Only events without ${title}` : `Filter for ${shown}`}
      </MenuItem>
      <MenuItem onSelect={() => narrow(path, value, 'out')}>
        {value === null ? `Only events with ${title}` : `Filter out ${shown}`}
      </MenuItem>
      <MenuSeparator />
    </>
  );
}

function CopyItems({ picked, ranges, copyCell, copyRows }: CellCommandsProps) {
  const count = countRows(ranges);
  const what = count === 1 ? 'the row' : countOf(count, 'row');
  return (
    <>
      <MenuItem hint={count === 1 ? 'Ctrl+C' : undefined} onSelect={() => copyCell(picked)}>
        Copy the cell
      </MenuItem>
      <MenuItem hint="Ctrl+Shift+C" onSelect={() => copyRows('text', ranges)}>
        Copy {what} as text
      </MenuItem>
      <MenuItem onSelect={() => copyRows('csv', ranges)}>Copy {what} as CSV</MenuItem>
      <MenuItem onSelect={() => copyRows('json', ranges)}>
        {count === 1 ? 'Copy the record as JSON' : `Copy ${countOf(count, 'record')} as JSON`}
      </MenuItem>
    </>
  );
}

/** Another question, about what was found: the filter is replaced, the range of time stays. */
function PivotItems({ picked: { detail } }: { readonly picked: PickedCell }) {
  const showFilter = useShowFilter();
  const pivots = detail ? pivotsOf(detail.cells) : [];
  if (pivots.length === 0) return null;
  return (
    <>
      <MenuGroup label="Show everything">
        {pivots.map(({ title, value, filter }) => (
          <MenuItem key={title} hint={value} onSelect={() => showFilter(filter)}>
            {title}
          </MenuItem>
        ))}
      </MenuGroup>
      <MenuSeparator />
    </>
  );
}

function StreamItem({ picked: { place, eventId } }: { readonly picked: PickedCell }) {
  const update = useUpdateView();
  if (!place?.stream) return null;
  const { stream, lifetime, version } = place;
  const isVersion = lifetime !== undefined && version !== undefined;
  const show = () =>
    update((view) =>
      follow({ ...view, eventId }, 'the event', {
        view: 'streams',
        stream,
        compared: isVersion ? { to: { lifetime, version } } : undefined,
        streamTab: isVersion ? 'changes' : view.streamTab,
      }),
    );
  return <MenuItem onSelect={show}>Show in the stream {stream.name}</MenuItem>;
}

function ColumnItems({ field }: { readonly field: string }) {
  const update = useUpdateView();
  const timeZone = useView((view) => view.query.timeZone);
  return (
    <>
      <PinItems field={field} />
      <MenuItem onSelect={() => update((view) => ({ columns: withoutColumn(view.columns, field) }))}>
        Hide the column {headerOf(field, timeZone)}
      </MenuItem>
    </>
  );
}

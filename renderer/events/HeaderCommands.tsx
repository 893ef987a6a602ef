// What a right click on a column's head offers, and the menu key.
import { pinColumn, withoutColumn, type ColumnSide } from '../../shared/events/columnList.ts';
import { findColumn } from '../../shared/events/columns.ts';
import { defaultSort, type SortDirection, type SortKey } from '../../shared/events/query.ts';
import { useUpdateView, useView } from '../state/AppStateProvider.tsx';
import { MenuItem, MenuSeparator } from '../ui/Menu.tsx';

type HeaderCommandsProps = {
  readonly field: string;
  /** Makes columns as wide as what they show: this one, or all. */
  readonly onFit: (fields: readonly string[] | undefined) => void;
};

export function HeaderCommands({ field, onFit }: HeaderCommandsProps) {
  const update = useUpdateView();
  const columns = useView((view) => view.columns);
  return (
    <>
      {findColumn(field)?.type !== 'record' && <SortItems field={field} />}
      <PinItems field={field} />
      <MenuSeparator />
      <MenuItem hint="Double click on its edge" onSelect={() => onFit([field])}>
        Fit the column to its content
      </MenuItem>
      <MenuItem onSelect={() => onFit(undefined)}>Fit all columns</MenuItem>
      {columns.length > 1 && (
        <MenuItem onSelect={() => update((view) => ({ columns: withoutColumn(view.columns, field) }))}>
          Hide the column
        </MenuItem>
      )}
    </>
  );
}

function SortItems({ field }: { readonly field: string }) {
  const update = useUpdateView();
  const sort = useView((view) => view.query.sort);
  const set = (next: readonly SortKey[]) =>
    update(({ query }) => ({ query: { ...query, sort: next.length > 0 ? next : defaultSort } }));
  const others = sort.filter(({ column }) => column !== field);
  const own = sort.find(({ column }) => column === field);
  const key = (direction: SortDirection): SortKey => ({ column: field, direction });
  return (
    <>
      <MenuItem onSelect={() => set([key('asc')])}>Sort ascending</MenuItem>
      <MenuItem onSelect={() => set([key('desc')])}>Sort descending</MenuItem>
      {others.length > 0 && (
        <>
          <MenuItem hint="Shift+click" onSelect={() => set([...others, key('asc')])}>
            Then by this, ascending
          </MenuItem>
          <MenuItem onSelect={() => set([...others, key('desc')])}>Then by this, descending</MenuItem>
        </>
      )}
      {own && <MenuItem onSelect={() => set(others)}>Do not sort by this</MenuItem>}
      <MenuSeparator />
    </>
  );
}

export function PinItems({ field }: { readonly field: string }) {
  const update = useUpdateView();
  const pinned = useView((view) => view.columns.find(({ id }) => id === field)?.pinned);
  const pin = (side: ColumnSide | undefined) => update((view) => ({ columns: pinColumn(view.columns, field, side) }));
  return (
    <>
      {pinned !== 'left' && <MenuItem onSelect={() => pin('left')}>Pin the column to the left</MenuItem>}
      {pinned !== 'right' && <MenuItem onSelect={() => pin('right')}>Pin the column to the right</MenuItem>}
      {pinned !== undefined && <MenuItem onSelect={() => pin(undefined)}>Unpin the column</MenuItem>}
    </>
  );
}

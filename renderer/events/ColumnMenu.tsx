import { columns } from '../../shared/events/columns.ts';
import { useUpdateView, useView } from '../state/AppStateProvider.tsx';
import { defaultColumns, type GridColumn } from '../state/view.ts';
import { Menu, MenuCheck, MenuGroup, MenuItem, MenuSeparator } from '../ui/Menu.tsx';

/** The columns with this one shown or hidden; a column that comes back stands last. */
export function withColumn(shown: readonly GridColumn[], id: string, isShown: boolean): readonly GridColumn[] {
  if (!isShown) {
    const rest = shown.filter((column) => column.id !== id);
    return rest.length > 0 ? rest : shown;
  }
  const added = columns.find((column) => column.id === id);
  if (!added || shown.some((column) => column.id === id)) return shown;
  return [...shown, { id, width: added.width }];
}

/** Chooses the grid's columns. They are reordered and resized in the grid itself. */
export function ColumnMenu() {
  const shown = useView((view) => view.columns);
  const update = useUpdateView();
  return (
    <Menu label="Columns" className="button quiet" align="end">
      <MenuGroup label="Columns">
        {columns.map((column) => (
          <MenuCheck
            key={column.id}
            isChecked={shown.some(({ id }) => id === column.id)}
            onChange={(isShown) => update((view) => ({ columns: withColumn(view.columns, column.id, isShown) }))}
          >
            <span>{column.title}</span>
            <span className="menu-hint">{column.id}</span>
          </MenuCheck>
        ))}
      </MenuGroup>
      <MenuSeparator />
      <MenuItem onSelect={() => update({ columns: defaultColumns })}>Back to the default columns</MenuItem>
    </Menu>
  );
}

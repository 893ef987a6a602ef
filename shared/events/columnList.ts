// The columns that are shown, as a list in their order: what the chooser, the grid's header and the detail do with it.
import { findColumn } from './columns.ts';
import { readField } from './field.ts';
import { isKnownPath } from './fields.ts';

export type ColumnSide = 'left' | 'right';

/** `id` is that of a column, or a way into the record (field.ts); widths are in CSS pixels. */
export type ListedColumn = {
  readonly id: string;
  readonly width: number;
  readonly pinned?: ColumnSide | undefined;
};

/** How wide a way into the record is at first: nothing is known of its values. */
const pathWidth = 200;

const narrowest = 40;

/** The list with this column last; unchanged where it has it, or where the text names nothing that can be a column. */
export function withColumn(list: readonly ListedColumn[], text: string): readonly ListedColumn[] {
  const id = columnId(text);
  if (id === undefined || list.some((column) => column.id === id)) return list;
  return [...list, { id, width: findColumn(id)?.width ?? pathWidth }];
}

/** The one way to write what a text names: a column's id, or a way into the record. */
function columnId(text: string): string | undefined {
  return findColumn(text)?.id ?? readField(text)?.id;
}

/** What a reader who types means as a column; a word that no record of CloudTrail begins a path with means none. */
export function typedColumn(text: string): string | undefined {
  const field = readField(text.trim());
  return field !== undefined && isKnownPath(field.path, new Set()) ? field.id : undefined;
}

/** The list without this column; the last one stays, since a grid without columns shows nothing. */
export function withoutColumn(list: readonly ListedColumn[], id: string): readonly ListedColumn[] {
  const rest = list.filter((column) => column.id !== id);
  return rest.length > 0 ? rest : list;
}

/** The list with this column at that place, counted from 0 after it was taken out. */
export function moveColumn(list: readonly ListedColumn[], id: string, to: number): readonly ListedColumn[] {
  const moved = list.find((column) => column.id === id);
  const place = Math.max(0, Math.min(list.length - 1, to));
  if (moved === undefined || list[place] === moved) return list;
  const rest = list.filter((column) => column !== moved);
  return [...rest.slice(0, place), moved, ...rest.slice(place)];
}

/** The list with this column held at a side while the others scroll; without a side it scrolls with them. */
export function pinColumn(
  list: readonly ListedColumn[],
  id: string,
  side: ColumnSide | undefined,
): readonly ListedColumn[] {
  return list.map((column) => {
    if (column.id !== id || column.pinned === side) return column;
    const { pinned: _pinned, ...rest } = column;
    return side === undefined ? rest : { ...rest, pinned: side };
  });
}

export function sizeColumn(list: readonly ListedColumn[], id: string, width: number): readonly ListedColumn[] {
  const rounded = Math.max(narrowest, Math.round(width));
  return list.map((column) => (column.id === id && column.width !== rounded ? { ...column, width: rounded } : column));
}

/** The list in this order; columns that it does not name come last. */
export function orderColumns(list: readonly ListedColumn[], ids: readonly string[]): readonly ListedColumn[] {
  const places = new Map(ids.map((id, index) => [id, index]));
  const placeOf = ({ id }: ListedColumn) => places.get(id) ?? ids.length;
  return list.toSorted((a, b) => placeOf(a) - placeOf(b));
}

// What can be a column of the grid, a facet or a sort key: a column of the table, or any way into the record, written as
// the filter language writes it (`requestParameters.tags["odd.key"]`).
import { parseFilter } from '../filter/parse.ts';
import { printPath } from '../filter/print.ts';
import type { Column } from './columns.ts';
import { columnAt } from './fields.ts';

export type Field = {
  /** The one way to write it. */
  readonly id: string;
  readonly path: readonly string[];
  /** Absent for a way into the record that no column holds. */
  readonly column: Column | undefined;
  readonly title: string;
};

/** The field that a text names; `undefined` where it names none. */
export function readField(text: string): Field | undefined {
  const { node } = parseFilter(`${text}:*`);
  if (node?.kind !== 'field' || node.condition.kind !== 'present') return undefined;
  return fieldAt(node.field.path);
}

export function fieldAt(path: readonly string[]): Field {
  const column = columnAt(path);
  if (column !== undefined) return { id: column.id, path: column.id.split('.'), column, title: column.title };
  const id = printPath(path);
  return { id, path, column: undefined, title: id };
}

// Queries over the events: which rows, in which order, which columns. All SQL of that kind is made here.
import { findColumn } from '../../../shared/events/columns.ts';
import type { SortKey } from '../../../shared/events/query.ts';
import { AppError } from '../../../shared/errors.ts';
import type { FilterNode } from '../../../shared/filter/ast.ts';
import { compileFilter } from './filterSql.ts';
import { columnSql, quoteIdentifier } from './schema.ts';

const fileJoin = ' JOIN store.files f ON f.id = e.file_id';

export type Selection = {
  readonly filter: FilterNode;
  readonly timeZone: string;
  readonly sort: readonly SortKey[];
};

/** `FROM … WHERE …` for a filter; files are joined only where one of `columns` or the filter needs them. */
export function fromWhere({ filter, timeZone }: Pick<Selection, 'filter' | 'timeZone'>, columns: readonly string[]): string {
  let usesFile = columns.includes('file');
  const where = compileFilter(filter, {
    timeZone,
    columnSql: (id) => {
      if (id === 'file') usesFile = true;
      return columnSql(id);
    },
  });
  return `FROM store.events e${usesFile ? fileJoin : ''}${where === 'true' ? '' : ` WHERE ${where}`}`;
}

/** A total order: what the keys leave open is decided by eventTime, eventID, account and place. */
export function orderBy(sort: readonly SortKey[]): string {
  const given = sort.map(({ column, direction }) => {
    if (findColumn(column) === undefined) throw new AppError('column/unknown', `There is no column "${column}"`);
    return `${columnSql(column)} ${direction} NULLS LAST`;
  });
  const rest = ['eventTime', 'eventID'].filter((id) => sort.every((key) => key.column !== id)).map((id) => `${columnSql(id)} NULLS LAST`);
  return `ORDER BY ${[...given, ...rest, 'e."recipientAccountId" NULLS LAST', 'e.ordinal', 'e.file_id'].join(', ')}`;
}

/** Ids of the events of a selection, in its order. */
export function selectIds(selection: Selection, limit?: number): string {
  const sorted = selection.sort.map((key) => key.column);
  return `SELECT e.id ${fromWhere(selection, sorted)} ${orderBy(selection.sort)}${limit === undefined ? '' : ` LIMIT ${limit}`}`;
}

/** Cells of given events. Times come as milliseconds: `cellOf` makes texts of them. */
export function selectCells(ids: Iterable<number>, columns: readonly string[]): string {
  const cells = columns.map((id) => `${selectColumn(id, 'milliseconds')} AS ${quoteIdentifier(id)}`);
  return `SELECT ${['e.id AS id_of_event', ...cells].join(', ')} FROM store.events e${columns.includes('file') ? fileJoin : ''} WHERE e.id IN (${[...ids].join(',')})`;
}

/** A column as it is selected: times as milliseconds since 1970, which `cellOf` makes texts of, or as they are. */
export function selectColumn(id: string, times: 'milliseconds' | 'timestamps'): string {
  const column = findColumn(id);
  if (column === undefined) throw new AppError('column/unknown', `There is no column "${id}"`);
  return column.type === 'timestamp' && times === 'milliseconds' ? `epoch_ms(${columnSql(id)})` : columnSql(id);
}

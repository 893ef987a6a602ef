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

type Filtering = Pick<Selection, 'filter' | 'timeZone'>;

/** `FROM … WHERE …` for a filter; files are joined only where one of `columns` or the filter needs them. */
export function fromWhere(filtering: Filtering, columns: readonly string[]): string {
  const { where, used } = compile(filtering);
  const join = columns.includes('file') || used.has('file') ? fileJoin : '';
  return `FROM store.events e${join}${where === 'true' ? '' : ` WHERE ${where}`}`;
}

/** Whether the filter has to look into the records' texts. */
export function readsRecords(filtering: Filtering): boolean {
  return compile(filtering).used.has('record');
}

function compile({ filter, timeZone }: Filtering): { readonly where: string; readonly used: ReadonlySet<string> } {
  const used = new Set<string>();
  const where = compileFilter(filter, {
    timeZone,
    columnSql: (id) => {
      used.add(id);
      return columnSql(id);
    },
  });
  return { where, used };
}

/** A total order: what the keys leave open is decided by eventTime, eventID, account and place. */
export function orderBy(sort: readonly SortKey[]): string {
  const given = sort.map(({ column, direction }) => {
    if (findColumn(column) === undefined) throw new AppError('column/unknown', `There is no column "${column}"`);
    return `${columnSql(column)} ${direction} NULLS LAST`;
  });
  const rest = ['eventTime', 'eventID']
    .filter((id) => sort.every((key) => key.column !== id))
    .map((id) => `${columnSql(id)} NULLS LAST`);
  return `ORDER BY ${[...given, ...rest, 'e."recipientAccountId" NULLS LAST', 'e.ordinal', 'e.file_id'].join(', ')}`;
}

/** Ids of the events of a selection, in its order. */
export function selectIds(selection: Selection, limit?: number): string {
  const sorted = selection.sort.map((key) => key.column);
  return `SELECT e.id ${fromWhere(selection, sorted)} ${orderBy(selection.sort)}${limit === undefined ? '' : ` LIMIT ${limit}`}`;
}

/** How many events a selection has. */
export function countSelected(filtering: Filtering): string {
  return `SELECT count(*) ${fromWhere(filtering, [])}`;
}

/**
 * Cells of given events. Times come as milliseconds: `cellOf` makes texts of them. A join with the ids takes half
 * the time of looking each event's id up in a list of them.
 */
export function selectCells(ids: Iterable<number>, columns: readonly string[]): string {
  const cells = columns.map((id) => `${selectColumn(id, 'milliseconds')} AS ${quoteIdentifier(id)}`);
  const wanted = `(SELECT unnest([${[...ids].join(',')}]::INTEGER[]) AS id) wanted`;
  return `SELECT ${['e.id AS id_of_event', ...cells].join(', ')} FROM store.events e JOIN ${wanted} ON wanted.id = e.id${columns.includes('file') ? fileJoin : ''}`;
}

/** A column as it is selected: times as milliseconds since 1970, which `cellOf` makes texts of, or as they are. */
export function selectColumn(id: string, times: 'milliseconds' | 'timestamps'): string {
  const column = findColumn(id);
  if (column === undefined) throw new AppError('column/unknown', `There is no column "${id}"`);
  return column.type === 'timestamp' && times === 'milliseconds' ? `epoch_ms(${columnSql(id)})` : columnSql(id);
}

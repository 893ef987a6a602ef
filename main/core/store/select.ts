// Queries over the events: which rows, in which order, which columns. All SQL of that kind is made here.
import type { Column } from '../../../shared/events/columns.ts';
import { readField, type Field } from '../../../shared/events/field.ts';
import type { EventRange, SortKey } from '../../../shared/events/query.ts';
import { AppError } from '../../../shared/errors.ts';
import type { FilterNode } from '../../../shared/filter/ast.ts';
import { compileFilter } from './filterSql.ts';
import { withName } from './filterSqlName.ts';
import { pathText } from './filterSqlPath.ts';
import { asNumber } from './filterSqlText.ts';
import { columnSql } from './schema.ts';

export const fileJoin = ' JOIN store.files f ON f.id = e.file_id';

export type Filtering = {
  readonly filter: FilterNode;
  readonly timeZone: string;
  readonly range?: EventRange | undefined;
  /** A table of ids (eventSets.ts): only these events. */
  readonly among?: string | undefined;
};

export type Selection = Filtering & { readonly sort: readonly SortKey[] };

/**
 * `FROM … WHERE …` for a filter; files are joined only where one of `columns` or the filter needs them. `test` narrows
 * it further.
 */
export function fromWhere(filtering: Filtering, columns: readonly string[], test = 'true'): string {
  const { where, used } = compile(filtering);
  const among = filtering.among === undefined ? '' : ` SEMI JOIN ${filtering.among} among ON among.id = e.id`;
  const join = columns.includes('file') || used.has('file') ? fileJoin : '';
  const tests = [test, ...rangeTests(filtering.range), where].filter((each) => each !== 'true');
  return `FROM store.events e${among}${join}${tests.length === 0 ? '' : ` WHERE ${tests.join(' AND ')}`}`;
}

function rangeTests(range: EventRange | undefined): readonly string[] {
  const end = (operator: '>=' | '<', ms: number | undefined): readonly string[] =>
    ms === undefined ? [] : [`${columnSql('eventTime')} ${operator} make_timestamp_ms(${wholeMs(ms)})`];
  return [...end('>=', range?.fromMs), ...end('<', range?.toMs)];
}

/** Times are whole milliseconds, and those of JavaScript's dates end before DuckDB's do. */
function wholeMs(ms: number): number {
  const last = 8.64e15;
  return Math.min(last, Math.max(-last, Math.ceil(ms)));
}

/** Whether the filter has to look into the records' texts. */
export function readsRecords(filtering: Pick<Filtering, 'filter' | 'timeZone'>): boolean {
  return compile(filtering).used.has('record');
}

function compile({ filter, timeZone }: Pick<Filtering, 'filter' | 'timeZone'>): {
  readonly where: string;
  readonly used: ReadonlySet<string>;
} {
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

/** The field that an id of the window's or the command line's names. Errors: column/unknown. */
export function fieldOf(id: string): Field {
  const field = readField(id);
  if (field === undefined) throw new AppError('column/unknown', `There is no column "${id}"`);
  return field;
}

/** Whether the order can be told only from the records' texts. */
export function sortsByRecords(sort: readonly SortKey[]): boolean {
  return sort.some(({ column }) => readsRecord(fieldOf(column).column));
}

/** Whether a field is not in a column of its own, but has to be looked for in the records' texts. */
function readsRecord(column: Column | undefined): boolean {
  return column === undefined || column.type === 'record';
}

/** A total order: what the keys leave open is decided by eventTime, eventID, account and place. */
export function orderBy(sort: readonly SortKey[]): string {
  const fields = sort.map(({ column }) => fieldOf(column));
  const given = sort.map(({ direction }, index) => {
    const field = fields[index];
    return `${field === undefined ? '' : sortSql(field)} ${direction} NULLS LAST`;
  });
  const rest = ['eventTime', 'eventID']
    .filter((id) => fields.every((field) => field.id !== id))
    .map((id) => `${columnSql(id)} NULLS LAST`);
  return `ORDER BY ${[...given, ...rest, 'e."recipientAccountId" NULLS LAST', 'e.ordinal', 'e.file_id'].join(', ')}`;
}

/** Numbers before texts, each in their own order; a struct is compared by its members in turn, NULL above all else. */
function sortSql({ column, path }: Field): string {
  if (column !== undefined) return columnSql(column.id);
  const key = `CASE WHEN value IS NOT NULL THEN {'number': ${asNumber('value')}, 'text': value} END`;
  return withName('value', pathText(columnSql('record'), path), key);
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
 * Expressions over given events, after the id of each. A join with the ids takes half the time of looking each
 * event's id up in a list of them.
 */
export function selectOfEvents(ids: Iterable<number>, expressions: readonly string[], needsFile: boolean): string {
  const wanted = `(SELECT unnest([${[...ids].join(',')}]::INTEGER[]) AS id) wanted`;
  return `SELECT ${['e.id AS id_of_event', ...expressions].join(', ')} FROM store.events e JOIN ${wanted} ON wanted.id = e.id${needsFile ? fileJoin : ''}`;
}

/**
 * A field as it is selected: times as milliseconds since 1970, which `cellOf` makes texts of, or as they are. What
 * stands in no column is text: of an object or a list its JSON.
 */
export function selectColumn(id: string, times: 'milliseconds' | 'timestamps'): string {
  const { column, path } = fieldOf(id);
  if (column === undefined) return pathText(columnSql('record'), path);
  return column.type === 'timestamp' && times === 'milliseconds'
    ? `epoch_ms(${columnSql(column.id)})`
    : columnSql(column.id);
}

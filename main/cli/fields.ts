// The fields that options name: columns of the table, or ways into the record.
import { columns } from '../../shared/events/columns.ts';
import { readField } from '../../shared/events/field.ts';
import type { SortKey } from '../../shared/events/query.ts';
import { AppError } from '../../shared/errors.ts';
import { checkEventFilter } from '../core/store/eventFilter.ts';
import type { Database } from '../core/store/database.ts';

/** `a,b`, as ids. Throws column/unknown. */
export function fieldsOf(text: string): readonly string[] {
  return splitAtCommas(text).map(requireField);
}

/** `eventTime:desc,eventName`; ascending unless said otherwise. Throws bad-request, column/unknown. */
export function sortOf(text: string | undefined): readonly SortKey[] {
  if (text === undefined) return [];
  return splitAtCommas(text).map((part): SortKey => {
    const match = /^(?<field>(?:[^:"]|"(?:[^"\\]|\\.)*")*)(?::(?<direction>asc|desc))?$/.exec(part);
    if (match?.groups === undefined)
      throw new AppError('bad-request', `--sort takes COLUMN:asc or COLUMN:desc, not "${part}"`);
    const { field = '', direction } = match.groups;
    return { column: requireField(field), direction: direction === 'desc' ? 'desc' : 'asc' };
  });
}

/** At those that stand in no quotes. */
function splitAtCommas(text: string): readonly string[] {
  return (text.match(/(?:[^,"]|"(?:[^"\\]|\\.)*"?)+/g) ?? ['']).map((part) => part.trim());
}

/** The one id of a field. Throws column/unknown where the text is none, or a column's but for its case. */
export function requireField(text: string): string {
  const field = readField(text);
  if (field?.column !== undefined) return field.id;
  const sameButCase = columns.find((column) => column.id.toLowerCase() === text.toLowerCase());
  if (sameButCase !== undefined)
    throw new AppError('column/unknown', `There is no column "${text}". Did you mean ${sameButCase.id}?`);
  if (field === undefined) throw new AppError('column/unknown', `There is no column "${text}". ${columnList}`);
  return field.id;
}

const columnList = `The columns are ${columns.map((column) => column.id).join(', ')}, and any path into the record.`;

/** Whether ways into the record can lead anywhere in these logs. Throws column/unknown. */
export async function checkFields(database: Database, ids: readonly string[], signal: AbortSignal): Promise<void> {
  for (const id of ids) {
    const [problem] = await checkEventFilter(database, `${id}:*`, 'UTC', signal);
    if (problem === undefined) continue;
    const hint = problem.suggestion === undefined ? columnList : `Did you mean ${problem.suggestion}?`;
    throw new AppError('column/unknown', `There is no column "${id}". ${hint}`);
  }
}

// Cells of a page of events. Ways into the record are read all at once from each record's text: parsing it is what
// costs, and there may be hundreds of columns. Where lists lie on the way, the record is looked at here; what JavaScript
// would write otherwise than DuckDB (numbers of many digits, objects) is asked for once more, so that filters find it.
import type { DuckDBValue } from '@duckdb/node-api';

import type { CellValue } from '../../../shared/events/columns.ts';
import type { Field } from '../../../shared/events/field.ts';
import { isJsonObject, type JsonValue } from '../../../shared/json.ts';
import { cellOf } from './cells.ts';
import type { Database } from './database.ts';
import { canReadAtOnce, directTexts } from './filterSqlPath.ts';
import { columnSql } from './schema.ts';
import { fieldOf, selectColumn, selectOfEvents } from './select.ts';

/** Each is looked for in the whole record. */
const mostLookedFor = 20;

/** The cells of each event, in the order of the columns; an event that is gone has none. */
export async function readCells(
  database: Database,
  ids: Iterable<number>,
  columns: readonly string[],
  signal: AbortSignal,
): Promise<ReadonlyMap<number, CellValue[]>> {
  const fields = columns.map(fieldOf);
  const direct = fields.filter(isDirect);
  const others = fields.filter((field) => !isDirect(field));
  const record = columnSql('record');
  const paths =
    direct.length === 0
      ? []
      : [
          directTexts(
            record,
            direct.map(({ path }) => path),
          ),
          record,
        ];
  const sql = selectOfEvents(
    ids,
    [...others.map(({ id }) => selectColumn(id, 'milliseconds')), ...paths],
    others.some(({ id }) => id === 'file'),
  );
  const reader = await database.read(signal, (connection) => connection.runAndReadAll(sql));
  const rows = new Map<number, CellValue[]>();
  const doubtful = new Set<Field>();
  for (const [id, ...values] of reader.getRows()) {
    const cells = new Map<Field, CellValue>();
    for (const [index, field] of others.entries()) cells.set(field, cellOf(field.id, values[index] ?? null));
    for (const field of putDirect(cells, direct, values.slice(others.length))) doubtful.add(field);
    rows.set(
      Number(id),
      fields.map((field) => cells.get(field) ?? null),
    );
  }
  if (doubtful.size > 0) await putExact([...doubtful]);
  return rows;

  async function putExact(again: readonly Field[]): Promise<void> {
    const cells = again.map(({ id }) => selectColumn(id, 'milliseconds'));
    const sql = selectOfEvents(ids, cells, false);
    const exact = await database.read(signal, (connection) => connection.runAndReadAll(sql));
    for (const [event, ...values] of exact.getRows()) {
      const row = rows.get(Number(event));
      for (const [index, field] of again.entries())
        row?.splice(fields.indexOf(field), 1, cellOf(field.id, values[index] ?? null));
    }
  }
}

/** Whether one reading of the record may give it, beside others. */
function isDirect({ column, path }: Field): boolean {
  return column === undefined && canReadAtOnce(path);
}

/** Gives the fields of which DuckDB has to tell how they are written. */
function putDirect(
  cells: Map<Field, CellValue>,
  fields: readonly Field[],
  values: readonly DuckDBValue[],
): readonly Field[] {
  if (fields.length === 0) return [];
  const doubtful: Field[] = [];
  const [read, text] = values;
  const texts = listItems(read);
  let record: JsonValue | undefined;
  for (const [index, field] of fields.entries()) {
    let cell = texts[index] ?? null;
    if (cell === null && field.path.length > 1) {
      record ??= JSON.parse(String(text)) as JsonValue;
      const found = valuesAt(record, field.path);
      if (found.length > mostLookedFor || !found.every((value) => isWrittenAlike(value, String(text))))
        doubtful.push(field);
      cell = textOf(found);
    }
    cells.set(field, typeof cell === 'string' ? cell : null);
  }
  return doubtful;
}

function listItems(value: DuckDBValue | undefined): readonly DuckDBValue[] {
  return typeof value === 'object' && value !== null && 'items' in value && Array.isArray(value.items)
    ? value.items
    : [];
}

/** Whether JavaScript writes a value of the record as DuckDB does: whole numbers only where they stand there as such. */
function isWrittenAlike(value: JsonValue, record: string): boolean {
  if (typeof value !== 'number') return typeof value === 'string' || typeof value === 'boolean';
  if (!Number.isSafeInteger(value) || Object.is(value, -0)) return false;
  return new RegExp(`[:,[\\s]${value}[,\\]}\\s]`).test(record) && !new RegExp(`[:,[\\s]${value}[.eE]`).test(record);
}

/** What `pathText` gives for a path with lists on the way. */
function textOf(values: readonly JsonValue[]): string | null {
  const texts = values.map((value) => (typeof value === 'string' ? value : JSON.stringify(value)));
  const [first = null, ...others] = texts;
  return others.length === 0 ? first : JSON.stringify(texts);
}

function valuesAt(value: JsonValue | undefined, path: readonly string[]): readonly JsonValue[] {
  const [segment, ...rest] = path;
  if (value === undefined || value === null) return [];
  if (segment === undefined) return [value];
  if (Array.isArray(value)) return value.flatMap((element: JsonValue) => valuesAt(element, path));
  return isJsonObject(value) && Object.hasOwn(value, segment) ? valuesAt(value[segment], rest) : [];
}

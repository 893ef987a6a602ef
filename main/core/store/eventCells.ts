// Cells of a page of events. Ways into the record are read all at once from each record's text: parsing it is what
// costs, and there may be hundreds of columns. Where lists lie on the way, the record is looked at here.
import type { DuckDBValue } from '@duckdb/node-api';

import type { CellValue } from '../../../shared/events/columns.ts';
import type { Field } from '../../../shared/events/field.ts';
import { isJsonObject, type JsonValue } from '../../../shared/json.ts';
import { cellOf } from './cells.ts';
import type { Database } from './database.ts';
import { canReadAtOnce, directTexts } from './filterSqlPath.ts';
import { columnSql } from './schema.ts';
import { fieldOf, selectColumn, selectOfEvents } from './select.ts';

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
  for (const [id, ...values] of reader.getRows()) {
    const cells = new Map<Field, CellValue>();
    for (const [index, field] of others.entries()) cells.set(field, cellOf(field.id, values[index] ?? null));
    putDirect(cells, direct, values.slice(others.length));
    rows.set(
      Number(id),
      fields.map((field) => cells.get(field) ?? null),
    );
  }
  return rows;
}

/** Whether one reading of the record may give it, beside others. */
function isDirect({ column, path }: Field): boolean {
  return column === undefined && canReadAtOnce(path);
}

function putDirect(cells: Map<Field, CellValue>, fields: readonly Field[], values: readonly DuckDBValue[]): void {
  if (fields.length === 0) return;
  const [found, text] = values;
  const texts = listItems(found);
  let record: JsonValue | undefined;
  for (const [index, field] of fields.entries()) {
    let cell = texts[index] ?? null;
    if (cell === null && field.path.length > 1) {
      record ??= JSON.parse(String(text)) as JsonValue;
      cell = textInLists(record, field.path);
    }
    cells.set(field, typeof cell === 'string' ? cell : null);
  }
}

function listItems(value: DuckDBValue | undefined): readonly DuckDBValue[] {
  return typeof value === 'object' && value !== null && 'items' in value && Array.isArray(value.items)
    ? value.items
    : [];
}

/** What `pathText` gives for a path with lists on the way. */
function textInLists(record: JsonValue, path: readonly string[]): string | null {
  const texts = textsAt(record, path);
  const [first = null, ...others] = texts;
  return others.length === 0 ? first : JSON.stringify(texts);
}

function textsAt(value: JsonValue | undefined, path: readonly string[]): readonly string[] {
  const [segment, ...rest] = path;
  if (value === undefined || value === null) return [];
  if (segment === undefined) return [typeof value === 'string' ? value : JSON.stringify(value)];
  if (Array.isArray(value)) return value.flatMap((element: JsonValue) => textsAt(element, path));
  return isJsonObject(value) && Object.hasOwn(value, segment) ? textsAt(value[segment], rest) : [];
}

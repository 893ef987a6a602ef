// Rows of the summary: a label, values, and the way to them, so that each value can become a filter.
import { fieldAt } from '../../shared/events/field.ts';
import type { CellValue } from '../../shared/events/columns.ts';
import type { FilterValue } from '../../shared/filter/print.ts';
import { isJsonObject, type JsonObject, type JsonValue } from '../../shared/json.ts';
import type { Cells } from './parseRecord.ts';

export type RowKind = 'plain' | 'mono' | 'time' | 'account' | 'agent' | 'actor';

export type Row = {
  readonly label: string;
  readonly kind: RowKind;
  /** The way into the record, or a column's id cut at its dots. */
  readonly path: readonly string[];
  readonly values: readonly FilterValue[];
  readonly tone?: 'error' | undefined;
  /** Short words beside the value. */
  readonly badges?: readonly string[] | undefined;
};

export type FieldRow = readonly [label: string, path: readonly string[], kind?: RowKind];

export function cellRow(label: string, id: string, cells: Cells, kind: RowKind = 'plain'): readonly Row[] {
  const value: CellValue = cells[id] ?? null;
  return value === null || value === '' ? [] : [{ label, kind, path: id.split('.'), values: [value] }];
}

/** Rows for those of the members that hold a plain value. */
export function rowsAt(record: JsonObject, fields: readonly FieldRow[], tone?: 'error'): readonly Row[] {
  return fields.flatMap(([label, path, kind = 'plain']) => {
    const value = valueAt(record, path);
    if (value === undefined) return [];
    return [{ label, kind, path: fieldAt(path).path, values: [value], tone }];
  });
}

export function valueAt(record: JsonObject, path: readonly string[]): string | number | boolean | undefined {
  let value: JsonValue | undefined = record;
  for (const name of path) value = isJsonObject(value) ? value[name] : undefined;
  if (value === undefined || value === null || value === '' || typeof value === 'object') return undefined;
  return value;
}

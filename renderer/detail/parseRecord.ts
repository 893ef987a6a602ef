// A record as values to read. What is shown of it must be what a filter finds, so numbers that a double cannot hold
// stay as they are written.
import { columns, type CellValue } from '../../shared/events/columns.ts';
import { isJsonObject, setMember, type JsonObject, type JsonValue } from '../../shared/json.ts';

export type Cells = Readonly<Record<string, CellValue>>;

/** Newer engines tell a number's own text; elsewhere the value stands. */
type Context = { readonly source?: string } | undefined;

/** The record of a text; `undefined` where it is no JSON object. */
export function parseRecord(text: string): JsonObject | undefined {
  try {
    const value = JSON.parse(text, (_name, member: JsonValue, context?: Context) =>
      typeof member === 'number' ? asWritten(member, context?.source) : member,
    ) as JsonValue;
    return isJsonObject(value) ? value : undefined;
  } catch {
    // What is no JSON is shown as text all the same.
    return undefined;
  }
}

function asWritten(value: number, source = String(value)): JsonValue {
  return String(value) === source ? value : source;
}

/** What the table knows of an event, laid out as its record would have it: for where the record cannot be had. */
export function recordOfCells(cells: Cells): JsonObject {
  const record: Record<string, JsonValue> = {};
  for (const { id, origin } of columns) {
    const value = cells[id] ?? null;
    const path =
      origin.kind === 'member' ? origin.path : origin.kind === 'derived' && id !== 'actor' ? [id] : undefined;
    if (path && value !== null) place(record, path, value);
  }
  return record;
}

function place(record: Record<string, JsonValue>, path: readonly string[], value: JsonValue): void {
  const [name = '', ...rest] = path;
  if (rest.length === 0) return setMember(record, name, value);
  const inner = record[name];
  const object = isJsonObject(inner) ? { ...inner } : {};
  place(object, rest, value);
  return setMember(record, name, object);
}

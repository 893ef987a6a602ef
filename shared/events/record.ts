// What counts as a CloudTrail record, and how its columns are read. Runs once for each of millions of records,
// so everything that follows from the table of columns is worked out when this file is loaded.
import { actorOf } from './actor.ts';
import { columns, type Column } from './columns.ts';
import { parseEventTime } from './eventTime.ts';

export type RecordValue = { readonly [member: string]: unknown };

export type RecordClass =
  /** A call or another event that names its service and what happened. */
  | { readonly kind: 'event' }
  /** Unusual activity: has `insightDetails` in place of `eventSource` and `eventName`. */
  | { readonly kind: 'insight' }
  /** A count of events over a window of time: has `timeWindow` in place of `eventTime`. */
  | { readonly kind: 'aggregated' }
  /** `reason` names the member at fault, as the end of a sentence that begins "Not a CloudTrail record: ". */
  | { readonly kind: 'rejected'; readonly reason: string };

/** `undefined` where the record has no such member; `eventTime` in milliseconds since 1970. */
export type Cell = string | number | boolean | undefined;

/** The cells of `cellColumns`, in their order: an object keyed by id takes three times as long to make. */
export type Cells = readonly Cell[];

const event: RecordClass = { kind: 'event' };
const insight: RecordClass = { kind: 'insight' };
const aggregated: RecordClass = { kind: 'aggregated' };

/** Says whether what stands in a record's place is one, and of which kind. */
export function classifyRecord(value: unknown): RecordClass {
  if (!isObject(value)) return rejected(`it is ${describe(value)}, not an object`);
  const kind = kindOf(value);
  if (kind.kind === 'rejected') return kind;
  if (timeOf(value) !== undefined) return kind;
  if (kind === aggregated) return rejected(timeReason('timeWindow.windowStart', aggregatedStart(value)));
  return rejected(timeReason('eventTime', value['eventTime']));
}

export function isRecord(value: unknown): value is RecordValue {
  return classifyRecord(value).kind !== 'rejected';
}

/** Reads every column of `cellColumns`. Meant for values that `classifyRecord` accepts. */
export function readCells(value: RecordValue): Cells {
  return readAll(value, readers);
}

function kindOf(value: RecordValue): RecordClass {
  const { eventSource, eventName } = value;
  if (typeof eventSource === 'string' && typeof eventName === 'string') return event;
  if (isObject(value['insightDetails'])) return insight;
  if (isAggregated(value)) return aggregated;
  if (typeof eventSource !== 'string') return rejected(memberReason('eventSource', eventSource));
  return rejected(memberReason('eventName', eventName));
}

function isAggregated(value: RecordValue): boolean {
  return isObject(value['timeWindow']) && typeof (value['eventId'] ?? value['eventID']) === 'string';
}

function aggregatedStart(value: RecordValue): unknown {
  const window = value['timeWindow'];
  return isObject(window) ? window['windowStart'] : undefined;
}

/** An aggregated event has no eventTime: it stands at the start of its window. */
function timeOf(value: RecordValue): number | undefined {
  const time = parseEventTime(value['eventTime']);
  if (time !== undefined || (value['eventTime'] ?? undefined) !== undefined) return time;
  return isAggregated(value) ? parseEventTime(aggregatedStart(value)) : undefined;
}

function memberReason(member: string, found: unknown): string {
  return found === undefined ? `${member} is missing` : `${member} is ${describe(found)}, not text`;
}

function timeReason(member: string, found: unknown): string {
  if (found === undefined || found === null) return `${member} is missing`;
  if (typeof found !== 'string') return `${member} is ${describe(found)}, not a time`;
  return `${member} is not a time: ${JSON.stringify(found.length > 40 ? `${found.slice(0, 40)}…` : found)}`;
}

function rejected(reason: string): RecordClass {
  return { kind: 'rejected', reason };
}

function describe(value: unknown): string {
  if (value === null) return 'null';
  if (Array.isArray(value)) return 'an array';
  if (typeof value === 'object') return 'an object';
  return typeof value === 'string' ? 'text' : `a ${typeof value}`;
}

function isObject(value: unknown): value is RecordValue {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

// ---- Cells

type Reader = { readonly column: Column; readonly read: (value: RecordValue) => Cell };

/** How each derived column is computed, by column id. */
const derivations: Readonly<Record<string, (value: RecordValue) => Cell>> = {
  eventTime: timeOf,
  actor: actorOf,
  eventID: (value) => toText(value['eventID'] ?? value['eventId']),
};

/** Where a record of another kind keeps what a column means. */
const fallbacks: Readonly<Record<string, (value: RecordValue) => Cell>> = {
  recipientAccountId: (value) => (isAggregated(value) ? toText(value['accountId']) : undefined),
  // CloudTrail writes "" where a call was not signed by an access key.
  accessKeyId: () => undefined,
};

const readers = makeReaders(columns);

/** Every column that is read from the record itself: the members and what is derived from them. */
export const cellColumns: readonly Column[] = readers.map((reader) => reader.column);

/** One reader for each member and derived column of a table. */
export function makeReaders(table: readonly Column[]): readonly Reader[] {
  return table.flatMap((column): Reader[] => {
    const { id, type, origin } = column;
    if (origin.kind === 'member') return [{ column, read: withFallback(id, memberReader(origin.path, convert(type))) }];
    if (origin.kind !== 'derived') return [];
    const read = derivations[id];
    if (read === undefined) throw new Error(`No derivation for the column ${id}`);
    return [{ column, read }];
  });
}

export function readAll(value: RecordValue, from: readonly Reader[]): Cells {
  const cells: Cell[] = [];
  for (const reader of from) cells.push(reader.read(value));
  return cells;
}

function withFallback(id: string, read: (value: RecordValue) => Cell): (value: RecordValue) => Cell {
  const fallback = fallbacks[id];
  if (fallback === undefined) return read;
  return (value) => {
    const cell = read(value);
    return cell === undefined || cell === '' ? fallback(value) : cell;
  };
}

function memberReader(path: readonly string[], toCell: (found: unknown) => Cell): (value: RecordValue) => Cell {
  const [first = '', second, ...rest] = path;
  if (second === undefined) return (value) => toCell(value[first]);
  return (value) => {
    let found = memberOf(value[first], second);
    for (const segment of rest) found = memberOf(found, segment);
    return toCell(found);
  };
}

function memberOf(value: unknown, member: string): unknown {
  return isObject(value) ? value[member] : undefined;
}

function convert(type: Column['type']): (found: unknown) => Cell {
  if (type === 'boolean') return toBoolean;
  if (type === 'timestamp') return parseEventTime;
  if (type === 'integer') return toInteger;
  return toText;
}

/** The value as text; a value of a surprising type as compact JSON. */
function toText(found: unknown): string | undefined {
  if (typeof found === 'string') return found;
  return found === undefined || found === null ? undefined : JSON.stringify(found);
}

/** `readOnly` is the text "true" in answers of LookupEvents. */
function toBoolean(found: unknown): boolean | undefined {
  if (typeof found === 'boolean') return found;
  if (typeof found !== 'string') return undefined;
  const text = found.toLowerCase();
  return text === 'true' ? true : text === 'false' ? false : undefined;
}

function toInteger(found: unknown): number | undefined {
  const number = typeof found === 'string' && found !== '' ? Number(found) : found;
  return Number.isSafeInteger(number) ? (number as number) : undefined;
}

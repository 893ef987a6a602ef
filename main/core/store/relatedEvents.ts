// Events that belong to one: of the same request, session or key. Each group is what a filter gives, so that the reader
// can go on from there.
import type { CellValue } from '../../../shared/events/columns.ts';
import { parseEventTime } from '../../../shared/events/eventTime.ts';
import { AppError } from '../../../shared/errors.ts';
import { fieldEquals } from '../../../shared/filter/print.ts';
import { readPeriod } from '../../../shared/filter/time.ts';
import { isJsonObject, type JsonValue } from '../../../shared/json.ts';
import type { CallOutput } from '../../../shared/ipc/contract.ts';
import { isoTime } from './cells.ts';
import type { Database, Row } from './database.ts';
import { readCells } from './eventCells.ts';
import { detailColumns } from './eventDetail.ts';
import { readEventFilter } from './eventFilter.ts';
import type { EventSets } from './eventSets.ts';
import { columnSql } from './schema.ts';
import { fromWhere, type Filtering } from './select.ts';

type Group = CallOutput<'event.related'>['groups'][number];
type Clue = Pick<Group, 'kind' | 'filter'>;

const mostEvents = 20;

/** No credentials of STS last longer. */
const longestSessionMs = 36 * 3600 * 1000;

export async function readRelated(
  database: Database,
  sets: EventSets,
  eventId: number,
  signal: AbortSignal,
): Promise<Group[]> {
  const [event] = await database.rows(
    `SELECT epoch_ms("eventTime") AS ms, "requestID", "sharedEventID", "accessKeyId", "userIdentity.arn", record
     FROM store.events WHERE id = ${eventId}`,
    signal,
  );
  if (event === undefined)
    throw new AppError('event/not-found', 'The event is no longer in the workspace: its source was removed');
  const ms = event['ms'] === null ? undefined : Number(event['ms']);
  const record = JSON.parse(String(event['record'])) as JsonValue;
  const groups: Group[] = [];
  for (const clue of cluesOf(event, record, ms)) {
    const group = await readGroup({ database, sets, eventId, ms, signal }, clue);
    if (group !== undefined) groups.push(group);
  }
  return groups;
}

/** What the event shares with others, the closest tie first. */
function cluesOf(
  cells: Readonly<Record<string, CellValue>>,
  record: JsonValue,
  ms: number | undefined,
): readonly Clue[] {
  const clues: Clue[] = [];
  const textOf = (column: string): string | undefined => nonEmpty(cells[column]);
  const [requestID, sharedEventID, key, arn] = ['requestID', 'sharedEventID', 'accessKeyId', 'userIdentity.arn'].map(
    textOf,
  );
  if (requestID !== undefined) clues.push({ kind: 'request', filter: fieldEquals('requestID', requestID) });
  if (sharedEventID !== undefined)
    clues.push({ kind: 'sharedEvent', filter: fieldEquals('sharedEventID', sharedEventID) });
  if (key !== undefined && isTemporary(key)) clues.push({ kind: 'began', filter: issueOf(key, ms) });
  const issued = nonEmpty(valueAt(record, ['responseElements', 'credentials', 'accessKeyId']));
  if (issued !== undefined) clues.push({ kind: 'issued', filter: fieldEquals('accessKeyId', issued) });
  const created = nonEmpty(valueAt(record, [...creationDate]));
  if (arn !== undefined && created !== undefined) clues.push({ kind: 'session', filter: sessionOf(arn, created) });
  else if (arn !== undefined && key !== undefined && isTemporary(key))
    clues.push({
      kind: 'session',
      filter: `${fieldEquals('userIdentity.arn', arn)} ${fieldEquals('accessKeyId', key)}`,
    });
  if (key !== undefined) clues.push({ kind: 'accessKey', filter: fieldEquals('accessKeyId', key) });
  return clues;
}

const creationDate = ['userIdentity', 'sessionContext', 'attributes', 'creationDate'] as const;

/** Keys of users and of root last until they are deleted: no call of STS made them. */
function isTemporary(key: string): boolean {
  return !key.startsWith('AKIA');
}

/** The call that gave out the key, which is not long ago: the limit spares looking through the whole log. */
function issueOf(key: string, ms: number | undefined): string {
  const issued = `eventSource:sts.amazonaws.com ${fieldEquals(['responseElements', 'credentials', 'accessKeyId'], key)}`;
  return ms === undefined ? issued : `${issued} ${timeBetween(ms - longestSessionMs, ms)}`;
}

/** Keys change within a session of the console, the moment of its creation does not. */
function sessionOf(arn: string, created: string): string {
  const session = `${fieldEquals('userIdentity.arn', arn)} ${fieldEquals([...creationDate], created)}`;
  const ms = parseEventTime(created);
  return ms === undefined ? session : `${session} ${timeBetween(ms, ms + longestSessionMs)}`;
}

/** Open where filters cannot name the time: before the year 1000 and after 9999. */
function timeBetween(fromMs: number, toMs: number): string {
  const [from, to] = [fromMs, toMs].map((ms) => (readPeriod(isoTime(ms), 'UTC') === undefined ? '*' : isoTime(ms)));
  return from === '*' && to === '*' ? 'eventTime:*' : `eventTime:[${from ?? '*'} TO ${to ?? '*'}]`;
}

type Reading = {
  readonly database: Database;
  readonly sets: EventSets;
  readonly eventId: number;
  readonly ms: number | undefined;
  readonly signal: AbortSignal;
};

async function readGroup(reading: Reading, clue: Clue): Promise<Group | undefined> {
  const { database, sets, signal } = reading;
  const filter = await readEventFilter(database, clue.filter, 'UTC', signal);
  const nearest = await sets.with({ filter, timeZone: 'UTC' }, signal, (filtering) =>
    database.rows(nearestSql(filtering, reading), signal),
  );
  const [first] = nearest;
  if (first === undefined) return undefined;
  const ids = nearest
    .toSorted((a, b) => timeOf(a) - timeOf(b) || Number(a['id']) - Number(b['id']))
    .map(({ id }) => Number(id));
  const cells = await readCells(database, ids, detailColumns, signal);
  return {
    ...clue,
    total: Number(first['total']),
    events: ids.map((id) => ({
      eventId: id,
      cells: Object.fromEntries((cells.get(id) ?? []).map((cell, index) => [detailColumns[index] ?? '', cell])),
    })),
  };

  function timeOf(row: Row): number {
    return row['ms'] === null ? Number.POSITIVE_INFINITY : Number(row['ms']);
  }
}

function nearestSql(filtering: Filtering, { eventId, ms }: Reading): string {
  return `SELECT id, ms, count(*) OVER () AS total
    FROM (SELECT e.id, epoch_ms(${columnSql('eventTime')}) AS ms ${fromWhere(filtering, [])})
    WHERE id <> ${eventId} ORDER BY ${ms === undefined ? 'ms' : `abs(ms - ${ms})`} NULLS LAST, ms, id LIMIT ${mostEvents}`;
}

function nonEmpty(value: JsonValue | undefined): string | undefined {
  return typeof value === 'string' && value !== '' ? value : undefined;
}

function valueAt(value: JsonValue | undefined, path: readonly string[]): JsonValue | undefined {
  const [segment, ...rest] = path;
  if (segment === undefined) return value;
  return isJsonObject(value) && Object.hasOwn(value, segment) ? valueAt(value[segment], rest) : undefined;
}

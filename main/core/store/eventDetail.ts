// Everything about one event: its cells, every place it was found, what contradicts it, its exact text.
import { stat } from 'node:fs/promises';

import { columns, type CellValue } from '../../../shared/events/columns.ts';
import { AppError } from '../../../shared/errors.ts';
import type { CallOutput, Place } from '../../../shared/ipc/contract.ts';
import { readExactRecord } from '../ingest/readExactRecord.ts';
import { rowFlags } from '../ingest/rowBatch.ts';
import type { Database, Row } from './database.ts';
import { readCells } from './eventCells.ts';

/** Of the table of columns, all that are shown of one event. */
export const detailColumns = columns.filter((column) => column.type !== 'record').map((column) => column.id);

export async function readDetail(
  database: Database,
  eventId: number,
  signal: AbortSignal,
): Promise<CallOutput<'event.detail'>> {
  const [cells, [row], conflicts, places] = await Promise.all([
    readCellsOf(database, eventId, signal),
    database.rows(`SELECT flags FROM store.events WHERE id = ${eventId}`, signal),
    readConflicts(database, eventId, signal),
    readPlaces(database, eventId, signal),
  ]);
  return { cells, places, isSummaryOnly: (Number(row?.['flags']) & rowFlags.summaryOnly) !== 0, conflicts };
}

async function readConflicts(
  database: Database,
  eventId: number,
  signal: AbortSignal,
): Promise<CallOutput<'event.detail'>['conflicts']> {
  const rows = await database.rows(
    `SELECT f.name AS file, c.ordinal, p.start, p."end", c.record FROM store.conflicts c JOIN store.files f ON f.id = c.file_id
     JOIN store.copies p ON p.event_id = c.event_id AND p.file_id = c.file_id AND p.ordinal = c.ordinal
     WHERE c.event_id = ${eventId} ORDER BY f.name, c.ordinal`,
    signal,
  );
  return rows.map((row) => ({ place: placeOf(row), text: String(row['record']) }));
}

/** The record's text: from its file where that is unchanged, else as it was kept at import. */
export async function readRecord(
  database: Database,
  eventId: number,
  signal: AbortSignal,
): Promise<CallOutput<'event.record'>> {
  const { bytes, ...found } = await readExactText(database, eventId, signal);
  return bytes === undefined ? found : { ...found, note: notUtf8 };
}

const notUtf8 = 'The record has bytes that are not UTF-8. \uFFFD stands in their place.';

type ExactText = CallOutput<'event.record'> & {
  /** The record's bytes, where they are not UTF-8. */
  readonly bytes?: Uint8Array;
};

export async function readExactText(database: Database, eventId: number, signal: AbortSignal): Promise<ExactText> {
  const [shown] = await database.rows(
    `SELECT e.ordinal, f.path, f.local_path, f.name AS file, f.size_bytes, f.modified_ms, c.start, c."end"
     FROM store.events e JOIN store.files f ON f.id = e.file_id
     JOIN store.copies c ON c.event_id = e.id AND c.file_id = e.file_id AND c.ordinal = e.ordinal WHERE e.id = ${eventId}`,
    signal,
  );
  if (shown === undefined) throw noSuchEvent();
  const place = placeOf(shown);
  const kept = async (note: string): Promise<ExactText> => {
    // Read only where it is needed: it takes as long as the file does.
    const [event] = await database.rows(`SELECT record FROM store.events WHERE id = ${eventId}`, signal);
    if (event === undefined) throw noSuchEvent();
    return { text: String(event['record']), place, isFromFile: false, note };
  };
  const problem = await fileProblem(shown);
  if (problem !== undefined) return kept(problem);
  const exact = await readExactRecord({
    path: String(shown['path']),
    localPath: localPathOf(shown),
    name: place.file,
    ordinal: place.ordinal,
    signal,
  });
  if (exact === undefined) return kept(noLongerHeld);
  return { text: exact.text, place, isFromFile: true, ...(exact.bytes === undefined ? {} : { bytes: exact.bytes }) };
}

const noLongerHeld =
  'The file no longer holds this record in its place. This is the text kept at import, not the original bytes.';

/** Every place of an event; the one it is shown from first, then by file and ordinal. */
export async function readPlaces(database: Database, eventId: number, signal?: AbortSignal): Promise<Place[]> {
  const rows = await database.rows(
    `SELECT f.name AS file, c.ordinal, c.start, c."end" FROM store.copies c JOIN store.files f ON f.id = c.file_id
     JOIN store.events e ON e.id = c.event_id WHERE c.event_id = ${eventId}
     ORDER BY (c.file_id = e.file_id AND c.ordinal = e.ordinal) DESC, f.name, c.ordinal`,
    signal,
  );
  return rows.map(placeOf);
}

async function readCellsOf(
  database: Database,
  eventId: number,
  signal: AbortSignal,
): Promise<Record<string, CellValue>> {
  const row = (await readCells(database, [eventId], detailColumns, signal)).get(eventId);
  if (row === undefined) throw noSuchEvent();
  return Object.fromEntries(detailColumns.map((id, index) => [id, row[index] ?? null]));
}

async function fileProblem(shown: Row): Promise<string | undefined> {
  const kept = 'This is the text kept at import, not the original bytes.';
  try {
    const found = await stat(localPathOf(shown) ?? String(shown['path']));
    const isSame =
      found.size === Number(shown['size_bytes']) && Math.round(found.mtimeMs) === Number(shown['modified_ms']);
    return isSame ? undefined : `The file has changed since the import. ${kept}`;
  } catch {
    const isFetched = localPathOf(shown) !== undefined;
    return isFetched ? `The file is no longer in the cache. ${kept}` : `The file is no longer there. ${kept}`;
  }
}

/** Of a file that was fetched from elsewhere. */
function localPathOf(row: Row): string | undefined {
  return typeof row['local_path'] === 'string' ? row['local_path'] : undefined;
}

function placeOf(row: Row): Place {
  return {
    file: String(row['file']),
    ordinal: Number(row['ordinal']),
    start: Number(row['start']),
    end: Number(row['end']),
  };
}

function noSuchEvent(): AppError {
  return new AppError('event/not-found', 'The event is no longer in the workspace: its source was removed');
}

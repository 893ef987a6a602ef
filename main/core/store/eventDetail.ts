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

/** The file's name is that of the first place: a join for it would take longer than everything else. */
const cellColumns = detailColumns.filter((id) => id !== 'file');

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
  cells['file'] = places[0]?.file ?? null;
  return { cells, places, isSummaryOnly: (Number(row?.['flags']) & rowFlags.summaryOnly) !== 0, conflicts };
}

async function readConflicts(
  database: Database,
  eventId: number,
  signal: AbortSignal,
): Promise<CallOutput<'event.detail'>['conflicts']> {
  const [variants] = await database.rows(
    `SELECT count(*) AS n FROM store.variants WHERE event_id = ${eventId}`,
    signal,
  );
  if (Number(variants?.['n']) === 0) return [];
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
  const [[shown], copies] = await Promise.all([
    database.rows(`SELECT file_id, ordinal FROM store.events WHERE id = ${eventId}`, signal),
    database.rows(`SELECT file_id, ordinal, start, "end" FROM store.copies WHERE event_id = ${eventId}`, signal),
  ]);
  if (shown === undefined || copies.length === 0) return [];
  // Few files of many: each is found by its id, where a join would read the whole table.
  const fileIds = copies.map((copy) => Number(copy['file_id'])).join(', ');
  const files = await database.rows(`SELECT id, name FROM store.files WHERE id IN (${fileIds})`, signal);
  const names = new Map(files.map(({ id, name }) => [id, String(name)]));
  const isShown = (copy: Row): boolean => copy['file_id'] === shown['file_id'] && copy['ordinal'] === shown['ordinal'];
  return copies
    .map((copy) => ({
      isShown: isShown(copy),
      place: placeOf({ ...copy, file: names.get(copy['file_id'] ?? null) ?? '' }),
    }))
    .toSorted((a, b) => Number(b.isShown) - Number(a.isShown) || comparePlaces(a.place, b.place))
    .map(({ place }) => place);
}

function comparePlaces(a: Place, b: Place): number {
  return a.file === b.file ? a.ordinal - b.ordinal : a.file < b.file ? -1 : 1;
}

async function readCellsOf(
  database: Database,
  eventId: number,
  signal: AbortSignal,
): Promise<Record<string, CellValue>> {
  const row = (await readCells(database, [eventId], cellColumns, signal)).get(eventId);
  if (row === undefined) throw noSuchEvent();
  return Object.fromEntries(cellColumns.map((id, index) => [id, row[index] ?? null]));
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

// Two events of the log, their records side by side.
import { compareRecords } from '../../../shared/diff/records.ts';
import type { RecordComparison } from '../../../shared/diff/recordComparison.ts';
import { isJsonObject, type JsonObject, type JsonValue } from '../../../shared/json.ts';
import type { Database } from '../store/database.ts';
import { readRecord } from '../store/eventDetail.ts';
import { maskSecret } from './mask.ts';

/** Errors: event/not-found. */
export async function compareEvents(
  database: Database,
  from: number,
  to: number,
  signal: AbortSignal,
): Promise<RecordComparison> {
  const before = await recordOf(database, from, signal);
  return compareRecords(before, await recordOf(database, to, signal), { mask: maskSecret });
}

async function recordOf(database: Database, event: number, signal: AbortSignal): Promise<JsonObject> {
  const record = JSON.parse((await readRecord(database, event, signal)).text) as JsonValue;
  return isJsonObject(record) ? record : {};
}

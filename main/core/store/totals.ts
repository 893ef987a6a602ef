// What the workspace holds, in numbers. `read` = `unique` + `duplicates`; what was rejected stands apart.
import type { WorkspaceCounts } from '../../../shared/ipc/contract.ts';
import { isoTime } from './cells.ts';
import type { Database, Row } from './database.ts';

export type Totals = {
  readonly counts: WorkspaceCounts;
  readonly compressedBytes: number;
  readonly rawBytes: number;
  readonly firstEventTime: string | undefined;
  readonly lastEventTime: string | undefined;
};

export async function readTotals(database: Database): Promise<Totals> {
  const [row = {}] = await database.rows(`
    SELECT * FROM
      (SELECT count(*) AS unique_events, epoch_ms(min("eventTime")) AS first, epoch_ms(max("eventTime")) AS last FROM store.events),
      (SELECT count(*) AS places FROM store.copies),
      (SELECT coalesce(sum(rejected), 0) AS rejected, coalesce(sum(compressed_bytes), 0) AS compressed,
         coalesce(sum(raw_bytes), 0) AS raw, count(*) FILTER (NOT is_skipped) AS files_read,
         count(*) FILTER (is_skipped) AS files_skipped FROM store.files),
      (SELECT count(*) AS conflicts FROM store.conflicts),
      (SELECT count(*) FILTER (level = 'error') AS errors, count(*) FILTER (level = 'info') AS infos FROM store.problems)`);
  const conflicts = numberOf(row, 'conflicts');
  const unique = numberOf(row, 'unique_events');
  const read = numberOf(row, 'places');
  return {
    counts: {
      read,
      unique,
      duplicates: read - unique,
      rejected: numberOf(row, 'rejected'),
      conflicts,
      filesRead: numberOf(row, 'files_read'),
      filesSkipped: numberOf(row, 'files_skipped'),
      errors: numberOf(row, 'errors') + conflicts,
      infos: numberOf(row, 'infos'),
    },
    compressedBytes: numberOf(row, 'compressed'),
    rawBytes: numberOf(row, 'raw'),
    firstEventTime: timeOf(row['first']),
    lastEventTime: timeOf(row['last']),
  };
}

function numberOf(row: Row, name: string): number {
  return Number(row[name] ?? 0);
}

function timeOf(ms: Row[string] | undefined): string | undefined {
  return ms === null || ms === undefined ? undefined : isoTime(Number(ms));
}

// Puts what the ingest workers found into the store, a transaction at a time. The steps:
//   1. files and problems: as they are.
//   2. rows whose eventID and account stand elsewhere too are found and ranked (duplicates.ts).
//   3. all others, and the first of each group that is new, become events; every row becomes a copy.
//   4. texts of Firehose records are kept apart, for the history of their streams: firehoseTexts.ts.
//   5. summary-only events that a full record stands for now give way to it: summaries.ts.
import type { DuckDBConnection } from '@duckdb/node-api';

import type { FileEntry, FileProblem, Part } from '../ingest/workerMessages.ts';
import type { Database } from './database.ts';
import { mergeDuplicates, rankDuplicates } from './duplicates.ts';
import { keepFirehoseTexts } from './firehoseTexts.ts';
import { eventColumns, incomingCells } from './rowSql.ts';
import { quoteText } from './schema.ts';
import { mergeSummaries } from './summaries.ts';

export async function commitParts(database: Database, parts: readonly Part[]): Promise<void> {
  await database.transaction(async (connection) => {
    await putFiles(
      connection,
      parts.flatMap((part) => part.files),
    );
    const problems = parts.flatMap((part) => part.problems);
    const places = problems.filter(({ fileId }) => fileId < 0).map(({ problem }) => problem.file);
    await dropPlaceProblems(connection, [...places, ...parts.flatMap((part) => part.files.map(({ name }) => name))]);
    await putProblems(connection, problems);
    const parquetFiles = parts.flatMap((part) => part.parquetFile ?? []);
    if (parquetFiles.length === 0) return;
    await putRows(connection, parquetFiles);
    await mergeSummaries(connection);
  });
}

async function putFiles(connection: DuckDBConnection, files: readonly FileEntry[]): Promise<void> {
  if (files.length === 0) return;
  // A large file comes in several parts, and its entry grows with each. Within one commit the last entry counts.
  const latest = [...new Map(files.map((file) => [file.id, file])).values()];
  await connection.run(`DELETE FROM store.files WHERE id IN (${latest.map((file) => file.id).join(',')})`);
  const appender = await connection.createAppender('files', 'store');
  for (const file of latest) {
    appender.appendInteger(file.id);
    appender.appendVarchar(file.path);
    appender.appendVarchar(file.name);
    appender.appendBigInt(BigInt(file.sizeBytes));
    appender.appendBigInt(BigInt(Math.round(file.modifiedMs)));
    for (const text of [file.version, file.localPath]) {
      if (text === undefined) appender.appendNull();
      else appender.appendVarchar(text);
    }
    appender.appendBoolean(file.isComplete);
    appender.appendBoolean(file.isSkipped);
    appender.appendBigInt(BigInt(file.compressedBytes));
    appender.appendBigInt(BigInt(file.rawBytes));
    appender.appendBigInt(BigInt(file.records));
    appender.appendBigInt(BigInt(file.rejected));
    appender.endRow();
  }
  appender.closeSync();
}

/** A place that could not be looked into before: now it is known what it is, or it is said anew. */
async function dropPlaceProblems(connection: DuckDBConnection, places: readonly string[]): Promise<void> {
  if (places.length === 0) return;
  const found = await connection.runAndReadAll('SELECT 1 FROM store.problems WHERE file_id < 0 LIMIT 1');
  if (found.currentRowCount === 0) return;
  await connection.run(
    `DELETE FROM store.problems WHERE file_id < 0 AND file IN (${[...new Set(places)].map(quoteText).join(',')})`,
  );
}

async function putProblems(connection: DuckDBConnection, problems: readonly FileProblem[]): Promise<void> {
  if (problems.length === 0) return;
  const appender = await connection.createAppender('problems', 'store');
  const appendNumber = (value: number | undefined): void => {
    if (value === undefined) appender.appendNull();
    else appender.appendBigInt(BigInt(value));
  };
  for (const { fileId, problem } of problems) {
    appender.appendInteger(fileId);
    for (const text of [problem.file, problem.kind, problem.level, problem.message]) appender.appendVarchar(text);
    appendNumber(problem.record);
    appendNumber(problem.position);
    if (problem.text === undefined) appender.appendNull();
    else appender.appendVarchar(problem.text);
    appender.endRow();
  }
  appender.closeSync();
}

async function putRows(connection: DuckDBConnection, parquetFiles: readonly string[]): Promise<void> {
  const incoming = `read_parquet([${parquetFiles.map(quoteText).join(',')}])`;
  const hasDuplicates = await rankDuplicates(connection, incoming);
  const onlyFirst = hasDuplicates ? ' i ANTI JOIN further_copies k ON k.id = i.id' : '';
  const places = hasDuplicates
    ? `SELECT coalesce(k.event_id, i.id), i.file_id, i.ordinal, i.start, i."end" FROM ${incoming} i LEFT JOIN ranked k ON k.id = i.id`
    : `SELECT id, file_id, ordinal, start, "end" FROM ${incoming}`;
  await connection.run(
    `INSERT INTO store.events (${eventColumns.join(', ')}) SELECT ${incomingCells.join(', ')} FROM ${incoming}${onlyFirst}`,
  );
  await connection.run(`INSERT INTO store.copies ${places}`);
  await keepFirehoseTexts(connection, incoming, hasDuplicates);
  if (hasDuplicates) await mergeDuplicates(connection, incoming);
}

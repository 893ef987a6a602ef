// The workspace's tables. The truth is in the schema `store`; the views in `main` are what people query: their
// names and columns are a promise (README, "SQL"). Columns follow from the one table of columns.
import { filledTables, streamsColumns } from './streamColumns.ts';
import { columns, type Column, type ColumnType } from '../../../shared/events/columns.ts';

/** Raised when a workspace of an older Firetrail can no longer be read as it is. */
export const formatVersion = 4;

const sqlTypes: Readonly<Record<ColumnType, string>> = {
  timestamp: 'TIMESTAMP',
  text: 'VARCHAR',
  boolean: 'BOOLEAN',
  integer: 'BIGINT',
  // Of DuckDB's compressions the one that keeps JSON small; it is also the quickest to write.
  record: 'VARCHAR USING COMPRESSION zstd',
};

/** The columns that stand in store.events under their own id: all but those of the place. */
export const storedColumns: readonly Column[] = columns.filter((column) => column.origin.kind !== 'place');

/**
 * The bits of `store.events.flags` and of the batches that ingest workers write: see rowFlags in ingest/rowBatch.ts.
 * `key` is a hash of eventID and account, by which duplicates are found; `text_hash` tells texts of one event apart
 * (ingest/assembly/hashes.ts).
 */
export function createStatements(): readonly string[] {
  const stored = storedColumns.map((column) => `${quoteIdentifier(column.id)} ${sqlTypes[column.type]}`);
  return [
    'CREATE SCHEMA store',
    'CREATE TABLE store.meta (name VARCHAR PRIMARY KEY, value VARCHAR)',
    // `kind` is that of the contract; `spec` is JSON, and NULL for what lies on this machine.
    'CREATE TABLE store.sources (id INTEGER, path VARCHAR, name VARCHAR, kind VARCHAR, spec VARCHAR)',
    // `version` and `local_path` are of files that were fetched from elsewhere: SourceEntry (sources/source.ts).
    `CREATE TABLE store.files (id INTEGER, path VARCHAR, name VARCHAR, size_bytes BIGINT, modified_ms BIGINT,
      version VARCHAR, local_path VARCHAR,
      is_complete BOOLEAN, is_skipped BOOLEAN, compressed_bytes BIGINT, raw_bytes BIGINT, records BIGINT, rejected BIGINT)`,
    `CREATE TABLE store.events (id INTEGER, file_id INTEGER, ordinal INTEGER, copies INTEGER, flags UTINYINT, key UBIGINT, text_hash BIGINT, ${stored.join(', ')})`,
    'CREATE TABLE store.copies (event_id INTEGER, file_id INTEGER, ordinal INTEGER, start BIGINT, "end" BIGINT)',
    `CREATE TABLE store.variants (event_id INTEGER, file_id INTEGER, ordinal INTEGER, flags UTINYINT, key UBIGINT, text_hash BIGINT, is_conflict BOOLEAN, ${stored.join(', ')})`,
    'CREATE VIEW store.conflicts AS SELECT event_id, file_id, ordinal, record FROM store.variants WHERE is_conflict',
    `CREATE TABLE store.problems (file_id INTEGER, file VARCHAR, kind VARCHAR, level VARCHAR, message VARCHAR,
      record BIGINT, position BIGINT, text VARCHAR)`,
    ...streamStatements(),
    ...viewStatements(),
  ];
}

/**
 * Texts of Firehose records (firehoseTexts.ts), and what is worked out from them (streamParts.ts): a part of the texts
 * is to be worked on again while `touched` is greater than `worked`. Streams are kept with the texts of their calls,
 * compressed, so that opening one reads one row.
 */
const streamStatements = (): readonly string[] => [
  `CREATE TABLE store.firehose_texts (event_id INTEGER, text_hash BIGINT, part VARCHAR, added BIGINT, is_moved BOOLEAN,
    told VARCHAR, asked VARCHAR, amends VARCHAR, record ${sqlTypes.record})`,
  `CREATE TABLE store.stream_parts (part VARCHAR, touched BIGINT, worked BIGINT, duplicates BIGINT, read_only BIGINT,
    unattached VARCHAR)`,
  'CREATE SEQUENCE store.stream_ids',
  'CREATE TABLE store.streams (id BIGINT, part VARCHAR, account VARCHAR, region VARCHAR, name VARCHAR, summary VARCHAR)',
  'CREATE TABLE store.stream_calls (stream_id BIGINT, piece INTEGER, calls BLOB USING COMPRESSION uncompressed)',
  ...Object.entries(filledTables).map(
    ([name, cells]) => `CREATE TABLE store.${name} (stream_id BIGINT, ${columnList(cells)})`,
  ),
];

function columnList(cells: Readonly<Record<string, string>>): string {
  return Object.entries(cells)
    .map(([name, type]) => `${quoteIdentifier(name)} ${type}`)
    .join(', ');
}

function viewStatements(): readonly string[] {
  const eventColumns = columns.map((column) => `${columnSql(column.id)} AS ${quoteIdentifier(column.id)}`);
  return [
    `CREATE VIEW main.events AS SELECT ${eventColumns.join(', ')} FROM store.events e JOIN store.files f ON f.id = e.file_id`,
    `CREATE VIEW main.copies AS SELECT e."eventID", e."recipientAccountId" AS account, f.name AS file, c.ordinal, c.start, c."end"
      FROM store.copies c JOIN store.events e ON e.id = c.event_id JOIN store.files f ON f.id = c.file_id`,
    `CREATE VIEW main.files AS SELECT name AS file, size_bytes AS "sizeBytes", raw_bytes AS "rawBytes", records, rejected,
      is_skipped AS skipped, make_timestamp_ms(modified_ms) AS modified FROM store.files`,
    `CREATE VIEW main.problems AS ${problemsSql}`,
    `CREATE VIEW main.streams AS SELECT ${Object.entries(streamsColumns)
      .map(([name, sql]) => `${sql} AS ${quoteIdentifier(name)}`)
      .join(', ')} FROM store.streams`,
    ...Object.keys(filledTables).map(
      (name) => `CREATE VIEW main.${name} AS SELECT * EXCLUDE (stream_id) FROM store.${name}`,
    ),
  ];
}

/** Every problem: those found while reading, and one for each copy that contradicts the event shown. */
export const problemsSql = `
  SELECT file, kind, level, message, record, position, text FROM store.problems
  UNION ALL
  SELECT f.name, 'conflict', 'error',
    'Event ' || e."eventID" || ' says something else here than in ' || shown.name || ', record ' || e.ordinal
      || '. Both are kept: compare them in the event''s detail.',
    c.ordinal, p.start, c.record
  FROM store.conflicts c
  JOIN store.events e ON e.id = c.event_id
  JOIN store.files f ON f.id = c.file_id
  JOIN store.files shown ON shown.id = e.file_id
  JOIN store.copies p ON p.event_id = c.event_id AND p.file_id = c.file_id AND p.ordinal = c.ordinal`;

/** The SQL of a column where store.events is `e` and its file is `f`. */
export function columnSql(id: string): string {
  if (id === 'file') return 'f.name';
  return `e.${quoteIdentifier(id)}`;
}

export function quoteIdentifier(name: string): string {
  return `"${name.replaceAll('"', '""')}"`;
}

export function quoteText(text: string): string {
  return `'${text.replaceAll("'", "''")}'`;
}

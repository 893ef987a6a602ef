// What may be asked in SQL, and every way around the guard that anybody here could think of.
import { existsSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest';

import { AppError } from '../../shared/errors.ts';
import { runSql } from '../../main/core/store/sqlQuery.ts';
import { buildRecord, trailFile } from '../builders/records.ts';
import { readEverything, StoredLogs } from '../builders/storedLogs.ts';

vi.setConfig({ testTimeout: 30_000, hookTimeout: 30_000 });

let logs: StoredLogs;
let dir: string;

beforeAll(async () => {
  dir = mkdtempSync(join(tmpdir(), 'firetrail-guard-'));
  writeFileSync(join(dir, 'secret.csv'), 'a,b\nSECRET,2\n');
  writeFileSync(join(dir, 'secret.json'), '[{"a":"SECRET"}]');
  logs = await StoredLogs.make();
  const records = [
    buildRecord(1, { recipientAccountId: '111122223333', requestParameters: { list: [1, 2], name: 'orders' } }),
    buildRecord(2, { recipientAccountId: '111122223333', errorCode: 'AccessDenied' }),
    buildRecord(3, { recipientAccountId: '444455556666' }),
  ];
  await logs.commit([[{ name: 'a.json', content: trailFile(records) }]]);
});

afterAll(async () => {
  await logs.close();
  rmSync(dir, { recursive: true });
});

const run = (text: string) => {
  const source = { database: logs.database, prepareTables: () => Promise.resolve() };
  return runSql(source, text, 1000, new AbortController().signal);
};

async function errorOf(text: string): Promise<string> {
  try {
    const { rows } = await run(text);
    return `no error: ${JSON.stringify(rows)}`;
  } catch (error) {
    return error instanceof AppError ? error.code : String(error);
  }
}

const refused: readonly string[] = [
  // Statements that are no SELECT.
  'INSERT INTO events VALUES (1)',
  'DELETE FROM events',
  'UPDATE events SET copies = 1',
  'DROP VIEW events',
  'CREATE TABLE t AS SELECT 1',
  'CREATE TEMP TABLE t AS SELECT 1',
  'CREATE MACRO m() AS 1',
  'ALTER TABLE events ADD COLUMN x INT',
  'TRUNCATE events',
  'VACUUM',
  'CHECKPOINT',
  'ANALYZE',
  "COPY events TO 'FILE.out'",
  "COPY (SELECT 1) TO 'FILE.out'",
  "EXPORT DATABASE 'FILE.out'",
  "IMPORT DATABASE 'FILE.out'",
  "ATTACH 'FILE.db' AS x",
  'DETACH workspace',
  'USE store',
  'INSTALL httpfs',
  'LOAD httpfs',
  "SET memory_limit = '1GB'",
  'RESET memory_limit',
  'PRAGMA database_list',
  "PRAGMA enable_profiling = 'json'",
  'CALL duckdb_tables()',
  "CALL enable_logging(storage = 'file')",
  'BEGIN',
  'COMMIT',
  'ROLLBACK',
  'SHOW TABLES',
  'SHOW ALL TABLES',
  'EXPLAIN SELECT 1',
  'EXPLAIN ANALYZE SELECT 1',
  'PREPARE p AS SELECT 1',
  'EXECUTE p',
  'SET VARIABLE v = 1',
  'CREATE SECRET (TYPE s3)',
  'FORCE CHECKPOINT',
  '',
  ' ',
  ';',
  '-- nothing',
  // More than one.
  'SELECT 1; SELECT 2',
  'SELECT 1; DROP VIEW events',
  "SELECT 1;; COPY (SELECT 1) TO 'FILE.out'",
  'COMMIT; SELECT 1',
  'SELECT 1 /* */ ; /* */ DELETE FROM events',
  // Files, by name.
  "SELECT * FROM 'CSV'",
  'SELECT * FROM "CSV"',
  "SELECT * FROM 'JSON'",
  "FROM 'CSV'",
  "SELECT * FROM events, 'CSV'",
  "SELECT * FROM (SELECT * FROM 'CSV')",
  "SELECT (SELECT a FROM 'CSV' LIMIT 1)",
  "SELECT * FROM events WHERE EXISTS (FROM 'CSV')",
  "WITH x AS (FROM 'CSV') FROM x",
  "WITH x AS MATERIALIZED (FROM 'CSV') FROM x",
  'WITH "CSV" AS (SELECT 1) SELECT * FROM "CSV"',
  "SELECT 1 UNION ALL SELECT a FROM 'CSV'",
  "SELECT * FROM events WHERE 'x' IN (SELECT a FROM 'CSV')",
  "SELECT * FROM events ORDER BY (SELECT a FROM 'CSV' LIMIT 1)",
  "SELECT 1 LIMIT (SELECT count(*) FROM 'CSV')",
  "SELECT 1 LIMIT 1 OFFSET (SELECT count(*) FROM 'CSV')",
  "SELECT count(*) FILTER (WHERE 1 IN (SELECT 1 FROM 'CSV')) FROM events",
  "SELECT sum(1) OVER (ORDER BY (SELECT a FROM 'CSV' LIMIT 1)) FROM events",
  "SELECT * FROM events JOIN 'CSV' ON true",
  "SELECT * FROM events POSITIONAL JOIN 'CSV'",
  "SELECT * FROM events ASOF JOIN 'CSV' c ON events.copies >= c.b",
  "SELECT * FROM events, LATERAL (FROM 'CSV')",
  "SELECT * FROM events SEMI JOIN 'CSV' USING (copies)",
  "PIVOT 'CSV' ON a USING count(*)",
  "SELECT * FROM (PIVOT 'CSV' ON a IN ('x') USING count(*))",
  "UNPIVOT 'CSV' ON a, b",
  "FROM 'CSV' TABLESAMPLE 1 ROWS",
  "SELECT [x FOR x IN (SELECT list(a) FROM 'CSV')]",
  "SELECT list_transform([1], lambda x: (SELECT a FROM 'CSV' LIMIT 1))",
  "SELECT {'k': (SELECT a FROM 'CSV' LIMIT 1)}",
  "VALUES ((SELECT a FROM 'CSV' LIMIT 1))",
  "SELECT CASE WHEN (SELECT true FROM 'CSV') THEN 1 END",
  "SELECT DISTINCT ON ((SELECT a FROM 'CSV' LIMIT 1)) 1",
  "SELECT * REPLACE ((SELECT a FROM 'CSV' LIMIT 1) AS copies) FROM events",
  "SELECT COLUMNS(c -> (SELECT true FROM 'CSV')) FROM events",
  "WITH RECURSIVE r AS (SELECT 1 AS n UNION ALL SELECT n + 1 FROM r, 'CSV' WHERE n < 2) FROM r",
  "SELECT 1 GROUP BY (SELECT a FROM 'CSV' LIMIT 1)",
  "SELECT 1 HAVING (SELECT true FROM 'CSV')",
  "SELECT 1 QUALIFY (SELECT true FROM 'CSV')",
  // Files, by function.
  "SELECT * FROM read_text('CSV')",
  "SELECT * FROM read_csv('CSV')",
  "SELECT * FROM read_csv_auto('CSV')",
  "SELECT * FROM read_json('JSON')",
  "SELECT * FROM read_json_objects('JSON')",
  "SELECT * FROM read_ndjson('JSON')",
  "SELECT * FROM read_blob('CSV')",
  "SELECT * FROM read_parquet('CSV')",
  "SELECT * FROM parquet_scan('CSV')",
  "SELECT * FROM parquet_metadata('CSV')",
  "SELECT * FROM sniff_csv('CSV')",
  "SELECT * FROM glob('/*')",
  "SELECT * FROM READ_TEXT('CSV')",
  'SELECT * FROM "read_text"(\'CSV\')',
  "SELECT * FROM main.read_text('CSV')",
  "SELECT * FROM system.main.read_text('CSV')",
  "SELECT * FROM events, read_text('CSV')",
  "SELECT unnest([1]), (SELECT content FROM read_text('CSV'))",
  "SELECT * FROM query('SELECT * FROM read_text(''CSV'')')",
  "SELECT * FROM query_table('CSV')",
  "SELECT * FROM query_table(['events'])",
  "SELECT * FROM json_execute_serialized_sql(json_serialize_sql('SELECT 1'))",
  "SELECT * FROM seq_scan('events')",
  "SELECT * FROM read_duckdb('CSV')",
  'SELECT * FROM arrow_scan(1, 2, 3)',
  "SELECT * FROM sqlite_scan('x', 'y')",
  "SELECT * FROM postgres_scan('x', 'y', 'z')",
  'SELECT * FROM checkpoint()',
  'SELECT * FROM force_checkpoint()',
  "SELECT * FROM read_text('http://127.0.0.1:9/x')",
  "SELECT * FROM 'http://127.0.0.1:9/x.csv'",
  "SELECT * FROM 's3://b/x.parquet'",
  // Settings, the catalogue, our own tables.
  "SELECT * FROM enable_logging(storage = 'file')",
  'SELECT * FROM duckdb_settings()',
  'SELECT * FROM duckdb_secrets()',
  'SELECT * FROM duckdb_logs',
  'SELECT * FROM duckdb_logs()',
  'SELECT * FROM pragma_database_list',
  "SELECT * FROM pragma_table_info('events')",
  'SELECT * FROM duckdb_extensions()',
  'SELECT * FROM information_schema.tables',
  'SELECT * FROM sqlite_master',
  'SELECT * FROM duckdb_tables',
  'SELECT * FROM pg_catalog.pg_class',
  'SELECT * FROM store.meta',
  'SELECT * FROM "store"."meta"',
  'SELECT * FROM workspace.store.meta',
  'SELECT * FROM store.events',
  'SELECT * FROM temp.events',
  'SELECT * FROM system.information_schema.tables',
  'SELECT * FROM memory.main.events',
  'SELECT * FROM sqlite_master WHERE EXISTS (WITH sqlite_master AS (SELECT 1) FROM sqlite_master)',
  'WITH a AS (FROM duckdb_tables), duckdb_tables AS (SELECT 1) FROM a',
  'SELECT * FROM (WITH sqlite_master AS (SELECT 1) FROM sqlite_master), sqlite_master',
  "SELECT getenv('HOME')",
  "SELECT current_setting('temp_directory')",
  "SELECT getvariable('x')",
  "SELECT nextval('s')",
  "SELECT write_log('x')",
  'SELECT setseed(0.5)',
  'SELECT sleep_ms(1)',
  'SELECT pg_sleep(1)',
  'SUMMARIZE events',
  'DESCRIBE events',
  'FROM (SUMMARIZE events)',
  'FROM (DESCRIBE events)',
  'FROM (SHOW TABLES)',
  "SELECT * FROM (SUMMARIZE 'CSV')",
  "SELECT * FROM (DESCRIBE SELECT * FROM 'CSV')",
  'SELECT * FROM (SHOW ALL TABLES)',
  'SELECT * FROM nothing',
  'SELECT nothing FROM events',
  'SELECT no_such_function(1)',
  'SELEC 1',
  'SELECT 1e400',
  '',
  'SELECT (',
  'SELECT \u0000 1',
  "SELECT '\u0000'; DROP VIEW events",
];

describe('refused before it runs', () => {
  test.each(refused)('%s', async (text) => {
    const csv = join(dir, 'secret.csv');
    const asked = text
      .replaceAll('CSV', csv)
      .replaceAll('JSON', join(dir, 'secret.json'))
      .replaceAll('FILE', join(dir, 'file'));
    expect(await errorOf(asked)).toBe('sql/invalid');
  });

  test('and nothing of it was done', async () => {
    expect(readdirSync(dir).toSorted()).toEqual(['secret.csv', 'secret.json']);
    expect(existsSync('.tmp')).toBe(false);
    expect((await readEverything(logs.database)).events).toHaveLength(3);
  });
});

const answered: readonly (readonly [string, unknown])[] = [
  ['SELECT count(*) FROM events', [[3]]],
  ['select COUNT(*) from EVENTS;', [[3]]],
  ['SELECT count(*) FROM main.events', [[3]]],
  ['FROM copies SELECT count(*)', [[3]]],
  ['SELECT records, rejected, skipped FROM files', [[3, 0, false]]],
  ['SELECT count(*) FROM problems', [[0]]],
  ['-- a comment\nSELECT /* another */ 1', [[1]]],
  [
    'SELECT "recipientAccountId", count(*) AS n FROM events GROUP BY ALL ORDER BY n DESC',
    [
      ['111122223333', 2],
      ['444455556666', 1],
    ],
  ],
  [
    'SELECT row_number() OVER (PARTITION BY "recipientAccountId" ORDER BY "eventTime") FROM events ORDER BY "eventTime"',
    [[1], [2], [1]],
  ],
  ['SELECT copies FROM events QUALIFY row_number() OVER (ORDER BY "eventTime") = 1', [[1]]],
  ['WITH a AS (SELECT 1 AS x), b AS (SELECT x + 1 AS y FROM a) SELECT * FROM a, b', [[1, 2]]],
  ['WITH RECURSIVE r AS (SELECT 1 AS n UNION ALL SELECT n + 1 FROM r WHERE n < 4) SELECT sum(n) FROM r', [[10]]],
  ['WITH Mixed AS (SELECT 1 AS x) SELECT * FROM mixed', [[1]]],
  ['SELECT * FROM (WITH inner_one AS (SELECT 7 AS x) SELECT * FROM inner_one)', [[7]]],
  [
    "SELECT record->>'$.requestParameters.name' FROM events WHERE record->'requestParameters'->>'name' = 'orders'",
    [['orders'], ['orders']].slice(1),
  ],
  ["SELECT json_extract_string(record, '$.eventName') FROM events LIMIT 1", [['UpdateDestination']]],
  ["SELECT key FROM events, json_each(record) WHERE key = 'errorCode'", [['errorCode']]],
  ['SELECT [x * 2 FOR x IN [1, 2] IF x > 1]', [['[4]']]],
  ['SELECT list_transform([1, 2], lambda x: x + 1)', [['[2, 3]']]],
  ['SELECT unnest([1, 2])', [[1], [2]]],
  ["SELECT unnest({'a': 1, 'b': 2})", [[1, 2]]],
  ['SELECT * FROM unnest([3, 4])', [[3], [4]]],
  ['SELECT * FROM range(2)', [[0], [1]]],
  ['SELECT * FROM generate_series(1, 2)', [[1], [2]]],
  [
    'VALUES (1, 2), (3, 4)',
    [
      [1, 2],
      [3, 4],
    ],
  ],
  ['SELECT * FROM (VALUES (1), (2)) v(x) WHERE x = 2', [[2]]],
  [
    'SELECT "recipientAccountId", "errorCode", count(*) FROM events GROUP BY GROUPING SETS (("recipientAccountId"), ()) , "errorCode" HAVING count(*) = 2',
    [[null, null, 2]],
  ],
  ['SELECT count(*) FROM events GROUP BY ROLLUP ("recipientAccountId") ORDER BY 1', [[1], [2], [3]]],
  ['SELECT count(*) FROM events a JOIN events b USING ("recipientAccountId")', [[5]]],
  ['SELECT count(*) FROM events a LEFT JOIN copies c ON c."eventID" = a."eventID" WHERE c.ordinal IS NOT NULL', [[3]]],
  ['SELECT count(*) FROM events POSITIONAL JOIN copies', [[3]]],
  ['SELECT count(*) FROM events SEMI JOIN copies USING ("eventID")', [[3]]],
  ['SELECT count(*) FROM events ASOF JOIN events e2 USING ("eventName", "eventTime")', [[3]]],
  ['SELECT (SELECT count(*) FROM copies c WHERE c."eventID" = e."eventID") FROM events e', [[1], [1], [1]]],
  ['SELECT x.n FROM events e, LATERAL (SELECT e.copies + 1 AS n) x LIMIT 1', [[2]]],
  ['SELECT 1 UNION ALL SELECT 2 EXCEPT SELECT 3 ORDER BY 1', [[1], [2]]],
  [
    'SELECT * FROM (PIVOT events ON "errorCode" IN (\'AccessDenied\') USING count(*) GROUP BY "recipientAccountId") ORDER BY 1',
    [
      ['111122223333', 1],
      ['444455556666', 0],
    ],
  ],
  ["SELECT COLUMNS('event(Name|Source)') FROM events LIMIT 1", [['UpdateDestination', 'firehose.amazonaws.com']]],
  ['SELECT * EXCLUDE (record) FROM events LIMIT 0', []],
  ['SELECT date_trunc(\'day\', "eventTime") FROM events LIMIT 1', [['2026-01-01T00:00:00Z']]],
  ['SELECT strftime("eventTime", \'%Y\') FROM events LIMIT 1', [['2026']]],
  ['SELECT regexp_extract(actor, \'[0-9]\') FROM events ORDER BY "eventTime" LIMIT 1', [['1']]],
  ['SELECT count(*) FROM events USING SAMPLE 3 ROWS', [[3]]],
  ['SELECT max(copies) FILTER (WHERE "errorCode" IS NULL) FROM events', [[1]]],
  [
    'SELECT string_agg("eventName", \',\' ORDER BY "eventTime") FROM events WHERE ordinal < 2',
    [['UpdateDestination,UpdateDestination']],
  ],
  ["SELECT CASE WHEN copies > 0 THEN 'x; DROP VIEW events' END FROM events LIMIT 1", [['x; DROP VIEW events']]],
  [
    "SELECT 9007199254740993, 1.5::DECIMAL(3, 1), 'nan'::DOUBLE, DATE '2026-01-02', NULL",
    [['9007199254740993', '1.5', 'NaN', '2026-01-02', null]],
  ],
  ['SELECT file FROM events LIMIT 1', [['a.json']]],
];

describe('answered', () => {
  test.each(answered)('%s', async (text, rows) => {
    expect((await run(text)).rows).toEqual(rows);
  });
});

test('what fails while it runs is another error than what is wrong before', async () => {
  expect(await errorOf('SELECT CAST("eventName" AS INTEGER) FROM events')).toBe('sql/failed');
  expect(await errorOf("SELECT error('stop') FROM events")).toBe('sql/failed');
});

test('a malformed text says where', async () => {
  await expect(run('SELECT 1 FROM FROM events')).rejects.toMatchObject({
    code: 'sql/invalid',
    detail: { from: expect.any(Number) },
  });
});

test.each([
  ['DESCRIBE events', /^DESCRIBE, SHOW and SUMMARIZE are not available here\. The tables are events,/],
  ['-- nothing yet', /^There is no SELECT in the text$/],
  ['SELECT 1; SELECT 2', /^Exactly one SELECT/],
  ['SELECT 1e400', /^A number in the text is too large$/],
])('%s is refused in words', async (text, message) => {
  await expect(run(text)).rejects.toThrow(message);
});

test('a question that takes too much memory is told so in words', async () => {
  const text = 'SELECT length(list(a.record || b.i)::VARCHAR) FROM events a, range(3000000) b(i)';
  await expect(run(text)).rejects.toMatchObject({
    code: 'sql/failed',
    message: 'The question needs more memory than it may take',
  });
});

test('an answer ends before it is more text than can be held', async () => {
  const { rows, isCut } = await run("SELECT repeat('0123456789', 2000000) FROM range(20)");
  expect({ rows: rows.length, isCut }).toEqual({ rows: 3, isCut: true });
});

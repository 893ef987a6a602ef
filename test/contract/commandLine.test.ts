// The command line: what each command prints, in every format, and how it ends.
import {
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DuckDBInstance } from '@duckdb/node-api';
import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest';

import { columns } from '../../shared/events/columns.ts';
import { runFiretrail, utf8 } from '../builders/commandLine.ts';
import { buildRecord, buildRecords, gzip, trailFile } from '../builders/records.ts';

vi.setConfig({ testTimeout: 60_000, hookTimeout: 60_000 });

let dir: string;
let workspace: string;

/** The logs are imported once; the commands under test then find them in the workspace. */
beforeAll(async () => {
  dir = mkdtempSync(join(tmpdir(), 'firetrail-cli-'));
  workspace = join(dir, 'kept.duckdb');
  const account = { recipientAccountId: '111122223333' };
  write(
    'logs/a.json',
    trailFile([
      buildRecord(0, { ...account, userAgent: '=cmd|1', errorCode: 'AccessDenied' }),
      buildRecord(1, { ...account, userAgent: 'a,"b"\nc', readOnly: true, eventName: 'ListDeliveryStreams' }),
      buildRecord(2, { ...account, userAgent: '@x', sourceIPAddress: '-1' }),
    ]),
  );
  write(
    'logs/b.json.gz',
    gzip(
      trailFile([
        buildRecord(1, { ...account, userAgent: 'a,"b"\nc', readOnly: true, eventName: 'ListDeliveryStreams' }),
        { eventName: 'none' },
      ]),
    ),
  );
  write('logs/c.json', trailFile([buildRecord(0, { recipientAccountId: '444455556666' })]));
  const { status } = await runFiretrail('import', join(dir, 'logs'), '--workspace', workspace);
  expect(status).toBe(0);
});

afterAll(() => rmSync(dir, { recursive: true }));

function write(name: string, content: string | Buffer): string {
  const path = join(dir, name);
  mkdirSync(join(path, '..'), { recursive: true });
  writeFileSync(path, content);
  return path;
}

async function kept(...argv: readonly string[]): Promise<string> {
  const result = await runFiretrail(...argv, '--workspace', workspace);
  expect(result).toMatchObject({ status: 0 });
  return utf8(result);
}

const json = async (...argv: readonly string[]): Promise<unknown> => JSON.parse(await kept(...argv, '--json'));

const idOf = (number: number): string => String(buildRecord(number)['eventID']);

describe('import', () => {
  test('prints exactly what was read', async () => {
    const { out, status, err } = await runFiretrail('import', join(dir, 'logs'), '--json');
    const file = join(dir, 'logs/b.json.gz');
    expect(status).toBe(0);
    expect(err).toBe('firetrail: 1 problem while reading; firetrail import lists them\n');
    const result = JSON.parse(out) as { seconds: number; bytes: { compressed: number; raw: number } };
    expect(result).toEqual({
      files: { read: 3, skipped: 0, unchanged: 0 },
      events: { read: 5, unique: 4, duplicates: 1, rejected: 1 },
      bytes: { compressed: expect.any(Number), raw: expect.any(Number) },
      seconds: expect.any(Number),
      problems: [
        {
          file,
          kind: 'invalid-record',
          level: 'error',
          message: 'Not a CloudTrail record: eventSource is missing.',
          record: 1,
          position: expect.any(Number),
        },
      ],
    });
    expect(result.bytes.raw).toBeGreaterThan(result.bytes.compressed);
  });

  test('into a workspace counts what it holds, and reads only what is new', async () => {
    expect(await json('import')).toMatchObject({
      files: { read: 3, skipped: 0, unchanged: 3 },
      events: { read: 5, unique: 4, duplicates: 1, rejected: 1 },
    });
    expect(await json('import', join(dir, 'logs'))).toMatchObject({ files: { unchanged: 3 }, events: { read: 5 } });
  });

  test('for people says the same in words', async () => {
    const text = await kept('import');
    expect(text).toContain('5 read = 4 unique + 1 duplicates; 1 rejected');
    expect(text).toContain(`error  invalid-record  ${join(dir, 'logs/b.json.gz')}, record 1`);
  });

  test('lists more problems than are handed on at a time, in order, as JSON and as text', async () => {
    const count = 40_000;
    const path = write('many/rejected.json', `{"Records":[${JSON.stringify(buildRecord(1))}${',null'.repeat(count)}]}`);
    const { out, err } = await runFiretrail('import', path, '--json');
    const { problems, events } = JSON.parse(out) as { problems: { record: number }[]; events: { rejected: number } };
    expect(problems.map((problem) => problem.record)).toEqual(Array.from({ length: count }, (_, index) => index + 1));
    expect([events.rejected, err]).toEqual([
      count,
      `firetrail: ${count} problems while reading; firetrail import lists them\n`,
    ]);
    const text = (await runFiretrail('import', path)).out;
    expect(text).toMatch(/^Files .*\nEvents .*\nBytes .*\nTime .*\n\nProblems\n {2}error/);
    expect(text.match(/it is null/g)).toHaveLength(count);
  });

  test('of a folder without one event is done; of one without one log is not', async () => {
    write('empty/a.json', '{"Records":[]}');
    expect(await runFiretrail('import', join(dir, 'empty'))).toMatchObject({ status: 0, err: '' });
    write('notes/a.txt', 'notes');
    const { status, err, out } = await runFiretrail('import', join(dir, 'notes'), '--json');
    expect([status, err.split('\n').length]).toEqual([1, 2]);
    expect(JSON.parse(out)).toMatchObject({
      files: { read: 0, skipped: 1 },
      problems: [{ kind: 'not-json', level: 'info' }],
    });
  });
});

describe('events', () => {
  test('come sorted by time and id, with every column but the record', async () => {
    const rows = (await json('events')) as Record<string, unknown>[];
    expect(rows.map((row) => [row['eventID'], row['recipientAccountId']])).toEqual([
      [idOf(0), '111122223333'],
      [idOf(0), '444455556666'],
      [idOf(1), '111122223333'],
      [idOf(2), '111122223333'],
    ]);
    expect(Object.keys(rows[0] ?? {})).toEqual(columns.flatMap(({ id }) => (id === 'record' ? [] : [id])));
    expect(rows[2]).toMatchObject({
      eventTime: '2026-01-01T00:00:01Z',
      copies: 2,
      readOnly: true,
      ordinal: 1,
      file: join(dir, 'logs/a.json'),
      errorCode: null,
    });
  });

  test.each([
    [
      ['--limit', '2', '--offset', '1'],
      [0, 1],
    ],
    [['--limit', '0'], []],
    [['--offset', '9'], []],
    [['--offset', '3'], [2]],
    [
      ['--sort', 'eventTime:desc'],
      [2, 1, 0, 0],
    ],
    [
      ['--sort', 'errorCode:desc,eventTime:desc'],
      [0, 2, 1, 0],
    ],
    [
      ['--sort', 'errorCode'],
      [0, 0, 1, 2],
    ],
    [['--where', 'readOnly:true'], [1]],
    [
      ['--where', 'eventTime:<2026-01-01T01:00:01+01:00'],
      [0, 0],
    ],
    [['--where', 'eventTime:"2026-01-01T02:00:01"', '--tz', 'Europe/Helsinki'], [1]],
    [['--where', 'eventName:nothing'], []],
  ])('%j', async (options, expected) => {
    const rows = (await json('events', '--columns', 'eventID', ...options)) as { eventID: string }[];
    expect(rows).toEqual(expected.map((number) => ({ eventID: idOf(number) })));
  });

  test('as NDJSON, one a line, times in the zone asked for', async () => {
    const text = await kept(
      'events',
      '--format',
      'ndjson',
      '--columns',
      'eventTime,ordinal',
      '--tz',
      'Asia/Kolkata',
      '--limit',
      '1',
    );
    expect(text).toBe('{"eventTime":"2026-01-01T05:30:00+05:30","ordinal":0}\n');
  });

  test('as NDJSON of the record alone are the exact records', async () => {
    const text = await kept('events', '--format', 'ndjson', '--columns', 'record', '--where', `eventID:${idOf(2)}`);
    expect(readFileSync(join(dir, 'logs/a.json'), 'utf8')).toContain(text.trimEnd());
    expect(JSON.parse(text)).toMatchObject({ eventID: idOf(2) });
  });

  test('as CSV quote what must be, and disarm formulas', async () => {
    const text = await kept(
      'events',
      '--format',
      'csv',
      '--columns',
      'userAgent,sourceIPAddress,ordinal,errorCode',
      '--where',
      'recipientAccountId:111122223333',
    );
    expect(text).toBe(
      'userAgent,sourceIPAddress,ordinal,errorCode\r\n' +
        "'=cmd|1,203.0.113.7,0,AccessDenied\r\n" +
        '"a,""b""\nc",203.0.113.7,1,\r\n' +
        "'@x,'-1,2,\r\n",
    );
  });

  test('of which there are none are an empty table of any format', async () => {
    const none = ['events', '--where', 'eventName:none', '--columns', 'eventID'];
    expect(await kept(...none, '--format', 'csv')).toBe('eventID\r\n');
    expect(await kept(...none, '--json')).toBe('[]\n');
    expect(await kept(...none, '--format', 'ndjson')).toBe('');
    expect(await kept(...none)).toBe('eventID\n');
  });

  test('go into a file, as Parquet too', async () => {
    const out = join(dir, 'out.json');
    expect(await kept('events', '--json', '--out', out, '--columns', 'eventID', '--limit', '1')).toBe('');
    expect(JSON.parse(readFileSync(out, 'utf8'))).toEqual([{ eventID: idOf(0) }]);
    const parquet = join(dir, 'out.parquet');
    await kept(
      'events',
      '--format',
      'parquet',
      '--out',
      parquet,
      '--sort',
      'eventTime:desc',
      '--columns',
      'eventTime,eventID,readOnly,copies',
    );
    const instance = await DuckDBInstance.create(':memory:');
    const connection = await instance.connect();
    const reader = await connection.runAndReadAll(
      `SELECT epoch_ms("eventTime")::BIGINT % 60000 AS t, "eventID", "readOnly", copies FROM '${parquet}'`,
    );
    expect(reader.getRowsJson()).toEqual([
      ['2000', idOf(2), null, 1],
      ['1000', idOf(1), true, 2],
      ['0', idOf(0), null, 1],
      ['0', idOf(0), null, 1],
    ]);
    connection.closeSync();
    instance.closeSync();
  });

  test('for people are a table without control characters', async () => {
    const text = await kept('events', '--columns', 'userAgent,ordinal', '--limit', '3');
    expect(text.split('\n').map((line) => line.trimEnd())).toEqual([
      'userAgent  ordinal',
      '=cmd|1     0',
      '           0',
      'a,"b" c    1',
      '',
    ]);
  });
});

describe('count', () => {
  test('in all, and by a column: most frequent first, then by value, null a value', async () => {
    expect(await json('count')).toEqual({ total: 4, groups: [] });
    expect(await json('count', '--by', 'recipientAccountId', '--where', 'NOT readOnly:true')).toEqual({
      total: 3,
      groups: [
        { value: '111122223333', count: 2 },
        { value: '444455556666', count: 1 },
      ],
    });
    expect(await json('count', '--by', 'readOnly')).toEqual({
      total: 4,
      groups: [
        { value: null, count: 3 },
        { value: true, count: 1 },
      ],
    });
    expect(await json('count', '--by', 'eventTime')).toMatchObject({
      groups: [{ value: '2026-01-01T00:00:00Z', count: 2 }, {}, {}],
    });
    expect(await kept('count', '--by', 'errorCode')).toContain('3      (none)');
  });
});

describe('record', () => {
  test('prints the exact bytes, or the places', async () => {
    const text = await kept('record', '--event', idOf(2));
    const { places, conflicts } = (await json('record', '--event', idOf(2))) as {
      places: { file: string; start: number; end: number }[];
      conflicts: unknown[];
    };
    expect(places).toEqual([
      { file: join(dir, 'logs/a.json'), ordinal: 2, start: expect.any(Number), end: expect.any(Number) },
    ]);
    expect(conflicts).toEqual([]);
    expect(readFileSync(join(dir, 'logs/a.json')).subarray(places[0]?.start, places[0]?.end).toString()).toBe(text);
  });

  test('asks for the account where there are several', async () => {
    const { status, err } = await runFiretrail('record', '--event', idOf(0), '--workspace', workspace);
    expect(status).toBe(2);
    expect(err).toContain('111122223333, 444455556666');
    expect(JSON.parse(await kept('record', '--event', idOf(0), '--account', '444455556666'))).toMatchObject({
      recipientAccountId: '444455556666',
    });
  });

  test('of bytes that are not UTF-8 are these bytes', async () => {
    const before = Buffer.from(
      '{"eventSource":"s3.amazonaws.com","eventName":"X","eventTime":"2026-01-01T00:00:00Z","eventID":"odd","k":"',
    );
    const record = Buffer.concat([before, Buffer.from([0xff, 0xe9]), Buffer.from('"}')]);
    const path = write('odd.json', Buffer.concat([Buffer.from('{"Records":['), record, Buffer.from(']}')]));
    const { out, status } = await runFiretrail('record', path, '--event', 'odd');
    expect(status).toBe(0);
    expect(Buffer.from(out, 'latin1').equals(record)).toBe(true);
  });
});

describe('sql', () => {
  test('prints the rows, every column of them', async () => {
    expect(await json('sql', 'SELECT 1 AS a, 2 AS a, NULL AS n, true AS t')).toEqual([
      { a: 1, 'a:1': 2, n: null, t: true },
    ]);
    expect(await kept('sql', "SELECT 'x' AS v UNION ALL SELECT '=y' ORDER BY v DESC", '--format', 'csv')).toBe(
      "v\r\nx\r\n'=y\r\n",
    );
    expect(await kept('sql', 'SELECT count(*) AS n FROM copies', '--format', 'ndjson')).toBe('{"n":5}\n');
    expect(
      await json('sql', 'SELECT "eventTime", \'infinity\'::TIMESTAMP AS never FROM events ORDER BY ALL LIMIT 1'),
    ).toEqual([{ eventTime: '2026-01-01T00:00:00Z', never: 'infinity' }]);
  });

  test('reads paths given before it', async () => {
    const { out } = await runFiretrail('sql', join(dir, 'logs/c.json'), 'SELECT count(*) AS n FROM events', '--json');
    expect(JSON.parse(out)).toEqual([{ n: 1 }]);
  });
});

describe('status and message', () => {
  const missing = '/nowhere/at/all';
  test.each([
    [2, ['frobnicate']],
    [2, ['toString']],
    [2, ['events']],
    [2, ['events', '--colour', 'x', 'LOGS']],
    [2, ['events', 'LOGS', '--limit']],
    [2, ['events', 'LOGS', '--limit', 'ten']],
    [2, ['events', 'LOGS', '--limit', '1.5']],
    [2, ['events', 'LOGS', '--offset=-1']],
    [2, ['events', 'LOGS', '--columns', 'eventTime,nope']],
    [2, ['events', 'LOGS', '--sort', 'nope']],
    [2, ['events', 'LOGS', '--sort', 'eventTime:up']],
    [2, ['events', 'LOGS', '--format', 'xml']],
    [2, ['events', 'LOGS', '--format', 'parquet']],
    [2, ['events', 'LOGS', '--json', '--format', 'csv']],
    [2, ['events', 'LOGS', '--tz', 'Mars/Olympus']],
    [2, ['events', 'LOGS', '--where', 'eventName:(']],
    [2, ['events', 'LOGS', '--where', 'evntName:x']],
    [2, ['count', 'LOGS', '--by', 'nope']],
    [2, ['record', 'LOGS']],
    [2, ['sql', 'LOGS', 'SELEC 1']],
    [2, ['sql', 'LOGS', 'SELECT nope FROM events']],
    [2, ['sql', 'LOGS', 'DELETE FROM events']],
    [2, ['sql', 'LOGS', "SELECT * FROM '/etc/passwd'"]],
    [1, ['sql', 'LOGS', 'SELECT CAST("eventName" AS INTEGER) FROM events']],
    [1, ['import', missing]],
    [1, ['import', 'LOGS', missing]],
    [1, ['record', 'LOGS', '--event', 'no-such']],
    [1, ['events', 'LOGS', '--out', `${missing}/x.json`]],
    [1, ['events', 'LOGS', '--format', 'parquet', '--out', `${missing}/x.parquet`]],
    [1, ['import', '--workspace', `${missing}.duckdb`]],
  ])('%i for %j, with one line', async (expected, argv) => {
    const { status, err } = await runFiretrail(
      ...argv.map((word) => (word === 'LOGS' ? `--workspace=${workspace}` : word)),
    );
    expect(status).toBe(expected);
    expect(err).toMatch(/^firetrail: .+\n$/);
  });

  test('a path that does not exist makes no workspace', async () => {
    const file = join(dir, 'not-made.duckdb');
    expect(await runFiretrail('import', missing, '--workspace', file)).toMatchObject({ status: 1 });
    expect(await runFiretrail('import', '--workspace', file)).toMatchObject({ status: 1 });
    expect(existsSync(file)).toBe(false);
  });

  test('a path that is there but cannot be looked at is not simply said to be missing', async () => {
    const path = join(dir, 'circle');
    symlinkSync('circle', path);
    const { status, err } = await runFiretrail('import', path);
    expect([status, err]).toEqual([1, `firetrail: ${path} does not exist or cannot be read. Check the path.\n`]);
  });

  test('a workspace that is none is left as it is', async () => {
    const file = write('not-ours.duckdb', 'SQLite format 3');
    const { status, err } = await runFiretrail('import', join(dir, 'logs'), '--workspace', file);
    expect([status, readFileSync(file, 'utf8')]).toEqual([1, 'SQLite format 3']);
    expect(err).toContain(file);
  });

  test('help is for all commands, or for one', async () => {
    expect((await runFiretrail()).out).toContain(
      'firetrail import PATH…'.replace('…', Buffer.from('…').toString('latin1')),
    );
    expect((await runFiretrail('events', '--help')).out).not.toContain('firetrail import');
  });

  test('nothing is left behind', async () => {
    const before = readdirSync(tmpdir()).filter((name) => name.startsWith('firetrail-'));
    await runFiretrail('events', join(dir, 'logs/c.json'));
    await runFiretrail('events', join(dir, 'logs/c.json'), '--where', '(');
    const after = readdirSync(tmpdir()).filter((name) => name.startsWith('firetrail-'));
    expect(after.filter((name) => !before.includes(name) && /^firetrail-[A-Za-z0-9]{6}$/.test(name))).toEqual([]);
  });
});

describe('a kept workspace', () => {
  test('knows its files from any working folder, under the names they were given', async () => {
    write('moving/logs/a.json', trailFile(buildRecords(2)));
    const file = join(dir, 'moving.duckdb');
    const before = process.cwd();
    process.chdir(join(dir, 'moving'));
    try {
      await runFiretrail('import', './logs', '--workspace', file);
    } finally {
      process.chdir(before);
    }
    const again = await runFiretrail('import', '--workspace', file, '--json');
    expect(JSON.parse(again.out)).toMatchObject({ files: { read: 1, unchanged: 1 }, problems: [] });
    const rows = await runFiretrail(
      'events',
      join(dir, 'moving/logs'),
      '--workspace',
      file,
      '--columns',
      'file,copies',
      '--json',
    );
    expect(JSON.parse(rows.out)).toEqual([
      { file: './logs/a.json', copies: 1 },
      { file: './logs/a.json', copies: 1 },
    ]);
    expect(await runFiretrail('record', '--event', idOf(1), '--workspace', file)).toMatchObject({ status: 0, err: '' });
  });
});

// Exports: what is written is what was read, whole or not at all.
import {
  existsSync,
  lstatSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest';

import { columns } from '../../shared/events/columns.ts';
import type { CallInput, Job } from '../../shared/ipc/contract.ts';
import { runFiretrail } from '../builders/commandLine.ts';
import { ParquetReader } from '../builders/parquetRows.ts';
import { buildRecord, gzip, trailFile } from '../builders/records.ts';
import { TestCore } from '../builders/testCore.ts';

vi.setConfig({ testTimeout: 60_000, hookTimeout: 60_000 });

type ExportInput = Omit<CallInput<'export.events'>, 'token'>;

/** Texts that a spreadsheet would take for formulas, and others that look a little like them. */
const texts: readonly (readonly [string, string])[] = [
  ['=1+2', "'=1+2"],
  ['+1', "'+1"],
  ['-1', "'-1"],
  ['@SUM(A1)', "'@SUM(A1)"],
  ['\t=1', "'\t=1"],
  ['\r=1', '"\'\r=1"'],
  ['\n=1', '"\'\n=1"'],
  ['＝1', "'＝1"],
  ['＋1', "'＋1"],
  ['－1', "'－1"],
  ['＠a', "'＠a"],
  ['=HYPERLINK("http://x","y")', '"\'=HYPERLINK(""http://x"",""y"")"'],
  ['a=1', 'a=1'],
  [' =1', ' =1'],
  ["'=1", "'=1"],
  ['a,b', '"a,b"'],
  ['say "yes"', '"say ""yes"""'],
  ['two\r\nlines', '"two\r\nlines"'],
  ['é — 東京 😀', 'é — 東京 😀'],
  ['', ''],
];

const records = texts.map(([userAgent], index) =>
  buildRecord(index, {
    userAgent,
    recipientAccountId: '111122223333',
    readOnly: index % 2 === 0,
    // Nanoseconds, and the hour in which Berlin's clocks go forward.
    eventTime: `2026-03-29T0${index % 3}:59:5${index % 10}${index % 4 === 0 ? '.125' : ''}Z`,
    requestParameters: { list: [index, { deep: 'x' }], maxResults: -5, note: userAgent },
  }),
);
/** Every way of spacing, and escapes that another writer would write otherwise. */
const spelled =
  '{ "eventVersion" : "1.08",\r\n\t"eventTime":"2026-03-30T00:00:00Z",\n "eventSource":"s3.amazonaws.com" ,"eventName":"GetObject",' +
  '"eventID":"spelled","requestParameters":{"key":"a\\nb\\u00e9\\/","size":1.0e3,"zero":-0}}';

let core: TestCore;

beforeAll(async () => {
  core = await TestCore.make();
  core.write('logs/b.json.gz', gzip(trailFile(records.slice(0, 9))));
  core.write(
    'logs/a.json',
    `{"Records":[\n${spelled},\n${records
      .slice(9)
      .map((record) => JSON.stringify(record))
      .join(',')}\n]}`,
  );
  expect((await core.open(core.path('logs'))).phase).toBe('done');
  mkdirSync(core.path('out'));
});

afterAll(() => core.remove());

const query = (change: Partial<ExportInput['query']> = {}): ExportInput['query'] => ({
  filter: '',
  timeZone: 'UTC',
  sort: [{ column: 'eventTime', direction: 'desc' }],
  ...change,
});

function save(name: string): { readonly file: string; readonly token: string } {
  const file = core.path(`out/${name}`);
  return { file, token: core.core.grant(file, 'save') };
}

async function exported(name: string, input: Partial<ExportInput>): Promise<string> {
  const { file, token } = save(name);
  const { jobId } = await core.call('export.events', {
    token,
    format: 'csv',
    query: query(),
    columns: ['eventID'],
    ...input,
  });
  expect(await core.ended(jobId)).toMatchObject({ phase: 'done', kind: 'export', title: `Exporting ${name}` });
  return readFileSync(file, 'utf8');
}

async function exportSql(text: string, format: CallInput<'export.sql'>['format'], name: string): Promise<Job> {
  const { jobId } = await core.call('export.sql', { token: save(name).token, format, text });
  return core.ended(jobId);
}

const leftOvers = (): readonly string[] => readdirSync(core.path('out')).filter((name) => name.endsWith('.part'));

/** Cells of CSV, read by the rules of RFC 4180. */
function readCsv(text: string): string[][] {
  const rows: string[][] = [[]];
  for (const [, quoted, plain, end] of text.matchAll(/(?:"((?:[^"]|"")*)"|([^",\r\n]*))(,|\r\n)/g)) {
    rows.at(-1)?.push(quoted?.replaceAll('""', '"') ?? plain ?? '');
    if (end === '\r\n') rows.push([]);
  }
  return rows.slice(0, -1);
}

describe('exact records', () => {
  test('are the texts of the files, in the files’ order, each on its line', async () => {
    const lines = (await exported('exact.ndjson', { format: 'ndjson' })).split('\n');
    expect(lines.at(-1)).toBe('');
    expect(lines.slice(0, -1)).toEqual([
      spelled.replaceAll(/[\r\n]/g, ''),
      ...[...records.slice(9), ...records.slice(0, 9)].map((record) => JSON.stringify(record)),
    ]);
  });

  test('as JSON are one log, with every character of each record', async () => {
    const text = await exported('log.json', { format: 'json' });
    expect(text.startsWith('{"Records":[\n')).toBe(true);
    for (const record of [spelled, ...records.map((each) => JSON.stringify(each))]) expect(text).toContain(record);
    expect((JSON.parse(text) as { Records: unknown[] }).Records).toHaveLength(records.length + 1);
  });

  test('follow a sort that is not the usual, the filter and the range', async () => {
    const text = await exported('some.ndjson', {
      format: 'ndjson',
      query: query({
        filter: 'readOnly:true',
        sort: [{ column: 'eventID', direction: 'desc' }],
        range: { fromMs: Date.UTC(2026, 2, 29, 1), toMs: Date.UTC(2026, 2, 29, 2) },
      }),
    });
    const expected = records
      .filter(({ readOnly, eventTime }) => readOnly === true && String(eventTime).startsWith('2026-03-29T01'))
      .map((record) => JSON.stringify(record))
      .toReversed();
    expect(expected.length).toBeGreaterThan(1);
    expect(text).toBe(`${expected.join('\n')}\n`);
  });

  test.each(['json', 'ndjson'] as const)(
    'that were exported as %s are read again as the same events',
    async (format) => {
      await exported(`again.${format}`, { format });
      const again = await TestCore.make();
      try {
        expect((await again.open(core.path(`out/again.${format}`))).phase).toBe('done');
        const same = columns.map(({ id }) => id).filter((id) => !['file', 'ordinal', 'copies', 'record'].includes(id));
        const rowsOf = async (from: TestCore): Promise<unknown> => (await from.events('', same)).rows;
        expect(await rowsOf(again)).toEqual(await rowsOf(core));
        expect((await again.workspace()).counts).toMatchObject({ errors: 0, unique: records.length + 1 });
      } finally {
        await again.remove();
      }
    },
  );

  test('of which there are none are an empty log, or an empty file', async () => {
    const none = query({ filter: 'eventName:none' });
    expect(JSON.parse(await exported('none.json', { format: 'json', query: none }))).toEqual({ Records: [] });
    expect(await exported('none.ndjson', { format: 'ndjson', query: none })).toBe('');
    expect(await exported('none.csv', { query: none })).toBe('eventID\r\n');
  });
});

describe('CSV', () => {
  test.each(texts.map((pair, index) => [...pair, index] as const))(
    '%j is written as %j',
    async (_text, cell, index) => {
      const filter = `eventID:${String(records[index]?.['eventID'])}`;
      const shown = ['userAgent', 'requestParameters.note'];
      expect(await exported('cell.csv', { query: query({ filter }), columns: shown })).toBe(
        `${shown.join(',')}\r\n${cell},${cell}\r\n`,
      );
    },
  );

  test('is read back as the cells of the grid', async () => {
    const shown = [...columns.map(({ id }) => id), 'requestParameters.list', 'requestParameters.maxResults', 'no.such'];
    const known = shown.filter((id) => id !== 'no.such');
    const rows = readCsv(await exported('cells.csv', { query: query({ sort: [] }), columns: known }));
    const cells = (await core.events('', known)).rows;
    expect(rows[0]).toEqual(known);
    expect(rows.slice(1)).toEqual(
      cells.map((row) =>
        row.map((cell) => {
          const isFormula = typeof cell === 'string' && /^[=+\-@\t\r\n＝＋－＠]/.test(cell);
          return cell === null ? '' : isFormula ? `'${cell}` : String(cell);
        }),
      ),
    );
  });

  test('has times in the zone, which it names, on both sides of a change of clocks', async () => {
    const text = await exported('zone.csv', {
      query: query({ timeZone: 'Europe/Berlin', filter: 'eventSource:firehose.amazonaws.com', sort: [] }),
      columns: ['eventTime', 'eventID'],
    });
    const [head, ...rows] = readCsv(text);
    expect(head).toEqual(['eventTime (Europe/Berlin)', 'eventID']);
    expect(rows).toHaveLength(records.length);
    for (const [time = ''] of rows) {
      const utc = new Date(time).toISOString().replace('.000Z', 'Z');
      expect(time).toMatch(utc < '2026-03-29T01' ? /^2026-03-29T01:\S+\+01:00$/ : /^2026-03-29T0[34]:\S+\+02:00$/);
      expect(records.map(({ eventTime }) => eventTime)).toContain(utc);
    }
  });
});

test('Parquet has columns of their types', async () => {
  const shown = ['eventTime', 'eventID', 'readOnly', 'copies', 'requestParameters.maxResults'];
  await exported('events.parquet', { format: 'parquet', columns: shown, query: query({ sort: [] }) });
  const reader = await ParquetReader.make();
  try {
    const rows = await reader.rows([readFileSync(core.path('out/events.parquet'))]);
    const cells = (await core.events('', shown)).rows;
    expect(rows).toHaveLength(cells.length);
    expect(rows[0]).toMatchObject({ eventTime: '2026-03-29 00:59:50.125', readOnly: true, copies: 1 });
    expect(rows.map((row) => row['eventID'])).toEqual(cells.map((row) => row[1]));
  } finally {
    reader.close();
  }
});

describe('the command line', () => {
  test.each([
    [['--format', 'csv', '--columns', 'eventTime,userAgent,requestParameters.list', '--tz', 'Asia/Kolkata'], 'csv'],
    [['--format', 'ndjson', '--columns', 'record', '--sort', 'file,ordinal'], 'ndjson'],
    [['--format', 'records', '--sort', 'file,ordinal'], 'json'],
  ] as const)('%j writes the same bytes', async (options, format) => {
    const isCsv = format === 'csv';
    const sort = isCsv ? ['--sort', 'eventTime:desc'] : [];
    const file = core.path(`out/cli.${format}`);
    expect(await runFiretrail('events', core.path('logs'), ...options, ...sort, '--out', file)).toMatchObject({
      status: 0,
    });
    const text = await exported(`window.${format}`, {
      format,
      query: query(isCsv ? { timeZone: 'Asia/Kolkata' } : {}),
      columns: ['eventTime', 'userAgent', 'requestParameters.list'],
    });
    expect(readFileSync(file, 'utf8')).toBe(text);
  });

  test('writes rows of SQL as the window does', async () => {
    const text = `SELECT "eventID", "userAgent", "eventTime" FROM events ORDER BY 1; -- all`;
    expect((await exportSql(text, 'csv', 'sql.csv')).phase).toBe('done');
    const file = core.path('out/cli-sql.csv');
    await runFiretrail('sql', core.path('logs'), text, '--format', 'csv', '--out', file);
    expect(readFileSync(file, 'utf8')).toBe(readFileSync(core.path('out/sql.csv'), 'utf8'));
    expect(
      readCsv(readFileSync(file, 'utf8'))
        .slice(1)
        .map(([id]) => id),
    ).toHaveLength(records.length + 1);
  });

  test('takes paths into the record as columns, sort keys and groups', async () => {
    const path = 'requestParameters.list';
    const run = (...argv: readonly string[]) => runFiretrail(...argv, core.path('logs'), '--json');
    const events = await run(
      'events',
      '--columns',
      `eventID,${path},requestParameters["note"]`,
      '--sort',
      'requestParameters["note"]:desc',
      '--limit',
      '1',
    );
    expect(JSON.parse(events.out)).toHaveLength(1);
    const counted = await run('count', '--by', 'requestParameters.maxResults');
    expect(JSON.parse(counted.out)).toMatchObject({
      groups: [
        { value: '-5', count: records.length },
        { value: null, count: 1 },
      ],
    });
    expect(await run('count', '--by', 'requestParamters.list')).toMatchObject({
      status: 2,
      err: expect.stringContaining('There is no column "requestParamters.list". Did you mean requestParameters'),
    });
  });
});

describe('answers in SQL', () => {
  test('are exported with all their rows, in each format', async () => {
    const text = `SELECT range AS n, '=' || range AS t, [range] AS l FROM range(30000) ORDER BY n;`;
    for (const format of ['csv', 'json', 'ndjson', 'parquet'] as const)
      expect(await exportSql(text, format, `rows.${format}`)).toMatchObject({ phase: 'done' });
    const read = (name: string): string => readFileSync(core.path(`out/${name}`), 'utf8');
    expect(readCsv(read('rows.csv')).slice(-1)).toEqual([['29999', "'=29999", '[29999]']]);
    expect((JSON.parse(read('rows.json')) as unknown[]).slice(0, 1)).toEqual([{ n: 0, t: '=0', l: '[0]' }]);
    expect(read('rows.ndjson').split('\n')).toHaveLength(30_001);
    const reader = await ParquetReader.make();
    const rows = await reader.rows([readFileSync(core.path('out/rows.parquet'))]);
    expect([rows.length, rows[3]]).toEqual([30_000, { n: '3', t: '=3', l: ['3'] }]);
    reader.close();
  });
});

describe('a file is whole or as it was', () => {
  const endless = "SELECT range AS n, repeat('x', 100) AS t FROM range(10000000000)";

  test('when the export is cancelled', async () => {
    const { file, token } = save('cancelled.csv');
    writeFileSync(file, 'before');
    const { jobId } = await core.call('export.sql', { token, format: 'csv', text: endless });
    await vi.waitFor(async () => {
      const job = (await core.call('jobs.list', {})).jobs.find(({ id }) => id === jobId);
      expect(job?.counts.bytesDone).toBeGreaterThan(0);
    });
    await core.call('jobs.cancel', { jobId });
    expect((await core.ended(jobId)).phase).toBe('cancelled');
    expect([readFileSync(file, 'utf8'), leftOvers()]).toEqual(['before', []]);
  });

  test.each(['csv', 'parquet'] as const)('when the question fails on its way as %s', async (format) => {
    const { file } = save(`failed.${format}`);
    writeFileSync(file, 'before');
    const text = `SELECT CASE WHEN range = 900000 THEN error('stop here') ELSE 'x' END AS x FROM range(1000000)`;
    const job = await exportSql(text, format, `failed.${format}`);
    expect(job).toMatchObject({ phase: 'failed', error: { code: 'sql/failed', message: 'stop here' } });
    expect([readFileSync(file, 'utf8'), leftOvers()]).toEqual(['before', []]);
  });

  test('and a new one appears only at the end', async () => {
    const { file, token } = save('new.csv');
    const { jobId } = await core.call('export.sql', { token, format: 'csv', text: endless });
    await vi.waitFor(() => expect(leftOvers()).toHaveLength(1));
    expect(existsSync(file)).toBe(false);
    await core.call('jobs.cancel', { jobId });
    await core.ended(jobId);
    expect([existsSync(file), leftOvers()]).toEqual([false, []]);
  });

  test.each([
    ['a folder', 'out', 'is a folder'],
    ['a place in no folder', 'nowhere/at/all.csv', 'its folder does not exist'],
    ['a place in a file', 'logs/a.json/x.csv', 'its folder is none'],
  ])('%s is refused in words', async (_what, name, words) => {
    const path = core.path(name);
    for (const format of ['csv', 'parquet'] as const) {
      const token = core.core.grant(path, 'save');
      const { jobId } = await core.call('export.events', { token, format, query: query(), columns: ['eventID'] });
      const job = await core.ended(jobId);
      expect(job.error?.code).toBe('file/unwritable');
      expect(job.error?.message).toContain(path);
      if (format === 'csv') expect(job.error?.message).toContain(words);
    }
  });

  test.runIf(existsSync('/dev/full'))('a full disk is said to be full, and a device is left as it is', async () => {
    const token = core.core.grant('/dev/full', 'save');
    const { jobId } = await core.call('export.events', { token, format: 'json', query: query(), columns: ['eventID'] });
    expect((await core.ended(jobId)).error).toEqual({
      code: 'disk/full',
      message: '/dev/full cannot be written: the disk is full',
    });
    expect(lstatSync('/dev/full').isCharacterDevice()).toBe(true);
  });

  test('a link stays one, and what it leads to is written', async () => {
    writeFileSync(core.path('out/real.csv'), 'before');
    symlinkSync('real.csv', core.path('out/link.csv'));
    await exported('link.csv', {});
    expect(lstatSync(core.path('out/link.csv')).isSymbolicLink()).toBe(true);
    expect(readFileSync(core.path('out/real.csv'), 'utf8')).toMatch(/^eventID\r\n/);
  });

  test('what was opened cannot be written', async () => {
    const token = core.core.grant(core.path('logs/a.json'));
    expect(
      await core.reply('export.events', { token, format: 'csv', query: query(), columns: ['eventID'] }),
    ).toMatchObject({
      ok: false,
      error: { code: 'bad-request' },
    });
    expect(await core.reply('workspace.open', { tokens: [save('a.csv').token] })).toMatchObject({ ok: false });
  });

  test('no export takes the place of a log that is open, whatever leads there, or of the workspace', async () => {
    const log = core.path('logs/a.json');
    const before = readFileSync(log, 'utf8');
    symlinkSync(core.path('logs'), core.path('same'));
    const token = core.core.grant(core.path('same/a.json'), 'save');
    const unwritable = { ok: false, error: { code: 'file/unwritable' } };
    const events = { token, format: 'json', query: query(), columns: ['eventID'] };
    expect(await core.reply('export.events', events)).toMatchObject(unwritable);
    expect(await core.reply('export.sql', { token, format: 'csv', text: 'SELECT 1' })).toMatchObject(unwritable);
    expect(readFileSync(log, 'utf8')).toBe(before);
    const workspace = core.path('kept.workspace');
    expect(await runFiretrail('import', core.path('logs'), '--workspace', workspace)).toMatchObject({ status: 0 });
    const over = ['--workspace', workspace, '--format', 'csv', '--out', workspace];
    expect(await runFiretrail('events', ...over)).toMatchObject({ status: 1 });
    expect(await runFiretrail('sql', 'SELECT 1', ...over)).toMatchObject({ status: 1 });
    expect(await runFiretrail('count', '--workspace', workspace)).toMatchObject({ status: 0 });
  });

  test('the longest names in letters of several bytes are written', async () => {
    for (const format of ['csv', 'parquet'] as const) await exported(`${'漢'.repeat(82)}.${format}`, { format });
    expect(leftOvers()).toEqual([]);
  });

  test('what a process that was killed left behind goes with the next export of that name', async () => {
    // No system gives so high a number to a process.
    const dead = '.again.csv.2147483646-0123456789ab.part';
    const living = `.again.csv.${process.pid}-0123456789ab.part`;
    const other = '.other.csv.2147483646-0123456789ab.part';
    for (const name of [dead, living, other]) writeFileSync(core.path(`out/${name}`), 'x');
    await exported('again.csv', {});
    expect(leftOvers()).toEqual([living, other]);
    for (const name of [living, other]) rmSync(core.path(`out/${name}`));
  });

  test.each([
    [{ query: query({ filter: '(' }) }, 'filter/invalid'],
    [{ columns: ['no such column'] }, 'column/unknown'],
    [{ query: query({ sort: [{ column: '((', direction: 'asc' }] }) }, 'column/unknown'],
  ] as const)('%j begins no job', async (input, code) => {
    const whole = { token: save('bad.csv').token, format: 'csv', query: query(), columns: ['eventID'], ...input };
    expect(await core.reply('export.events', whole)).toMatchObject({ ok: false, error: { code } });
  });
});

test('a question that is wrong begins no job', async () => {
  const text = 'SELECT eventNam FROM events';
  const asked = await core.reply('sql.run', { text, limit: 1 });
  expect(asked).toMatchObject({ ok: false, error: { code: 'sql/invalid', detail: { from: 7, to: 15 } } });
  expect(await core.reply('export.sql', { token: save('no.csv').token, text, format: 'csv' })).toEqual(asked);
});

test('every call of exports has been made with valid input', () => {
  expect([...TestCore.answered]).toEqual(expect.arrayContaining(['export.events', 'export.sql']));
});

// Questions in SQL that go wrong, and what can be asked of; the ledger, grouped, and the way to its files.
import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest';

import { buildRecord, trailFile } from '../builders/records.ts';
import { TestCore } from '../builders/testCore.ts';

vi.setConfig({ testTimeout: 60_000, hookTimeout: 60_000 });

let core: TestCore;

beforeAll(async () => {
  core = await TestCore.make();
  core.write('logs/a.json', trailFile([buildRecord(1), buildRecord(2)]));
  core.write('logs/cut.json', trailFile([buildRecord(90)]).slice(0, -20));
  core.write('logs/odd.json', trailFile([{ eventName: 'x' }, null]));
  expect((await core.open(core.path('logs'))).phase).toBe('done');
});

afterAll(() => core.remove());

describe('questions in SQL', () => {
  test.each([
    ['SELECT eventNam FROM events', 'eventNam', 'eventName'],
    ["SELECT 'é😀', e.nme FROM events e", 'e.nme', undefined],
    ['SELECT \'é😀\', lowe("eventName") FROM events', 'lowe', 'lower'],
    ["SELECT 'é😀' FROM event", 'event', 'events'],
    ["SELECT 'é😀' FRM events x", 'events', undefined],
    ["SELECT 'é😀', getenv('HOME')", 'getenv', undefined],
    ["SELECT * FROM read_csv('/etc/passwd')", 'read_csv', undefined],
    ['-- why\nDELETE FROM events', 'DELETE', undefined],
    ['SELECT 1; SELECT 222', '222', undefined],
    ['SELECT (1', '1', undefined],
    ['SELECT \'a\' || "userIdentity.ar" FROM events', '"userIdentity.ar"', 'userIdentity.arn'],
  ])('%s: the error lies at %s', async (text, marked, suggestion) => {
    const reply = await core.reply('sql.run', { text, limit: 10 });
    expect(reply).toMatchObject({ ok: false, error: { code: 'sql/invalid' } });
    if (reply.ok) return;
    const { from, to, ...rest } = reply.error.detail ?? {};
    expect(text.slice(from, to)).toBe(marked);
    expect(rest.suggestion).toBe(suggestion);
    expect(reply.error.message).not.toMatch(/LINE \d|\n|exception_type/);
  });

  test('say where they failed while running, and the next question is none the worse', async () => {
    const text = `SELECT CAST("eventName" AS INTEGER) FROM events`;
    const reply = await core.reply('sql.run', { text, limit: 1 });
    expect(reply).toMatchObject({ ok: false, error: { code: 'sql/failed', detail: { from: text.indexOf('CAST') } } });
    expect((await core.call('sql.run', { text: 'SELECT 1 AS one', limit: 1 })).rows).toEqual([[1]]);
  });

  test('that fail after their first rows have failed: what came before is no answer', async () => {
    const text = `SELECT CASE WHEN range = 9000 THEN error('stop here') ELSE repeat('x', 2000) END AS x FROM range(9500)`;
    expect(await core.reply('sql.run', { text, limit: 10_000 })).toMatchObject({
      ok: false,
      error: { code: 'sql/failed', message: 'stop here' },
    });
  });

  test('have a schema, each column of which is described', async () => {
    const { tables } = await core.call('sql.schema', {});
    expect(tables.map(({ name }) => name)).toEqual([
      'events',
      'copies',
      'files',
      'problems',
      'streams',
      'versions',
      'changes',
    ]);
    for (const { name, columns: found, description } of tables) {
      expect([name, description]).not.toContain('');
      expect(found.filter((column) => !column.description)).toEqual([]);
      const { columns: asked } = await core.call('sql.run', { text: `SELECT * FROM ${name} LIMIT 0`, limit: 1 });
      expect(found.map((column) => [column.name, column.type])).toEqual(
        asked.map((column) => [column.name, column.type]),
      );
    }
  });
});

describe('the ledger', () => {
  test('is grouped by kind and file, errors first', async () => {
    const { groups } = await core.call('problems.groups', { level: 'all', filesPerKind: 1 });
    expect(groups).toEqual([
      {
        kind: 'invalid-record',
        level: 'error',
        count: 2,
        filesTotal: 1,
        files: [{ file: core.path('logs/odd.json'), count: 2 }],
      },
      {
        kind: 'truncated',
        level: 'error',
        count: 1,
        filesTotal: 1,
        files: [{ file: core.path('logs/cut.json'), count: 1 }],
      },
    ]);
    expect((await core.call('problems.groups', { level: 'info', filesPerKind: 1 })).groups).toEqual([]);
    const file = core.path('logs/odd.json');
    expect(await core.call('problems.list', { level: 'all', file, offset: 0, limit: 1 })).toMatchObject({
      total: 2,
      problems: [{ file, kind: 'invalid-record' }],
    });
  });

  test('leads to files that are there, and to nothing else', async () => {
    const { token } = await core.call('files.locate', { file: core.path('logs/cut.json') });
    expect(core.core.pathOf(token ?? '')).toBe(core.path('logs/cut.json'));
    expect(await core.call('files.locate', { file: '/etc/passwd' })).toEqual({});
    expect(core.core.pathOf('no-such-token')).toBeUndefined();
  });
});

test('the calls of the ledger’s groups and of the schema have been made with valid input', () => {
  expect([...TestCore.answered]).toEqual(expect.arrayContaining(['files.locate', 'problems.groups', 'sql.schema']));
});

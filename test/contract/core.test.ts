// Every call of the contract, through a core like the app's: what it answers, and what it refuses.
import { readFileSync, rmSync, utimesSync, writeFileSync } from 'node:fs';
import { constants, inflateRawSync } from 'node:zlib';
import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest';

import { columns } from '../../shared/events/columns.ts';
import { coreCalls, pushed } from '../../shared/ipc/contract.ts';
import { buildRecord, buildRecords, gzip, trailFile } from '../builders/records.ts';
import { TestCore } from '../builders/testCore.ts';

// Each import starts threads: on a busy machine that takes a while.
vi.setConfig({ testTimeout: 60_000, hookTimeout: 60_000 });

let core: TestCore;

beforeAll(async () => {
  core = await TestCore.make();
  core.write('logs/a.json', trailFile(buildRecords(30)));
  core.write(
    'logs/b.json.gz',
    gzip(trailFile([...buildRecords(5), buildRecord(40, { eventName: 'DeleteDeliveryStream' })])),
  );
  core.write('logs/c.json', trailFile([buildRecord(3, { errorCode: 'AccessDenied' }), { eventName: 'x' }]));
  core.write('logs/notes.txt', 'these are notes');
  core.write('other/d.json', trailFile(buildRecords(4, 100)));
  expect((await core.open(core.path('logs'))).phase).toBe('done');
});

afterAll(() => core.remove());

async function errorOf(name: string, input: unknown, signal?: AbortSignal): Promise<string> {
  const reply = await core.reply(name, input, signal);
  return reply.ok ? 'no error' : reply.error.code;
}

describe('inputs', () => {
  test.each(Object.keys(coreCalls))('%s refuses what is no object', async (name) => {
    expect(await errorOf(name, undefined)).toBe('bad-request');
    expect(await errorOf(name, 'text')).toBe('bad-request');
  });

  test.each([
    ['workspace.open', { tokens: [] }],
    ['workspace.open', { tokens: ['/etc/passwd'] }],
    ['sources.add', { tokens: ['unknown'] }],
    ['sources.remove', { sourceId: -1 }],
    ['jobs.cancel', { jobId: 1.5 }],
    ['events.open', { filter: 'x'.repeat(20_001), sort: [], timeZone: 'UTC' }],
    ['events.open', { filter: '', sort: [{ column: 'eventTime', direction: 'up' }], timeZone: 'UTC' }],
    ['events.open', { filter: '', sort: [], timeZone: 'Nowhere/At_All' }],
    ['events.page', { viewId: 1, offset: 0, limit: 1001, columns: [] }],
    ['events.page', { viewId: 1, offset: -1, limit: 10, columns: [] }],
    ['event.detail', { eventId: 'first' }],
    ['problems.list', { level: 'fatal', offset: 0, limit: 10 }],
    ['sql.run', { text: 'SELECT 1', limit: 0 }],
    ['settings.set', { theme: 'blue' }],
    ['no.such.call', {}],
    ['__proto__', {}],
    ['toString', {}],
  ])('%s refuses %j', async (name, input) => {
    expect(await errorOf(name, input)).toBe('bad-request');
  });

  test('a call that was cancelled before it began says so', async () => {
    const abort = new AbortController();
    abort.abort();
    const query = { filter: '', sort: [], timeZone: 'UTC' };
    expect(await errorOf('events.open', query, abort.signal)).toBe('cancelled');
    expect(await errorOf('sql.run', { text: 'SELECT 1', limit: 1 }, abort.signal)).toBe('cancelled');
    expect(await errorOf('problems.list', { level: 'all', offset: 0, limit: 1 }, abort.signal)).toBe('cancelled');
  });

  test('a query that runs can be cancelled', async () => {
    const abort = new AbortController();
    const startedMs = performance.now();
    setTimeout(() => abort.abort(), 100);
    const text = 'SELECT count(*) FROM range(100000000) a, range(100000) b WHERE (a.range * b.range) % 7 = 3';
    expect(await errorOf('sql.run', { text, limit: 1 }, abort.signal)).toBe('cancelled');
    expect(performance.now() - startedMs).toBeLessThan(3000);
    expect((await core.call('sql.run', { text: 'SELECT 42 AS x', limit: 1 })).rows).toEqual([[42]]);
  });
});

describe('the workspace', () => {
  test('says what it holds', async () => {
    const workspace = await core.workspace();
    expect(workspace.counts).toEqual({
      read: 37,
      unique: 31,
      duplicates: 6,
      rejected: 1,
      conflicts: 1,
      filesRead: 3,
      filesSkipped: 1,
      errors: 2,
      infos: 1,
    });
    expect(workspace).toMatchObject({
      name: 'logs',
      isSample: false,
      isIncomplete: false,
      firstEventTime: '2026-01-01T00:00:00Z',
      lastEventTime: '2026-01-01T00:00:40Z',
      sources: [{ path: core.path('logs'), kind: 'folder', files: 4, events: 37 }],
    });
  });

  test('is in the list of recent ones', async () => {
    const { workspaces } = await core.call('workspace.recent', {});
    expect(workspaces).toMatchObject([{ name: 'logs', paths: [core.path('logs')], events: 31 }]);
  });

  test('told the window of the job and of itself, in the form of the contract', () => {
    const jobs = core.pushed.flatMap((message) => (message.name === 'job' ? [pushed.job.parse(message.payload)] : []));
    const first = jobs.filter((job) => job.id === jobs[0]?.id);
    expect(first.filter((job) => job.phase !== 'running')).toHaveLength(1);
    expect(first.at(-1)).toMatchObject({
      phase: 'done',
      counts: { filesDone: 4, filesTotal: 4, isTotalKnown: true, records: 37 },
    });
    const workspaces = core.pushed.filter((message) => message.name === 'workspace');
    for (const message of workspaces) pushed.workspace.parse(message.payload);
    expect(workspaces.length).toBeGreaterThan(0);
  });

  test('gains and loses a source', async () => {
    const before = await core.workspace();
    const { jobId } = await core.call('sources.add', { tokens: [core.core.grant(core.path('other'))] });
    expect((await core.ended(jobId)).phase).toBe('done');
    const added = await core.workspace();
    expect(added.counts.unique).toBe(35);
    expect(added.revision).toBeGreaterThan(before.revision);
    const source = added.sources.find(({ path }) => path === core.path('other'));
    await core.ended((await core.call('sources.remove', { sourceId: source?.id ?? -1 })).jobId);
    const after = await core.workspace();
    expect(after.counts).toEqual(before.counts);
    expect(after.sources).toEqual(before.sources);
  });

  test('refuses a path that does not exist, and stays as it is', async () => {
    const tokens = [core.core.grant(core.path('nowhere'))];
    expect(await errorOf('workspace.open', { tokens })).toBe('path/not-found');
    expect(await errorOf('sources.add', { tokens })).toBe('path/not-found');
    expect((await core.workspace()).counts.unique).toBe(31);
  });
});

describe('events', () => {
  const query = { filter: '', sort: [{ column: 'eventTime', direction: 'desc' as const }], timeZone: 'UTC' };

  test('stand in pages, with every column', async () => {
    const { viewId, total } = await core.call('events.open', query);
    expect(total).toBe(31);
    const all = columns.map((column) => column.id);
    const first = await core.call('events.page', { viewId, offset: 0, limit: 10, columns: all });
    const next = await core.call('events.page', { viewId, offset: 10, limit: 1000, columns: ['eventTime'] });
    expect(first.rows[0]?.[0]).toBe('2026-01-01T00:00:40Z');
    expect(first.rows[0]).toHaveLength(all.length);
    expect(next.rows).toHaveLength(21);
    expect(new Set([...first.ids, ...next.ids]).size).toBe(31);
    expect((await core.call('events.page', { viewId, offset: 31, limit: 10, columns: [] })).ids).toEqual([]);
    const position = await core.call('events.position', { viewId, eventId: next.ids[4] ?? -1 });
    expect(position).toEqual({ index: 14 });
    expect(await core.call('events.position', { viewId, eventId: 99_999 })).toEqual({});
    await core.call('events.close', { viewId });
    expect(await errorOf('events.page', { viewId, offset: 0, limit: 1, columns: [] })).toBe('view/gone');
  });

  test('are refused where filter or column is wrong', async () => {
    expect(await errorOf('events.open', { ...query, filter: 'eventName:(' })).toBe('filter/invalid');
    expect(await errorOf('events.open', { ...query, filter: 'evntName:x' })).toBe('filter/invalid');
    expect(await errorOf('events.open', { ...query, sort: [{ column: 'no column', direction: 'asc' }] })).toBe(
      'column/unknown',
    );
    const { viewId } = await core.call('events.open', query);
    expect(await errorOf('events.page', { viewId, offset: 0, limit: 1, columns: ['no column'] })).toBe(
      'column/unknown',
    );
  });

  test('are counted by value and by time, and tell what can be asked of them', async () => {
    const set = { filter: 'eventName:UpdateDestination', timeZone: 'UTC' };
    const { facets } = await core.call('events.facets', { ...set, facets: [{ field: 'eventName', limit: 1 }] });
    expect(facets).toEqual([{ field: 'eventName', values: [{ value: 'UpdateDestination', count: 30 }], distinct: 2 }]);
    const { bars } = await core.call('events.histogram', { ...set, maxBars: 100 });
    expect(bars.reduce((sum, bar) => sum + bar.succeeded + bar.failed, 0)).toBe(30);
    const { options } = await core.call('filter.complete', { ...set, filter: 'eventNa', cursor: 7, limit: 5 });
    expect(options.map(({ text }) => text)).toContain('eventName:');
    const { fields } = await core.call('events.fields', { search: 'deliverystreamname', limit: 5 });
    expect(fields.map(({ id }) => id)).toEqual(['requestParameters.deliveryStreamName']);
    const { ids } = await core.events('', ['eventID']);
    expect(await core.call('event.related', { eventId: ids[0] ?? -1 })).toMatchObject({ groups: expect.any(Array) });
  });

  test('of an old view are no others after its source was removed and another added', async () => {
    const added = await core.call('sources.add', { tokens: [core.core.grant(core.path('other'))] });
    await core.ended(added.jobId);
    const { viewId, total } = await core.call('events.open', query);
    expect(total).toBe(35);
    const source = (await core.workspace()).sources.find(({ path }) => path === core.path('other'));
    await core.ended((await core.call('sources.remove', { sourceId: source?.id ?? -1 })).jobId);
    const path = core.write('third/e.json', trailFile(buildRecords(4, 200)));
    await core.ended((await core.call('sources.add', { tokens: [core.core.grant(path)] })).jobId);
    const { rows } = await core.call('events.page', { viewId, offset: 0, limit: 1000, columns: ['file'] });
    expect(rows).toHaveLength(31);
    expect(rows.flat()).not.toContain(path);
    const third = (await core.workspace()).sources.find((each) => each.path === path);
    expect(third?.kind).toBe('file');
    await core.ended((await core.call('sources.remove', { sourceId: third?.id ?? -1 })).jobId);
  });

  test('tell all there is to know of one', async () => {
    const { ids } = await core.events(`eventID:${String(buildRecord(3)['eventID'])}`, []);
    const detail = await core.call('event.detail', { eventId: ids[0] ?? -1 });
    expect(Object.keys(detail.cells).toSorted()).toEqual(
      columns.flatMap(({ id, type }) => (type === 'record' ? [] : [id])).toSorted(),
    );
    expect(detail.cells).toMatchObject({
      eventTime: '2026-01-01T00:00:03Z',
      copies: 3,
      errorCode: null,
      file: core.path('logs/a.json'),
    });
    expect(detail.places.map(({ file, ordinal }) => [file, ordinal])).toEqual([
      [core.path('logs/a.json'), 3],
      [core.path('logs/b.json.gz'), 3],
      [core.path('logs/c.json'), 0],
    ]);
    expect(detail.conflicts).toHaveLength(1);
    expect(JSON.parse(detail.conflicts[0]?.text ?? '')).toMatchObject({ errorCode: 'AccessDenied' });
    expect(await errorOf('event.detail', { eventId: 99_999 })).toBe('event/not-found');
    expect(await errorOf('event.record', { eventId: 99_999 })).toBe('event/not-found');
  });
});

describe('the other calls', () => {
  test('filter.check finds what is wrong', async () => {
    expect((await core.call('filter.check', { text: 'eventName:Update*', timeZone: 'UTC' })).problems).toEqual([]);
    const { problems } = await core.call('filter.check', { text: 'evntName:x', timeZone: 'UTC' });
    expect(problems).toMatchObject([{ from: 0, to: 8, suggestion: 'eventName' }]);
  });

  test('problems.list counts the whole ledger and lists a part', async () => {
    const all = await core.call('problems.list', { level: 'all', offset: 0, limit: 100 });
    expect(all.problems.map(({ kind, level }) => [kind, level])).toEqual([
      ['conflict', 'error'],
      ['invalid-record', 'error'],
      ['not-json', 'info'],
    ]);
    expect(all.problems[1]).toMatchObject({ file: core.path('logs/c.json'), record: 1, text: '{"eventName":"x"}' });
    const some = await core.call('problems.list', { level: 'error', kind: 'conflict', offset: 0, limit: 1 });
    expect(some).toMatchObject({ total: 1, problems: [{ kind: 'conflict' }] });
    expect(some.byKind).toEqual(all.byKind);
    expect(all.byKind.reduce((sum, { count }) => sum + count, 0)).toBe(all.total);
  });

  test('streams.list names the streams', async () => {
    const { streams } = await core.call('streams.list', {});
    expect(streams).toMatchObject([
      {
        account: '111122223333',
        region: 'eu-west-1',
        name: 'orders',
        state: 'deleted',
        events: 31,
        firstEventTime: '2026-01-01T00:00:00Z',
        lastEventTime: '2026-01-01T00:00:40Z',
      },
    ]);
  });

  test('sql.run says where rows were left out', async () => {
    const text = 'SELECT "eventName", count(*) AS n FROM events GROUP BY ALL ORDER BY n DESC';
    const whole = await core.call('sql.run', { text, limit: 10 });
    expect(whole).toMatchObject({
      rows: [
        ['UpdateDestination', 30],
        ['DeleteDeliveryStream', 1],
      ],
      isCut: false,
    });
    expect(whole.columns).toEqual([
      { name: 'eventName', type: 'VARCHAR' },
      { name: 'n', type: 'BIGINT' },
    ]);
    expect(await core.call('sql.run', { text, limit: 1 })).toMatchObject({
      rows: [['UpdateDestination', 30]],
      isCut: true,
    });
  });

  test('settings are kept, and unreadable ones are the defaults', async () => {
    const changed = await core.call('settings.set', { theme: 'dark', gridColumns: [{ id: 'eventName', width: 99 }] });
    expect(changed).toEqual({
      theme: 'dark',
      timeZone: 'UTC',
      gridColumns: [{ id: 'eventName', width: 99 }],
      detailTab: 'summary',
    });
    expect(await core.call('settings.get', {})).toEqual(changed);
    core.write('user/settings.json', '{"theme":');
    expect((await core.call('settings.get', {})).theme).toBe('system');
  });

  test("event.record gives the file's bytes, and says when it cannot", async () => {
    const text =
      ' {  "Records" : [ { "eventVersion":"1.08",\n"eventTime":"2026-02-01T00:00:00Z", "eventSource":"s3.amazonaws.com","eventName":"Get\\u00e9", "n": -0, "eventID":"exact-1" } ] } ';
    const path = core.write('exact.json', text);
    await core.ended((await core.call('sources.add', { tokens: [core.core.grant(path)] })).jobId);
    const { ids } = await core.events('eventID:exact-1', []);
    const eventId = ids[0] ?? -1;
    const exact = text.slice(text.indexOf('{ "eventVersion'), text.lastIndexOf('}', text.length - 4) + 1);
    const found = await core.call('event.record', { eventId });
    expect(found).toMatchObject({ text: exact, isFromFile: true, place: { file: path, ordinal: 0 } });
    expect(readFileSync(path).subarray(found.place?.start, found.place?.end).toString()).toBe(exact);
    writeFileSync(path, `${text} `);
    expect(await core.call('event.record', { eventId })).toMatchObject({
      isFromFile: false,
      text: exact,
      note: expect.stringContaining('changed'),
    });
    rmSync(path);
    expect(await core.call('event.record', { eventId })).toMatchObject({
      isFromFile: false,
      text: exact,
      note: expect.stringContaining('no longer there'),
    });
    const source = (await core.workspace()).sources.find((each) => each.path === path);
    await core.ended((await core.call('sources.remove', { sourceId: source?.id ?? -1 })).jobId);
  });
});

describe('opening again', () => {
  test('a restart finds everything without an import, and what has changed on the disk', async () => {
    const first = await TestCore.make();
    try {
      const kept = first.write('logs/kept.json', trailFile(buildRecords(3)));
      const changed = first.write('logs/changed.json', trailFile(buildRecords(3, 10)));
      const gone = first.write('logs/gone.json', trailFile(buildRecords(3, 20)));
      await first.open(first.path('logs'));
      const { counts } = await first.workspace();
      const second = await first.restarted();
      const [recent] = (await second.call('workspace.recent', {})).workspaces;
      const reopen = await second.call('workspace.openRecent', { workspaceId: recent?.id ?? '' });
      expect(await second.ended(reopen.jobId)).toMatchObject({ kind: 'check', phase: 'done' });
      expect(await second.workspace()).toMatchObject({ counts, isIncomplete: false });
      expect((await second.workspace()).changes).toBeUndefined();
      writeFileSync(changed, trailFile(buildRecords(4, 10)));
      rmSync(gone);
      second.write('logs/new.json', trailFile(buildRecords(2, 30)));
      utimesSync(kept, new Date(0), new Date(0));
      const third = await second.restarted();
      await third.ended((await third.call('workspace.openRecent', { workspaceId: recent?.id ?? '' })).jobId);
      expect((await third.workspace()).changes).toEqual({ changed: 2, vanished: 1, added: 1 });
      expect((await third.workspace()).counts).toEqual(counts);
      const imported = await third.ended((await third.call('sources.refresh', {})).jobId);
      expect(imported).toMatchObject({ kind: 'import', phase: 'done', counts: { filesDone: 3, records: 9 } });
      const after = await third.workspace();
      expect(after.counts).toMatchObject({ read: 12, unique: 12, duplicates: 0, errors: 1 });
      expect(after.changes).toBeUndefined();
      const { problems } = await third.call('problems.list', { level: 'error', offset: 0, limit: 10 });
      expect(problems).toMatchObject([{ file: gone, kind: 'unreadable' }]);
      await third.remove();
    } finally {
      rmSync(first.dir, { recursive: true, force: true });
    }
  });

  test('several at once leave one open, whole', async () => {
    const own = await TestCore.make();
    own.write('one/a.json', trailFile(buildRecords(2)));
    own.write('two/a.json', trailFile(buildRecords(3)));
    const tokens = ['one', 'two', 'one'].map((name) => own.core.grant(own.path(name)));
    const replies = await Promise.all(tokens.map((token) => own.reply('workspace.open', { tokens: [token] })));
    expect(replies.map((reply) => reply.ok)).toEqual([true, true, true]);
    const last = replies[2]?.ok === true ? (replies[2].value as { jobId: number }) : undefined;
    expect((await own.ended(last?.jobId)).phase).toBe('done');
    expect(await own.workspace()).toMatchObject({ name: 'one', counts: { unique: 2 } });
    await own.remove();
  });

  test('another one ends the import that runs, which can be continued', async () => {
    const own = await TestCore.make();
    for (let file = 0; file < 300; file += 1) own.write(`many/${file}.json`, trailFile(buildRecords(20, file * 20)));
    own.write('few/a.json', trailFile(buildRecords(2)));
    const running = await own.call('workspace.open', { tokens: [own.core.grant(own.path('many'))] });
    await new Promise((resolve) => setTimeout(resolve, 60));
    await own.open(own.path('few'));
    const ended = own.pushed
      .flatMap(({ name, payload }) => (name === 'job' ? [pushed.job.parse(payload)] : []))
      .filter((job) => job.id === running.jobId);
    expect(ended.at(-1)?.phase).toBe('cancelled');
    const many = (await own.call('workspace.recent', {})).workspaces.find(({ name }) => name === 'many');
    const reopened = await own.call('workspace.openRecent', { workspaceId: many?.id ?? '' });
    await own.ended(reopened.jobId);
    expect((await own.workspace()).isIncomplete).toBe(true);
    await own.ended((await own.call('sources.refresh', {})).jobId);
    expect(await own.workspace()).toMatchObject({
      isIncomplete: false,
      counts: { read: 6000, unique: 6000, errors: 0 },
    });
    await own.remove();
  });

  test('nothing is changed while an import runs, and it can be cancelled', async () => {
    const own = await TestCore.make();
    for (let file = 0; file < 200; file += 1) own.write(`many/${file}.json`, trailFile(buildRecords(20, file * 20)));
    const extra = own.core.grant(own.write('extra.json', trailFile(buildRecords(1))));
    const { jobId } = await own.call('workspace.open', { tokens: [own.core.grant(own.path('many'))] });
    const sources = await own.reply('sources.add', { tokens: [extra] });
    expect(sources).toMatchObject({ ok: false, error: { code: 'bad-request' } });
    expect(await own.reply('sources.remove', { sourceId: 0 })).toMatchObject({
      ok: false,
      error: { code: 'bad-request' },
    });
    expect(await own.reply('sources.refresh', {})).toMatchObject({ ok: false, error: { code: 'bad-request' } });
    await own.call('jobs.cancel', { jobId: jobId ?? -1 });
    expect((await own.ended(jobId)).phase).toBe('cancelled');
    expect((await own.workspace()).sources).toHaveLength(1);
    expect((await own.workspace()).isIncomplete).toBe(true);
    await own.remove();
  });

  test('the open one is not forgotten; a closed one is, with its index', async () => {
    const own = await TestCore.make();
    const path = own.write('logs/a.json', trailFile(buildRecords(2)));
    await own.open(path);
    const { id } = await own.workspace();
    expect(await own.reply('workspace.forget', { workspaceId: id })).toMatchObject({
      ok: false,
      error: { code: 'bad-request' },
    });
    await own.call('workspace.close', {});
    expect(await own.call('workspace.current', {})).toEqual({});
    expect(await own.reply('sql.run', { text: 'SELECT 1', limit: 1 })).toMatchObject({
      ok: false,
      error: { code: 'workspace/none' },
    });
    await own.call('workspace.forget', { workspaceId: id });
    expect(await own.call('workspace.recent', {})).toEqual({ workspaces: [] });
    expect(await own.reply('workspace.openRecent', { workspaceId: id })).toMatchObject({
      ok: false,
      error: { code: 'workspace/unreadable' },
    });
    await own.remove();
  });
});

describe('the sample logs', () => {
  test('open with the numbers that their generator counted', async () => {
    const expected = JSON.parse(
      readFileSync(new URL('../fixtures/samples.expected.json', import.meta.url), 'utf8'),
    ) as {
      total: { read: number; unique: number; duplicates: number; rejected: number };
    };
    const own = await TestCore.make();
    const { jobId } = await own.call('workspace.openSamples', {});
    expect((await own.ended(jobId)).phase).toBe('done');
    const workspace = await own.workspace();
    expect(workspace).toMatchObject({ isSample: true, name: 'Sample logs' });
    const summaryRows = await own.call('sql.run', {
      text: `SELECT records FROM files WHERE file LIKE '%summary-only.csv'`,
      limit: 1,
    });
    const { read, unique, rejected } = expected.total;
    expect(workspace.counts.read).toBe(read + Number(summaryRows.rows[0]?.[0]));
    expect(workspace.counts.rejected).toBe(rejected);
    expect(workspace.counts.unique).toBeGreaterThanOrEqual(unique);
    await expectExactRecords(own);
    await own.remove();
  });
});

test('every call has been made with valid input, but for those of other files', () => {
  // streams.test.ts, awsSources.test.ts, awsProfiles.test.ts and exports.test.ts.
  const elsewhere =
    /^(?:streams|aws|trails|cache)\.|^events\.compare$|^sources\.(?:openRemote|change|follow)$|^jobs\.(?:pause|resume)$|^export\.|^files\.|^problems\.groups$|^sql\.schema$/;
  const expected = Object.keys(coreCalls).filter((name) => name === 'streams.list' || !elsewhere.test(name));
  expect([...TestCore.answered].toSorted()).toEqual(expected.toSorted());
});

/** Each kind of file, and some of the many alike: what `event.record` gives must be the bytes at its place. */
async function expectExactRecords(own: TestCore): Promise<void> {
  const { ids, rows } = await own.events('-file:*/AWSLogs/*', ['eventID', 'record']);
  const alike = await own.events('file:*/AWSLogs/*', ['eventID', 'record']);
  let slices = 0;
  const check = async (eventId: number, [eventID, kept]: readonly unknown[] = []): Promise<void> => {
    const { text, isFromFile, place } = await own.call('event.record', { eventId });
    expect(isFromFile).toBe(true);
    expect(JSON.parse(text)).toEqual(JSON.parse(String(kept)));
    expect((JSON.parse(text) as { eventID?: string }).eventID ?? null).toBe(eventID);
    if (place === undefined || place.file.includes('!')) return;
    const stored = readFileSync(place.file);
    // Some of the samples are damaged: they are inflated without a look at their checksums.
    const inflate = () => inflateRawSync(stored.subarray(10), { finishFlush: constants.Z_SYNC_FLUSH });
    const whole = stored[0] === 0x1f ? inflate() : stored;
    const slice = whole.subarray(place.start, place.end).toString();
    if (!slice.startsWith('{')) return;
    expect(text).toBe(slice);
    slices += 1;
  };
  for (const [index, id] of ids.entries()) await check(id, rows[index]);
  for (let index = 0; index < alike.ids.length; index += 25) await check(alike.ids[index] ?? -1, alike.rows[index]);
  expect(ids.length).toBeGreaterThan(70);
  expect(slices).toBeGreaterThan(80);
}

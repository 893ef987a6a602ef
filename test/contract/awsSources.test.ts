// Logs in S3 through a core like the app's: found, counted, fetched, continued, refreshed, followed.
import { existsSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test, vi } from 'vitest';

import type { FoundTrails } from '../../shared/aws/foundTrails.ts';
import type { CallOutput, Job } from '../../shared/ipc/contract.ts';
import type { S3Source } from '../../shared/ipc/sourceSpec.ts';
import { faults } from '../aws/faults.ts';
import { enterWorld, leaveWorld } from '../aws/enterWorld.ts';
import { firstBucket, secondBucket, type World } from '../aws/world.ts';
import { gzip, trailFile, buildRecords } from '../builders/records.ts';
import { TestCore } from '../builders/testCore.ts';

vi.setConfig({ testTimeout: 60_000, hookTimeout: 60_000 });

let world: World;
let core: TestCore;

beforeAll(async () => {
  world = await enterWorld();
});

afterAll(() => leaveWorld(world));

beforeEach(async () => {
  core = await TestCore.make();
  world.s3.forget();
});

afterEach(async () => {
  world.setFault(undefined);
  world.s3.latencyMs = 0;
  await core.remove();
});

const whole: S3Source = {
  kind: 's3',
  profile: 'reader',
  bucket: firstBucket,
  prefix: '',
  layout: 'trail',
  accounts: [],
  regions: [],
  trailKinds: ['CloudTrail'],
  range: {},
};

async function openRemote(source: S3Source, where: 'new' | 'add' = 'new'): Promise<Job> {
  const { jobId } = await core.call('sources.openRemote', { source, where });
  return core.ended(jobId);
}

async function refresh(): Promise<Job> {
  return core.ended((await core.call('sources.refresh', {})).jobId);
}

function find(location: string, profile = 'reader'): Promise<FoundTrails> {
  return core.call('trails.find', { searchId: 'a', profile, location });
}

/** What a log file of the world holds. */
const partsOf = (key: string): { readonly account: string; readonly region: string; readonly day: string } => {
  const [, account = '', region = '', day = ''] =
    /AWSLogs\/(\d{12})\/CloudTrail\/([a-z0-9-]+)\/(\d{4}\/\d{2}\/\d{2})\//.exec(key) ?? [];
  return { account, region, day: day.replaceAll('/', '-') };
};

describe('finding', () => {
  test('accounts, regions and what else lies there', async () => {
    const found = await find(firstBucket);
    const expected = new Map<string, Set<string>>();
    for (const { account, region } of world.logs.logKeys.map(partsOf))
      expected.set(account, (expected.get(account) ?? new Set()).add(region));
    expect(found.isComplete).toBe(true);
    expect(found.trails).toHaveLength(1);
    const accounts = found.trails[0]?.accounts ?? [];
    const texts = [...expected].map(([account, regions]) => `${account} ${[...regions].toSorted().join()}`);
    expect(accounts.map(({ account, regions }) => `${account} ${regions.join()}`)).toEqual(texts.toSorted());
    expect(accounts.flatMap(({ folders }) => folders)).toContain('CloudTrail-Digest');
    expect(world.s3.count('GetObject')).toBe(0);
    expect(
      world.s3.requests.every(({ operation, delimiter }) => operation !== 'ListObjectsV2' || delimiter === '/'),
    ).toBe(true);
    expect(core.pushed.some(({ name }) => name === 'trails')).toBe(true);
  });

  test('a bucket that is denied, one that is not there, and no logs', async () => {
    const errorOf = async (location: string, profile: string): Promise<string> => {
      const reply = await core.reply('trails.find', { searchId: 'a', profile, location });
      return reply.ok ? 'none' : `${reply.error.code} ${reply.error.message}`;
    };
    expect(await errorOf('no-such-bucket-here', 'reader')).toMatch(/^aws\/not-found .*no-such-bucket-here/);
    expect(await errorOf('broken name', 'reader')).toMatch(/^bad-request /);
    expect(await errorOf(firstBucket, 'broken')).toMatch(/^aws\/profile .*broken/);
    world.setFault(() => faults.denied());
    expect(await errorOf(firstBucket, 'reader')).toMatch(/^aws\/denied .*s3:ListBucket/);
  });

  test('counts before anything is downloaded, and days', async () => {
    const [first] = world.logs.logKeys.map(partsOf);
    const source = { ...whole, accounts: [first?.account ?? ''], regions: [first?.region ?? ''] };
    const wanted = world.logs.logKeys.filter((key) => {
      const { account, region } = partsOf(key);
      return account === first?.account && region === first.region;
    });
    const counted = await core.call('trails.count', { searchId: 'b', source });
    expect(counted).toMatchObject({ objects: wanted.length, objectsHere: 0, archived: 0, isComplete: true });
    expect(counted.bytes).toBe(wanted.reduce((sum, key) => sum + (world.objects.find(key)?.sizeBytes ?? 0), 0));
    const days = await core.call('trails.days', { searchId: 'c', source });
    expect(days.days.map(({ day }) => day)).toEqual([...new Set(wanted.map((key) => partsOf(key).day))].toSorted());
    expect(world.s3.count('GetObject')).toBe(0);
  });
});

describe('fetching', () => {
  test('what was chosen is read, nothing else is asked for; a refresh fetches only what is new', async () => {
    const [first] = world.logs.logKeys.map(partsOf);
    const source = { ...whole, accounts: [first?.account ?? ''] };
    const wanted = world.logs.logKeys.filter((key) => partsOf(key).account === first?.account);
    const job = await openRemote(source);
    expect(job).toMatchObject({
      phase: 'done',
      counts: { filesDone: wanted.length, fetch: { objectsDone: wanted.length } },
    });
    expect(world.s3.fetched().toSorted()).toEqual(wanted.toSorted());
    const workspace = await core.workspace();
    expect(workspace.sources).toMatchObject([
      { kind: 's3', path: `s3://${firstBucket}/`, files: wanted.length, events: workspace.counts.read, remote: source },
    ]);
    expect(workspace.counts.errors).toBe(0);

    world.s3.forget();
    const added = `AWSLogs/${first?.account}/CloudTrail/eu-west-1/2026/11/20/${first?.account}_CloudTrail_eu-west-1_20261120T0000Z_new.json.gz`;
    world.objects.add(added, gzip(trailFile(buildRecords(7, 900_000))));
    try {
      expect(await refresh()).toMatchObject({ phase: 'done', counts: { records: 7 } });
      expect(world.s3.fetched()).toEqual([added]);
      expect((await core.workspace()).counts.read).toBe(workspace.counts.read + 7);
    } finally {
      world.objects.delete(added);
    }
  });

  test('the exact record is read from the cache; without it the kept text is shown and said to be that', async () => {
    await openRemote(whole);
    const { ids } = await core.events('', ['eventID']);
    const eventId = ids[0] ?? -1;
    const record = await core.call('event.record', { eventId });
    expect(record).toMatchObject({ isFromFile: true });
    expect(record.place?.file).toMatch(new RegExp(`^s3://${firstBucket}/AWSLogs/`));
    const status = await core.call('cache.status', {});
    expect(status).toMatchObject({ objects: world.logs.logKeys.length, places: [{ name: firstBucket }] });
    expect(status.bytes).toBe(status.places[0]?.bytes);
    expect(await core.call('cache.clear', { place: firstBucket })).toMatchObject({ objects: 0, bytes: 0 });
    const kept = await core.call('event.record', { eventId });
    expect(kept).toMatchObject({ isFromFile: false, note: expect.stringContaining('cache') as string });
    expect(JSON.parse(kept.text)).toEqual(JSON.parse(record.text));
    // What has been read is not fetched again, cache or no cache.
    world.s3.forget();
    await refresh();
    expect(world.s3.count('GetObject')).toBe(0);
  });

  test('cancelled, then continued by another core: nothing is fetched twice, nothing is missing', async () => {
    world.s3.latencyMs = 40;
    const { jobId } = await core.call('sources.openRemote', { source: whole, where: 'new' });
    await vi.waitFor(() => expect(world.s3.count('GetObject')).toBeGreaterThan(20), { timeout: 20_000, interval: 5 });
    await core.call('jobs.cancel', { jobId: jobId ?? -1 });
    expect((await core.ended(jobId)).phase).toBe('cancelled');
    const stopped = await core.workspace();
    expect(stopped.isIncomplete).toBe(true);
    const before = world.s3.requests.filter(({ operation, status }) => operation === 'GetObject' && status === 200);
    expect(before.length).toBeLessThan(world.logs.logKeys.length);

    world.s3.latencyMs = 0;
    core = await core.restarted();
    await core.call('workspace.openRecent', { workspaceId: stopped.id });
    expect((await refresh()).phase).toBe('done');
    const fetched = world.s3.requests.filter(({ operation }) => operation === 'GetObject').map(({ key }) => key);
    expect(new Set(fetched).size).toBe(world.logs.logKeys.length);
    // Those that were on their way when it was cancelled may be asked for again.
    expect(fetched.length).toBeLessThanOrEqual(world.logs.logKeys.length + 64);
    const { counts, isIncomplete } = await core.workspace();
    expect(isIncomplete).toBe(false);
    const all = await TestCore.make();
    const other = core;
    core = all;
    await openRemote(whole);
    expect((await all.workspace()).counts).toEqual(counts);
    core = other;
    await all.remove();
  });

  test('paused, nothing more is asked for until it is resumed', async () => {
    world.s3.latencyMs = 30;
    const { jobId = -1 } = await core.call('sources.openRemote', { source: whole, where: 'new' });
    await vi.waitFor(() => expect(world.s3.count('GetObject')).toBeGreaterThan(8), { timeout: 20_000, interval: 5 });
    await core.call('jobs.pause', { jobId });
    // What was fetched may not have been read yet.
    expect(await core.reply('cache.clear', {})).toMatchObject({ ok: false, error: { code: 'bad-request' } });
    expect((await core.call('jobs.list', {})).jobs.find(({ id }) => id === jobId)).toMatchObject({
      isPaused: true,
      canPause: true,
    });
    await new Promise((resolve) => setTimeout(resolve, 400));
    const asked = world.s3.requests.length;
    await new Promise((resolve) => setTimeout(resolve, 400));
    expect(world.s3.requests.length).toBe(asked);
    world.s3.latencyMs = 0;
    await core.call('jobs.resume', { jobId });
    expect(await core.ended(jobId)).toMatchObject({ phase: 'done', isPaused: false });
    expect(world.s3.fetched()).toHaveLength(world.logs.logKeys.length);
  });

  test('what cannot be fetched is a line each, and the rest goes on', async () => {
    const [denied = '', gone = '', kms = '', archived = ''] = world.logs.logKeys;
    world.setFault(({ operation, key }) => {
      if (operation !== 'GetObject') return undefined;
      if (key === denied) return faults.denied();
      if (key === gone) return faults.noSuchKey();
      if (key === kms) return faults.kmsDenied();
      return key === archived ? faults.archived() : undefined;
    });
    const job = await openRemote(whole);
    expect(job.phase).toBe('done');
    const { problems } = await core.call('problems.list', { level: 'error', offset: 0, limit: 100 });
    const expected = { [denied]: 'denied', [gone]: 'vanished', [kms]: 'denied', [archived]: 'archived' };
    expect(Object.fromEntries(problems.map(({ file, kind }) => [file, kind]))).toEqual(
      Object.fromEntries(Object.entries(expected).map(([key, kind]) => [`s3://${firstBucket}/${key}`, kind])),
    );
    expect(problems.find(({ file }) => file.endsWith(kms))?.message).toContain('kms:Decrypt');
    expect((await core.workspace()).counts.filesRead).toBe(world.logs.logKeys.length - 4);
    // Looked at again, and mended.
    world.setFault(undefined);
    await refresh();
    expect((await core.call('problems.list', { level: 'error', offset: 0, limit: 100 })).total).toBe(0);
    expect((await core.workspace()).counts.filesRead).toBe(world.logs.logKeys.length);
  });

  test('a cache that is full stops it cleanly; with room it goes on', async () => {
    await core.call('settings.set', { cacheLimitBytes: 60_000 });
    const stopped = await openRemote(whole);
    expect(stopped).toMatchObject({ phase: 'failed', error: { code: 'cache/full' } });
    expect((await core.call('cache.status', {})).bytes).toBeLessThanOrEqual(60_000);
    const { counts, isIncomplete } = await core.workspace();
    expect(isIncomplete).toBe(true);
    expect(counts.unique).toBeGreaterThan(0);
    await core.call('settings.set', { cacheLimitBytes: 1_000_000_000 });
    expect((await refresh()).phase).toBe('done');
    expect((await core.workspace()).counts.filesRead).toBe(world.logs.logKeys.length);
  });

  test('first rows are there while the download goes on', async () => {
    world.s3.latencyMs = 100;
    const startedMs = performance.now();
    const { jobId } = await core.call('sources.openRemote', { source: whole, where: 'new' });
    await vi.waitFor(() => expect(world.s3.fetched().length).toBeGreaterThan(0), { timeout: 20_000, interval: 5 });
    await vi.waitFor(async () => expect((await core.workspace()).counts.unique).toBeGreaterThan(0), {
      timeout: 20_000,
      interval: 20,
    });
    const job = (await core.call('jobs.list', {})).jobs.find(({ id }) => id === jobId);
    expect(job?.phase).toBe('running');
    expect(performance.now() - startedMs).toBeLessThan(20_000);
    await core.call('jobs.cancel', { jobId: jobId ?? -1 });
    await core.ended(jobId);
  });
});

describe('several at once', () => {
  test('sources of two profiles and a folder; taking one out leaves the others', async () => {
    await openRemote({ ...whole, accounts: [partsOf(world.logs.logKeys[0] ?? '').account] });
    const first = await core.workspace();
    world.s3.forget();
    const second = await openRemote({ ...whole, profile: 'second', bucket: secondBucket, prefix: 'logs/' }, 'add');
    expect(second).toMatchObject({ phase: 'done' });
    expect(world.s3.count('GetObject')).toBe(0);
    core.write('own/a.json', trailFile(buildRecords(3, 700_000)));
    await core.ended((await core.call('sources.add', { tokens: [core.core.grant(core.path('own'))] })).jobId);
    const all = await core.workspace();
    expect(all.sources.map(({ kind, path }) => [kind, path])).toEqual([
      ['s3', `s3://${firstBucket}/`],
      ['s3', `s3://${secondBucket}/logs/`],
      ['folder', core.path('own')],
    ]);
    expect(all.sources.map(({ files }) => files)).toEqual([first.counts.filesRead, world.secondLogs.logKeys.length, 1]);
    const jobId = (await core.call('sources.remove', { sourceId: all.sources[0]?.id ?? -1 })).jobId;
    await core.ended(jobId);
    const left = await core.workspace();
    expect(left.sources.map(({ files }) => files)).toEqual([world.secondLogs.logKeys.length, 1]);
    expect(left.counts.filesRead).toBe(world.secondLogs.logKeys.length + 1);
  });

  test('another choice of a source keeps what was read', async () => {
    const [account = '', other = ''] = [...new Set(world.logs.logKeys.map((key) => partsOf(key).account))];
    await openRemote({ ...whole, accounts: [account] });
    const before = world.s3.fetched();
    const source = { ...whole, accounts: [account, other] };
    const { jobId } = await core.call('sources.change', { sourceId: 0, source });
    expect((await core.ended(jobId)).phase).toBe('done');
    const fetched = world.s3.fetched();
    expect(new Set(fetched).size).toBe(fetched.length);
    expect(fetched.length).toBeGreaterThan(before.length);
    expect((await core.workspace()).sources).toMatchObject([{ remote: source, files: fetched.length }]);
  });

  test('a workspace whose index is gone is made anew from its sources', async () => {
    await openRemote(whole);
    const { id, counts } = await core.workspace();
    await core.call('workspace.close', {});
    rmSync(join(core.dir, 'user', 'workspaces', `${id}.duckdb`));
    core = await core.restarted();
    world.s3.forget();
    const { jobId } = await core.call('workspace.openRecent', { workspaceId: id });
    expect((await core.ended(jobId)).phase).toBe('done');
    expect((await core.workspace()).counts).toEqual(counts);
    expect(world.s3.count('GetObject')).toBe(0);
    expect(existsSync(join(core.dir, 'user', 'workspaces', `${id}.duckdb`))).toBe(true);
  });
});

test('every call about sources beyond this machine is made here', () => {
  const expected = ['sources.openRemote', 'sources.change', 'jobs.pause', 'jobs.resume', 'cache.status', 'cache.clear'];
  expect([...TestCore.answered]).toEqual(
    expect.arrayContaining([...expected, 'trails.find', 'trails.days', 'trails.count']),
  );
});

describe('following', () => {
  const followState = async (): Promise<NonNullable<CallOutput<'workspace.current'>['workspace']>['follow']> =>
    (await core.workspace()).follow;

  test('from a queue: messages go once their objects are in the workspace', async () => {
    const account = partsOf(world.logs.logKeys[0] ?? '').account;
    await openRemote({ ...whole, accounts: [account], queueUrl: world.queue.url });
    expect(await followState()).toMatchObject({ isOn: false, by: 'queue' });
    const { read } = (await core.workspace()).counts;
    const keys = ['s3', 's3-sns', 'cloudtrail-sns'].map(
      (shape) =>
        `AWSLogs/${account}/CloudTrail/eu-west-1/2026/11/21/${account}_CloudTrail_eu-west-1_20261121T0000Z_${shape}.json.gz`,
    );
    const foreign = 'AWSLogs/999999999999/CloudTrail/eu-west-1/2026/11/21/x.json.gz';
    const [denied = ''] = keys;
    try {
      keys.forEach((key, index) => world.objects.add(key, gzip(trailFile(buildRecords(2, 800_000 + index * 10)))));
      world.setFault(({ operation, key }) =>
        operation === 'GetObject' && key === denied ? faults.denied() : undefined,
      );
      await world.queue.notify('s3', firstBucket, [keys[0] ?? '']);
      await world.queue.notify('s3-sns', firstBucket, [keys[1] ?? '']);
      await world.queue.notify('cloudtrail-sns', firstBucket, [keys[2] ?? '']);
      await world.queue.notify('s3', firstBucket, [foreign]);
      await core.call('sources.follow', { isOn: true });
      await vi.waitFor(async () => expect((await core.workspace()).counts.read).toBe(read + 4), {
        timeout: 30_000,
        interval: 100,
      });
      // One is denied, one is not of this workspace: both stay.
      await vi.waitFor(() => expect(world.queue.left()).toBe(2), { timeout: 30_000, interval: 100 });
      await vi.waitFor(async () => expect((await followState())?.remark).toMatch(/1 message is left/), {
        timeout: 30_000,
        interval: 100,
      });
      expect(await followState()).toMatchObject({ isOn: true, by: 'queue' });
      await core.call('sources.follow', { isOn: false });
      expect(await followState()).toMatchObject({ isOn: false });
    } finally {
      for (const key of keys) world.objects.delete(key);
    }
  });
});

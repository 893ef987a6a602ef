// What becomes of what was read when sources, objects and the cache change.
import { rmSync } from 'node:fs';
import { afterAll, afterEach, beforeAll, beforeEach, expect, test, vi } from 'vitest';

import { OpenWorkspace } from '../../main/core/openWorkspace.ts';
import type { SourceEntry } from '../../main/core/sources/source.ts';
import type { Job } from '../../shared/ipc/contract.ts';
import type { S3Source } from '../../shared/ipc/sourceSpec.ts';
import { faults } from '../aws/faults.ts';
import { enterWorld, leaveWorld } from '../aws/enterWorld.ts';
import { firstBucket, type World } from '../aws/world.ts';
import { buildRecords, gzip, trailFile } from '../builders/records.ts';
import { quietly, TestCore } from '../builders/testCore.ts';

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

const added: string[] = [];
afterEach(async () => {
  world.setFault(undefined);
  await core.remove();
  for (const key of added.splice(0)) world.objects.delete(key);
});

const [one, two] = ['777777777777', '888888888888'];
const source: S3Source = {
  kind: 's3',
  profile: 'reader',
  bucket: firstBucket,
  prefix: '',
  layout: 'trail',
  accounts: [one, two],
  regions: [],
  trailKinds: ['CloudTrail'],
  range: {},
};

function put(account: string, first: number, records = 2, name = 'a'): string {
  const key = `AWSLogs/${account}/CloudTrail/eu-west-1/2026/11/21/${name}.json.gz`;
  world.objects.add(key, gzip(trailFile(buildRecords(records, first))));
  added.push(key);
  return key;
}

async function openRemote(spec: S3Source, where: 'new' | 'add' = 'new'): Promise<Job> {
  return core.ended((await core.call('sources.openRemote', { source: spec, where })).jobId);
}

const refresh = async (): Promise<Job> => core.ended((await core.call('sources.refresh', {})).jobId);
const read = async (): Promise<number> => (await core.workspace()).counts.read;
const gets = (): number => world.s3.count('GetObject');

test('the removal of a source takes what was read of it under an earlier choice', async () => {
  put(one, 2_000_000);
  put(two, 2_000_010);
  await openRemote(source);
  expect(await read()).toBe(4);
  const id = (await core.workspace()).sources[0]?.id ?? -1;
  const changed = await core.call('sources.change', { sourceId: id, source: { ...source, accounts: [one] } });
  await core.ended(changed.jobId);
  expect(await read()).toBe(4);
  await core.ended((await core.call('sources.remove', { sourceId: id })).jobId);
  expect(await core.workspace()).toMatchObject({ sources: [], counts: { read: 0 } });
});

test('of two sources that share files, the removal of one leaves them', async () => {
  put(one, 2_100_000);
  put(two, 2_100_010);
  await openRemote(source);
  await openRemote({ ...source, accounts: [one] }, 'add');
  expect(gets()).toBe(2);
  const id = (await core.workspace()).sources[0]?.id ?? -1;
  await core.ended((await core.call('sources.remove', { sourceId: id })).jobId);
  expect(await read()).toBe(2);
});

test('an object that is overwritten between its listing and its download, and again later', async () => {
  const key = put(one, 2_200_000);
  let isFirst = true;
  world.setFault(({ operation }) => {
    if (operation === 'GetObject' && isFirst) {
      isFirst = false;
      put(one, 2_200_100, 3);
    }
    return undefined;
  });
  await openRemote({ ...source, accounts: [one] });
  expect(await read()).toBe(3);
  const asked = gets();
  expect(await refresh()).toMatchObject({ phase: 'done' });
  expect(gets()).toBe(asked);

  // Also where nothing is in the cache any more.
  await core.call('cache.clear', {});
  await refresh();
  expect(gets()).toBe(asked);

  put(one, 2_200_200, 5);
  await refresh();
  expect(await read()).toBe(5);
  expect((await core.workspace()).counts.unique).toBe(5);
  expect(key).toBe(added.at(-1));
});

test('a source whose profile is gone does not keep the others from being read', async () => {
  put(one, 2_300_000);
  await openRemote({ ...source, accounts: [one] });
  await openRemote({ ...source, accounts: [two], profile: 'no-such-profile' }, 'add');
  put(one, 2_300_010, 2, 'b');
  const job = await refresh();
  expect(job).toMatchObject({ phase: 'failed', error: { code: 'aws/profile' } });
  expect(job.error?.message).toMatch(/no-such-profile/);
  expect(await read()).toBe(4);
  expect((await core.workspace()).isIncomplete).toBe(true);
});

test('what one profile may not read is read with the other, and is no problem then', async () => {
  put(one, 2_400_000);
  put(two, 2_400_010);
  // Which keys are the first profile's: those that ask first.
  let first: string | undefined;
  world.setFault(({ operation, accessKeyId }) => {
    first ??= accessKeyId;
    return operation === 'GetObject' && accessKeyId === first ? faults.denied() : undefined;
  });
  await openRemote(source);
  expect(await read()).toBe(0);
  expect((await core.workspace()).counts.errors).toBe(2);
  const reading = openRemote({ ...source, profile: 'auditor' }, 'add');
  const [prompt] = await vi.waitUntil(async () => {
    const { prompts } = await core.call('aws.prompts', {});
    return prompts.length > 0 && prompts;
  });
  await core.call('aws.answer', { promptId: prompt?.id ?? -1, code: world.mfaCodes[0] ?? '' });
  expect(await reading).toMatchObject({ phase: 'done' });
  const { counts } = await core.workspace();
  expect(counts).toMatchObject({ read: 4, errors: 0 });
});

test('a downloaded file that was deleted before it was read is had again', async () => {
  const file = core.write('log.json.gz', gzip(trailFile(buildRecords(3, 2_500_000))));
  const workspace = await OpenWorkspace.open(
    { id: 'own', name: 'own', isSample: false },
    quietly(core.path('own.duckdb')),
  );
  const walk = (localPath: string) =>
    async function* (): AsyncGenerator<SourceEntry> {
      const object = { path: 's3://trail/log', name: 's3://trail/log', sizeBytes: 100, modifiedMs: 1, version: 'v' };
      yield { kind: 'file', ...object, fetch: () => Promise.resolve({ localPath, isFromCache: false }) };
    };
  const importFrom = async (localPath: string): Promise<boolean> => {
    const { signal } = new AbortController();
    await workspace.import({ signal, report: () => undefined, growsStreams: false, only: [walk(localPath)] });
    return workspace.holds([{ path: 's3://trail/log', version: 'v' }]);
  };
  try {
    expect(await importFrom(core.path('gone.json.gz'))).toBe(false);
    expect((await workspace.state()).counts).toMatchObject({ read: 0, errors: 1 });
    expect(await importFrom(file)).toBe(true);
    expect((await workspace.state()).counts).toMatchObject({ read: 3, errors: 0 });
    rmSync(file);
    expect(await importFrom(file)).toBe(true);
  } finally {
    await workspace.close();
  }
});

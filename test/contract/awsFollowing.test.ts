// Following logs in S3 through a core like the app's, when things change or go wrong on the way.
import { afterAll, afterEach, beforeAll, beforeEach, expect, test, vi } from 'vitest';

import type { Job } from '../../shared/ipc/contract.ts';
import type { S3Source } from '../../shared/ipc/sourceSpec.ts';
import { faults } from '../aws/faults.ts';
import { enterWorld, leaveWorld } from '../aws/enterWorld.ts';
import { firstBucket, type World } from '../aws/world.ts';
import { buildRecords, gzip, trailFile } from '../builders/records.ts';
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

const added: string[] = [];
afterEach(async () => {
  world.setFault(undefined);
  await core.remove();
  for (const key of added.splice(0)) world.objects.delete(key);
});

const account = '777777777777';
const source: S3Source = {
  kind: 's3',
  profile: 'reader',
  bucket: firstBucket,
  prefix: `AWSLogs/${account}/`,
  layout: 'trail',
  accounts: [],
  regions: [],
  trailKinds: ['CloudTrail'],
  range: {},
};
const folder = `AWSLogs/${account}/CloudTrail/eu-west-1/2026/11/21/`;

function put(name: string, first: number, records = 2): string {
  const key = `${folder}${name}.json.gz`;
  world.objects.add(key, gzip(trailFile(buildRecords(records, first))));
  added.push(key);
  return key;
}

async function openRemote(spec: S3Source, where: 'new' | 'add' = 'new'): Promise<Job> {
  return core.ended((await core.call('sources.openRemote', { source: spec, where })).jobId);
}

const follow = (isOn: boolean) => core.call('sources.follow', { isOn });
const read = async (): Promise<number> => (await core.workspace()).counts.read;
const looks = (): number => world.s3.requests.filter(({ operation }) => operation === 'ListObjectsV2').length;

/** Until the follower has looked once more. */
async function looked(): Promise<void> {
  const state = async () => (await core.workspace()).follow;
  const before = (await state())?.lastLookAt;
  await vi.waitFor(async () => expect((await state())?.lastLookAt ?? before).not.toBe(before), { timeout: 30_000 });
}

test('a place that cannot be looked into is one line, however often it is looked for', async () => {
  put('first', 1_000_000);
  const key = put('denied', 1_000_010);
  world.setFault((request) => (request.operation === 'GetObject' && request.key === key ? faults.denied() : undefined));
  await openRemote(source);
  const denied = async () =>
    (await core.call('problems.list', { level: 'all', kind: 'denied', offset: 0, limit: 10 })).problems;
  expect(await denied()).toHaveLength(1);
  for (let times = 0; times < 3; times += 1) {
    await follow(true);
    await looked();
    await follow(false);
  }
  expect(await denied()).toHaveLength(1);

  world.setFault(undefined);
  await follow(true);
  await vi.waitFor(async () => expect(await read()).toBe(4), { timeout: 20_000 });
  await vi.waitFor(async () => expect(await denied()).toHaveLength(0), { timeout: 20_000 });
});

test('a look that fails leaves the workspace as whole as it was', async () => {
  put('first', 1_100_000);
  await openRemote(source);
  expect((await core.workspace()).isIncomplete).toBe(false);
  world.setFault(({ operation }) => (operation === 'ListObjectsV2' ? faults.denied() : undefined));
  await follow(true);
  await vi.waitFor(async () => expect((await core.workspace()).follow?.remark).toMatch(/may not list/), {
    timeout: 20_000,
  });
  expect((await core.workspace()).isIncomplete).toBe(false);
});

test('a source that was removed is not read again, one that was added is', async () => {
  put('first', 1_200_000);
  await openRemote({ ...source, layout: 'plain', prefix: 'nothing-here/' });
  await openRemote(source, 'add');
  await follow(true);
  await looked();
  const [, own] = (await core.workspace()).sources;
  await core.ended((await core.call('sources.remove', { sourceId: own?.id ?? -1 })).jobId);
  await looked();
  expect((await core.workspace()).counts.read).toBe(0);
  expect((await core.workspace()).follow).toMatchObject({ isOn: true });

  await openRemote(source, 'add');
  expect(await read()).toBe(2);
  put('second', 1_200_010);
  await looked();
  await vi.waitFor(async () => expect(await read()).toBe(4), { timeout: 20_000 });
});

test('a refresh while a look goes on is no error; neither is the end of following', async () => {
  put('first', 1_300_000);
  await openRemote(source);
  world.s3.forget();
  world.s3.latencyMs = 1500;
  try {
    await follow(true);
    await vi.waitFor(() => expect(looks()).toBeGreaterThan(0), { timeout: 20_000 });
    put('second', 1_300_010);
    const { jobId } = await core.call('sources.refresh', {});
    expect(await core.ended(jobId)).toMatchObject({ phase: 'done' });
    expect(await read()).toBe(4);
    const beganMs = performance.now();
    await follow(false);
    expect(performance.now() - beganMs).toBeLessThan(3000);
    expect(await core.workspace()).toMatchObject({ isIncomplete: false });
  } finally {
    world.s3.latencyMs = 0;
  }
});

test('following ends, and the workspace closes, while work waits for the user', async () => {
  put('first', 1_400_000);
  await openRemote(source);
  world.setFault(() => faults.expired());
  await follow(true);
  await vi.waitFor(async () => expect((await core.call('aws.prompts', {})).prompts).toHaveLength(1), {
    timeout: 20_000,
  });
  await follow(false);
  expect((await core.call('aws.prompts', {})).prompts).toEqual([]);
  await follow(true);
  await vi.waitFor(async () => expect((await core.call('aws.prompts', {})).prompts).toHaveLength(1), {
    timeout: 20_000,
  });
  await core.call('workspace.close', {});
  expect((await core.call('aws.prompts', {})).prompts).toEqual([]);
});

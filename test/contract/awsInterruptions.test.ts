// An import from S3 that is cancelled, paused and refused credentials at any moment: it ends soon, and what comes of it
// in the end is what an undisturbed one gives.
import { afterAll, afterEach, beforeAll, beforeEach, expect, test, vi } from 'vitest';

import type { Prompt } from '../../shared/aws/profile.ts';
import type { S3Source } from '../../shared/ipc/sourceSpec.ts';
import { faults } from '../aws/faults.ts';
import { enterWorld, leaveWorld } from '../aws/enterWorld.ts';
import { firstBucket, type World } from '../aws/world.ts';
import { TestCore } from '../builders/testCore.ts';

vi.setConfig({ testTimeout: 120_000, hookTimeout: 60_000 });

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
const pass = (ms: number): Promise<void> => new Promise((resolve) => setTimeout(resolve, ms));

async function begin(): Promise<number> {
  const { jobId = -1 } = await core.call('sources.openRemote', { source: whole, where: 'new' });
  return jobId;
}

async function refresh(): Promise<number> {
  return (await core.call('sources.refresh', {})).jobId ?? -1;
}

async function prompted(): Promise<Prompt> {
  const prompts = await vi.waitUntil(
    async () => {
      const list = (await core.call('aws.prompts', {})).prompts;
      return list.length > 0 && list;
    },
    { timeout: 20_000 },
  );
  expect(prompts).toHaveLength(1);
  return prompts[0] as Prompt;
}

test('cancelled at any moment, paused or not', async () => {
  world.s3.latencyMs = 20;
  for (let round = 0; round < 14; round += 1) {
    const jobId = round === 0 ? await begin() : await refresh();
    await pass((round * 23) % 170);
    if (round % 3 === 1) await core.call('jobs.pause', { jobId });
    if (round % 6 === 1) await core.call('jobs.resume', { jobId });
    const cancelledMs = performance.now();
    await core.call('jobs.cancel', { jobId });
    expect(['cancelled', 'done']).toContain((await core.ended(jobId)).phase);
    expect(performance.now() - cancelledMs).toBeLessThan(3000);
  }
  world.s3.latencyMs = 0;
  expect(await core.ended(await refresh())).toMatchObject({ phase: 'done' });
  const { counts, isIncomplete } = await core.workspace();
  expect(isIncomplete).toBe(false);
  await core.remove();
  core = await TestCore.make();
  await core.ended(await begin());
  expect(counts).toEqual((await core.workspace()).counts);
  // No connection is left open by all that was cut off.
  await core.call('workspace.close', {});
  await vi.waitFor(() => expect(process.getActiveResourcesInfo()).not.toContain('TCPSocketWrap'), { timeout: 5000 });
});

test('credentials that end with many requests under way: one question; paused while it waits, dismissed, answered', async () => {
  world.s3.latencyMs = 10;
  let isOver = false;
  let asked = 0;
  world.setFault(({ operation }) => {
    if (operation === 'GetObject') asked += 1;
    if (asked === 100) isOver = true;
    return isOver ? faults.expired() : undefined;
  });
  const first = await begin();
  await core.call('aws.dismiss', { promptId: (await prompted()).id });
  expect(await core.ended(first)).toMatchObject({ phase: 'failed', error: { code: 'aws/expired' } });
  expect((await core.call('aws.prompts', {})).prompts).toEqual([]);

  const second = await refresh();
  const { id } = await prompted();
  await core.call('jobs.pause', { jobId: second });
  isOver = false;
  const before = asked;
  await core.call('aws.answer', { promptId: id });
  await pass(300);
  // Paused is paused.
  expect(asked).toBe(before);
  await core.call('jobs.resume', { jobId: second });
  expect(await core.ended(second)).toMatchObject({ phase: 'done' });
  expect((await core.workspace()).counts).toMatchObject({ filesRead: world.logs.logKeys.length, errors: 0 });
});

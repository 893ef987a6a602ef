// Profiles and signing in through a core like the app's: what the window asks, is told, and is asked.
import { existsSync, readFileSync, readdirSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, afterEach, beforeAll, beforeEach, expect, test, vi } from 'vitest';

import type { Prompt } from '../../shared/aws/profile.ts';
import { coreCalls } from '../../shared/ipc/contract.ts';
import type { EventHistorySource, S3Source } from '../../shared/ipc/sourceSpec.ts';
import { enterWorld, leaveWorld } from '../aws/enterWorld.ts';
import { firstBucket, secondBucket, type World } from '../aws/world.ts';
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
});

afterEach(async () => {
  await core.remove();
  rmSync(join(world.home, '.aws', 'sso'), { recursive: true, force: true });
  world.signIn.newDevice = 'pending';
});

const trail = (profile: string): S3Source => ({
  kind: 's3',
  profile,
  bucket: firstBucket,
  prefix: '',
  layout: 'trail',
  accounts: [],
  regions: ['eu-west-1'],
  trailKinds: ['CloudTrail'],
  range: {},
});

async function promptOf(kind: Prompt['kind']): Promise<Prompt> {
  return vi.waitFor(
    async () => {
      const found = (await core.call('aws.prompts', {})).prompts.find((prompt) => prompt.kind === kind);
      expect(found).toBeDefined();
      return found as Prompt;
    },
    { timeout: 20_000, interval: 20 },
  );
}

test('profiles are listed, with what is wrong with one', async () => {
  const { profiles } = await core.call('aws.profiles', {});
  expect(Object.fromEntries(profiles.map(({ name, kind }) => [name, kind]))).toMatchObject({
    reader: 'keys',
    second: 'keys',
    corp: 'sso',
    auditor: 'role',
  });
  const broken = profiles.find(({ name }) => name === 'broken');
  expect(broken?.problems.join()).toContain('nowhere');
  expect((await core.call('aws.regions', { profile: 'reader' })).regions[0]).toBe('eu-west-1');
});

test('who a profile is, and which buckets it may see', async () => {
  expect(await core.call('aws.identity', { profile: 'reader' })).toEqual({
    profile: 'reader',
    account: '111122223333',
    arn: 'arn:aws:iam::111122223333:user/reader',
  });
  const { buckets } = await core.call('aws.buckets', { profile: 'second' });
  expect(buckets.map(({ name }) => name)).toContain(secondBucket);
});

test('a role with MFA asks for the code; a wrong one is refused, a right one goes on', async () => {
  const source = trail('auditor');
  const { jobId } = await core.call('sources.openRemote', { source, where: 'new' });
  const first = await promptOf('mfa');
  expect(first).toMatchObject({ profile: 'auditor', serial: 'arn:aws:iam::111122223333:mfa/reader' });
  await core.call('aws.answer', { promptId: first.id, code: '000000' });
  const second = await vi.waitFor(
    async () => {
      const prompt = await promptOf('mfa');
      expect(prompt.id).not.toBe(first.id);
      return prompt;
    },
    { timeout: 10_000, interval: 20 },
  );
  await core.call('aws.answer', { promptId: second.id, code: world.mfaCodes[0] ?? '' });
  expect((await core.ended(jobId)).phase).toBe('done');
  expect((await core.workspace()).counts.unique).toBeGreaterThan(0);
  // The code is known by now for all that this profile does.
  expect(await core.call('aws.identity', { profile: 'auditor' })).toMatchObject({ account: '111122223333' });
  expect((await core.call('aws.prompts', {})).prompts).toEqual([]);
});

test('a code that is not given ends what needed it', async () => {
  const { jobId } = await core.call('sources.openRemote', { source: trail('auditor'), where: 'new' });
  await core.call('aws.dismiss', { promptId: (await promptOf('mfa')).id });
  expect(await core.ended(jobId)).toMatchObject({ phase: 'failed', error: { code: 'aws/mfa' } });
});

test('SSO: an import waits, the user signs in, the import goes on; the token stands where the AWS CLI looks for it', async () => {
  const { jobId } = await core.call('sources.openRemote', { source: trail('corp'), where: 'new' });
  const prompt = await promptOf('signIn');
  expect(prompt).toMatchObject({ profile: 'corp', command: 'aws sso login --profile corp' });
  world.signIn.newDevice = 'approved';
  await core.call('aws.signIn', { profile: 'corp' });
  expect((await core.ended(jobId)).phase).toBe('done');
  expect(
    core.pushed.some(({ name, payload }) => name === 'signIn' && JSON.stringify(payload).includes('userCode')),
  ).toBe(true);
  expect(core.pushed.filter(({ name }) => name === 'signIn').at(-1)?.payload).toEqual({});
  expect((await core.call('aws.identity', { profile: 'corp' })).expiresAt).toBeDefined();
  const cache = join(world.home, '.aws', 'sso', 'cache');
  const token = readdirSync(cache)
    .map((name) => JSON.parse(readFileSync(join(cache, name), 'utf8')) as Record<string, unknown>)
    .find((content) => 'accessToken' in content);
  expect(token).toMatchObject({ startUrl: 'https://corp.awsapps.com/start', region: 'eu-west-1' });
});

test('a sign-in can be cancelled, and leaves nothing', async () => {
  const abort = new AbortController();
  const reply = core.reply('aws.signIn', { profile: 'corp' }, abort.signal);
  await vi.waitFor(() => expect(core.pushed.some(({ name }) => name === 'signIn')).toBe(true), { timeout: 10_000 });
  abort.abort();
  expect(await reply).toMatchObject({ ok: false, error: { code: 'cancelled' } });
  expect(existsSync(join(world.home, '.aws', 'sso', 'cache', 'corp.json'))).toBe(false);
});

test('Event history of a region merges with what a trail has brought', async () => {
  const source: EventHistorySource = {
    kind: 'eventHistory',
    profile: 'reader',
    regions: ['eu-west-1'],
    range: { lastMinutes: 60 * 24 * 5 },
    attribute: { key: 'EventSource', value: 'firehose.amazonaws.com' },
  };
  const { jobId } = await core.call('sources.openRemote', { source, where: 'new' });
  expect((await core.ended(jobId)).phase).toBe('done');
  const first = await core.workspace();
  expect(first.counts.unique).toBeGreaterThan(0);
  expect(first.counts.errors).toBe(0);
  expect(first.sources).toMatchObject([{ kind: 'eventHistory', events: first.counts.read }]);
  const { rows } = await core.events('', ['eventSource', 'record']);
  expect(new Set(rows.map(([eventSource]) => eventSource))).toEqual(new Set(['firehose.amazonaws.com']));
  // The same again, of all event sources: what is there already is a duplicate.
  const { attribute: _attribute, ...all } = source;
  const again = await core.call('sources.openRemote', { source: all, where: 'add' });
  expect((await core.ended(again.jobId)).phase).toBe('done');
  const both = await core.workspace();
  expect(both.counts.unique).toBeGreaterThan(first.counts.unique);
  expect(both.counts.duplicates).toBe(first.counts.unique);
  expect(both.counts.conflicts).toBe(0);
});

test('every call about AWS has been made with valid input here or in awsSources.test.ts', () => {
  const here = ['aws.', 'trails.', 'cache.'];
  const elsewhere = ['trails.find', 'trails.days', 'trails.count', 'cache.status', 'cache.clear'];
  const expected = Object.keys(coreCalls).filter(
    (name) => here.some((prefix) => name.startsWith(prefix)) && !elsewhere.includes(name),
  );
  expect([...TestCore.answered]).toEqual(expect.arrayContaining(expected));
});

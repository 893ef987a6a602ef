// Secrets stay inside: the flows that use them run with marked ones, through a core and the built command line, and
// everything that was written, sent, pushed or printed is searched for the mark. Only the files that AWS's own tools
// keep them in, in the user's home, may hold it.
import { execFile } from 'node:child_process';
import { existsSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { afterAll, beforeAll, expect, test, vi } from 'vitest';

import type { Prompt } from '../../shared/aws/profile.ts';
import type { CallInput, CoreCallName, Reply } from '../../shared/ipc/contract.ts';
import type { S3Source } from '../../shared/ipc/sourceSpec.ts';
import { secretMark } from '../aws/signInState.ts';
import { firstBucket, startWorld, type World } from '../aws/world.ts';
import { TestCore } from '../builders/testCore.ts';

vi.setConfig({ testTimeout: 120_000, hookTimeout: 60_000 });

const builtCommandLine = join(import.meta.dirname, '../../out/cli/firetrail.js');

let world: World;
/** Where programs put what is temporary. */
let temporary: string;

beforeAll(async () => {
  temporary = mkdtempSync(join(tmpdir(), 'firetrail-secrets-'));
  world = await startWorld();
  for (const name of Object.keys(process.env)) if (name.startsWith('AWS_')) vi.stubEnv(name, undefined);
  for (const [name, value] of Object.entries({ ...world.env, TMPDIR: temporary })) vi.stubEnv(name, value);
});

afterAll(async () => {
  vi.unstubAllEnvs();
  await world.close();
  rmSync(temporary, { recursive: true, force: true });
});

/** The mark, and what becomes of it in the encodings that programs write. */
const forms: readonly (readonly [string, Buffer])[] = [
  ['as it is', Buffer.from(secretMark)],
  ['in hexadecimal', Buffer.from(Buffer.from(secretMark).toString('hex'))],
  ['in UTF-16', Buffer.from(secretMark, 'utf16le')],
  // What it is depends on where in a group of three it begins: only the middle is the same whatever stands around it.
  ...[0, 1, 2].map((before): [string, Buffer] => {
    const text = Buffer.from('x'.repeat(before) + secretMark).toString('base64');
    return [`in base64, from ${before}`, Buffer.from(text.slice(before === 0 ? 0 : 4, -4))];
  }),
];

function marksIn(bytes: Buffer): readonly string[] {
  return forms.filter(([, form]) => bytes.includes(form)).map(([name]) => name);
}

function marksUnder(dir: string): readonly string[] {
  return readdirSync(dir, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name))
    .flatMap((path) => marksIn(readFileSync(path)).map((form) => `${path} ${form}`));
}

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

/** Every message that passes between a core and the window. */
class Watched {
  readonly core: TestCore;
  readonly replies: Reply[] = [];

  constructor(core: TestCore) {
    this.core = core;
  }

  async call<Name extends CoreCallName>(name: Name, input: CallInput<Name>): Promise<Reply> {
    const reply = await this.core.reply(name, input);
    this.replies.push(reply);
    return reply;
  }

  async import(profile: string, change: Partial<S3Source> = {}): Promise<number> {
    const reply = await this.call('sources.openRemote', { source: { ...trail(profile), ...change }, where: 'new' });
    if (!reply.ok) throw new Error(reply.error.message);
    return (reply.value as { jobId: number }).jobId;
  }

  async prompt(kind: Prompt['kind']): Promise<Prompt> {
    return vi.waitFor(
      async () => {
        const reply = await this.call('aws.prompts', {});
        const { prompts } = (reply as Extract<Reply, { ok: true }>).value as { prompts: readonly Prompt[] };
        const found = prompts.find((prompt) => prompt.kind === kind);
        expect(found).toBeDefined();
        return found as Prompt;
      },
      { timeout: 20_000, interval: 50 },
    );
  }

  messages(): Buffer {
    return Buffer.from(JSON.stringify([this.replies, this.core.pushed]));
  }
}

test('the search finds what is there', () => {
  const dir = join(temporary, 'found');
  mkdirSync(dir);
  const [secret] = world.signIn.secrets;
  if (secret === undefined) throw new Error('no secret was handed out');
  const texts = {
    plain: secret,
    hex: Buffer.from(secret).toString('hex'),
    utf16: Buffer.from(secret, 'utf16le'),
    url: encodeURIComponent(secret),
    base64: Buffer.from(`{"a":"${secret}"}`).toString('base64'),
    base64url: Buffer.from(`{"ab":"${secret}"}`).toString('base64url'),
    base64third: Buffer.from(`{"abc":"${secret}"}`).toString('base64'),
  };
  for (const [name, text] of Object.entries(texts)) writeFileSync(join(dir, name), text);
  const found = marksUnder(dir).map((line) => line.slice(dir.length + 1).split(' ')[0]);
  expect(new Set(found)).toEqual(new Set(Object.keys(texts)));
  rmSync(dir, { recursive: true });
  // And where the secrets are meant to stand.
  expect(marksUnder(join(world.home, '.aws'))).not.toEqual([]);
});

test('nothing that a core writes, answers, pushes or logs holds a secret', async () => {
  const logged: unknown[][] = [];
  for (const name of ['log', 'info', 'warn', 'error', 'debug'] as const)
    vi.spyOn(console, name).mockImplementation((...values: unknown[]) => void logged.push(values));
  const watched = new Watched(await TestCore.make());
  const { core } = watched;
  try {
    await watched.call('aws.profiles', {});
    for (const profile of ['reader', 'second', 'broken', 'corp']) await watched.call('aws.identity', { profile });
    await importWithKeys(watched);
    await importWithSso(watched);
    await importWithMfa(watched);
    await failures(watched);
    await watched.call('workspace.current', {});
    await watched.call('jobs.list', {});
    await watched.call('cache.status', {});
    // Texts are kept compressed: whoever looks for one through the app finds none either.
    const found = await core.events(`"${secretMark}"`, ['eventID']);
    expect(found.rows).toEqual([]);
  } finally {
    vi.restoreAllMocks();
    await core.core.close();
  }
  expect(watched.replies.filter(({ ok }) => ok).length).toBeGreaterThan(10);
  expect(marksIn(watched.messages())).toEqual([]);
  expect(marksIn(Buffer.from(logged.map((values) => values.map(whole).join(' ')).join('\n')))).toEqual([]);
  expect(marksUnder(core.dir)).toEqual([]);
  expect(marksUnder(temporary)).toEqual([]);
  rmSync(core.dir, { recursive: true, force: true });
});

/** As a log would show it: with what stands in an error besides its message. */
function whole(value: unknown): string {
  return value instanceof Error
    ? `${value.stack} ${whole(value.cause)} ${JSON.stringify(value)}`
    : JSON.stringify(value);
}

async function importWithKeys(watched: Watched): Promise<void> {
  const source = trail('reader');
  await watched.call('aws.buckets', { profile: 'reader' });
  await watched.call('trails.find', { searchId: '1', profile: 'reader', location: `s3://${firstBucket}/` });
  await watched.call('trails.count', { searchId: '2', source });
  const done = await watched.core.ended(await watched.import('reader'));
  expect(done.phase).toBe('done');
}

/** Signed in half way: first the session has not begun, then the credentials end. */
async function importWithSso(watched: Watched): Promise<void> {
  const jobId = await watched.import('corp', { regions: ['us-east-1'] });
  await watched.prompt('signIn');
  world.signIn.newDevice = 'approved';
  await watched.call('aws.signIn', { profile: 'corp' });
  expect((await watched.core.ended(jobId)).phase).toBe('done');
  world.signIn.endCredentials();
  await watched.call('aws.identity', { profile: 'corp' });
}

async function importWithMfa(watched: Watched): Promise<void> {
  const jobId = await watched.import('auditor', { regions: [] });
  const { id } = await watched.prompt('mfa');
  await watched.call('aws.answer', { promptId: id, code: world.mfaCodes[0] ?? '' });
  expect((await watched.core.ended(jobId)).phase).toBe('done');
}

/** Answers that quote what they were asked with, as AWS's do. */
async function failures(watched: Watched): Promise<void> {
  const [secret = ''] = world.signIn.secrets;
  const quoting = `It is not authorized to perform: s3:ListBucket because ${secret} (token=${secret}, Bearer ${secret})`;
  for (const [status, code] of [
    [403, 'SignatureDoesNotMatch'],
    [403, 'AccessDenied'],
    [400, 'InvalidParameterValue'],
    [400, 'ExpiredToken'],
  ] as const) {
    const details = { StringToSign: secret, AWSAccessKeyId: secret };
    world.setFault(() => ({ kind: 'error', status, code, message: quoting, details }));
    expect((await watched.call('aws.buckets', { profile: 'reader' })).ok).toBe(false);
    await watched.call('trails.find', { searchId: code, profile: 'reader', location: firstBucket });
  }
  world.setFault(undefined);
  world.signIn.addFault('AssumeRole', { status: 403, code: 'AccessDenied', message: quoting }, 3);
  world.signIn.addFault('GetCallerIdentity', { status: 403, code: 'SignatureDoesNotMatch', message: quoting }, 3);
  for (const profile of ['reader', 'second']) await watched.call('aws.identity', { profile });
  world.signIn.faults.clear();
}

test('nothing that the command line writes or prints holds a secret', async () => {
  if (!existsSync(builtCommandLine)) throw new Error('The command line is not built: npm run build');
  const dir = mkdtempSync(join(temporary, 'command-'));
  const workspace = join(dir, 'kept.duckdb');
  const url = `s3://${firstBucket}/`;
  const runs = [
    await run('profiles', '--json'),
    await run('import', url, '--profile', 'reader', '--regions', 'eu-west-1', '--workspace', workspace, '--json'),
    await run('events', url, '--profile', 'reader', '--regions', 'eu-west-1', '--workspace', workspace, '--limit', '5'),
    await run('import', url, '--profile', 'second', '--json'),
    await run('import', url, '--profile', 'auditor', '--json'),
    await run('import', url, '--profile', 'broken', '--json'),
  ];
  expect(runs.map(({ status }) => status).slice(0, 3)).toEqual([0, 0, 0]);
  expect(runs.slice(3).every(({ status, err }) => status !== 0 && err !== '')).toBe(true);
  expect(marksIn(Buffer.from(JSON.stringify(runs)))).toEqual([]);
  expect(marksUnder(temporary)).toEqual([]);
  // In the home, only where AWS's own tools keep them.
  const elsewhere = marksUnder(world.home).filter((line) => !line.startsWith(join(world.home, '.aws')));
  expect(elsewhere).toEqual([]);
});

async function run(...argv: readonly string[]): Promise<{ status: number; out: string; err: string }> {
  const env = { ...world.env, TMPDIR: temporary };
  try {
    const { stdout, stderr } = await promisify(execFile)(process.execPath, [builtCommandLine, ...argv], {
      env,
      maxBuffer: 2 ** 28,
    });
    return { status: 0, out: stdout, err: stderr };
  } catch (error) {
    const { code, stdout, stderr } = error as { code: number; stdout: string; stderr: string };
    return { status: code, out: stdout, err: stderr };
  }
}

// The command line as it was built, against servers that speak the protocols of AWS.
import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { DuckDBInstance } from '@duckdb/node-api';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test, vi } from 'vitest';

import type { ProfileList } from '../../shared/aws/profile.ts';
import { createAccess } from '../../main/core/aws/createAccess.ts';
import { Prompts } from '../../main/core/aws/prompts.ts';
import { faults } from '../aws/faults.ts';
import { firstBucket, secondBucket, startWorld, type World } from '../aws/world.ts';
import { buildRecord, gzip, trailFile, type BuiltRecord } from '../builders/records.ts';

vi.setConfig({ testTimeout: 120_000, hookTimeout: 120_000 });

const builtCommandLine = join(import.meta.dirname, '../../out/cli/firetrail.js');

let world: World;
let dir: string;
const children = new Set<ChildProcess>();

beforeAll(async () => {
  if (!existsSync(builtCommandLine)) throw new Error('The command line is not built: npm run build');
  world = await startWorld();
});

afterAll(async () => {
  for (const child of children) child.kill('SIGKILL');
  await world.close();
});

beforeEach(() => {
  dir = mkdtempSync(join(tmpdir(), 'firetrail-aws-'));
  world.s3.forget();
  world.lookup.requests.length = 0;
});

afterEach(() => {
  world.setFault(undefined);
  world.lookup.fault = undefined;
  world.s3.latencyMs = 0;
  rmSync(dir, { recursive: true, force: true, maxRetries: 5 });
});

type Result = { readonly status: number | null; readonly out: string; readonly err: string };

function start(argv: readonly string[], env: Readonly<Record<string, string>> = {}): ChildProcess {
  const whole = { ...world.env, XDG_CACHE_HOME: join(dir, 'cache'), ...env };
  const child = spawn(process.execPath, [builtCommandLine, ...argv], { env: whole, stdio: ['ignore', 'pipe', 'pipe'] });
  children.add(child);
  child.once('exit', () => children.delete(child));
  return child;
}

async function ended(child: ChildProcess): Promise<Result> {
  const texts = { out: '', err: '' };
  child.stdout?.on('data', (chunk: Buffer) => (texts.out += chunk.toString()));
  child.stderr?.on('data', (chunk: Buffer) => (texts.err += chunk.toString()));
  const [status] = (await once(child, 'close')) as [number | null];
  return { status, ...texts };
}

const firetrail = (...argv: readonly string[]): Promise<Result> => ended(start(argv));

async function json<Value = Record<string, unknown>>(...argv: readonly string[]): Promise<Value> {
  const result = await firetrail(...argv, '--json');
  expect(result).toMatchObject({ status: 0 });
  return JSON.parse(result.out) as Value;
}

const bucket = `s3://${firstBucket}`;
const reader = ['--profile', 'reader'];
type Imported = {
  files: { read: number; unchanged: number };
  events: { read: number; unique: number; duplicates: number };
  problems: { kind: string; file: string; message: string }[];
};
type Counted = { total: number; groups: { value: string; count: number }[] };

/** Secrets that the files hold and the servers have handed out. */
function secrets(): readonly string[] {
  const inFiles = /aws_secret_access_key = (\S+)/g;
  const written = [...readFileSync(world.credentialsFile, 'utf8').matchAll(inFiles)].map(([, secret = '']) => secret);
  return [...written, ...world.signIn.secrets];
}

function expectNoSecrets({ out, err }: Result): void {
  expect(secrets().length).toBeGreaterThan(1);
  expect(secrets().filter((secret) => `${out}${err}`.includes(secret))).toEqual([]);
}

function copyOfBucket(): string {
  for (const key of world.logs.logKeys) {
    const path = join(dir, 'copy', key);
    mkdirSync(dirname(path), { recursive: true });
    writeFileSync(path, world.logs.objects.get(key) ?? '');
  }
  return join(dir, 'copy');
}

const placeOf = (key: string): { readonly account: string; readonly region: string; readonly day: string } => {
  const [, account = '', region = '', day = ''] =
    /AWSLogs\/(\d{12})\/CloudTrail\/([a-z0-9-]+)\/(\d{4}\/\d{2}\/\d{2})\//.exec(key) ?? [];
  return { account, region, day: day.replaceAll('/', '-') };
};

describe('profiles', () => {
  test('as JSON are what the core knows of them; as a table they are named, with what is wrong', async () => {
    const access = createAccess({
      prompts: new Prompts(() => undefined),
      onProfiles: () => undefined,
      onSignIn: () => undefined,
      env: { ...world.env },
    });
    const known: unknown = JSON.parse(JSON.stringify(await access.listProfiles()));
    access.close();
    expect(await json('profiles')).toEqual(known);
    const table = await firetrail('profiles');
    expect(table).toMatchObject({ status: 0, err: '' });
    for (const name of ['reader', 'second', 'corp', 'auditor', 'broken'])
      expect(table.out).toMatch(new RegExp(`^${name} `, 'm'));
    const { profiles } = known as ProfileList;
    const problems = profiles.flatMap((profile) => profile.problems);
    expect(problems.length).toBeGreaterThan(0);
    for (const problem of problems) expect(table.out).toContain(problem);
    expectNoSecrets(table);
  });

  test('take no logs', async () => {
    expect(await firetrail('profiles', '--workspace', 'x')).toMatchObject({ status: 2, out: '' });
  });
});

describe('a bucket', () => {
  test('gives what its copy on this machine gives, to every command', async () => {
    const copy = copyOfBucket();
    const [fromBucket, fromCopy] = [
      await json<Imported>('import', bucket, ...reader),
      await json<Imported>('import', copy),
    ];
    expect(fromBucket.events).toEqual(fromCopy.events);
    expect(fromBucket.files.read).toBe(world.logs.logKeys.length);
    expect(fromBucket.problems).toEqual([]);
    const same = async (command: string, ...rest: readonly string[]): Promise<string> => {
      const here = await firetrail(command, copy, ...rest);
      const there = await firetrail(command, bucket, ...rest, ...reader);
      expect(there).toMatchObject({ status: 0, err: '' });
      expect(there.out).toBe(here.out);
      return there.out;
    };
    await same('count', '--by', 'eventName', '--json');
    const rows = await same('events', '--columns', 'eventTime,eventID,eventName', '--format', 'ndjson');
    const [{ eventID }] = rows
      .split('\n')
      .slice(0, 1)
      .map((line) => JSON.parse(line) as { eventID: string }) as [{ eventID: string }];
    await same('record', '--event', eventID);
    await same('streams');
    const sql = 'SELECT awsRegion, count(*) AS events FROM events GROUP BY ALL ORDER BY ALL';
    const bySql = await firetrail('sql', bucket, sql, '--format', 'json', ...reader);
    expect(bySql.out).toBe((await firetrail('sql', copy, sql, '--format', 'json')).out);
    // Everything was fetched once, by the first of these commands.
    expect(world.s3.fetched().toSorted()).toEqual(world.logs.logKeys.toSorted());
  });

  test('of the wanted accounts, regions and days only those folders are listed, and that is said', async () => {
    const { account, region, day } = placeOf(world.logs.logKeys[0] ?? '');
    const wanted = world.logs.logKeys.filter((key) => {
      const place = placeOf(key);
      const next = new Date(Date.parse(day) + 86_400_000).toISOString().slice(0, 10);
      return place.account === account && place.region === region && (place.day === day || place.day === next);
    });
    const choice = ['--accounts', account, '--regions', region, '--from', day, '--to', day];
    const result = await firetrail('import', bucket, ...reader, ...choice);
    expect(result).toMatchObject({ status: 0, err: '' });
    expect(result.out).toContain('day of delivery');
    expect(world.s3.fetched().toSorted()).toEqual(wanted.toSorted());
    expect(wanted.length).toBeGreaterThan(0);
    expect(wanted.length).toBeLessThan(world.logs.logKeys.length / 2);
  });

  test('a prefix, a single object, and another profile with another server', async () => {
    const key = world.logs.logKeys[0] ?? '';
    expect(await json<Imported>('import', `${bucket}/${key}`, ...reader)).toMatchObject({ files: { read: 1 } });
    const folder = key.slice(0, key.indexOf('/2') + 1);
    const { files } = await json<Imported>('import', `${bucket}/${folder}`, ...reader);
    expect(files.read).toBe(world.logs.logKeys.filter((each) => each.startsWith(folder)).length);
    const second = await json<Imported>('import', `s3://${secondBucket}`, '--profile', 'second');
    expect(second.files.read).toBe(world.secondLogs.logKeys.length);
    const elsewhere = ['--endpoint', world.fauxqs.address];
    expect(await json<Imported>('import', `s3://${secondBucket}`, ...reader, ...elsewhere)).toMatchObject({
      events: second.events,
    });
  });

  test('a folder of copied logs is read as it is, unless something is to be chosen in it', async () => {
    world.objects.add('copied/a.json.gz', gzip(trailFile([buildRecord(1)])));
    try {
      expect(await json<Imported>('import', `${bucket}/copied/`, ...reader)).toMatchObject({ events: { read: 1 } });
      expect(await json<Imported>('import', `${bucket}/copied`, ...reader)).toMatchObject({ events: { read: 1 } });
      const chosen = await firetrail('import', `${bucket}/copied/`, ...reader, '--from', '2026-01-01');
      expect(chosen).toMatchObject({ status: 1, out: '' });
      expect(chosen.err).toMatch(/^firetrail: .*cannot be chosen.*\n$/);
    } finally {
      world.objects.delete('copied/a.json.gz');
    }
  });

  test('without logs: the next step is said', async () => {
    world.fauxqs.createBucket('nothing-here');
    const empty = await firetrail('import', 's3://nothing-here', '--profile', 'second');
    expect(empty).toMatchObject({ status: 1, out: '' });
    expect(empty.err).toBe('firetrail: The bucket is empty.\n');
    const none = await firetrail('import', 's3://nothing-here/some/where', '--profile', 'second');
    expect(none).toMatchObject({ status: 1, out: '' });
    expect(none.err).toBe('firetrail: There is nothing under s3://nothing-here/some/where/.\n');
  });

  test('a bucket without a folder is read as it is, one that has folders is not', async () => {
    world.fauxqs.createBucket('flat-copies');
    const put = (key: string): Promise<Response> =>
      fetch(`${world.fauxqs.address}/flat-copies/${key}`, {
        method: 'PUT',
        body: new Uint8Array(gzip(trailFile([buildRecord(1)]))),
      });
    const read = (): Promise<Result> => firetrail('import', 's3://flat-copies', '--profile', 'second', '--json');
    await put('a.json.gz');
    expect(JSON.parse((await read()).out)).toMatchObject({ files: { read: 1 }, events: { read: 1 } });
    await put('folder/b.json.gz');
    const refused = await read();
    expect(refused).toMatchObject({ status: 1, out: '' });
    expect(refused.err).toMatch(/^firetrail: .*s3:\/\/bucket\/prefix\/\.\n$/);
  });

  test('interrupted and started again: nothing is fetched twice, and nothing is missing', async () => {
    const workspace = join(dir, 'kept.duckdb');
    world.s3.latencyMs = 30;
    const child = start(['import', bucket, ...reader, '--workspace', workspace]);
    const result = ended(child);
    await vi.waitFor(() => expect(world.s3.count('GetObject')).toBeGreaterThan(15), { timeout: 30_000, interval: 5 });
    child.kill('SIGINT');
    expect(await result).toMatchObject({
      status: 130,
      out: '',
      err: expect.stringMatching(/^firetrail: .*cancelled\n$/i),
    });
    const first = new Set(world.s3.fetched());
    expect(first.size).toBeLessThan(world.logs.logKeys.length);
    world.s3.latencyMs = 0;
    const asked = world.s3.requests.length;
    const meanwhile = await firetrail('count', '--workspace', workspace);
    expect(meanwhile).toMatchObject({ status: 0, err: expect.stringMatching(/^firetrail: the last import .*\n$/) });
    expect(world.s3.requests.length).toBe(asked);
    const whole = await json<Imported>('import', bucket, ...reader, '--workspace', workspace);
    expect(whole.files.read).toBe(world.logs.logKeys.length);
    expect(await firetrail('count', '--workspace', workspace)).toMatchObject({ status: 0, err: '' });
    // Only what was on its way when it was interrupted may be asked for again.
    const twice = world.s3.fetched().length - new Set(world.s3.fetched()).size;
    expect(twice).toBeLessThanOrEqual(64);
    expect((await json<Imported>('import', copyOfBucket())).events).toEqual(whole.events);
  });

  test('a question about a workspace asks AWS for nothing; an import does', async () => {
    const workspace = ['--workspace', join(dir, 'kept.duckdb')];
    const { events } = await json<Imported>('import', bucket, ...reader, ...workspace);
    world.s3.forget();
    expect(await json<Counted>('count', ...workspace)).toMatchObject({ total: events.unique });
    expect(world.s3.requests).toEqual([]);
    expect(await json<Imported>('import', ...workspace)).toMatchObject({
      events,
      files: { unchanged: world.logs.logKeys.length },
    });
    expect(world.s3.count('ListObjectsV2')).toBeGreaterThan(0);
    expect(world.s3.count('GetObject')).toBe(0);
    // The same source again is no second one.
    await json<Imported>('import', bucket, ...reader, ...workspace);
    const database = await DuckDBInstance.create(join(dir, 'kept.duckdb'));
    const reading = await (await database.connect()).runAndReadAll('SELECT count(*)::INTEGER FROM store.sources');
    expect(reading.getRows()).toEqual([[1]]);
    database.closeSync();
  });

  test('objects that are denied are problems, and the rest goes on', async () => {
    const denied = world.logs.logKeys[3];
    world.setFault(({ key }) => (key === denied ? faults.denied() : undefined));
    const result = await firetrail('import', bucket, ...reader, '--json');
    expect(result.status).toBe(0);
    const { problems, files } = JSON.parse(result.out) as Imported;
    expect(problems).toMatchObject([{ kind: 'denied', file: `${bucket}/${denied}` }]);
    expect(files.read).toBe(world.logs.logKeys.length - 1);
    expect(result.err).toBe('firetrail: 1 problem while reading; firetrail import lists them\n');
  });
});

describe('the event history', () => {
  const history = ['--event-history', ...reader];

  test("is that of the profile's region, or of those that are named", async () => {
    const both = await json<Counted>('count', ...history, '--regions', 'eu-west-1,us-east-1', '--by', 'awsRegion');
    expect(both.groups.map(({ value }) => value).toSorted()).toEqual(['eu-west-1', 'us-east-1']);
    const own = await json<Counted>('count', ...history, '--by', 'awsRegion');
    expect(own.groups).toEqual(both.groups.filter(({ value }) => value === 'eu-west-1'));
    expect(world.lookup.mostInOneSecond()).toBeLessThanOrEqual(2);
    const asked = world.lookup.requests.length;
    // What has been read is here: the last half hour is asked for once more.
    await json<Counted>('count', ...history);
    expect(world.lookup.requests.length).toBe(asked + 1);
  });

  test('one attribute, and a time', async () => {
    const all = await json<Counted>('count', ...history, '--regions', 'us-east-1', '--by', 'eventSource');
    const source = all.groups[0];
    const one = await json<Counted>(
      ...(['count', ...history, '--regions', 'us-east-1', '--attribute', `EventSource=${source?.value}`] as const),
    );
    expect(one.total).toBe(source?.count);
    const [middle] = (await json<{ eventTime: string }[]>(
      ...([
        'events',
        ...history,
        '--regions',
        'us-east-1',
        '--columns',
        'eventTime',
        '--offset',
        '40',
        '--limit',
        '1',
      ] as const),
    )) as [{ eventTime: string }];
    const before = await json<Counted>(
      'count',
      ...history,
      '--regions',
      'us-east-1',
      '--where',
      `eventTime:<${middle.eventTime}`,
    );
    const later = await json<Counted>('count', ...history, '--regions', 'us-east-1', '--from', middle.eventTime);
    expect(before.total).toBeGreaterThan(0);
    expect(before.total + later.total).toBe(all.total);
  });

  test('meets the logs of a bucket in one workspace: what both have is there once', async () => {
    const record = buildRecord(77, { awsRegion: 'eu-west-1', recipientAccountId: '111122223333' });
    const recent: BuiltRecord = {
      ...record,
      eventTime: new Date(Date.now() - 3 * 3600_000).toISOString().replace(/\.\d+Z/, 'Z'),
    };
    const key = 'both/a.json';
    world.lookup.addEvents([recent]);
    world.objects.add(key, Buffer.from(trailFile([recent])));
    try {
      const where = ['--where', `eventID:${String(recent['eventID'])}`];
      const rows = await json<{ copies: number }[]>(
        ...(['events', `${bucket}/${key}`, ...history, ...where, '--columns', 'copies'] as const),
      );
      expect(rows).toEqual([{ copies: 2 }]);
    } finally {
      world.objects.delete(key);
    }
  });

  test('a region that is denied is a problem; all of them end it', async () => {
    world.lookup.fault = ({ region }) =>
      region === 'us-east-1' ? { kind: 'error', status: 400, type: 'AccessDeniedException' } : undefined;
    const some = await json<Imported>('import', ...history, '--regions', 'eu-west-1,us-east-1');
    expect(some.problems).toMatchObject([{ kind: 'denied', file: 'Event history 111122223333 us-east-1' }]);
    const all = await firetrail('import', ...history, '--regions', 'us-east-1');
    expect(all.status).toBe(1);
    expect(all.err).toMatch(/^firetrail: nothing could be read from the event history: .*us-east-1.*\n$/);
  });

  test('killed and started again: nothing is missing, and no page is asked for twice', async () => {
    const regions = ['--regions', 'us-east-1'];
    const workspace = ['--workspace', join(dir, 'kept.duckdb')];
    const child = start(['import', ...history, ...regions, ...workspace]);
    const result = ended(child);
    await vi.waitFor(() => expect(world.lookup.requests.length).toBe(3), { timeout: 30_000, interval: 5 });
    child.kill('SIGKILL');
    await result;
    const { events } = await json<Imported>('import', ...history, ...regions, ...workspace);
    const asked = world.lookup.requests.length;
    const pages = Math.ceil(events.unique / 50);
    // The page that was on its way, and the last half hour.
    expect(asked).toBeGreaterThanOrEqual(pages);
    expect(asked).toBeLessThanOrEqual(pages + 2);
    expect(world.lookup.mostInOneSecond()).toBeLessThanOrEqual(2);
    const whole = ['--cache', join(dir, 'another-cache')];
    expect((await json<Imported>('import', ...history, ...regions, ...whole)).events).toEqual(events);
  });

  test('without events is done', async () => {
    expect(await firetrail('count', ...history, '--regions', 'sa-east-1', '--json')).toMatchObject({
      status: 0,
      err: '',
      out: expect.stringContaining('"total": 0'),
    });
  });
});

describe('mistakes', () => {
  test.each([
    [['import', bucket, '--from', '2026-13-01'], '2026-13-01'],
    [['import', bucket, '--from', '2026-11-02', '--to', '2026-11-01'], 'before it begins'],
    [['import', bucket, '--accounts', '123'], '12 digits'],
    [['import', bucket, '--accounts', '111122223333,'], '12 digits'],
    [['import', bucket, '--regions', 'us_east'], 'region'],
    [['import', bucket, '--endpoint', 'localhost:9000'], '--endpoint'],
    [['import', bucket, '--profile', ''], '--profile'],
    [['import', 's3://'], 'bucket'],
    [['import', 's3://not a bucket/x'], 'bucket'],
    [['import', '--event-history', '--attribute', 'Colour=red'], 'EventSource'],
    [['import', '--event-history', '--attribute', 'EventName'], 'KEY=VALUE'],
    [['import', '--event-history', '--accounts', '111122223333'], '--accounts'],
    [['import', '--event-history', '--requester-pays'], '--requester-pays'],
    [['import', bucket, '--attribute', 'EventName=x'], '--event-history'],
    [['import', '.', '--profile', 'reader'], '--profile'],
    [['count', '.', '--from', '2026-01-01'], '--from'],
    [['diff', '.', '--stream', 'x', '--logs-to', '2026-01-01'], '--logs-to'],
    [['import', '--profile', 'reader'], '--profile'],
    [['import', '.', '--cache', '/tmp/x'], '--cache'],
    [['import', '--event-history', '--unheard-of'], '--unheard-of'],
  ])('%j', async (argv, said) => {
    const { status, out, err } = await firetrail(...argv);
    expect([status, out]).toEqual([2, '']);
    expect(err).toMatch(/^firetrail: [^\n]+\n$/);
    expect(err).toContain(said);
    expect(world.s3.requests).toEqual([]);
  });

  test('--help names what there is', async () => {
    const { out } = await firetrail('--help');
    for (const text of ['s3://bucket/prefix', '--event-history', '--profile', join(dir, 'cache/firetrail/objects')])
      expect(out).toContain(text);
    expect((await firetrail('diff', '--help')).out).toContain('--logs-from');
  });
});

describe('failures', () => {
  const cases: readonly (readonly [string, readonly string[], RegExp])[] = [
    ['a bucket that is not there', ['s3://no-such-bucket', ...reader], /no-such-bucket/],
    ['a profile that is not there', [bucket, '--profile', 'nope'], /"nope"/],
    ['a profile that is incomplete', [bucket, '--profile', 'broken'], /"nowhere"/],
    ['an SSO session that has not begun', [bucket, '--profile', 'corp'], /aws sso login --profile corp/],
    ['a code that nobody can give', [bucket, '--profile', 'auditor'], /terminal/],
    ['keys that may not', [bucket, '--profile', 'second', '--endpoint', 'S3'], /denied/],
    ['a server that is not there', [bucket, ...reader, '--endpoint', 'http://127.0.0.1:1'], /127\.0\.0\.1:1/],
  ];
  test.each(cases)('%s', async (_name, argv, said) => {
    const result = await firetrail('import', ...argv.map((part) => (part === 'S3' ? world.s3.endpoint : part)));
    expect([result.status, result.out]).toEqual([1, '']);
    expect(result.err).toMatch(/^firetrail: [^\n]+\n$/);
    expect(result.err).toMatch(said);
    expectNoSecrets(result);
  });
});

/** Runs a command in a terminal of its own. */
const terminal = '/usr/bin/script';

describe.skipIf(process.platform !== 'linux' || !existsSync(terminal))('in a terminal', () => {
  function inTerminal(argv: readonly string[]): ChildProcess {
    const command = [process.execPath, builtCommandLine, ...argv].map((part) => `'${part}'`).join(' ');
    const env = { ...world.env, XDG_CACHE_HOME: join(dir, 'cache') };
    const child = spawn(terminal, ['-qec', command, '/dev/null'], { env, stdio: ['pipe', 'pipe', 'pipe'] });
    children.add(child);
    child.once('exit', () => children.delete(child));
    return child;
  }

  test('a code of an MFA device is asked for, and progress is shown', async () => {
    const child = inTerminal(['count', bucket, '--profile', 'auditor', '--json']);
    const result = ended(child);
    let shown = '';
    child.stdout?.on('data', (chunk: Buffer) => {
      const isAsked = shown.includes('Code of');
      shown += chunk.toString();
      if (!isAsked && shown.includes('Code of')) child.stdin?.write(`${world.mfaCodes[0] ?? ''}\n`);
    });
    const { status, out } = await result;
    expect(status).toBe(0);
    expect(out).toContain('mfa/reader for profile "auditor": ');
    expect(out).toMatch(/\d+ of [\d,]+ objects, [\d.]+ of [\d.]+ MB/);
    expect(out).toContain('"total": ');
  });

  test('signing in shows a code and goes on when it was confirmed', async () => {
    const child = inTerminal(['count', bucket, '--profile', 'corp', '--json']);
    const result = ended(child);
    const confirm = setInterval(() => {
      for (const device of world.signIn.devices.keys()) world.signIn.devices.set(device, 'approved');
    }, 300);
    const { status, out } = await result;
    clearInterval(confirm);
    expect([status, out]).toEqual([0, expect.stringMatching(/confirm the code ABCD-\d{4}/)]);
    expect(out).toContain('"total": ');
    expectNoSecrets({ status, out, err: '' });
  });

  test('interrupted while it asks', async () => {
    const child = inTerminal(['count', bucket, '--profile', 'auditor']);
    const result = ended(child);
    child.stdout?.on('data', (chunk: Buffer) => {
      // As the key Ctrl+C does.
      if (chunk.toString().includes('Code of')) setTimeout(() => child.stdin?.write('\u0003'), 100);
    });
    const { status, out } = await result;
    expect([status, out]).toEqual([130, expect.stringMatching(/firetrail: [^\n]*cancelled/i)]);
  });
});

describe('what is loaded', () => {
  /** Node writes down which files a process has loaded. */
  async function loadedBy(...argv: readonly string[]): Promise<readonly string[]> {
    const coverage = join(dir, 'coverage');
    const result = await ended(start(argv, { NODE_V8_COVERAGE: coverage }));
    expect(result.status).toBe(0);
    const reports = readdirSync(coverage).map((name) => readFileSync(join(coverage, name), 'utf8'));
    rmSync(coverage, { recursive: true });
    const urls = reports.flatMap((text) =>
      (JSON.parse(text) as { result: { url: string }[] }).result.map(({ url }) => url),
    );
    return [...new Set(urls)]
      .filter((url) => url.startsWith('file:'))
      .map((url) => readFileSync(fileURLToPath(url), 'utf8'));
  }
  const signs = (text: string): boolean => text.includes('AWS4-HMAC-SHA256');

  test('reading files of this machine loads nothing of AWS', async () => {
    writeFileSync(join(dir, 'a.json'), trailFile([buildRecord(1)]));
    const local = await loadedBy('count', join(dir, 'a.json'));
    expect(local.length).toBeGreaterThan(1);
    expect(local.filter(signs)).toEqual([]);
    expect(
      (await loadedBy('count', `${bucket}/${world.logs.logKeys[0]}`, ...reader)).filter(signs).length,
    ).toBeGreaterThan(0);
  });
});

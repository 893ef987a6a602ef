// `firetrail streams` and `firetrail diff`: the worked cases as logs on disk, cut into files in every way, and how the
// commands end where what they name is not there.
import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest';

import type { History } from '../../shared/firehose/model.ts';
import { runFiretrail, utf8, type CommandResult } from '../builders/commandLine.ts';
import { buildRecord, gzip, trailFile } from '../builders/records.ts';
import { createRandom, integer, type Random } from '../generator/random.ts';

vi.setConfig({ testTimeout: 60_000, hookTimeout: 60_000 });

type Case = { readonly events: readonly Record<string, unknown>[]; readonly expected: History };

const casesDir = join(import.meta.dirname, '../fixtures/firehose/cases');
const names = readdirSync(casesDir).map((file) => file.replace('.json', ''));

function readCase(name: string): Case {
  return JSON.parse(readFileSync(join(casesDir, `${name}.json`), 'utf8')) as Case;
}

let dir: string;

beforeAll(() => {
  dir = mkdtempSync(join(tmpdir(), 'firetrail-streams-'));
});

afterAll(() => rmSync(dir, { recursive: true }));

function write(name: string, content: string | Buffer): string {
  const path = join(dir, name);
  mkdirSync(join(path, '..'), { recursive: true });
  writeFileSync(path, content);
  return path;
}

async function historyOf(...argv: readonly string[]): Promise<History> {
  const result = await runFiretrail('streams', ...argv, '--json');
  expect(result).toMatchObject({ status: 0, err: '' });
  return JSON.parse(utf8(result)) as History;
}

function shuffled<Item>(items: readonly Item[], random: Random): Item[] {
  const rest = [...items];
  return items.map(() => rest.splice(integer(random, rest.length), 1)[0] as Item);
}

/** A record as another source would spell it: its members in another order, with spaces. */
function spelt(record: Record<string, unknown>): string {
  return JSON.stringify(Object.fromEntries(Object.entries(record).toReversed()), undefined, 1);
}

describe('streams --json', () => {
  test.each(names)('%s: from one file', async (name) => {
    const { events, expected } = readCase(name);
    const path = write(`${name}/all.json`, trailFile(events));
    expect(await historyOf(path, '--show-secrets')).toEqual(expected);
  });

  test.each(names)('%s: shuffled into many files, twice, among other records', async (name) => {
    const { events, expected } = readCase(name);
    const random = createRandom(names.indexOf(name), 1, 1);
    const others = Array.from({ length: 20 }, (_, index) =>
      buildRecord(index, { eventSource: 'kinesis.amazonaws.com', eventName: 'DescribeStream' }),
    );
    const all = shuffled([...events, ...events, ...others], random);
    const folder = join(dir, `${name}-many`);
    for (let file = 0; all.length > 0; file += 1) {
      const records = all.splice(0, 1 + integer(random, 4));
      const text = file % 3 === 2 ? `{"Records":[${records.map(spelt).join(',')}]}` : trailFile(records);
      const isPacked = file % 2 === 0;
      write(`${name}-many/${file}.json${isPacked ? '.gz' : ''}`, isPacked ? gzip(text) : text);
    }
    const { ignored, ...history } = await historyOf(folder, '--show-secrets');
    const { ignored: expectedIgnored, ...expectedHistory } = expected;
    expect(history).toEqual(expectedHistory);
    const isFirehose = events.filter((event) => event['eventSource'] === 'firehose.amazonaws.com');
    expect(ignored).toEqual({ ...expectedIgnored, duplicates: expectedIgnored.duplicates + isFirehose.length });
  });

  test('all cases together: each stream as in its own, and from a kept workspace again', async () => {
    const cases = names.map(readCase);
    for (const [index, { events }] of cases.entries()) write(`together/${index}.json`, trailFile(events));
    const workspace = join(dir, 'together.duckdb');
    const history = await historyOf(join(dir, 'together'), '--workspace', workspace, '--show-secrets');
    expect(await historyOf('--workspace', workspace, '--show-secrets')).toEqual(history);
    const keys = history.lifetimes.map(({ account, region, name }) => `${account} ${region} ${name}`);
    expect(keys).toEqual(keys.toSorted());
    const own = new Map<string, number>();
    for (const { expected } of cases)
      for (const { account, region, name } of expected.lifetimes) {
        const key = `${account} ${region} ${name}`;
        own.set(key, (own.get(key) ?? 0) + 1);
      }
    expect(new Set(keys)).toEqual(new Set(own.keys()));
    for (const { expected } of cases) {
      const isShared = expected.lifetimes.some(({ account, region, name }) => {
        const key = `${account} ${region} ${name}`;
        return (
          own.get(key) !== expected.lifetimes.filter((one) => `${one.account} ${one.region} ${one.name}` === key).length
        );
      });
      if (!isShared) expect(history.lifetimes).toEqual(expect.arrayContaining([...expected.lifetimes]));
    }
  });

  test('nothing about Firehose is an empty history', async () => {
    const path = write('none.json', trailFile([buildRecord(1, { eventSource: 's3.amazonaws.com' })]));
    expect(await historyOf(path)).toEqual({ lifetimes: [], unattached: [], ignored: { duplicates: 0, readOnly: 0 } });
  });

  test('secrets are masked alike where they are alike, and otherwise in another run', async () => {
    const { events, expected } = readCase('14-redacted-secrets');
    const path = write('secrets.json', trailFile(events));
    const shown = JSON.stringify(expected);
    const [token = ''] = [...shown.matchAll(/"hECToken":"([^"]+)"/g)].map(([, value]) => value ?? '');
    expect(token).not.toBe('');
    const result = await runFiretrail('streams', path, '--json');
    expect(result.out).not.toContain(token);
    const masks = [...result.out.matchAll(/"hECToken":\{"\$secret":"([0-9a-f]{8})"\}/g)].map(([, mask]) => mask);
    const clear = [...shown.matchAll(/"hECToken":"([^"]+)"/g)].map(([, value]) => value);
    expect(masks).toHaveLength(clear.length);
    expect(new Set(masks).size).toBe(new Set(clear).size);
    const open = await historyOf(path, '--show-secrets');
    expect(open).toEqual(expected);
  });
});

test('streams for people is a table', async () => {
  const path = write(
    'table.json',
    trailFile([...readCase('06-encryption-start-stop').events, ...readCase('11-delete-and-recreate').events]),
  );
  const { out, status } = await runFiretrail('streams', path);
  expect(status).toBe(0);
  const [head = '', ...lines] = out.trimEnd().split('\n');
  expect(head.split(/ {2,}/)).toEqual([
    'account',
    'region',
    'name',
    'destination',
    'state',
    'versions',
    'gaps',
    'refused',
    'last change',
    'by',
    'what',
  ]);
  expect(lines).toHaveLength(2);
});

describe('a log where streams are added and taken out', () => {
  test('gives the history of what is there', async () => {
    const { events, expected } = readCase('09-version-gap');
    const workspace = join(dir, 'changing.duckdb');
    const folder = join(dir, 'changing');
    for (const [index, event] of events.entries()) {
      write(`changing/${index}.json`, trailFile([event]));
      await historyOf(folder, '--workspace', workspace);
    }
    expect(await historyOf(folder, '--workspace', workspace, '--show-secrets')).toEqual(expected);
    const last = events.length - 1;
    write(`changing/${last}.json`, trailFile([buildRecord(1, { eventSource: 's3.amazonaws.com' })]));
    const without = await historyOf(folder, '--workspace', workspace, '--show-secrets');
    const path = write('without.json', trailFile(events.slice(0, last)));
    expect(without).toEqual(await historyOf(path, '--show-secrets'));
  });
});

describe('diff', () => {
  let gap: string;

  beforeAll(() => {
    gap = write('gap.json', trailFile(readCase('09-version-gap').events));
  });

  type Diff = { from: string | null; to: string; changes: { path: string; kind: string; noise: boolean }[] };

  async function diff(path: string, ...argv: readonly string[]): Promise<Diff> {
    const result = await runFiretrail('diff', path, ...argv, '--json');
    expect(result).toMatchObject({ status: 0 });
    return JSON.parse(utf8(result)) as Diff;
  }

  const nameIn = (name: string): string => readCase(name).expected.lifetimes[0]?.name ?? '';

  test('by default tells the last step, as the history does', async () => {
    const { expected } = readCase('09-version-gap');
    const [lifetime] = expected.lifetimes;
    const { from, to, changes } = await diff(gap, '--stream', nameIn('09-version-gap'));
    expect([from, to]).toEqual(lifetime?.versions.slice(-2).map(({ id }) => id));
    expect(changes.map(({ path, kind }) => ({ path, kind }))).toEqual(
      lifetime?.versions.at(-1)?.changes.map(({ path, kind }) => ({ path, kind })),
    );
  });

  test('tells any two versions, and each of its changes in full', async () => {
    const path = write('encryption.json', trailFile(readCase('06-encryption-start-stop').events));
    const stream = ['--stream', nameIn('06-encryption-start-stop')];
    const result = await diff(path, ...stream, '--from', '1', '--to', '1.1');
    expect(result).toEqual({
      from: '1',
      to: '1.1',
      changes: [
        {
          path: 'encryption.enabled',
          label: 'Stream encryption (SSE)',
          kind: 'modified',
          before: false,
          after: true,
          severity: 'info',
          noise: false,
        },
        expect.objectContaining({ path: 'encryption.keyType', kind: 'added', after: 'AWS_OWNED_CMK' }),
      ],
    });
    expect(await diff(path, ...stream, '--to', '1')).toEqual({ from: null, to: '1', changes: [] });
    const { from, to } = await diff(path, ...stream, '--from', '1');
    expect([from, to]).toEqual(['1', '2.1']);
  });

  test('counts lifetimes from 1, the last by default', async () => {
    const path = write('recreated.json', trailFile(readCase('11-delete-and-recreate').events));
    const stream = ['--stream', nameIn('11-delete-and-recreate')];
    const lifetimes = readCase('11-delete-and-recreate').expected.lifetimes;
    const last = await diff(path, ...stream);
    expect(last).toEqual(await diff(path, ...stream, '--lifetime', '2'));
    expect(last.to).toBe(lifetimes[1]?.versions.at(-1)?.id);
    expect((await diff(path, ...stream, '--lifetime', '1')).to).toBe(lifetimes[0]?.versions.at(-1)?.id);
  });

  test('says in words where there is nothing to compare with', async () => {
    const [create] = readCase('06-encryption-start-stop').events;
    const path = write('only.json', trailFile([create]));
    const name = nameIn('06-encryption-start-stop');
    expect((await runFiretrail('diff', path, '--stream', name)).out).toContain('there is none before it');
    expect((await runFiretrail('diff', path, '--stream', name, '--format', 'markdown')).out).toContain(
      'there is none before it',
    );
  });

  test('masks secrets unless they are asked for', async () => {
    const path = write('token.json', trailFile(readCase('14-redacted-secrets').events));
    const text = JSON.stringify(readCase('14-redacted-secrets').events);
    const [token = ''] = [...text.matchAll(/"hECToken":"([^"]+)"/g)].map(([, value]) => value ?? '');
    const stream = readCase('14-redacted-secrets').expected.lifetimes.find(({ versions }) =>
      JSON.stringify(versions).includes(token),
    );
    const argv = ['diff', path, '--stream', stream?.name ?? ''];
    for (const format of [['--json'], ['--format', 'markdown'], []])
      expect((await runFiretrail(...argv, ...format)).out).not.toContain(token);
    expect((await runFiretrail(...argv, '--json', '--show-secrets')).out).toContain(token);
  });

  test('as Markdown is a text for a ticket', async () => {
    const { out, status } = await runFiretrail(
      'diff',
      gap,
      '--stream',
      nameIn('09-version-gap'),
      '--format',
      'markdown',
    );
    expect(status).toBe(0);
    expect(out).toContain(nameIn('09-version-gap'));
    expect(out).toMatch(/^\| Field /m);
  });

  const firstLine = ({ status, err }: CommandResult): unknown => [status, err.split('\n')[0]];

  test('of a name in several places asks which', async () => {
    const events = readCase('09-version-gap').events;
    const elsewhere = JSON.stringify(events).replaceAll('111122223333', '444455556666');
    const other = (JSON.parse(elsewhere) as Record<string, unknown>[]).map((event, index) => ({
      ...event,
      eventID: `other-${index}`,
      requestID: `other-${index}`,
    }));
    const path = write('two.json', trailFile([...events, ...other]));
    const name = nameIn('09-version-gap');
    const result = await runFiretrail('diff', path, '--stream', name);
    expect(firstLine(result)).toEqual([
      2,
      `firetrail: The log has 2 streams named "${name}". Choose one with --account and --region:`,
    ]);
    expect(result.err).toMatch(/--account 111122223333 --region \S+\n\s+--account 444455556666/);
    expect((await diff(path, '--stream', name, '--account', '444455556666')).to).toBe(
      (await diff(gap, '--stream', name)).to,
    );
  });

  test.each([
    [['--stream', 'gapp'], 'The log has no stream "gapp"'],
    [['--from', '99'], '--from: there is no version "99". Those of this lifetime are'],
    [['--lifetime', '3'], 'has no lifetime 3: the log has one lifetime'],
    [['--lifetime', '0'], 'has no lifetime 0'],
    [['--lifetime', 'two'], '--lifetime takes a whole number, not "two"'],
    [['--account', '999999999999'], 'is elsewhere:'],
    [['--format', 'yaml'], 'There is no format "yaml"'],
  ])('with %j ends with status 2 and one clear line', async (argv, line) => {
    const result = await runFiretrail('diff', gap, '--stream', nameIn('09-version-gap'), ...argv);
    expect(firstLine(result)).toEqual([2, expect.stringContaining(line)]);
  });

  test('without a stream ends with status 2, and names the nearest where one is near', async () => {
    expect((await runFiretrail('diff', gap)).err).toContain('Name the stream with --stream NAME');
    const near = await runFiretrail('diff', gap, '--stream', `${nameIn('09-version-gap')}s`);
    expect(near).toMatchObject({ status: 2, err: expect.stringContaining(`"${nameIn('09-version-gap')}"?`) });
  });

  test('of a stream without versions says so', async () => {
    const { events, expected } = readCase('25-seen-only-and-never-created');
    const path = write('seen.json', trailFile(events));
    const seen = await runFiretrail('diff', path, '--stream', expected.lifetimes[0]?.name ?? '');
    expect(seen).toMatchObject({ status: 2, err: expect.stringContaining('has no versions in the log') });
    const never = expected.unattached.find(({ name }) => name !== null)?.name ?? '';
    const refused = await runFiretrail('diff', path, '--stream', never);
    expect(refused).toMatchObject({ status: 2, err: expect.stringContaining('no call that names it was accepted') });
  });
});

test('sql knows the tables about streams', async () => {
  const path = write('sql.json', trailFile(readCase('06-encryption-start-stop').events));
  const query =
    'SELECT s.state, v.version, c.path FROM streams s JOIN versions v USING (name) JOIN changes c USING (name, version) ORDER BY v.ordinal, c.path LIMIT 1';
  const { status, out } = await runFiretrail('sql', path, query, '--json');
  expect([status, JSON.parse(out)]).toEqual([0, [{ state: 'open', version: '1.1', path: 'encryption.enabled' }]]);
});

test('the samples have the histories that the rules give for their records', async () => {
  const samples = join(import.meta.dirname, '../../samples');
  const records = await runFiretrail(
    'events',
    samples,
    '--where',
    'eventSource:firehose.amazonaws.com recipientAccountId:*',
    '--format',
    'ndjson',
    '--columns',
    'record',
  );
  const events = utf8(records)
    .trimEnd()
    .split('\n')
    .map((line) => JSON.parse(line) as Record<string, unknown>);
  const path = write('samples.json', trailFile(events));
  const [whole, alone] = [
    JSON.parse(utf8(await runFiretrail('streams', samples, '--json', '--show-secrets'))) as History,
    await historyOf(path, '--show-secrets'),
  ];
  expect(whole.lifetimes).toEqual(alone.lifetimes);
  expect(whole.unattached).toEqual(alone.unattached);
  expect(whole.lifetimes.length).toBeGreaterThan(10);
});

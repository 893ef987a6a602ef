// The calls about delivery streams, through a core like the app's: from files on disk to what the window shows.
import { readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest';

import { coreCalls, type CallInput, type CallOutput } from '../../shared/ipc/contract.ts';
import { buildRecord, buildRecords, gzip, trailFile } from '../builders/records.ts';
import { TestCore } from '../builders/testCore.ts';

vi.setConfig({ testTimeout: 60_000, hookTimeout: 60_000 });

type Case = { readonly events: readonly { readonly eventID: string; readonly eventName: string }[] };

function readCase(name: string): Case {
  const path = join(import.meta.dirname, `../fixtures/firehose/cases/${name}.json`);
  return JSON.parse(readFileSync(path, 'utf8')) as Case;
}

const encryption = readCase('06-encryption-start-stop');
const secrets = readCase('14-redacted-secrets');
const lookedAt = readCase('25-seen-only-and-never-created');

let core: TestCore;

beforeAll(async () => {
  core = await TestCore.make();
  core.write('logs/a.json.gz', gzip(trailFile([...encryption.events, ...buildRecords(3)])));
  core.write('logs/b.json', trailFile([...secrets.events, buildRecord(9, { eventSource: 's3.amazonaws.com' })]));
  core.write('logs/c.json', trailFile([...lookedAt.events, ...encryption.events.slice(0, 2)]));
  expect((await core.open(core.path('logs'))).phase).toBe('done');
});

afterAll(() => core.remove());

async function streams(of = core): Promise<CallOutput<'streams.list'>> {
  return of.call('streams.list', {});
}

type Stream = CallInput<'streams.timeline'>['stream'];

async function keyOf(name: string): Promise<Stream> {
  const found = (await streams()).streams.find((stream) => stream.name === name);
  if (found === undefined) throw new Error(`no stream ${name}`);
  const { account, region } = found;
  return { account, region, name };
}

async function errorOf(name: string, input: unknown): Promise<string> {
  const reply = await core.reply(name, input);
  return reply.ok ? 'no error' : reply.error.code;
}

async function eventNumber(eventID: string): Promise<number> {
  const { ids } = await core.events(`eventID:"${eventID}"`, []);
  if (ids[0] === undefined) throw new Error(`no event ${eventID}`);
  return ids[0];
}

/** The stream of the case about encryption, by the name its records have. */
const encrypted = (): Promise<Stream> => keyOf(nameIn(encryption));

function nameIn({ events }: Case): string {
  const [first] = events as readonly { requestParameters?: { deliveryStreamName?: string } }[];
  return first?.requestParameters?.deliveryStreamName ?? '';
}

describe('streams.list', () => {
  test('has every stream once, in order, and is current', async () => {
    const { streams: found, isCurrent } = await streams();
    expect(isCurrent).toBe(true);
    const names = found.map(({ account, region, name }) => [account, region, name].join(' '));
    expect(names).toEqual(names.toSorted());
    expect(new Set(names).size).toBe(names.length);
    expect(found.find(({ name }) => name === nameIn(encryption))).toMatchObject({
      state: 'open',
      lifetimes: 1,
      versions: 5,
      refused: 1,
      events: 6,
    });
  });

  test('names the calls that belong to no stream', async () => {
    const { unattached } = await streams();
    for (const call of unattached) expect(call.name).toBeNull();
  });
});

describe('a stream', () => {
  test('has a timeline whose entries lead to the events', async () => {
    const timeline = await core.call('streams.timeline', { stream: await encrypted() });
    const versions = timeline.entries.flatMap((entry) => (entry.kind === 'version' ? [entry] : []));
    expect(versions).toHaveLength(5);
    for (const { origin } of versions) expect(origin.event).toBe(await eventNumber(origin.eventId ?? ''));
  });

  test('is compared and shown, in versions and at moments', async () => {
    const stream = await encrypted();
    const [from, to] = [
      { lifetime: 0, version: 0 },
      { lifetime: 0, version: 1 },
    ];
    const compared = await core.call('streams.compare', { stream, from, to, timeZone: 'UTC' });
    expect(compared.changes.map(({ path }) => path)).toContain('encryption.enabled');
    expect(compared.changes[0]?.by?.event).toBe(await eventNumber(compared.changes[0]?.by?.eventId ?? ''));
    const shown = await core.call('streams.version', { stream, state: to, timeZone: 'Europe/Berlin' });
    expect(shown.fields.find(({ path }) => path === 'encryption.enabled')).toMatchObject({ value: true });
    expect(JSON.parse(shown.state.configText)).toMatchObject({ encryption: { enabled: true } });
    const before = await core.call('streams.version', {
      stream,
      state: { time: '2000-01-01T00:00:00Z' },
      timeZone: 'UTC',
    });
    expect(before.state).toMatchObject({ existence: 'does-not-exist', configText: '' });
  });

  test('that the log does not name, or a version it does not have, is an error', async () => {
    const stream = { account: '1', region: 'eu-west-1', name: 'nowhere' };
    const state = { lifetime: 7, version: 0 };
    expect(await errorOf('streams.timeline', { stream })).toBe('stream/not-found');
    expect(await errorOf('streams.version', { stream: await encrypted(), state, timeZone: 'UTC' })).toBe('bad-request');
    expect(
      await errorOf('streams.version', { stream: await encrypted(), state: { time: 'soon' }, timeZone: 'UTC' }),
    ).toBe('bad-request');
  });

  test.each(['diff', 'timeline', 'history'] as const)('is reported as %s in every format', async (what) => {
    const stream = await encrypted();
    const states = what === 'diff' ? { from: { lifetime: 0, version: 0 }, to: { lifetime: 0, version: 4 } } : {};
    const names: string[] = [];
    for (const format of ['markdown', 'json', 'html'] as const) {
      const report = await core.call('streams.report', {
        stream,
        what,
        format,
        withNoise: true,
        timeZone: 'UTC',
        ...states,
      });
      expect(report.text).toContain(stream.name);
      if (format === 'json') JSON.parse(report.text);
      names.push(report.fileName);
    }
    expect(new Set(names).size).toBe(3);
  });
});

describe('an event', () => {
  test('of each kind is told its place', async () => {
    const titles = new Map<string, string>();
    for (const { eventID, eventName } of encryption.events) {
      const place = await core.call('streams.ofEvent', { eventId: await eventNumber(eventID) });
      expect(place.stream).toEqual(await encrypted());
      titles.set(eventName, place.title);
    }
    expect(titles.get('CreateDeliveryStream')).toBe('Made version 1');
    const other = await core.call('streams.ofEvent', { eventId: await eventNumber(String(buildRecord(9)['eventID'])) });
    expect(other.stream).toBeUndefined();
    expect(await errorOf('streams.ofEvent', { eventId: 99_999 })).toBe('event/not-found');
  });

  test('is compared with any other', async () => {
    const [one, other] = [
      await eventNumber(secrets.events[0]?.eventID ?? ''),
      await eventNumber(String(buildRecord(9)['eventID'])),
    ];
    const { changes, fromText, toText } = await core.call('events.compare', { from: one, to: other });
    expect(changes.find(({ path }) => path === 'eventSource')).toMatchObject({
      before: 'firehose.amazonaws.com',
      after: 's3.amazonaws.com',
    });
    expect([JSON.parse(fromText), JSON.parse(toText)]).toMatchObject([
      { eventSource: 'firehose.amazonaws.com' },
      { eventSource: 's3.amazonaws.com' },
    ]);
    expect(await errorOf('events.compare', { from: one, to: 99_999 })).toBe('event/not-found');
  });
});

test('secrets that the log shows in clear never leave the core', async () => {
  const clear = [...JSON.stringify(secrets.events).matchAll(/"hECToken":"([^"]+)"/g)].map(([, token]) => token ?? '');
  expect(clear.length).toBeGreaterThan(0);
  const said: unknown[] = [];
  for (const { account, region, name } of (await streams()).streams) {
    const stream = { account, region, name };
    const timeline = await core.call('streams.timeline', { stream });
    said.push(timeline);
    for (const [lifetime, { versions }] of timeline.lifetimes.entries()) {
      for (const version of versions.keys()) {
        const state = { lifetime, version };
        said.push(await core.call('streams.version', { stream, state, timeZone: 'UTC' }));
        said.push(
          await core.call('streams.compare', { stream, from: { lifetime, version: 0 }, to: state, timeZone: 'UTC' }),
        );
      }
    }
    for (const format of ['markdown', 'json', 'html'] as const)
      said.push(
        await core.call('streams.report', { stream, what: 'history', format, withNoise: true, timeZone: 'UTC' }),
      );
  }
  for (const { eventID } of secrets.events) {
    const event = await eventNumber(eventID);
    said.push(await core.call('events.compare', { from: event, to: event }));
  }
  said.push(await core.call('sql.run', { text: 'SELECT * FROM versions', limit: 1000 }));
  said.push(await core.call('sql.run', { text: 'SELECT * FROM changes', limit: 1000 }));
  const text = JSON.stringify(said);
  for (const secret of clear) expect(text).not.toContain(secret);
  expect(text).toMatch(/\$secret/);
});

describe('the answer of AWS', () => {
  const answer = (members: object): string =>
    JSON.stringify({ DeliveryStreamDescription: { VersionId: '1', Destinations: [], ...members } });

  test('is compared with the stream it names', async () => {
    const stream = await encrypted();
    const arn = `arn:aws:firehose:${stream.region}:${stream.account}:deliverystream/${stream.name}`;
    const text = answer({ DeliveryStreamName: stream.name, DeliveryStreamARN: arn });
    const compared = await core.call('streams.compareLive', { text });
    expect(compared.stream).toEqual(stream);
    expect(await core.call('streams.compareLive', { text, stream })).toEqual(compared);
  });

  test('of a stream that the log does not name says so', async () => {
    const text = answer({ DeliveryStreamName: 'unseen' });
    expect(await core.call('streams.compareLive', { text })).toMatchObject({
      verdict: 'not-in-log',
      stream: { name: 'unseen' },
    });
  });

  test('that is none, or of another stream, is an error', async () => {
    expect(await errorOf('streams.compareLive', { text: 'ResourceNotFoundException' })).toBe('live/unreadable');
    const other = answer({ DeliveryStreamName: 'other' });
    expect(await errorOf('streams.compareLive', { text: other, stream: await encrypted() })).toBe('live/unreadable');
  });
});

describe('SQL', () => {
  const rows = async (text: string) => (await core.call('sql.run', { text, limit: 100 })).rows;

  test('knows streams, versions and changes', async () => {
    const { name } = await encrypted();
    expect(await rows(`SELECT versions, refused, state FROM streams WHERE name = '${name}'`)).toEqual([[5, 1, 'open']]);
    expect(
      await rows(`SELECT version, "eventName" FROM versions WHERE name = '${name}' ORDER BY "eventTime" LIMIT 2`),
    ).toEqual([
      ['1', 'CreateDeliveryStream'],
      ['1.1', 'StartDeliveryStreamEncryption'],
    ]);
    expect(
      await rows(
        `SELECT kind, before, after, severity FROM changes WHERE name = '${name}' AND path = 'encryption.enabled' ORDER BY "eventTime" LIMIT 1`,
      ),
    ).toEqual([['modified', 'false', 'true', 'info']]);
    expect(
      await rows('SELECT count(*) FROM versions v LEFT JOIN events e USING ("eventID") WHERE e."eventID" IS NULL'),
    ).toEqual([[0]]);
  });
});

describe('what changes', () => {
  test('a source that is added and taken out adds and takes its part of the history', async () => {
    const own = await TestCore.make();
    const [create, ...rest] = encryption.events;
    own.write('one/a.json', trailFile([create]));
    const two = own.write('two/b.json', trailFile(rest));
    await own.open(own.path('one'));
    const before = await streams(own);
    expect(before.streams).toMatchObject([{ versions: 1, events: 1 }]);
    const { account, region, name } = before.streams[0] ?? { account: '', region: '', name: '' };
    const shownVersions = async (of: TestCore): Promise<number | undefined> =>
      (await of.call('streams.timeline', { stream: { account, region, name } })).lifetimes[0]?.versions.length;
    expect(await shownVersions(own)).toBe(1);
    const versions = (await own.call('sql.run', { text: 'SELECT count(*) FROM versions', limit: 1 })).rows;
    expect(versions).toEqual([[1]]);
    await own.ended((await own.call('sources.add', { tokens: [own.core.grant(two)] })).jobId);
    expect(await streams(own)).toMatchObject({ isCurrent: true, streams: [{ versions: 5, events: 6 }] });
    expect(await shownVersions(own)).toBe(5);
    expect((await own.call('sql.run', { text: 'SELECT count(*) FROM versions', limit: 1 })).rows).toEqual([[5]]);
    const source = (await own.workspace()).sources.find(({ path }) => path === two);
    await own.ended((await own.call('sources.remove', { sourceId: source?.id ?? -1 })).jobId);
    expect(await streams(own)).toEqual(before);
    expect(await shownVersions(own)).toBe(1);
    const again = await own.restarted();
    const [recent] = (await again.call('workspace.recent', {})).workspaces;
    await again.ended((await again.call('workspace.openRecent', { workspaceId: recent?.id ?? '' })).jobId);
    expect(await streams(again)).toEqual(before);
    expect((await again.call('sql.run', { text: 'SELECT count(*) FROM versions', limit: 1 })).rows).toEqual([[1]]);
    await again.remove();
    rmSync(own.dir, { recursive: true, force: true });
  });

  test('the list grows while an import runs, and says that it is not current', async () => {
    const own = await TestCore.make();
    const text = JSON.stringify(encryption.events);
    // Long enough that the table of streams is worked on while the import still runs.
    const filler = Array.from({ length: 1000 }, (_, index) => buildRecord(index, { eventSource: 's3.amazonaws.com' }));
    for (let file = 0; file < 400; file += 1) {
      const events = JSON.parse(text.replaceAll(nameIn(encryption), `stream-${file}`)) as {
        eventID: string;
        requestID?: string;
      }[];
      const renamed = events.map((event, index) => ({
        ...event,
        eventID: `${file}-${index}`,
        requestID: `${file}-${index}`,
      }));
      own.write(`many/${String(file).padStart(3, '0')}.json`, trailFile([...renamed, ...filler]));
    }
    const { jobId } = await own.call('workspace.open', { tokens: [own.core.grant(own.path('many'))] });
    const seen: { count: number; isCurrent: boolean }[] = [];
    const isRunning = async (): Promise<boolean> =>
      (await own.call('jobs.list', {})).jobs.some((job) => job.id === jobId && job.phase === 'running');
    while (await isRunning()) {
      const { streams: found, isCurrent } = await streams(own);
      seen.push({ count: found.length, isCurrent });
      await new Promise((resolve) => setTimeout(resolve, 50));
    }
    expect(seen.some(({ count, isCurrent }) => count > 0 && count < 400 && !isCurrent)).toBe(true);
    const counts = seen.map(({ count }) => count);
    expect(counts).toEqual(counts.toSorted((a, b) => a - b));
    const { streams: all, isCurrent } = await streams(own);
    expect([all.length, isCurrent]).toEqual([400, true]);
    expect(all.every(({ versions }) => versions === 5)).toBe(true);
    await own.remove();
  });
});

test('every call about streams has been made with valid input', () => {
  const ofStreams = Object.keys(coreCalls).filter((name) => name.startsWith('streams.') || name === 'events.compare');
  expect([...TestCore.answered]).toEqual(expect.arrayContaining(ofStreams));
});

// The event history as a source, against a server that speaks LookupEvents.
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { gunzipSync } from 'node:zlib';
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';

import { AppError, isCancelled } from '../../../shared/errors.ts';
import type { EventHistorySource } from '../../../shared/ipc/sourceSpec.ts';
import { ObjectCache } from '../../../main/core/cache/objectCache.ts';
import { createEventHistorySource } from '../../../main/core/sources/eventHistory.ts';
import type { FileEntryOf, SourceEntry, WalkContext } from '../../../main/core/sources/source.ts';
import { lookupAccess } from '../../aws/lookupAccess.ts';
import { lookupTokenMark, startLookupServer, type LookupServer } from '../../aws/lookupServer.ts';
import { buildRecord, type BuiltRecord } from '../../builders/records.ts';
import { readEverything, StoredLogs } from '../../builders/storedLogs.ts';

vi.setConfig({ testTimeout: 30_000 });

let dir: string;
let server: LookupServer;
beforeEach(async () => {
  dir = mkdtempSync(join(tmpdir(), 'firetrail-history-'));
  server = await startLookupServer();
});
afterEach(async () => {
  await server.close();
  rmSync(dir, { recursive: true, force: true });
});

const minuteMs = 60_000;

function recordAt(number: number, agoMs: number, members: BuiltRecord = {}): BuiltRecord {
  const eventTime = new Date(Date.now() - agoMs).toISOString().replace(/\.\d+Z/, 'Z');
  return buildRecord(number, { eventTime, awsRegion: 'us-east-1', ...members });
}

const recordsIn = (awsRegion: string, count: number, first: number): readonly BuiltRecord[] =>
  Array.from({ length: count }, (_, index) => recordAt(first + index, (index + 40) * minuteMs, { awsRegion }));

function specOf(members: Partial<EventHistorySource> = {}): EventHistorySource {
  return { kind: 'eventHistory', regions: ['us-east-1'], range: { lastMinutes: 10_000 }, ...members };
}

const contextOf = (members: Partial<WalkContext> = {}): WalkContext => ({
  signal: new AbortController().signal,
  whenRunning: () => Promise.resolve(),
  isKnown: () => false,
  reportConcurrency: () => undefined,
  ...members,
});

const source = () => createEventHistorySource({ access: lookupAccess({ endpoint: server.url }), dir });

async function walk(spec: EventHistorySource, context: WalkContext = contextOf()) {
  const entries: SourceEntry[] = [];
  for await (const entry of source().walk(spec, context)) entries.push(entry);
  const files = entries.filter((entry): entry is FileEntryOf => entry.kind === 'file');
  const problems = entries.flatMap((entry) => (entry.kind === 'problem' ? [entry.problem] : []));
  return { files, problems, records: files.flatMap(recordsOf) };
}

function recordsOf({ localPath = '' }: FileEntryOf): readonly BuiltRecord[] {
  const page = JSON.parse(gunzipSync(readFileSync(localPath)).toString()) as { Events: { CloudTrailEvent: string }[] };
  return page.Events.map((event) => JSON.parse(event.CloudTrailEvent) as BuiltRecord);
}

const idsOf = (records: readonly BuiltRecord[]): readonly string[] =>
  records.map((record) => String(record['eventID'])).toSorted();

describe('reading', () => {
  test('every page of every region, all regions at once, and never more than two requests a second of one', async () => {
    const regions = ['us-east-1', 'eu-west-1', 'ap-south-1'];
    const all = regions.flatMap((region, index) => recordsIn(region, 230, index * 1000));
    server.addEvents(all);
    const concurrency: number[] = [];
    const startedMs = performance.now();
    const { files, records, problems } = await walk(
      specOf({ regions }),
      contextOf({ reportConcurrency: (requests) => void concurrency.push(requests) }),
    );
    expect(idsOf(records)).toEqual(idsOf(all));
    expect(problems).toEqual([]);
    expect(files).toHaveLength(15);
    expect(new Set(files.map(({ path }) => path)).size).toBe(15);
    expect(new Set(files.map(({ name }) => name)).size).toBe(15);
    expect(server.mostInOneSecond()).toBe(2);
    expect(server.requests.map(({ status }) => status)).toEqual(server.requests.map(() => 200));
    // Five requests of one region take two seconds; one region after the other would take six and more.
    expect(performance.now() - startedMs).toBeLessThan(5000);
    expect(Math.max(...concurrency)).toBeGreaterThan(2);
    expect(concurrency.at(-1)).toBe(0);
  });

  test('pages go through the import as the records they hold, to the byte', async () => {
    const record = JSON.stringify(
      recordAt(1, minuteMs, { odd: 'é \u{1F30D} -0 \\u00e9', eventName: 'CreateDeliveryStream' }),
    );
    const spaced = record.replace('{"', '{ "');
    server.addEvents([spaced, ...recordsIn('us-east-1', 60, 10)]);
    const { files } = await walk(specOf());
    const logs = await StoredLogs.make();
    const contents = files.map(({ name, localPath = '' }) => ({ name, content: readFileSync(localPath) }));
    await logs.commit([contents]);
    const { events, problems } = await readEverything(logs.database);
    expect([events.length, problems]).toEqual([61, []]);
    const rows = await logs.database.rows(`SELECT record FROM main.events WHERE "eventName" = 'CreateDeliveryStream'`);
    expect(rows).toEqual([{ record: spaced }]);
    await logs.close();
  });

  test('one attribute is asked for, of the events in the range only', async () => {
    const inside = recordAt(1, 50 * minuteMs, { eventName: 'UpdateDestination' });
    server.addEvents([
      inside,
      recordAt(2, 50 * minuteMs, { eventName: 'ListDeliveryStreams' }),
      recordAt(3, 90 * minuteMs, { eventName: 'UpdateDestination' }),
    ]);
    const attribute = { key: 'EventName', value: 'UpdateDestination' } as const;
    const { records } = await walk(specOf({ attribute, range: { lastMinutes: 60 } }));
    expect(records).toEqual([inside]);
    expect(server.requests.map(({ parameters }) => parameters.LookupAttributes)).toEqual([
      [{ AttributeKey: 'EventName', AttributeValue: 'UpdateDestination' }],
    ]);
  });

  test('a page without events makes no file, and its token leads on', async () => {
    server.addEvents(recordsIn('us-east-1', 60, 0));
    server.fault = () => (server.requests.length === 1 ? { kind: 'empty' } : undefined);
    const { files, records } = await walk(specOf());
    expect([files.length, records.length, server.requests.length]).toEqual([2, 60, 3]);
  });

  test('a range that begins before there is any history is cut, and that is said', async () => {
    const { problems } = await walk(specOf({ range: { from: '2020-01-01' } }));
    expect(problems).toMatchObject([{ file: 'Event history 111122223333', kind: 'empty', level: 'info' }]);
    expect(problems[0]?.message).toContain('90 days');
    const asked = server.requests[0]?.parameters.StartTime ?? 0;
    expect((Date.now() / 1000 - asked) / 86_400).toBeCloseTo(90, 2);
    expect((await walk(specOf({ range: { to: '2020-01-01' } }))).files).toEqual([]);
    expect((await walk(specOf({ range: {} }))).problems).toEqual([]);
    expect(server.requests).toHaveLength(2);
  });

  test('of pages that a wider range has left, the part in the range is taken', async () => {
    const from = Date.now() - 600 * minuteMs;
    server.addEvents(Array.from({ length: 60 }, (_, index) => recordAt(index, (index + 40) * minuteMs)));
    const wide = await walk(specOf());
    const range = {
      from: new Date(from + 520 * minuteMs).toISOString(),
      to: new Date(from + 545 * minuteMs).toISOString(),
    };
    const asked = server.requests.length;
    const narrow = await walk(specOf({ range }));
    const wanted = wide.records.filter((record) => {
      const ms = Date.parse(String(record['eventTime']));
      return ms >= Math.floor(Date.parse(range.from) / 1000) * 1000 && ms < Date.parse(range.to);
    });
    expect(wanted.length).toBeGreaterThan(10);
    expect(idsOf(narrow.records)).toEqual(idsOf(wanted));
    expect(server.requests).toHaveLength(asked);
  });
});

describe('interruptions', () => {
  test('cancelled at once, also while it waits, and continued by another start without asking again', async () => {
    const all = recordsIn('us-east-1', 400, 0);
    server.addEvents(all);
    const abort = new AbortController();
    const timer = setTimeout(() => abort.abort(), 600);
    const startedMs = performance.now();
    const error: unknown = await walk(specOf(), contextOf({ signal: abort.signal })).catch((thrown: unknown) => thrown);
    clearTimeout(timer);
    expect(isCancelled(error)).toBe(true);
    expect(performance.now() - startedMs).toBeLessThan(900);
    const asked = server.requests.length;
    const { records } = await walk(specOf());
    expect(idsOf(records)).toEqual(idsOf(all));
    // Eight pages; the newest half hour is asked for once more.
    expect([asked, server.requests.length]).toEqual([2, 9]);
    expect(server.requests[3]?.parameters.NextToken).toContain(lookupTokenMark);
    // Another start heeds the rate of the one before.
    expect(server.mostInOneSecond()).toBe(2);
  });

  test('a token that has expired meanwhile: goes on from the oldest event', async () => {
    const all = recordsIn('us-east-1', 190, 0);
    server.addEvents(all);
    server.fault = () => {
      if (server.requests.length === 3) server.expireTokens();
      return undefined;
    };
    const { records } = await walk(specOf());
    expect(idsOf(records)).toEqual(idsOf(all));
    expect(server.requests[2]?.error).toBe('InvalidNextTokenException');
    expect(server.requests[3]?.parameters.NextToken).toBe(undefined);
  });

  test('throttled, cut off and failing servers are asked again', async () => {
    const all = recordsIn('us-east-1', 60, 0);
    server.addEvents(all);
    const faults = [
      { kind: 'error', status: 400, type: 'ThrottlingException' },
      { kind: 'cut' },
      { kind: 'error', status: 500, type: 'InternalFailure' },
      undefined,
    ] as const;
    server.fault = () => faults[server.requests.length - 1];
    const { records, problems } = await walk(specOf());
    expect([idsOf(records), problems]).toEqual([idsOf(all), []]);
    expect(server.requests).toHaveLength(5);
    expect(server.mostInOneSecond()).toBeLessThanOrEqual(2);
  });

  test('regions that are denied or not enabled are one problem each, and the rest goes on', async () => {
    server.addEvents(recordsIn('us-east-1', 3, 0));
    server.fault = ({ region }) => {
      if (region === 'af-south-1') return { kind: 'error', status: 400, type: 'UnrecognizedClientException' };
      if (region === 'eu-west-1') return { kind: 'error', status: 400, type: 'AccessDeniedException' };
      return undefined;
    };
    const { problems, records } = await walk(specOf({ regions: ['af-south-1', 'us-east-1', 'eu-west-1'] }));
    expect(records).toHaveLength(3);
    expect(problems.toSorted((one, other) => (one.file < other.file ? -1 : 1))).toMatchObject([
      {
        file: 'Event history 111122223333 af-south-1',
        kind: 'denied',
        message: expect.stringContaining('not enabled'),
      },
      { file: 'Event history 111122223333 eu-west-1', kind: 'denied', message: expect.stringContaining('eu-west-1') },
    ]);
    expect(server.requests).toHaveLength(3);
  });

  test('what ends a session ends the run', async () => {
    server.fault = () => ({ kind: 'error', status: 400, type: 'ExpiredTokenException' });
    const error: unknown = await walk(specOf({ regions: ['us-east-1', 'eu-west-1'] })).catch(
      (thrown: unknown) => thrown,
    );
    expect(error).toBeInstanceOf(AppError);
    expect(error).toMatchObject({ code: 'aws/expired' });
  });

  test('nothing is asked for while it is paused', async () => {
    server.addEvents(recordsIn('us-east-1', 60, 0));
    let resume: () => void = () => undefined;
    const paused = new Promise<void>((resolve) => (resume = resolve));
    const running = walk(specOf(), contextOf({ whenRunning: () => paused }));
    await new Promise((resolve) => setTimeout(resolve, 200));
    expect(server.requests).toEqual([]);
    resume();
    expect((await running).records).toHaveLength(60);
  });
});

test('two sources that ask for the same at the same time ask once', async () => {
  server.addEvents(recordsIn('us-east-1', 60, 0));
  const shared = source();
  const read = async (): Promise<number> => {
    let count = 0;
    for await (const entry of shared.walk(specOf(), contextOf()))
      if (entry.kind === 'file') count += recordsOf(entry).length;
    return count;
  };
  expect(await Promise.all([read(), read()])).toEqual([60, 60]);
  // The second asks for the newest half hour only.
  expect(server.requests).toHaveLength(3);
});

test('its pages are seen and cleared with the cache in whose folder they lie, and are asked for again', async () => {
  server.addEvents(recordsIn('us-east-1', 60, 0));
  const { files } = await walk(specOf());
  const cache = new ObjectCache({ dir, limitBytes: () => 1e9 });
  const bytes = files.reduce((sum, { sizeBytes }) => sum + sizeBytes, 0);
  const { places } = await cache.status();
  expect(places.map(({ name }) => name)).toEqual(['Event history 111122223333']);
  expect(places[0]?.bytes).toBeGreaterThanOrEqual(bytes);
  await cache.clear('Event history 111122223333');
  expect((await cache.status()).bytes).toBe(0);
  const asked = server.requests.length;
  expect((await walk(specOf())).records).toHaveLength(60);
  expect(server.requests.length).toBe(asked + 2);
});

test('a source covers its own pages: of its regions, profile and attribute', async () => {
  server.addEvents(recordsIn('us-east-1', 1, 0));
  const spec = specOf({ profile: 'prod/a b' });
  const [file] = (await walk(spec)).files;
  const shared = source();
  const path = file?.path ?? '';
  expect(path).toMatch(/^event-history:\/\/111122223333\/us-east-1\/[^/]+\/[^/]+$/);
  expect(shared.covers(spec, path)).toBe(true);
  expect(shared.covers(specOf(), path)).toBe(false);
  expect(shared.covers({ ...spec, regions: ['eu-west-1'] }, path)).toBe(false);
  expect(shared.covers({ ...spec, attribute: { key: 'EventName', value: 'x' } }, path)).toBe(false);
  expect(shared.covers(spec, 's3://bucket/us-east-1/key')).toBe(false);
  expect(shared.nameOf(spec)).toBe('Event history');
  expect(shared.detailOf({ ...spec, range: { lastMinutes: 60 } })).toBe('profile prod/a b · us-east-1 · last hour');
});

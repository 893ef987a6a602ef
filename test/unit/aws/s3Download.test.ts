// Downloading, against a server that does what goes wrong between a reader and S3.
import { createHash, randomBytes } from 'node:crypto';
import { readdirSync, readFileSync, statSync } from 'node:fs';
import fc from 'fast-check';
import { afterEach, describe, expect, test, vi } from 'vitest';

import { faults, type Fault } from '../../aws/faults.ts';
import { StoredObjects } from '../../aws/keySpace.ts';
import { startS3Server, type S3ServerOptions } from '../../aws/s3Server.ts';
import type { S3Request } from '../../aws/s3ServerRequest.ts';
import { contextOf, fetchAll, makeReader, signal, specOf } from './s3Reader.ts';

const region = 'eu-west-1';
const closing: (() => unknown)[] = [];
afterEach(async () => {
  for (const close of closing.splice(0)) await close();
});

const spec = specOf({ layout: 'plain', prefix: 'logs/' });
const modifiedMs = Date.UTC(2026, 10, 22, 9, 35);

function objectsOf(count: number, sizeBytes = 3000): StoredObjects {
  const objects = new StoredObjects();
  for (let index = 0; index < count; index += 1)
    objects.add(`logs/${index}.json.gz`, randomBytes(sizeBytes + index), { modifiedMs });
  return objects;
}

type Faults = (request: S3Request) => Fault | undefined;
/** Of objects only; listings pass. */
const ofObjects =
  (fault: Faults): Faults =>
  (request) =>
    request.operation === 'GetObject' ? fault(request) : undefined;
const first = (fault: Fault, times = 1): Faults => ofObjects(({ attempt }) => (attempt < times ? fault : undefined));

async function serve(objects: StoredObjects, fault: Faults = () => undefined, more: Partial<S3ServerOptions> = {}) {
  const server = await startS3Server({ buckets: { trail: { objects, region } }, fault, ...more });
  const reader = makeReader(server.endpoint);
  closing.push(() => server.close(), reader.close);
  return { server, reader, walk: () => reader.source.walk(spec, contextOf()) };
}

const shown = ({ kind, file, message }: { readonly kind: string; readonly file: string; readonly message: string }) =>
  `${kind} ${file.replace('s3://trail/', '')}: ${message}`;

test('what is fetched is what the bucket holds; the second time from the cache', async () => {
  const objects = objectsOf(30);
  const { reader, server, walk } = await serve(objects);
  const { files, problems } = await fetchAll(walk());
  expect(problems).toEqual([]);
  expect([...files.keys()].toSorted()).toEqual([...objects.keys()].toSorted());
  for (const [key, { localPath, isFromCache }] of files) {
    expect(isFromCache).toBe(false);
    expect(readFileSync(localPath).equals(objects.body(key))).toBe(true);
    expect(statSync(localPath).mtimeMs).toBe(modifiedMs);
  }
  const again = await fetchAll(walk());
  expect([...again.files.values()].every(({ isFromCache }) => isFromCache)).toBe(true);
  expect(server.count('GetObject')).toBe(30);
  expect(await reader.cache.status()).toMatchObject({ objects: 30, places: [{ name: 'trail' }] });
});

describe('what passes is tried again', () => {
  test.each<[string, Fault]>([
    ['throttling', faults.throttled()],
    ['a failure of the server', faults.internal()],
    ['a connection that breaks', { kind: 'reset' }],
    ['a body that is cut', { kind: 'cut', afterBytes: 1000 }],
    ['a body that stalls', { kind: 'stalled', afterBytes: 1000 }],
    ['no answer', { kind: 'silent' }],
    ['a body too short', { kind: 'length', by: -1 }],
    ['a body too long', { kind: 'length', by: 5 }],
    ['a flipped byte, where S3 sends a checksum', { kind: 'flipped', at: 100 }],
    ['a flipped byte, where the ETag is an MD5', { kind: 'flipped', at: 100, isUnchecked: true }],
  ])('%s', async (_name, fault) => {
    const objects = objectsOf(3);
    const { server, walk } = await serve(objects, first(fault));
    const { files, problems } = await fetchAll(walk());
    expect(problems).toEqual([]);
    for (const [key, { localPath }] of files) expect(readFileSync(localPath).equals(objects.body(key))).toBe(true);
    expect(files.size).toBe(3);
    expect(server.count('GetObject')).toBe(6);
  });

  test('a slow body is waited for', async () => {
    const objects = objectsOf(1);
    const { files } = await fetchAll((await serve(objects, first({ kind: 'slow', bytesPerSecond: 6000 }))).walk());
    expect(files.size).toBe(1);
  });

  test('large objects go to the disk as they come, and are verified too', async () => {
    const objects = objectsOf(1, 9 * 1024 * 1024);
    const each: readonly Fault[] = [
      { kind: 'flipped', at: 8_500_000, isUnchecked: true },
      { kind: 'cut', afterBytes: 8_500_000 },
      { kind: 'stalled', afterBytes: 100_000 },
    ];
    const { reader, server, walk } = await serve(
      objects,
      ofObjects(({ attempt }) => each[attempt]),
    );
    const { files, problems } = await fetchAll(walk());
    expect(problems).toEqual([]);
    const [file] = files.values();
    expect(sha(readFileSync(file?.localPath ?? ''))).toBe(sha(objects.body('logs/0.json.gz')));
    expect(server.count('GetObject')).toBe(4);
    expect(filesIn(reader.dir)).toHaveLength(1);
  });
});

describe('what does not pass is one line, the rest goes on', () => {
  test.each<[string, Fault, string, number]>([
    [
      'flipped bytes',
      { kind: 'flipped', at: 5, isUnchecked: true },
      'not-fetched logs/1.json.gz: It could not be downloaded in 4 attempts: Its bytes do not fit its MD5 checksum.',
      4,
    ],
    [
      'cut bodies',
      { kind: 'cut', afterBytes: 10 },
      'not-fetched logs/1.json.gz: It could not be downloaded in 4 attempts: The connection ended before the whole object had come.',
      4,
    ],
    [
      'a wrong length',
      { kind: 'length', by: 7 },
      'not-fetched logs/1.json.gz: It could not be downloaded in 4 attempts: The server announced 3008 bytes, where the object has 3001.',
      4,
    ],
    [
      'failures of the server',
      faults.internal(),
      'not-fetched logs/1.json.gz: It could not be downloaded in 6 attempts: S3 failed (500 InternalError).',
      6,
    ],
    [
      'broken connections',
      { kind: 'reset' },
      'not-fetched logs/1.json.gz: It could not be downloaded in 6 attempts: No answer came (ECONNRESET).',
      6,
    ],
    [
      'a denied key',
      faults.denied(),
      'denied logs/1.json.gz: Access denied: the profile may not read it (s3:GetObject). If the bucket lets requesters pay, choose "Requester pays" for the source (--requester-pays).',
      1,
    ],
    [
      'an archived object',
      faults.archived(),
      'archived logs/1.json.gz: It is archived: restore it in S3, then refresh.',
      1,
    ],
    [
      'a vanished object',
      faults.noSuchKey(),
      'vanished logs/1.json.gz: It was listed, but is not in the bucket any more.',
      1,
    ],
  ])(
    '%s',
    async (_name, fault, problem, attempts) => {
      const { server, walk } = await serve(
        objectsOf(3),
        ofObjects(({ key }) => (key === 'logs/1.json.gz' ? fault : undefined)),
      );
      const { files, problems } = await fetchAll(walk());
      expect(problems.map(shown)).toEqual([problem]);
      expect(problems[0]?.level).toBe('error');
      expect([...files.keys()].toSorted()).toEqual(['logs/0.json.gz', 'logs/2.json.gz']);
      expect(server.fetched().filter((key) => key === 'logs/1.json.gz')).toHaveLength(attempts);
    },
    30_000,
  );

  test('a KMS key that is denied is named', async () => {
    const { walk } = await serve(
      objectsOf(1),
      ofObjects(() => faults.kmsDenied()),
    );
    const [problem] = (await fetchAll(walk())).problems;
    expect(problem?.kind).toBe('denied');
    expect(problem?.message).toMatch(/KMS key: .*kms:Decrypt on resource: arn:aws:kms:eu-west-1:111122223333:key\//);
  });

  test('a bucket whose requesters pay is read by who agrees to', async () => {
    const objects = objectsOf(1);
    const server = await startS3Server({ buckets: { trail: { objects, region, isRequesterPays: true } } });
    const reader = makeReader(server.endpoint);
    closing.push(() => server.close(), reader.close);
    await expect(fetchAll(reader.source.walk(spec, contextOf()))).rejects.toMatchObject({ code: 'aws/denied' });
    const { files } = await fetchAll(reader.source.walk({ ...spec, requesterPays: true }, contextOf()));
    expect(files.size).toBe(1);
  });
});

describe('what changes meanwhile', () => {
  test('an object that was overwritten comes as it is now', async () => {
    const objects = objectsOf(1);
    const { walk } = await serve(objects);
    const entries = walk();
    const { value: entry } = await entries.next();
    if (entry?.kind !== 'file') throw new Error('No file');
    const now = Buffer.from('something else');
    objects.add('logs/0.json.gz', now);
    const fetched = await entry.fetch?.(signal);
    expect(fetched !== undefined && 'localPath' in fetched && readFileSync(fetched.localPath).equals(now)).toBe(true);
    await entries.return(undefined);
    // Kept as what it is, not as what was asked for.
    const again = await fetchAll(walk());
    expect([...again.files.values()]).toMatchObject([{ isFromCache: true }]);
  });

  test('ended credentials are not the object\u2019s fault', async () => {
    const { walk } = await serve(
      objectsOf(1),
      ofObjects(() => faults.expired()),
    );
    await expect(fetchAll(walk())).rejects.toMatchObject({ code: 'aws/expired' });
  });
});

describe('what ends the run', () => {
  test('a server that is gone, at once instead of object by object', async () => {
    const { server, walk } = await serve(objectsOf(200));
    const entries = walk();
    const { value: entry } = await entries.next();
    await server.close();
    expect(entry?.kind === 'file' && (await failure(entry.fetch?.(signal)))).toBe('aws/unreachable');
    await entries.return(undefined);
  }, 30_000);

  test('a server that refuses everything', async () => {
    const { walk } = await serve(
      objectsOf(60),
      ofObjects(() => ({ kind: 'error', status: 500, code: 'InternalError', message: 'no' })),
    );
    await expect(fetchAll(walk(), { atOnce: 64 })).rejects.toMatchObject({ code: 'aws/failed' });
  }, 30_000);

  test('a cache that is full', async () => {
    const objects = objectsOf(10);
    const server = await startS3Server({ buckets: { trail: { objects, region } } });
    const reader = makeReader(server.endpoint, { limitBytes: 10_000 });
    closing.push(() => server.close(), reader.close);
    await expect(fetchAll(reader.source.walk(spec, contextOf()), { atOnce: 1 })).rejects.toMatchObject({
      code: 'cache/full',
      message: 'The cache has reached its limit of 10 kB. Raise the limit or clear the cache, then continue.',
    });
    expect(filesIn(reader.dir)).toHaveLength(3);
  });

  test('cancelling; what is there is whole, and is not fetched again', async () => {
    const objects = objectsOf(100);
    const { reader, server, walk } = await serve(objects, undefined, { latencyMs: 10 });
    const abort = new AbortController();
    const some = { timeout: 5000, interval: 2 };
    const stopping = vi
      .waitFor(() => expect(server.fetched().length).toBeGreaterThan(20), some)
      .then(() => abort.abort());
    await expect(fetchAll(walk(), { signal: abort.signal })).rejects.toMatchObject({ code: 'cancelled' });
    await stopping;
    // Requests that were under way may still end.
    await new Promise((resolve) => setTimeout(resolve, 100));
    const fetched = new Set(server.fetched());
    expect(fetched.size).toBeLessThan(100);
    const here = (await reader.cache.status()).objects;
    expect(here).toBeGreaterThan(0);
    expect(filesIn(reader.dir).filter((file) => file.endsWith('.part'))).toEqual([]);
    const { files } = await fetchAll(walk());
    expect(files.size).toBe(100);
    expect(server.fetched()).toHaveLength(fetched.size + 100 - here);
  });
});

test('while it is paused nothing is asked for', async () => {
  const { reader, server } = await serve(objectsOf(50));
  let resume: () => void = () => undefined;
  const paused = new Promise<void>((resolve) => (resume = resolve));
  let isPaused = false;
  const whenRunning = (): Promise<void> => (isPaused ? paused : Promise.resolve());
  const fetching = fetchAll(reader.source.walk(spec, contextOf({ whenRunning })));
  while (server.count('GetObject') < 5) await new Promise((resolve) => setTimeout(resolve, 1));
  isPaused = true;
  await new Promise((resolve) => setTimeout(resolve, 50));
  const asked = server.count('GetObject');
  await new Promise((resolve) => setTimeout(resolve, 50));
  expect(server.count('GetObject')).toBe(asked);
  expect(asked).toBeLessThan(50);
  isPaused = false;
  resume();
  expect((await fetching).files.size).toBe(50);
});

test('what comes is the same, whatever goes wrong, and in whatever order', async () => {
  const objects = objectsOf(12);
  const passing: readonly (Fault | undefined)[] = [
    undefined,
    faults.throttled(),
    faults.internal(),
    { kind: 'reset' },
    { kind: 'cut', afterBytes: 7 },
    { kind: 'length', by: -3 },
    { kind: 'flipped', at: 9 },
  ];
  const planned = fc.array(fc.array(fc.nat(passing.length - 1), { maxLength: 2 }), { minLength: 12, maxLength: 12 });
  await fc.assert(
    fc.asyncProperty(planned, fc.integer({ min: 1, max: 20 }), async (plan, atOnce) => {
      const faultOf = ofObjects(({ key, attempt }) => passing[plan[Number(/\d+/.exec(key)?.[0])]?.[attempt] ?? 0]);
      const { server, reader, walk } = await serve(objects, faultOf);
      const { files, problems } = await fetchAll(walk(), { atOnce });
      expect(problems).toEqual([]);
      expect([...files.keys()].toSorted()).toEqual([...objects.keys()].toSorted());
      for (const [key, { localPath }] of files) expect(readFileSync(localPath).equals(objects.body(key))).toBe(true);
      await server.close();
      reader.close();
      closing.length = 0;
    }),
    { numRuns: 10 },
  );
}, 60_000);

test('many at once, and more where more bring more', async () => {
  const { reader, server } = await serve(objectsOf(600, 200), undefined, { latencyMs: 30 });
  let highest = 0;
  const reportConcurrency = (requests: number): void => void (highest = Math.max(highest, requests));
  const { files } = await fetchAll(reader.source.walk(spec, contextOf({ reportConcurrency })), { atOnce: 64 });
  expect(files.size).toBe(600);
  expect(highest).toBeGreaterThan(8);
  expect(server.highestAtOnce).toBeLessThanOrEqual(64);
});

function sha(bytes: Buffer): string {
  return createHash('sha256').update(bytes).digest('hex');
}

function filesIn(dir: string): readonly string[] {
  const entries = readdirSync(dir, { recursive: true, withFileTypes: true });
  return entries.filter((entry) => entry.isFile()).map(({ name }) => name);
}

function failure(work: Promise<unknown> | undefined): Promise<unknown> {
  return Promise.resolve(work).then(
    () => 'no error',
    (error: unknown) => (error instanceof Error && 'code' in error ? error.code : error),
  );
}

// Finding and listing logs, with the real SDK against a server that keeps account of what is asked of it.
import fc from 'fast-check';
import { startFauxqs } from 'fauxqs';
import { CreateBucketCommand, PutObjectCommand, S3Client } from '@aws-sdk/client-s3';
import { afterEach, describe, expect, test } from 'vitest';

import { countObjects, findDays, findTrails, listBuckets } from '../../../main/core/aws/s3/questions.ts';
import { notifiedEntries } from '../../../main/core/sources/s3Trail.ts';
import type { FoundTrails } from '../../../shared/aws/foundTrails.ts';
import { dayOfPlace, readTrailPlace } from '../../../shared/aws/trailKeys.ts';
import { faults } from '../../aws/faults.ts';
import { JoinedSpaces, StoredObjects, type KeySpace } from '../../aws/keySpace.ts';
import { accountNumbers, createLayout } from '../../aws/keySpaceLayouts.ts';
import { startS3Server, type S3Server, type S3ServerOptions, type ServedBucket } from '../../aws/s3Server.ts';
import { collect, contextOf, keysOf, makeReader, signal, specOf, type Reader } from './s3Reader.ts';

const region = 'eu-west-1';
const account = '111122223333';
const other = '444455556666';
const closing: (() => unknown)[] = [];
afterEach(async () => {
  for (const close of closing.splice(0)) await close();
});

type Served = { readonly server: S3Server; readonly reader: Reader };

async function serve(
  objects: KeySpace,
  more: Partial<S3ServerOptions> & { readonly bucket?: Partial<ServedBucket>; readonly profileRegion?: string } = {},
): Promise<Served> {
  const { bucket, profileRegion, ...options } = more;
  const server = await startS3Server({ buckets: { trail: { objects, region, ...bucket } }, ...options });
  const reader = makeReader(server.endpoint, profileRegion === undefined ? {} : { region: profileRegion });
  closing.push(() => server.close(), reader.close);
  return { server, reader };
}

function stored(...keys: readonly string[]): StoredObjects {
  const objects = new StoredObjects();
  for (const key of keys) objects.add(key, Buffer.from(key));
  return objects;
}

const log = (folder: string, of = account, where = 'us-east-1', day = '2026/11/22', kind = 'CloudTrail'): string =>
  `${folder}${of}/${kind}/${where}/${day}/${of}_${kind}_${where}_${day.replaceAll('/', '')}T0935Z_a.json.gz`;

const find = ({ reader }: Served, location = 'trail', onFound: (found: FoundTrails) => void = () => undefined) =>
  findTrails(reader.parts, { searchId: 'one', location }, signal, onFound);

describe('finding trails', () => {
  test.each([
    ['plain', [log('AWSLogs/')], '', 'plain', undefined],
    ['prefixed', [log('a/b/c/d/e/AWSLogs/')], 'a/b/c/d/e/', 'plain', undefined],
    ['organisation', [log('x/AWSLogs/o-abc123/')], 'x/', 'organization', 'o-abc123'],
    ['Control Tower', [log('o-abc123/AWSLogs/o-abc123/')], 'o-abc123/', 'control-tower', 'o-abc123'],
    ['Control Tower, older', [log('o-abc123/AWSLogs/')], 'o-abc123/', 'control-tower', undefined],
  ])('%s', async (_name, keys, prefix, layout, organization) => {
    const found = await find(await serve(stored(...keys)));
    const accounts = [
      { account, regions: ['us-east-1'], folders: [], ...(organization !== undefined && { organization }) },
    ];
    expect(found).toEqual({
      searchId: 'one',
      bucket: 'trail',
      prefix: '',
      region,
      trails: [{ prefix, layout, accounts }],
      plainObjects: 0,
      requests: expect.any(Number) as number,
      isComplete: true,
      remarks: [],
    });
  });

  test('several roots; digests, insights and other services are known for what they are', async () => {
    const served = await serve(
      stored(
        log('AWSLogs/'),
        log('AWSLogs/', account, 'eu-west-1'),
        log('AWSLogs/', account, 'us-east-1', '2026/11/22', 'CloudTrail-Digest'),
        log('AWSLogs/', account, 'us-east-1', '2026/11/22', 'CloudTrail-Insight'),
        log('AWSLogs/', account, 'us-east-1', '2026/11/22', 'vpcflowlogs'),
        log('AWSLogs/', other, 'us-east-1', '2026/11/22', 'CloudTrail-Digest'),
        log('backup/AWSLogs/', other),
      ),
    );
    const found = await find(served);
    expect(found.trails).toEqual([
      {
        prefix: '',
        layout: 'plain',
        accounts: [
          {
            account,
            regions: ['eu-west-1', 'us-east-1'],
            folders: ['CloudTrail-Digest', 'CloudTrail-Insight', 'vpcflowlogs'],
          },
          { account: other, regions: [], folders: ['CloudTrail-Digest'] },
        ],
      },
      { prefix: 'backup/', layout: 'plain', accounts: [{ account: other, regions: ['us-east-1'], folders: [] }] },
    ]);
    expect(found.requests).toBe(served.server.count('ListObjectsV2'));
  });

  test.each([
    ['trail/x/AWSLogs', 'x/AWSLogs/'],
    [`s3://trail/x/AWSLogs/${account}/`, `x/AWSLogs/${account}/`],
    [`s3://trail/x/AWSLogs/${account}/CloudTrail/`, `x/AWSLogs/${account}/CloudTrail/`],
    [`s3://trail/x/AWSLogs/${account}/CloudTrail/us-east-1`, `x/AWSLogs/${account}/CloudTrail/us-east-1/`],
    [
      `s3://trail/x/AWSLogs/${account}/CloudTrail/us-east-1/2026/11/22/`,
      `x/AWSLogs/${account}/CloudTrail/us-east-1/2026/11/22/`,
    ],
  ])('a start inside a trail: %s', async (location, prefix) => {
    const found = await find(await serve(stored(log('x/AWSLogs/'))), location);
    expect(found.prefix).toBe(prefix);
    expect(found.trails).toMatchObject([{ prefix: 'x/', accounts: [{ account, regions: ['us-east-1'] }] }]);
  });

  test('20 accounts in 17 regions take at most 60 requests, and show as they are found', async () => {
    const layout = { accounts: 20, regions: 17, days: 365, firstDay: '2026-01-01', filesPerDay: 1 };
    const served = await serve(
      createLayout({ ...layout, organization: 'o-abc123', otherFolders: ['CloudTrail-Digest'] }),
      {
        latencyMs: 15,
      },
    );
    const seen: number[] = [];
    const found = await find(served, 'trail', ({ trails }) => seen.push(trails[0]?.accounts.length ?? 0));
    expect(found.trails[0]?.accounts).toHaveLength(20);
    expect(found.trails[0]?.accounts.every(({ regions }) => regions.length === 17)).toBe(true);
    expect(served.server.count('ListObjectsV2')).toBeLessThanOrEqual(60);
    expect(seen.length).toBeGreaterThan(0);
  });

  test('a bucket with nothing in it, one with copied logs, one with something else', async () => {
    expect((await find(await serve(stored()))).remarks).toEqual(['The bucket is empty.']);
    const copied = await find(
      await serve(stored('logs/1.json.gz', 'logs/2.json.gz', 'logs/more/3.json.gz')),
      'trail/logs',
    );
    expect(copied).toMatchObject({ prefix: 'logs/', trails: [], plainObjects: 2 });
    const digests = await find(
      await serve(stored(log('AWSLogs/', account, 'us-east-1', '2026/11/22', 'CloudTrail-Digest'))),
    );
    expect(digests.remarks).toEqual(['There are no events of CloudTrail, but digest files.']);
    const one = await find(await serve(stored('logs/1.json.gz')), 's3://trail/logs/1.json.gz');
    expect(one).toMatchObject({ prefix: 'logs/1.json.gz', plainObjects: 1, trails: [] });
    expect(await find(await serve(stored(log('AWSLogs/'))), `trail/AWSLogs/${other}/`)).toMatchObject({
      remarks: [`There is nothing under s3://trail/AWSLogs/${other}/.`],
    });
  });

  test('a denied folder is a remark, the rest goes on', async () => {
    const served = await serve(stored(log('AWSLogs/'), log('secret/AWSLogs/')), {
      fault: ({ query }) => (query.get('prefix') === 'secret/' ? faults.denied() : undefined),
    });
    const found = await find(served);
    expect(found.trails).toHaveLength(1);
    expect(found.remarks).toEqual(['s3://trail/secret/ may not be listed (s3:ListBucket is denied).']);
  });

  test('whoever may list AWSLogs/ only need not say so', async () => {
    const served = await serve(stored(log('AWSLogs/')), {
      fault: ({ query }) => (query.get('prefix') === '' ? faults.denied() : undefined),
    });
    expect((await find(served)).trails).toMatchObject([{ prefix: '', accounts: [{ account }] }]);
  });

  test('where nothing may be listed, the permission is named', async () => {
    const served = await serve(stored(log('AWSLogs/')), { fault: () => faults.denied() });
    await expect(find(served)).rejects.toMatchObject({
      code: 'aws/denied',
      message: expect.stringContaining('may not list s3://trail/: s3:ListBucket is denied') as string,
    });
    await expect(find(served, 'no-such-bucket')).rejects.toMatchObject({ code: 'aws/denied' });
    await expect(find(await serve(stored()), 'no-such-bucket')).rejects.toMatchObject({ code: 'aws/not-found' });
    await expect(find(served, 'not a bucket')).rejects.toMatchObject({ code: 'bad-request' });
  });

  test('keys that AWS does not know are told as that, not as a permission', async () => {
    const served = await serve(stored(log('AWSLogs/')), { fault: () => faults.unknownKey() });
    await expect(find(served)).rejects.toMatchObject({
      code: 'aws/denied',
      message: expect.stringContaining('does not know the access key') as string,
    });
    expect(served.server.requests.length).toBe(1);
  });

  test('a bucket of a thousand folders is not searched to its end', async () => {
    const folders = Array.from({ length: 1000 }, (_, index) => `folder-${index}/x`);
    const served = await serve(stored(...folders, log('z-audit/AWSLogs/')));
    const found = await find(served);
    expect(found.trails).toMatchObject([{ prefix: 'z-audit/' }]);
    expect(found.remarks.join()).toMatch(/^701 more folders were not looked into/);
    expect(served.server.count('ListObjectsV2')).toBeLessThan(320);
    // An import says so too, also where the search is not made again.
    for (let times = 0; times < 2; times += 1) {
      const [, problem] = await collect(served.reader.source.walk(specOf(), contextOf()));
      expect(problem).toMatchObject({ problem: { file: 's3://trail/', kind: 'not-fetched' } });
      expect(problem).toHaveProperty(
        'problem.message',
        expect.stringMatching(/^701 folders under it were not searched/),
      );
    }
  });

  test.each(['redirect', 'malformed'] as const)(
    'a bucket of another region (%s) is found there',
    async (wrongRegion) => {
      const served = await serve(stored(log('AWSLogs/')), { bucket: { wrongRegion }, profileRegion: 'us-east-1' });
      expect(await find(served)).toMatchObject({ region, trails: [{ prefix: '' }] });
      expect(await keysOf(served.reader.source.walk(specOf(), contextOf()))).toEqual([log('AWSLogs/')]);
    },
  );

  test('throttling, failures and connections that break are passed over', async () => {
    const passing = [faults.throttled(), faults.internal(), { kind: 'reset' as const }];
    const served = await serve(stored(log('AWSLogs/')), { fault: ({ attempt }) => passing[attempt] });
    expect((await find(served)).trails).toHaveLength(1);
  });

  test('lists the buckets', async () => {
    const { reader } = await serve(stored());
    expect(await listBuckets(reader.parts, {}, signal)).toEqual([{ name: 'trail', region }]);
  });
});

describe('days', () => {
  test('of the chosen accounts and regions, in at most 40 requests for each', async () => {
    const layout = { accounts: 3, regions: 3, days: 365, firstDay: '2026-01-15', filesPerDay: 1 };
    const served = await serve(createLayout(layout));
    const source = specOf({ accounts: [...accountNumbers(2)], regions: ['us-east-1', 'us-west-1'] });
    const { days } = await findDays(served.reader.parts, { searchId: 'one', source }, signal, () => undefined);
    expect(days).toHaveLength(365);
    expect([days[0], days.at(-1)]).toEqual([
      { day: '2026-01-15', folders: 4 },
      { day: '2027-01-14', folders: 4 },
    ]);
    expect(served.server.count('ListObjectsV2') / 4).toBeLessThanOrEqual(40);
  });
});

describe('listing a source', () => {
  const layout = { accounts: 2, regions: 2, days: 60, firstDay: '2026-01-15', filesPerDay: 30 };
  const space = createLayout({ ...layout, prefix: ['deep', 'er'], otherFolders: ['CloudTrail-Digest'] });
  const all = [...space.from('')].filter((key) => key.includes('/CloudTrail/'));

  test('by days gives what a listing of everything gives, filtered', async () => {
    const { reader } = await serve(space);
    const day = fc
      .integer({ min: -2, max: 63 })
      .map((at) => new Date(Date.UTC(2026, 0, 15 + at)).toISOString().slice(0, 10));
    const some = <Value>(values: readonly Value[]) => fc.subarray([...values]);
    const prefixes = fc.constantFrom(
      '',
      'deep/',
      'deep/er',
      'deep/er/AWSLogs/',
      `deep/er/AWSLogs/${accountNumbers(1)[0]}/`,
    );
    await fc.assert(
      fc.asyncProperty(
        fc.record({ from: fc.option(day, { nil: undefined }), to: fc.option(day, { nil: undefined }) }),
        fc.record({ accounts: some(accountNumbers(2)), regions: some(['us-east-1', 'us-east-2']), prefix: prefixes }),
        async ({ from, to }, chosen) => {
          fc.pre(from === undefined || to === undefined || from <= to);
          const range = { ...(from !== undefined && { from }), ...(to !== undefined && { to }) };
          const spec = specOf({ ...chosen, range });
          const listed = await keysOf(reader.source.walk(spec, contextOf()));
          const last = to === undefined ? '9999' : new Date(Date.parse(to) + 86_400_000).toISOString().slice(0, 10);
          const wanted = all.filter((key) => {
            const place = readTrailPlace(key);
            const on = place === undefined ? '' : (dayOfPlace(place) ?? '');
            return on >= (from ?? '') && on <= last && reader.source.covers(spec, `s3://trail/${key}`);
          });
          expect(listed).toEqual(wanted.toSorted());
        },
      ),
      { numRuns: 25 },
    );
  }, 30_000);

  test('asks for the wanted prefixes only', async () => {
    const { reader, server } = await serve(space);
    const [first = ''] = accountNumbers(1);
    const spec = specOf({
      prefix: 'deep/er/',
      accounts: [first],
      regions: ['us-east-1'],
      range: { from: '2026-02-01', to: '2026-02-05' },
    });
    expect(await keysOf(reader.source.walk(spec, contextOf()))).toHaveLength(6 * 30);
    const prefixes = server.requests.map(({ prefix }) => prefix);
    expect(prefixes).toEqual(['deep/er/', 'deep/er/AWSLogs/', `deep/er/AWSLogs/${first}/CloudTrail/us-east-1/`]);
    server.forget();
    // The root is remembered.
    await keysOf(reader.source.walk(spec, contextOf()));
    expect(server.count('ListObjectsV2')).toBe(2);
  });

  test('many days are listed beside each other', async () => {
    const served = await serve(createLayout({ ...layout, accounts: 1, regions: 1, filesPerDay: 200 }), {
      latencyMs: 20,
    });
    expect(await keysOf(served.reader.source.walk(specOf(), contextOf()))).toHaveLength(12_000);
    expect(served.server.highestAtOnce).toBeGreaterThan(2);
    expect(served.server.count('ListObjectsV2')).toBeLessThan(25);
  });

  test('other kinds where they are asked for, digests never', async () => {
    const kinds = ['CloudTrail', 'CloudTrail-Insight', 'CloudTrail-NetworkActivity', 'CloudTrail-Digest'];
    const keys = kinds.map((kind) => log('AWSLogs/', account, 'us-east-1', '2026/11/22', kind));
    const { reader } = await serve(stored(...keys));
    const walk = (more = {}) => keysOf(reader.source.walk(specOf(more), contextOf()));
    expect(await walk()).toEqual([keys[0]]);
    expect(await walk({ trailKinds: ['CloudTrail', 'CloudTrail-Insight', 'CloudTrail-NetworkActivity'] })).toEqual(
      keys.slice(0, 3).toSorted(),
    );
    // A prefix that names a kind asks for it.
    expect(await walk({ prefix: `AWSLogs/${account}/CloudTrail-Insight/` })).toEqual([keys[1]]);
    expect(await walk({ layout: 'plain' })).toEqual(keys.toSorted());
    expect(await walk({ layout: 'plain', prefix: keys[3] ?? '' })).toEqual([keys[3]]);
    expect(await walk({ prefix: keys[0] ?? '' })).toEqual([keys[0]]);
  });

  test('keys with odd characters come back as they are', async () => {
    const keys = ['a b+c%20.json', 'é\u{1f600}&<>"\'.json', 'line\nbreak\u0001.json', '100%.json'];
    const { reader } = await serve(stored(...keys.map((key) => `odd/${key}`)));
    const spec = specOf({ layout: 'plain', prefix: 'odd/' });
    expect(await keysOf(reader.source.walk(spec, contextOf()))).toEqual(keys.map((key) => `odd/${key}`).toSorted());
  });

  test('a folder that may not be listed is one problem, the rest goes on', async () => {
    const keys = [log('AWSLogs/'), log('AWSLogs/', account, 'eu-west-1')];
    const { reader } = await serve(stored(...keys), {
      fault: ({ query }) => (query.get('prefix')?.endsWith('CloudTrail/us-east-1/') ? faults.denied() : undefined),
    });
    expect(await keysOf(reader.source.walk(specOf(), contextOf()))).toEqual([
      keys[1],
      `denied AWSLogs/${account}/CloudTrail/us-east-1/`,
    ]);
  });

  test('where every folder is denied, that is an error', async () => {
    const { reader } = await serve(stored(log('AWSLogs/')), { fault: () => faults.denied() });
    const inside = specOf({ prefix: `AWSLogs/${account}/`, regions: ['us-east-1'] });
    for (const spec of [specOf(), inside, specOf({ layout: 'plain' })])
      await expect(keysOf(reader.source.walk(spec, contextOf()))).rejects.toMatchObject({
        code: 'aws/denied',
        message: expect.stringContaining('s3:ListBucket is denied') as string,
      });
  });

  test('a range that cannot be read is refused, not read as everything', async () => {
    const { reader, server } = await serve(space);
    const walking = keysOf(reader.source.walk(specOf({ range: { from: 'last week' } }), contextOf()));
    await expect(walking).rejects.toMatchObject({ code: 'bad-request' });
    expect(server.count('ListObjectsV2')).toBe(0);
  });

  test('nothing of CloudTrail is an error that says what there is', async () => {
    const { reader } = await serve(stored('logs/1.json.gz', 'logs/2.json.gz'));
    await expect(keysOf(reader.source.walk(specOf({ prefix: 'logs/' }), contextOf()))).rejects.toMatchObject({
      code: 'aws/no-logs',
      message: expect.stringContaining('2 objects stand right under it') as string,
    });
  });

  test('archived objects are one problem each, unless they are here already', async () => {
    const objects = new StoredObjects();
    const classes = ['GLACIER', 'DEEP_ARCHIVE', 'GLACIER_IR', 'STANDARD'];
    for (const storageClass of classes) objects.add(`x/${storageClass}`, Buffer.from('x'), { storageClass });
    const { reader, server } = await serve(objects);
    const spec = specOf({ layout: 'plain', prefix: 'x/' });
    expect(await keysOf(reader.source.walk(spec, contextOf()))).toEqual([
      'archived x/DEEP_ARCHIVE',
      'archived x/GLACIER',
      'x/GLACIER_IR',
      'x/STANDARD',
    ]);
    const isKnown = ({ path }: { readonly path: string }): boolean => path === 's3://trail/x/GLACIER';
    expect(await keysOf(reader.source.walk(spec, contextOf({ isKnown })))).toContain('x/GLACIER');
    expect(server.count('GetObject')).toBe(0);
  });

  test('counts what a source would bring, and what of it is here', async () => {
    const { reader } = await serve(space);
    const source = specOf({
      accounts: [...accountNumbers(1)],
      regions: ['us-east-1'],
      range: { from: '2026-02-01', to: '2026-02-05' },
    });
    const entries = await collect(reader.source.walk(source, contextOf()));
    const [known, cached] = entries;
    if (known?.kind !== 'file' || cached?.kind !== 'file') throw new Error('No files');
    await cached.fetch?.(signal);
    const isKnown = ({ path, version }: { readonly path: string; readonly version: string }): boolean =>
      path === known.path && version === known.version;
    const found = await countObjects(reader.parts, { searchId: 'one', source, isKnown }, signal, () => undefined);
    expect(found).toEqual({
      searchId: 'one',
      objects: 180,
      bytes: entries.reduce((sum, entry) => sum + (entry.kind === 'file' ? entry.sizeBytes : 0), 0),
      objectsHere: 2,
      bytesHere: known.sizeBytes + cached.sizeBytes,
      archived: 0,
      firstDay: '2026-02-01',
      lastDay: '2026-02-06',
      isComplete: true,
    });
  });

  test('a queue names objects: those that are wanted are read, those that are gone are said', async () => {
    const { reader, server } = await serve(stored(log('AWSLogs/'), log('AWSLogs/', account, 'eu-west-1')));
    const named = [
      log('AWSLogs/'),
      log('AWSLogs/', account, 'eu-west-1'),
      log('AWSLogs/', other),
      log('AWSLogs/', account, 'us-east-1', '2026/11/21'),
      log('AWSLogs/', account, 'us-east-1', '2026/11/22', 'CloudTrail-Digest'),
    ].map((key) => ({ bucket: 'trail', key }));
    const elsewhere = { bucket: 'other', key: log('AWSLogs/') };
    const spec = specOf({ accounts: [account], regions: ['us-east-1'] });
    const entries = notifiedEntries(reader.parts, spec, [...named, elsewhere], contextOf());
    expect(await keysOf(entries)).toEqual([
      log('AWSLogs/'),
      `vanished ${log('AWSLogs/', account, 'us-east-1', '2026/11/21')}`,
    ]);
    expect(server.count('HeadObject')).toBe(2);
  });

  test('ends when it is cancelled', async () => {
    const { reader } = await serve(new JoinedSpaces([space]), { latencyMs: 20 });
    const abort = new AbortController();
    const walking = (async () => {
      for await (const _entry of reader.source.walk(specOf(), contextOf({ signal: abort.signal }))) abort.abort();
    })();
    await expect(walking).rejects.toMatchObject({ code: 'cancelled' });
  });
});

test('what is chosen, in words', async () => {
  const { reader } = await serve(stored());
  const { source } = reader;
  expect(source.nameOf(specOf({ prefix: 'x/' }))).toBe('s3://trail/x/');
  expect(
    source.detailOf(
      specOf({
        profile: 'prod',
        accounts: ['1', '2', '3'],
        regions: ['us-east-1'],
        range: { lastMinutes: 7 * 24 * 60 },
      }),
    ),
  ).toBe('profile prod · 3 accounts · us-east-1 · last 7 days');
  expect(source.covers(specOf({ endpoint: 'http://a' }), `s3://trail/${log('AWSLogs/')}`)).toBe(false);
  expect(source.covers(specOf(), '/home/me/x.json')).toBe(false);
});

test('another server that speaks S3 is read the same way', async () => {
  const server = await startFauxqs({ port: 0, logger: false });
  closing.push(() => server.stop());
  const endpoint = `http://127.0.0.1:${server.port}`;
  const reader = makeReader(endpoint);
  closing.push(reader.close);
  const credentials = { accessKeyId: 'a', secretAccessKey: 'b' };
  const client = new S3Client({
    endpoint,
    region,
    forcePathStyle: true,
    credentials,
    requestChecksumCalculation: 'WHEN_REQUIRED',
  });
  closing.push(() => client.destroy());
  await client.send(new CreateBucketCommand({ Bucket: 'trail' }));
  const keys = [log('AWSLogs/'), log('AWSLogs/', account, 'us-east-1', '2026/11/23')];
  for (const Key of keys) await client.send(new PutObjectCommand({ Bucket: 'trail', Key, Body: Key }));
  expect(await findTrails(reader.parts, { searchId: 'one', location: 'trail' }, signal, () => undefined)).toMatchObject(
    {
      trails: [{ accounts: [{ account, regions: ['us-east-1'] }] }],
    },
  );
  const entries = await collect(reader.source.walk(specOf({ range: { from: '2026-11-23' } }), contextOf()));
  expect(entries).toMatchObject([{ name: `s3://trail/${keys[1]}` }]);
  const [entry] = entries;
  expect(entry?.kind === 'file' && (await entry.fetch?.(signal))).toHaveProperty('localPath');
});

// The servers that the tests of AWS speak to, held against the SDK: what they get wrong, those tests would not see.
import { gunzipSync } from 'node:zlib';

import {
  GetObjectCommand,
  HeadBucketCommand,
  HeadObjectCommand,
  ListBucketsCommand,
  ListObjectsV2Command,
  S3Client,
  type ListObjectsV2CommandInput,
} from '@aws-sdk/client-s3';
import { ReceiveMessageCommand, SQSClient } from '@aws-sdk/client-sqs';
import { afterEach, describe, expect, test } from 'vitest';

import { faults, type Fault } from '../../aws/faults.ts';
import { JoinedSpaces, StoredObjects } from '../../aws/keySpace.ts';
import { createLayout } from '../../aws/keySpaceLayouts.ts';
import { startS3Server, type S3Server, type S3ServerOptions } from '../../aws/s3Server.ts';
import { startS3ServerProcess } from '../../aws/s3ServerProcess.ts';
import { firstBucket, secondBucket, startWorld } from '../../aws/world.ts';
import { notificationText } from '../../aws/worldQueue.ts';

const region = 'eu-west-1';
const closing: (() => unknown)[] = [];

afterEach(async () => {
  for (const close of closing.splice(0)) await close();
});

async function serve(options: S3ServerOptions): Promise<S3Server> {
  const server = await startS3Server(options);
  closing.push(() => server.close());
  return server;
}

function clientOf(endpoint: string, more: { followRegionRedirects?: boolean } = {}): S3Client {
  const client = new S3Client({
    region,
    endpoint,
    forcePathStyle: true,
    maxAttempts: 1,
    credentials: { accessKeyId: 'reader', secretAccessKey: 'secret' },
    ...more,
  });
  closing.push(() => client.destroy());
  return client;
}

async function listAll(client: S3Client, input: ListObjectsV2CommandInput) {
  const keys: string[] = [];
  const prefixes: string[] = [];
  let token: string | undefined;
  let pages = 0;
  do {
    const page = await client.send(new ListObjectsV2Command({ ...input, ContinuationToken: token }));
    keys.push(...(page.Contents ?? []).map(({ Key = '' }) => Key));
    prefixes.push(...(page.CommonPrefixes ?? []).map(({ Prefix = '' }) => Prefix));
    token = page.NextContinuationToken;
    pages += 1;
  } while (token !== undefined);
  return { keys, prefixes, pages };
}

function nameOf(error: unknown): string {
  return error instanceof Error ? error.name : String(error);
}

const failure = (work: Promise<unknown>): Promise<string> => work.then(() => 'no error', nameOf);

describe('listing', () => {
  const stored = new StoredObjects();
  for (const key of ['a/1', 'a/2', 'a-b/3', 'b', 'c/d/4', 'odd/<&"> +é\u{1f600}.json'])
    stored.add(key, Buffer.from(key));
  const buckets = { bucket: { objects: stored, region } };

  test('by delimiter gives keys and folders in the order of their bytes', async () => {
    const client = clientOf((await serve({ buckets })).endpoint);
    const root = await listAll(client, { Bucket: 'bucket', Delimiter: '/' });
    expect(root).toEqual({ keys: ['b'], prefixes: ['a-b/', 'a/', 'c/', 'odd/'], pages: 1 });
    const below = await listAll(client, { Bucket: 'bucket', Delimiter: '/', Prefix: 'c/' });
    expect(below).toEqual({ keys: [], prefixes: ['c/d/'], pages: 1 });
  });

  test('page by page gives the same, however small the pages', async () => {
    const client = clientOf((await serve({ buckets })).endpoint);
    for (const Delimiter of [undefined, '/']) {
      const whole = await listAll(client, { Bucket: 'bucket', Delimiter });
      for (const MaxKeys of [1, 2, 3]) {
        const paged = await listAll(client, { Bucket: 'bucket', Delimiter, MaxKeys });
        expect(paged.keys).toEqual(whole.keys);
        expect(paged.prefixes).toEqual(whole.prefixes);
        expect(paged.pages).toBe(Math.ceil((whole.keys.length + whole.prefixes.length) / MaxKeys));
      }
    }
  });

  test('begins after a key', async () => {
    const client = clientOf((await serve({ buckets })).endpoint);
    expect((await listAll(client, { Bucket: 'bucket', StartAfter: 'a/1', Prefix: 'a/' })).keys).toEqual(['a/2']);
    expect((await listAll(client, { Bucket: 'bucket', StartAfter: 'a/9' })).keys[0]).toBe('b');
  });

  test('escapes odd keys, and encodes them where that is asked for', async () => {
    const client = clientOf((await serve({ buckets })).endpoint);
    expect((await listAll(client, { Bucket: 'bucket', Prefix: 'odd/' })).keys).toEqual(['odd/<&"> +é\u{1f600}.json']);
    const encoded = await listAll(client, { Bucket: 'bucket', Prefix: 'odd/', EncodingType: 'url' });
    expect(encoded.keys).toEqual(['odd/%3C%26%22%3E+%2B%C3%A9%F0%9F%98%80.json']);
  });

  test('joins spaces in one order', () => {
    const other = new StoredObjects().add('a/15', Buffer.from('x')).add('z', Buffer.from('x'));
    const keys = [...new JoinedSpaces([stored, other]).from('a/1')];
    expect(keys).toEqual([...keys].sort());
    expect(keys).toEqual(expect.arrayContaining(['a/15', 'z', 'c/d/4']));
  });
});

describe('a large layout', () => {
  const layout = createLayout({
    accounts: 20,
    regions: 17,
    days: 365,
    firstDay: '2025-11-20',
    filesPerDay: 30,
    otherFolders: ['CloudTrail-Digest', 'CloudTrail-Insight'],
  });
  const buckets = { trail: { objects: layout, region } };

  test('is listed folder by folder without being written down', async () => {
    const client = clientOf((await serve({ buckets })).endpoint);
    const folders = async (Prefix: string) =>
      (await listAll(client, { Bucket: 'trail', Prefix, Delimiter: '/' })).prefixes;
    expect(await folders('AWSLogs/')).toHaveLength(20);
    expect(await folders('AWSLogs/111122223333/')).toEqual(
      ['CloudTrail-Digest', 'CloudTrail-Insight', 'CloudTrail'].map((name) => `AWSLogs/111122223333/${name}/`),
    );
    expect(await folders('AWSLogs/111122223333/CloudTrail/')).toHaveLength(17);
    const days = 'AWSLogs/111122223333/CloudTrail/eu-west-1/';
    expect(await folders(days)).toEqual([`${days}2025/`, `${days}2026/`]);
    const ofDay = await listAll(client, { Bucket: 'trail', Prefix: `${days}2026/02/28/`, MaxKeys: 7 });
    expect(ofDay.keys).toHaveLength(30);
    expect(ofDay.pages).toBe(5);
  });

  test('holds whole logs, with eventIDs of their own, of the account, region and time of their keys', async () => {
    const ids = new Set<string>();
    let records = 0;
    for (const key of layout.from('AWSLogs/444455556666/CloudTrail/eu-west-2/2026/02/28')) {
      if (!key.includes('/2026/02/28/')) break;
      const bytes = layout.body(key);
      expect(bytes).toHaveLength(layout.find(key)?.sizeBytes ?? 0);
      const log = JSON.parse(gunzipSync(bytes).toString()) as { Records: Record<string, unknown>[] };
      for (const record of log.Records) ids.add(String(record['eventID']));
      records += log.Records.length;
      expect(log.Records.every((record) => record['recipientAccountId'] === '444455556666')).toBe(true);
      expect(log.Records.every((record) => record['awsRegion'] === 'eu-west-2')).toBe(true);
      expect(String(log.Records[0]?.['eventTime'])).toMatch(/^2026-02-2[78]T/);
    }
    expect(records).toBeGreaterThan(30 * 20);
    expect(ids.size).toBe(records);
  });

  test('is served by a process of its own, which says what was asked', async () => {
    const server = await startS3ServerProcess({
      latencyMs: 20,
      buckets: { trail: { accounts: 1, regions: 1, days: 1, firstDay: '2026-06-01', filesPerDay: 3, sizeBytes: 3000 } },
    });
    closing.push(() => server.stop());
    const client = clientOf(server.endpoint);
    const startedMs = performance.now();
    const { keys } = await listAll(client, { Bucket: 'trail' });
    expect(performance.now() - startedMs).toBeGreaterThanOrEqual(19);
    await Promise.all(keys.map((Key) => client.send(new HeadObjectCommand({ Bucket: 'trail', Key }))));
    const report = await server.report();
    expect(report.requests.map(({ operation }) => operation)).toEqual([
      'ListObjectsV2',
      'HeadObject',
      'HeadObject',
      'HeadObject',
    ]);
    expect(report.highestAtOnce).toBe(3);
    await server.forget();
    expect((await server.report()).requests).toEqual([]);
  });
});

describe('objects', () => {
  const objects = new StoredObjects()
    .add('one', Buffer.from('0123456789'.repeat(2000)))
    .add('cold', Buffer.from('x'), { storageClass: 'DEEP_ARCHIVE' });

  test('come whole, in part, and with what is known of them', async () => {
    const server = await serve({ buckets: { bucket: { objects, region } } });
    const client = clientOf(server.endpoint);
    const whole = await client.send(new GetObjectCommand({ Bucket: 'bucket', Key: 'one', ChecksumMode: 'ENABLED' }));
    expect(await whole.Body?.transformToByteArray()).toHaveLength(20_000);
    expect(whole.ETag).toMatch(/^"[0-9a-f]{32}"$/);
    expect(whole.ChecksumCRC32).toBeDefined();
    const part = await client.send(new GetObjectCommand({ Bucket: 'bucket', Key: 'one', Range: 'bytes=3-5' }));
    expect(await part.Body?.transformToString()).toBe('345');
    expect(part.ContentRange).toBe('bytes 3-5/20000');
    const head = await client.send(new HeadObjectCommand({ Bucket: 'bucket', Key: 'cold' }));
    expect(head).toMatchObject({ ContentLength: 1, StorageClass: 'DEEP_ARCHIVE' });
    expect(server.fetched()).toEqual(['one', 'one']);
  });

  test('are refused as S3 refuses them', async () => {
    const server = await serve({
      buckets: {
        bucket: { objects, region },
        paid: { objects, region, isRequesterPays: true },
        far: { objects, region: 'us-west-2' },
        strict: { objects, region: 'us-west-2', wrongRegion: 'malformed' },
      },
    });
    const client = clientOf(server.endpoint);
    const get = (Bucket: string, Key: string, more: object = {}) =>
      failure(client.send(new GetObjectCommand({ Bucket, Key, ...more })));
    expect(await get('bucket', 'none')).toBe('NoSuchKey');
    expect(await get('nowhere', 'one')).toBe('NoSuchBucket');
    expect(await get('bucket', 'cold')).toBe('InvalidObjectState');
    expect(await get('bucket', 'one', { IfMatch: '"other"' })).toBe('PreconditionFailed');
    expect(await get('paid', 'one')).toBe('AccessDenied');
    expect(await get('paid', 'one', { RequestPayer: 'requester' })).toBe('no error');
    expect(await get('far', 'one')).toBe('PermanentRedirect');
    expect(await get('strict', 'one')).toBe('AuthorizationHeaderMalformed');
    const following = clientOf(server.endpoint, { followRegionRedirects: true });
    const redirected = await following.send(new HeadBucketCommand({ Bucket: 'far' }));
    expect(redirected.BucketRegion).toBe('us-west-2');
    expect((await client.send(new ListBucketsCommand({}))).Buckets).toHaveLength(4);
  });

  test('come to harm as they are told to', async () => {
    let fault: Fault | undefined;
    const server = await serve({ buckets: { bucket: { objects, region } }, fault: () => fault });
    const client = clientOf(server.endpoint);
    const get = async (harm: Fault) => {
      fault = harm;
      const answer = await client.send(new GetObjectCommand({ Bucket: 'bucket', Key: 'one', ChecksumMode: 'ENABLED' }));
      return (await answer.Body?.transformToByteArray())?.length;
    };
    expect(await failure(get(faults.throttled()))).toBe('SlowDown');
    expect(await failure(get(faults.expired()))).toBe('ExpiredToken');
    expect(await failure(get({ kind: 'cut', afterBytes: 500 }))).toBe('Error');
    expect(await failure(get({ kind: 'flipped', at: 9000 }))).toBe('Error');
    expect(await failure(get({ kind: 'reset' }))).toBe('TimeoutError');
    expect(await get({ kind: 'flipped', at: 9000, isUnchecked: true })).toBe(20_000);
    expect(await get({ kind: 'slow', bytesPerSecond: 200_000 })).toBe(20_000);
    expect(server.requests.map(({ status }) => status)).toEqual([503, 400, 200, 200, 0, 200, 200]);
  });
});

test('the world lets in those whom it knows, and shows each its buckets', { timeout: 30_000 }, async () => {
  const world = await startWorld();
  closing.push(() => world.close());
  const [reader] = [...world.signIn.keys.values()];
  if (reader === undefined) throw new Error('No keys');
  const client = new S3Client({
    region,
    endpoint: world.s3.endpoint,
    forcePathStyle: true,
    credentials: reader,
    maxAttempts: 1,
  });
  closing.push(() => client.destroy());
  const found = await listAll(client, { Bucket: firstBucket, Prefix: 'AWSLogs/111122223333/' });
  expect(found.keys.length).toBeGreaterThan(20);
  expect(found.keys.some((key) => key.includes('CloudTrail-Digest'))).toBe(true);
  expect(await failure(clientOf(world.s3.endpoint).send(new ListBucketsCommand({})))).toBe('InvalidAccessKeyId');
  const other = await listAll(clientOf(world.fauxqs.address), { Bucket: secondBucket });
  expect(other.keys).toEqual([...world.secondLogs.objects.keys()].sort());

  await world.queue.notify('s3', firstBucket, ['AWSLogs/a b.json.gz']);
  const queues = new SQSClient({
    region,
    endpoint: world.fauxqs.address,
    useQueueUrlAsEndpoint: false,
    credentials: reader,
  });
  closing.push(() => queues.destroy());
  const { Messages } = await queues.send(new ReceiveMessageCommand({ QueueUrl: world.queue.url }));
  expect(Messages?.[0]?.Body).toContain('"key":"AWSLogs/a+b.json.gz"');
  expect(world.queue.left()).toBe(1);
  expect(JSON.parse(notificationText('cloudtrail-sns', 'b', ['k']))).toMatchObject({
    Message: '{"s3Bucket":"b","s3ObjectKey":["k"]}',
  });
});

// A bucket with 200,000 keys in one folder: it is gone through page by page, and only as far as somebody wants it.
import { afterEach, expect, test } from 'vitest';

import { countObjects } from '../../../main/core/aws/s3/questions.ts';
import { KeyTree } from '../../aws/keySpace.ts';
import { startS3Server, type S3Server } from '../../aws/s3Server.ts';
import { contextOf, makeReader, signal, specOf, type Reader } from './s3Reader.ts';

const keys = 200_000;
const pageSize = 1000;
const names = Array.from({ length: keys }, (_, index) => `log-${String(index).padStart(6, '0')}.json.gz`);
const folder = new KeyTree([() => ['copied'], () => names], {
  facts: (key) => ({ key, sizeBytes: 7, etag: `${key.length}`, modifiedMs: 0 }),
  body: () => Buffer.from('unread.'),
});
const plain = specOf({ layout: 'plain', prefix: 'copied/' });

let server: S3Server | undefined;
let reader: Reader | undefined;

afterEach(async () => {
  reader?.close();
  await server?.close();
});

async function serve(): Promise<{ readonly server: S3Server; readonly reader: Reader }> {
  server = await startS3Server({ buckets: { trail: { objects: folder, region: 'eu-west-1' } } });
  reader = makeReader(server.endpoint);
  return { server, reader };
}

test('every key is met once', { timeout: 120_000 }, async () => {
  const served = await serve();
  const heapBefore = process.memoryUsage().heapUsed;
  let found = 0;
  let last = '';
  let outOfOrder = 0;
  let highestHeap = 0;
  for await (const entry of served.reader.source.walk(plain, contextOf())) {
    if (entry.kind === 'problem') throw new Error(entry.problem.message);
    if (entry.path <= last) outOfOrder += 1;
    last = entry.path;
    found += 1;
    if (found % 10_000 === 0) highestHeap = Math.max(highestHeap, process.memoryUsage().heapUsed);
  }
  expect(found).toBe(keys);
  expect(outOfOrder).toBe(0);
  expect(served.server.count('ListObjectsV2')).toBe(keys / pageSize);
  // Kept whole, the entries alone would take far more; what is measured holds what has not been collected yet too.
  expect(highestHeap - heapBefore).toBeLessThan(150 * 1024 ** 2);
});

test('who leaves early has not had it listed', async () => {
  const served = await serve();
  let taken = 0;
  for await (const _entry of served.reader.source.walk(plain, contextOf())) {
    taken += 1;
    if (taken === 10) break;
  }
  const asked = served.server.count('ListObjectsV2');
  expect(asked).toBeLessThan(20);
  await new Promise((resolve) => setTimeout(resolve, 200));
  expect(served.server.count('ListObjectsV2')).toBe(asked);
});

test('a count that is given up asks for nothing more', async () => {
  const served = await serve();
  const abort = new AbortController();
  const counted: number[] = [];
  const counting = countObjects(
    served.reader.parts,
    { searchId: 'one', source: plain, isKnown: () => false },
    AbortSignal.any([abort.signal, signal]),
    ({ objects }) => {
      counted.push(objects);
      if (objects > 0) abort.abort();
    },
  );
  await expect(counting).rejects.toMatchObject({ code: 'cancelled' });
  expect(counted.length).toBeGreaterThan(0);
  await new Promise((resolve) => setTimeout(resolve, 200));
  // The page after the one it was given up with may have been asked for already.
  expect(served.server.count('ListObjectsV2')).toBeLessThan(5);
});

// Servers that speak S3 in a way of their own, and answers that somebody else has given.
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterEach, expect, test } from 'vitest';

import { findTrails } from '../../../main/core/aws/s3/questions.ts';
import type { AwsAccess } from '../../../main/core/aws/access.ts';
import { AppError } from '../../../shared/errors.ts';
import { collect, contextOf, fetchAll, makeReader, signal, specOf, type Reader } from './s3Reader.ts';

const closing: (() => unknown)[] = [];
afterEach(() => {
  for (const close of closing.splice(0)) close();
});

const body = 'a log';
const spec = specOf({ layout: 'plain', prefix: 'logs/' });
const listing = (more: string): string => `<ListBucketResult><Name>trail</Name>${more}</ListBucketResult>`;
const object =
  `<Contents><Key>logs/a</Key><LastModified>2026-11-20T10:00:00.789Z</LastModified><ETag>"x-1"</ETag>` +
  `<Size>${body.length}</Size></Contents>`;

/** Answers each listing with the next of these texts, the last for ever. */
async function serve(...listings: readonly string[]): Promise<Reader & { readonly lists: () => number }> {
  let lists = 0;
  const server: Server = createServer((request, response) => {
    if (!(request.url ?? '').includes('list-type')) {
      response.writeHead(200, { etag: '"x-1"', 'last-modified': 'Fri, 20 Nov 2026 10:00:00 GMT' });
      response.end(body);
      return;
    }
    response.writeHead(200, { 'content-type': 'application/xml' });
    response.end(listings[Math.min(lists, listings.length - 1)]);
    lists += 1;
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const reader = makeReader(`http://127.0.0.1:${(server.address() as AddressInfo).port}`);
  closing.push(
    () => server.closeAllConnections(),
    () => server.close(),
    reader.close,
  );
  return { ...reader, lists: () => lists };
}

test('parts of a second in a listing do not make another file of an object', async () => {
  const { source, cache } = await serve(listing(object));
  const [entry] = await collect(source.walk(spec, contextOf()));
  expect(entry).toMatchObject({ kind: 'file', modifiedMs: Date.parse('2026-11-20T10:00:00Z') });
  const { files } = await fetchAll(source.walk(spec, contextOf()));
  expect(files.size).toBe(1);
  expect((await cache.status()).objects).toBe(1);
});

test('a listing that gives the same token again ends', async () => {
  const again = '<IsTruncated>true</IsTruncated><NextContinuationToken>same</NextContinuationToken>';
  const { source, lists } = await serve(listing(`${again}${object}`));
  await expect(collect(source.walk(spec, contextOf()))).rejects.toMatchObject({ code: 'aws/failed' });
  expect(lists()).toBe(2);
});

test('a listing that was cut off is asked for again', async () => {
  const { source } = await serve('<ListBucketResult><Conte', listing(object));
  expect(await collect(source.walk(spec, contextOf()))).toHaveLength(1);
});

test('an answer that is none is told in plain words', async () => {
  const { parts, lists } = await serve('<ListBucketResult><Conte');
  const asked = findTrails(parts, { searchId: 'one', location: 'trail' }, signal, () => undefined);
  await expect(asked).rejects.toMatchObject({
    code: 'aws/failed',
    message: expect.stringMatching(/^The answer for s3:\/\/trail\/ cannot be read/) as string,
  });
  expect(lists()).toBe(4);
});

test('the page of something between is no empty bucket', async () => {
  const { parts } = await serve('<html><body>Log in to this network</body></html>');
  const asked = findTrails(parts, { searchId: 'one', location: 'trail' }, signal, () => undefined);
  await expect(asked).rejects.toMatchObject({
    code: 'aws/failed',
    message: expect.stringContaining('no listing of S3') as string,
  });
});

test('a role that may not be taken on is told as that, not as a folder that may not be listed', async () => {
  const { access, cache } = await serve(listing(object));
  const refused = new AppError('aws/denied', 'AWS denies sts:AssumeRole to profile "auditor".');
  const refusing: AwsAccess = {
    ...access,
    connect: async (options) => ({ ...(await access.connect(options)), run: () => Promise.reject(refused) }),
  };
  const asked = findTrails(
    { access: refusing, cache },
    { searchId: 'one', location: 'trail' },
    signal,
    () => undefined,
  );
  await expect(asked).rejects.toBe(refused);
});

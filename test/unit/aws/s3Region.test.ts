// Requests that are under way at the same time when it turns out that a bucket is in another region.
import { afterEach, expect, test } from 'vitest';

import { notifiedEntries } from '../../../main/core/sources/s3Trail.ts';
import { StoredObjects } from '../../aws/keySpace.ts';
import { startS3Server } from '../../aws/s3Server.ts';
import { contextOf, keysOf, makeReader, specOf, type Reader } from './s3Reader.ts';

const account = '111122223333';
const closing: (() => unknown)[] = [];
afterEach(async () => {
  for (const close of closing.splice(0)) await close();
});

async function serve(wrongRegion: 'redirect' | 'malformed', keys: readonly string[]): Promise<Reader> {
  const objects = new StoredObjects();
  for (const key of keys) objects.add(key, Buffer.from(key));
  const bucket = { objects, region: 'eu-west-1', wrongRegion };
  const server = await startS3Server({ buckets: { trail: bucket }, latencyMs: 20 });
  const reader = makeReader(server.endpoint, { region: 'us-west-2' });
  closing.push(() => server.close(), reader.close);
  return reader;
}

const regions = ['eu-west-1', 'eu-west-2', 'us-east-1', 'us-west-2'];
const keys = regions.map((region) => `AWSLogs/${account}/CloudTrail/${region}/2026/11/22/a.json.gz`);

test.each(['redirect', 'malformed'] as const)('objects that a queue names are all found (%s)', async (wrongRegion) => {
  const { parts } = await serve(wrongRegion, keys);
  const objects = keys.map((key) => ({ bucket: 'trail', key }));
  expect(await keysOf(notifiedEntries(parts, specOf(), objects, contextOf()))).toEqual(keys);
});

test.each(['redirect', 'malformed'] as const)('regions that are listed side by side (%s)', async (wrongRegion) => {
  const { source } = await serve(wrongRegion, keys);
  const spec = specOf({ prefix: `AWSLogs/${account}/CloudTrail/`, regions });
  expect(await keysOf(source.walk(spec, contextOf()))).toEqual(keys);
});

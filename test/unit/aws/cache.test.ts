// The cache of downloaded objects: what is in it is whole, what it counts is true, what is cleared is gone.
import {
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs';
import { writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';

import { ObjectCache } from '../../../main/core/cache/objectCache.ts';

let dir = '';
beforeEach(() => (dir = mkdtempSync(join(tmpdir(), 'firetrail-cache-'))));
afterEach(() => rmSync(dir, { recursive: true, force: true }));

const make = (limitBytes = 1e9): ObjectCache => new ObjectCache({ dir, limitBytes: () => limitBytes });
const object = (key: string, text = key, place = 'logs') => ({
  place,
  key,
  version: `of ${text}`,
  sizeBytes: text.length,
  modifiedMs: Date.UTC(2026, 10, 22),
});
const put = (cache: ObjectCache, key: string, text = key, place?: string): Promise<string> =>
  cache.put(object(key, text, place), (path) => writeFile(path, text));

function allFiles(): readonly string[] {
  return readdirSync(dir, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map(({ parentPath, name }) => join(parentPath, name));
}

test('finds what was put in, by place, key and version', async () => {
  const cache = make();
  const path = await put(cache, 'a/b', 'text');
  expect(readFileSync(path, 'utf8')).toBe('text');
  expect(statSync(path).mtimeMs).toBe(Date.UTC(2026, 10, 22));
  expect(cache.find(object('a/b', 'text'))).toBe(path);
  expect(make().find(object('a/b', 'text'))).toBe(path);
  expect(cache.find({ ...object('a/b', 'text'), version: 'other' })).toBeUndefined();
  expect(cache.find(object('a/c', 'text'))).toBeUndefined();
  expect(cache.find(object('a/b', 'text', 'other'))).toBeUndefined();
});

test('a file that is not as long as it must be is not found', async () => {
  const cache = make();
  const path = await put(cache, 'key', 'whole');
  writeFileSync(path, 'cut');
  expect(cache.find(object('key', 'whole'))).toBeUndefined();
});

test('what fails while it is written leaves nothing', async () => {
  const cache = make(10);
  const failing = cache.put(object('key', '12345678'), async (path) => {
    await writeFile(path, '1234');
    throw new Error('cut');
  });
  await expect(failing).rejects.toThrow('cut');
  expect(allFiles()).toEqual([]);
  // Its room is given back.
  await put(cache, 'other', '12345678');
});

test('a limit that is reached is an error that says what to do', async () => {
  const cache = make(10);
  await put(cache, 'first', '123456');
  await expect(put(cache, 'second', '12345')).rejects.toMatchObject({
    code: 'cache/full',
    message: 'The cache has reached its limit of 10 bytes. Raise the limit or clear the cache, then continue.',
  });
  await put(cache, 'third', '1234');
  // Counted anew by the next process.
  await expect(put(make(10), 'fourth', '1')).rejects.toMatchObject({ code: 'cache/full' });
  // The same once more takes no more room.
  expect((await make(10).status()).bytes).toBe(10);
});

test('a disk that is full is an error that names the folder', async () => {
  const full = Object.assign(new Error('ENOSPC: no space left on device, write'), { code: 'ENOSPC', syscall: 'write' });
  const failing = make().put(object('key'), () => Promise.reject(full));
  await expect(failing).rejects.toMatchObject({ code: 'disk/full', message: expect.stringContaining(dir) });
});

test('counts objects and bytes of each place, the largest first', async () => {
  const cache = make();
  await put(cache, 'a', '1');
  await put(cache, 'b', '12');
  await put(cache, 'a', '1234567', 'arn:aws:s3:eu-west-1:111122223333:accesspoint/reader');
  expect(await cache.status()).toEqual({
    dir,
    limitBytes: 1e9,
    bytes: 10,
    objects: 3,
    places: [
      { name: 'arn:aws:s3:eu-west-1:111122223333:accesspoint/reader', objects: 1, bytes: 7 },
      { name: 'logs', objects: 2, bytes: 3 },
    ],
  });
});

test('clears a place, or all, but not what is being written', async () => {
  const cache = make(10);
  await put(cache, 'a', '123', 'one');
  await put(cache, 'b', '123', 'two');
  await cache.clear('one');
  expect((await cache.status()).places).toEqual([{ name: 'two', objects: 1, bytes: 3 }]);
  const path = await cache.put(object('c', '12', 'two'), async (part) => {
    await writeFile(part, '12');
    await cache.clear();
  });
  expect(readFileSync(path, 'utf8')).toBe('12');
  expect(await cache.status()).toMatchObject({ bytes: 2, objects: 1 });
  // Its folders may be gone: they are made again.
  await cache.clear();
  await put(cache, 'c', '1234567890', 'two');
  expect((await cache.status()).bytes).toBe(10);
});

test('what a killed run has left is removed, what another process writes is not', async () => {
  const path = await put(make(), 'key', 'text');
  const left = `${path}.${process.pid}.77.part`;
  const others = `${path}.${process.ppid}.1.part`;
  const dead = `${path}.999999999.1.part`;
  for (const part of [left, others, dead]) writeFileSync(part, 'half');
  const cache = make();
  await put(cache, 'other', 'text');
  expect([left, others, dead].map((part) => existsSync(part))).toEqual([false, true, false]);
  expect((await cache.status()).objects).toBe(2);
});

test('a folder that cannot be written is an error, not a bug', async () => {
  mkdirSync(dirname(join(dir, 'logs')), { recursive: true });
  writeFileSync(join(dir, 'logs'), 'in the way');
  await expect(put(make(), 'key')).rejects.toMatchObject({ code: 'file/unwritable' });
});

test('the limit holds after what others have put there was cleared', async () => {
  const cache = make(10);
  await put(cache, 'a', '123', 'one');
  mkdirSync(join(dir, 'Event%20history'));
  // A page of the event history, which the cache has not written itself.
  writeFileSync(join(dir, 'Event%20history', 'page.json.gz'), '123456');
  await cache.clear('Event history');
  await put(cache, 'b', '1234567', 'one');
  await expect(put(cache, 'c', '1', 'one')).rejects.toMatchObject({ code: 'cache/full' });
});

test('many at once stay within the limit', async () => {
  const cache = make(100);
  const puts = Array.from({ length: 40 }, (_, index) => put(cache, `key ${index}`, '12345'));
  const outcomes = await Promise.allSettled(puts);
  expect(outcomes.filter(({ status }) => status === 'fulfilled')).toHaveLength(20);
  expect((await cache.status()).bytes).toBe(100);
});

test('is tried again after the folder could not be looked into', async () => {
  rmSync(dir, { recursive: true });
  writeFileSync(dir, 'in the way');
  const cache = make();
  await expect(put(cache, 'key')).rejects.toMatchObject({ code: 'file/unwritable' });
  rmSync(dir);
  await put(cache, 'key');
  expect(await cache.status()).toMatchObject({ objects: 1 });
});

test.each(['con', 'aux', 'nul', 'com1', 'nul.logs', 'contrail', 'a.b'])(
  'a bucket called %s has a folder that Windows can have',
  async (place) => {
    const cache = make();
    await put(cache, 'key', 'text', place);
    const [folder = ''] = readdirSync(dir);
    expect(folder).toMatch(/^(?!(?:con|prn|aux|nul|com\d|lpt\d)(?:\.|$))[\w.%-]+$/i);
    expect((await cache.status()).places).toEqual([{ name: place, objects: 1, bytes: 4 }]);
    await cache.clear(place);
    expect(readdirSync(dir)).toEqual([]);
  },
);

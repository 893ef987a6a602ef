// Walking folders: order, odd names, links, and what cannot be looked into.
import { execFileSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { walkLocalFiles } from '../../main/core/sources/localFiles.ts';
import type { SourceEntry } from '../../main/core/sources/source.ts';

let root = '';
beforeEach(() => (root = mkdtempSync(join(tmpdir(), 'firetrail-walk-'))));
afterEach(() => rmSync(root, { recursive: true }));

async function walk(path = root): Promise<readonly SourceEntry[]> {
  const entries: SourceEntry[] = [];
  for await (const entry of walkLocalFiles(path, new AbortController().signal)) entries.push(entry);
  return entries;
}
const shown = (entry: SourceEntry): string =>
  entry.kind === 'file'
    ? entry.name.slice(root.length)
    : `${entry.problem.kind} ${entry.problem.file.slice(root.length)}`;

test('depth first in byte order, hidden files and odd names too', async () => {
  for (const name of [
    'b.json',
    'B.json',
    'a/2.json',
    'a/1.json',
    'a.json',
    '.hidden/x',
    '100%25.json',
    'w*[1]?.json',
    'é.json',
    'sp ace',
    'year=2024/x',
  ]) {
    mkdirSync(join(root, name, '..'), { recursive: true });
    writeFileSync(join(root, name), 'text');
  }
  const entries = await walk();
  expect(entries.map(shown)).toEqual(
    [
      '.hidden/x',
      '100%25.json',
      'B.json',
      'a/1.json',
      'a/2.json',
      'a.json',
      'b.json',
      'sp ace',
      'w*[1]?.json',
      'year=2024/x',
      'é.json',
    ].map((name) => `/${name}`),
  );
  expect(entries[0]).toMatchObject({ kind: 'file', path: join(root, '.hidden/x'), sizeBytes: 4 });
});

test('a file, and a path that does not exist', async () => {
  writeFileSync(join(root, 'x'), '');
  expect((await walk(join(root, 'x'))).map(shown)).toEqual(['/x']);
  expect((await walk(join(root, 'gone'))).map(shown)).toEqual(['unreadable /gone']);
});

test('links: to files yes, to folders no, to nothing unreadable; a folder that is given may be a link', async () => {
  mkdirSync(join(root, 'dir'));
  writeFileSync(join(root, 'dir/x'), '');
  symlinkSync(root, join(root, 'dir/circle'));
  symlinkSync(join(root, 'dir/x'), join(root, 'link'));
  symlinkSync(join(root, 'nowhere'), join(root, 'broken'));
  symlinkSync(join(root, 'dir'), join(root, 'folder'));
  expect((await walk()).map(shown)).toEqual(['unreadable /broken', '/dir/x', '/link']);
  expect((await walk(join(root, 'folder'))).map(shown)).toEqual(['/folder/x']);
});

test.skipIf(process.platform === 'win32')('pipes and names that are no UTF-8 are reported, not read', async () => {
  execFileSync('mkfifo', [join(root, 'pipe')]);
  writeFileSync(Buffer.concat([Buffer.from(`${root}/`), Buffer.from([0x61, 0xff])]), '');
  const entries = await walk();
  expect(entries.map((entry) => entry.kind)).toEqual(['problem', 'problem']);
});

test('the first files come before the walk ends, and an aborted walk ends', async () => {
  for (let index = 0; index < 300; index += 1) writeFileSync(join(root, `f${String(index).padStart(3, '0')}`), '');
  const abort = new AbortController();
  let count = 0;
  for await (const entry of walkLocalFiles(root, abort.signal)) {
    expect(entry.kind).toBe('file');
    if (count === 0) abort.abort();
    count += 1;
  }
  expect(count).toBeLessThan(300);
});

// Several processes: an import that is killed, stopped or cut off, and a workspace that another process holds. The
// other process is the command line as it was built.
import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import {
  copyFileSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  readdirSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { zipSync } from 'fflate';
import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest';

import { OpenWorkspace } from '../../main/core/openWorkspace.ts';
import { runFiretrail } from '../builders/commandLine.ts';
import { buildRecord, buildRecords, gzip, trailFile } from '../builders/records.ts';
import { quietly, TestCore } from '../builders/testCore.ts';

vi.setConfig({ testTimeout: 120_000, hookTimeout: 60_000 });

const builtCommandLine = join(import.meta.dirname, '../../out/cli/firetrail.js');
const fileCount = 1200;
const recordsPerFile = 30;

let dir: string;
let logs: string;
const children = new Set<ChildProcess>();

beforeAll(() => {
  if (!existsSync(builtCommandLine)) throw new Error('The command line is not built: npm run build');
  dir = mkdtempSync(join(tmpdir(), 'firetrail-processes-'));
  logs = join(dir, 'logs');
  mkdirSync(logs);
  mkdirSync(join(dir, 'tmp'));
  for (let file = 0; file < fileCount; file += 1) {
    // Every file repeats the last record of the one before it.
    const records = buildRecords(recordsPerFile, file * (recordsPerFile - 1));
    writeFileSync(join(logs, `${file}.json`), trailFile(file === 7 ? [...records, { not: 'a record' }] : records));
  }
  writeFileSync(join(logs, 'cut.json.gz'), gzip(trailFile(buildRecords(3))).subarray(0, -9));
});

afterAll(() => {
  for (const child of children) child.kill('SIGKILL');
  rmSync(dir, { recursive: true, force: true });
});

const whole = {
  read: fileCount * recordsPerFile + 3,
  unique: fileCount * (recordsPerFile - 1) + 1,
  rejected: 1,
  errors: 2,
};

function firetrail(...argv: readonly string[]): ChildProcess {
  const env = { ...process.env, TMPDIR: join(dir, 'tmp') };
  const child = spawn(process.execPath, [builtCommandLine, ...argv], { env, stdio: ['ignore', 'pipe', 'pipe'] });
  children.add(child);
  child.once('exit', () => children.delete(child));
  return child;
}

/** Waits until the import has read something: until there is a part that waits to be stored. */
async function begun(child: ChildProcess, file: string): Promise<void> {
  const partsDirs = (): readonly string[] => [
    `${file}.parts`,
    ...(existsSync('/dev/shm') ? readdirSync('/dev/shm') : [])
      .filter((name) => name.startsWith(`firetrail-parts-${child.pid}-`))
      .map((name) => join('/dev/shm', name)),
  ];
  while (!partsDirs().some((parts) => existsSync(parts) && readdirSync(parts).length > 0)) {
    if (child.exitCode !== null) throw new Error('The import has ended already');
    await new Promise((resolve) => setTimeout(resolve, 2));
  }
}

async function stateOf(file: string) {
  const workspace = await OpenWorkspace.open({ id: 'test', name: file, isSample: false }, quietly(file));
  const { counts, isIncomplete } = await workspace.state();
  await workspace.close();
  return { ...counts, isIncomplete };
}

describe('an import that does not come to its end', () => {
  test.each(['SIGKILL', 'SIGTERM', 'SIGINT'] as const)(
    'by %s is found incomplete, and continued without counting anything twice',
    async (signal) => {
      const file = join(dir, `${signal}.duckdb`);
      const child = firetrail('import', logs, '--workspace', file);
      await begun(child, file);
      child.kill(signal);
      const [status] = (await once(child, 'exit')) as [number | null];
      expect(status).toBe(signal === 'SIGKILL' ? null : 130);
      const stopped = await stateOf(file);
      expect(stopped.isIncomplete).toBe(true);
      expect(stopped.read).toBeLessThan(whole.read);
      expect(stopped.read).toBe(stopped.unique + stopped.duplicates);
      const continued = await runFiretrail('import', '--workspace', file, '--json');
      expect(continued.status).toBe(0);
      expect(await stateOf(file)).toMatchObject({ ...whole, isIncomplete: false });
      expect(JSON.parse(continued.out)).toMatchObject({
        files: { read: fileCount + 1, skipped: 0 },
        problems: [{}, {}],
      });
      expect(readdirSync(join(dir, 'tmp'))).toEqual([]);
    },
  );

  test('in the middle of an archive reads all of the archive again', async () => {
    const members = Object.fromEntries(
      Array.from({ length: 40 }, (_, member) => [
        `${member}.json`,
        Buffer.from(trailFile(buildRecords(2000, member * 2000))),
      ]),
    );
    const archive = join(dir, 'many.zip');
    writeFileSync(archive, zipSync(members, { level: 1 }));
    const file = join(dir, 'archive.duckdb');
    const child = firetrail('import', archive, '--workspace', file);
    await begun(child, file);
    child.kill('SIGKILL');
    await once(child, 'exit');
    expect((await stateOf(file)).isIncomplete).toBe(true);
    await runFiretrail('import', '--workspace', file);
    expect(await stateOf(file)).toMatchObject({ read: 80_000, unique: 80_000, errors: 0, isIncomplete: false });
  });
});

describe('a workspace in use', () => {
  test('is refused by name and left as it is', async () => {
    const core = await TestCore.make();
    const path = core.write('logs/a.json', trailFile(buildRecords(20)));
    await core.open(path);
    const { id } = await core.workspace();
    await core.call('workspace.close', {});
    const file = core.path(`user/workspaces/${id}.duckdb`);
    const endless = 'SELECT range FROM range(1000000000000)';
    const holder = firetrail('sql', '--workspace', file, endless, '--format', 'ndjson');
    await once(holder.stdout ?? holder, 'data');
    holder.stdout?.pause();
    copyFileSync(file, join(dir, 'before'));
    const recent = await core.call('workspace.recent', {});
    const refusal = {
      ok: false,
      error: { code: 'workspace/locked', message: expect.stringContaining(`process ${holder.pid}`) },
    };
    expect(await core.reply('workspace.openRecent', { workspaceId: id })).toMatchObject(refusal);
    expect(await core.reply('workspace.open', { tokens: [core.core.grant(path)] })).toMatchObject(refusal);
    expect(await core.reply('workspace.forget', { workspaceId: id })).toMatchObject(refusal);
    const { status, err } = await runFiretrail('import', path, '--workspace', file);
    expect(status).toBe(1);
    expect(err).toMatch(new RegExp(`in use by another process.*node.*\\(process ${holder.pid}\\)`));
    expect(await core.call('workspace.current', {})).toEqual({});
    expect(await core.call('workspace.recent', {})).toEqual(recent);
    expect(readFileSync(file).equals(readFileSync(join(dir, 'before')))).toBe(true);
    holder.kill('SIGKILL');
    await once(holder, 'exit');
    const reopened = await core.call('workspace.openRecent', { workspaceId: id });
    await core.ended(reopened.jobId);
    expect((await core.workspace()).counts.unique).toBe(20);
    await core.remove();
  });
});

test('a reader that has seen enough ends the command well, and nothing is left behind', async () => {
  const child = firetrail('events', logs, '--format', 'ndjson');
  const errors: string[] = [];
  child.stderr?.on('data', (text: Buffer) => errors.push(text.toString()));
  await once(child.stdout ?? child, 'data');
  child.stdout?.destroy();
  const [status] = (await once(child, 'exit')) as [number | null];
  expect([status, errors.join('')]).toEqual([0, '']);
  expect(readdirSync(join(dir, 'tmp'))).toEqual([]);
});

test('a file that changes, one that goes and one that comes', async () => {
  const own = join(dir, 'changing');
  mkdirSync(own);
  const file = join(dir, 'changing.duckdb');
  writeFileSync(join(own, 'a.json'), trailFile([buildRecord(1), buildRecord(2)]));
  writeFileSync(join(own, 'b.json'), trailFile([buildRecord(2), buildRecord(3)]));
  await runFiretrail('import', own, '--workspace', file);
  expect(await stateOf(file)).toMatchObject({ read: 4, unique: 3 });
  writeFileSync(join(own, 'a.json'), trailFile([buildRecord(1), buildRecord(4), buildRecord(5)]));
  rmSync(join(own, 'b.json'));
  writeFileSync(join(own, 'c.json'), trailFile([buildRecord(5)]));
  const { out } = await runFiretrail('import', '--workspace', file, '--json');
  expect(JSON.parse(out)).toMatchObject({
    files: { read: 3, unchanged: 0 },
    events: { read: 6, unique: 5, duplicates: 1 },
    problems: [{ file: join(own, 'b.json'), kind: 'unreadable', message: expect.stringContaining('no longer there') }],
  });
  writeFileSync(join(own, 'b.json'), trailFile([buildRecord(2), buildRecord(3)]));
  const again = await runFiretrail('import', '--workspace', file, '--json');
  expect(JSON.parse(again.out)).toMatchObject({ events: { read: 6, unique: 5 }, problems: [] });
});

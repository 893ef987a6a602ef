// The packaged app: it starts, and the ways into it that Electron leaves open are shut.
import { spawn } from 'node:child_process';
import { existsSync } from 'node:fs';
import { cp, mkdir, readFile, rm, writeFile } from 'node:fs/promises';
import path from 'node:path';

import { afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest';

import { closeApps, root, temporaryDir } from './app.ts';
import { logRecord, writeLog } from './logs.ts';
import { openPackaged } from './packagedWindow.ts';

const packageDir = path.join(root, 'dist/linux-unpacked');
const program = path.join(packageDir, 'firetrail-app');

type Ended = { readonly status: number | null; readonly said: string };

let dir: string;
let picture: string;

function run(command: string, args: readonly string[], env: Record<string, string> = {}): Promise<Ended> {
  const child = spawn(command, args, { cwd: root, env: { ...process.env, ...env }, stdio: 'pipe' });
  let said = '';
  for (const stream of [child.stdout, child.stderr]) stream.on('data', (chunk: Buffer) => (said += chunk.toString()));
  return new Promise((resolve) => {
    child.on('close', (status) => resolve({ status, said }));
  });
}

/** The switch is for root in a container, where these tests run; the package itself never sets it. */
function capture(args: readonly string[] = [], env: Record<string, string> = {}, app = program): Promise<Ended> {
  const switches = ['--no-sandbox', '--disable-dev-shm-usage', '--log-level=3'];
  return run(app, [...switches, '--capture', picture, ...args], { ...env, TMPDIR: dir });
}

describe.runIf(process.platform === 'linux')('the packaged app', () => {
  beforeAll(async () => {
    const { status, said } = await run(process.execPath, ['scripts/dist.mjs', 'dir']);
    expect(said).toContain('Packaged: ');
    expect(status).toBe(0);
  }, 180_000);

  beforeEach(async () => {
    dir = await temporaryDir();
    picture = path.join(dir, 'picture.png');
  });

  afterEach(closeApps);

  test('opens a log', async () => {
    const log = await writeLog(dir, 'log.json', [logRecord(1)]);
    expect(await capture([log])).toMatchObject({ status: 0 });
    expect(existsSync(picture)).toBe(true);
  });

  test('opens the sample logs that are in the package', async () => {
    expect(await capture()).toMatchObject({ status: 0 });
  });

  test('shows the events of the sample logs in its window, and takes the paths of a second start', async () => {
    const userData = `--user-data-dir=${path.join(dir, 'user-data')}`;
    const { page, close } = await openPackaged(program, [userData]);
    try {
      const rows = page.getByRole('grid', { name: 'Events' }).getByRole('row');
      await expect.poll(() => rows.count()).toBeGreaterThan(10);
      const log = await writeLog(dir, 'second.json', [logRecord(1)]);
      expect(await run(program, ['--no-sandbox', userData, log])).toMatchObject({ status: 0 });
      // The heading, and the one event of the log.
      await expect.poll(() => rows.count()).toBe(2);
    } finally {
      await close();
    }
  });

  test('holds the licences of what it is made of', async () => {
    const notices = await readFile(path.join(packageDir, 'resources/THIRD-PARTY-NOTICES.txt'), 'utf8');
    for (const name of [
      'react ',
      'ag-grid-community ',
      '@duckdb/node-api ',
      '@aws-sdk/client-s3 ',
      '@fontsource-variable/inter ',
    ])
      expect(notices).toContain(`\n${name}`);
    for (const file of ['LICENSE.electron.txt', 'LICENSES.chromium.html', 'resources/LICENSE'])
      expect(existsSync(path.join(packageDir, file))).toBe(true);
  });

  test('does not run as plain Node', async () => {
    const marker = path.join(dir, 'ran');
    const script = path.join(dir, 'script.cjs');
    await writeFile(script, `require('node:fs').writeFileSync(${JSON.stringify(marker)}, '')`);
    // Node would run its first argument and leave the switches to it.
    await run(program, [script, '--no-sandbox', '--capture', picture], { ELECTRON_RUN_AS_NODE: '1', TMPDIR: dir });
    expect(existsSync(marker)).toBe(false);
  });

  test('takes no code from NODE_OPTIONS', async () => {
    const marker = path.join(dir, 'ran');
    const script = path.join(dir, 'script.cjs');
    await writeFile(script, `require('node:fs').writeFileSync(${JSON.stringify(marker)}, '')`);
    const { status } = await capture([], { NODE_OPTIONS: `--require ${script}` });
    expect(status).toBe(0);
    expect(existsSync(marker)).toBe(false);
  });

  test('lets nobody attach a debugger to its main process', async () => {
    const { status, said } = await capture(['--inspect=0']);
    expect(status).toBe(0);
    expect(said).not.toContain('Debugger listening');
  });

  test('runs no code that lies beside its archive', async () => {
    const copy = path.join(dir, 'package');
    await cp(packageDir, copy, { recursive: true });
    await rm(path.join(copy, 'resources/app.asar'));
    const marker = path.join(dir, 'ran');
    await mkdir(path.join(copy, 'resources/app'));
    await writeFile(path.join(copy, 'resources/app/package.json'), '{ "name": "other", "main": "index.js" }');
    const code = `require('node:fs').writeFileSync(${JSON.stringify(marker)}, ''); require('electron').app.quit();`;
    await writeFile(path.join(copy, 'resources/app/index.js'), code);
    await capture([], {}, path.join(copy, 'firetrail-app'));
    expect(existsSync(marker)).toBe(false);
  });
});

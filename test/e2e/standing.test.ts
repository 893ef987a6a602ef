// The app stays up: its core may crash, it may be started twice, and it finds its workspace again.
import { spawn } from 'node:child_process';

import { afterEach, beforeEach, describe, expect, test } from 'vitest';

import {
  callFromPage,
  closeApps,
  corePid,
  electronProgram,
  launchArguments,
  startApp,
  temporaryDir,
  waitUntilIdle,
  type RunningApp,
} from './app.ts';
import { logRecord, writeLog } from './logs.ts';

type Opened = { readonly workspace?: { readonly id: string; readonly isSample: boolean; readonly name: string } };

let logFile: string;

beforeEach(async () => {
  logFile = await writeLog(await temporaryDir(), 'log.json', [logRecord(1), logRecord(2)]);
});

afterEach(closeApps);

/** Keeps what is pushed to the page under this name. */
async function collect(running: RunningApp, name: string): Promise<() => Promise<Record<string, unknown>[]>> {
  await running.page.evaluate((pushedName) => {
    const list: unknown[] = [];
    Object.assign(globalThis, { [`pushed-${pushedName}`]: list });
    firetrail.on(pushedName, (payload) => list.push(payload));
  }, name);
  return () =>
    running.page.evaluate(
      (pushedName) =>
        (globalThis as unknown as Record<string, Record<string, unknown>[]>)[`pushed-${pushedName}`] ?? [],
      name,
    );
}

async function opened(running: RunningApp): Promise<Opened['workspace']> {
  const reply = await callFromPage(running.page, 'workspace.current');
  if (!reply.ok) throw new Error(reply.error.message);
  return (reply.value as Opened).workspace;
}

describe('what a start opens', () => {
  test('the sample logs, the first time', async () => {
    expect((await opened(await startApp()))?.isSample).toBe(true);
  });

  test('the paths it was given', async () => {
    const workspace = await opened(await startApp({ paths: [logFile] }));
    expect(workspace).toMatchObject({ isSample: false });
  });

  test('the workspace that was open before, with the window where it was', async () => {
    const userDataDir = await temporaryDir();
    const first = await startApp({ userDataDir, paths: [logFile] });
    const workspace = await opened(first);
    const bounds = { x: 60, y: 40, width: 1111, height: 777 };
    const setBounds = (running: RunningApp) =>
      running.app.evaluate(({ BrowserWindow }, wanted) => {
        const [window] = BrowserWindow.getAllWindows();
        window?.setPosition(wanted.x, wanted.y);
        window?.setContentSize(wanted.width, wanted.height);
      }, bounds);
    await setBounds(first);
    await first.page.waitForFunction((width) => innerWidth === width, bounds.width);
    await closeWindow(first);

    const second = await startApp({ userDataDir });
    expect((await opened(second))?.id).toBe(workspace?.id);
    const size = await second.page.evaluate(() => [innerWidth, innerHeight]);
    expect(size).toEqual([bounds.width, bounds.height]);
  });
});

/** As the user does: Playwright's own `close` would end the process without the window having been closed. */
async function closeWindow({ app }: RunningApp): Promise<void> {
  const ended = new Promise((resolve) => app.process().once('exit', resolve));
  await app.evaluate(({ BrowserWindow }) => {
    setTimeout(() => BrowserWindow.getAllWindows()[0]?.close(), 50);
  });
  await ended;
}

describe('a core that crashes', () => {
  test.each(['SIGSEGV', 'SIGKILL', 'SIGABRT'] as const)(
    'by %s leaves the window standing, is started again and opens its workspace again',
    async (signal) => {
      const running = await startApp({ paths: [logFile] });
      const before = await opened(running);
      const statuses = await collect(running, 'core');
      const pid = await corePid(running);
      process.kill(pid, signal);

      await expect.poll(statuses, { timeout: 20_000 }).toHaveLength(2);
      const [restarting, again] = await statuses();
      expect(restarting).toMatchObject({
        phase: 'restarting',
        message: expect.stringContaining('stopped unexpectedly') as string,
      });
      expect(again).toMatchObject({ phase: 'running' });
      expect(await corePid(running, pid)).not.toBe(pid);
      expect((await opened(running))?.id).toBe(before?.id);
      expect(await callFromPage(running.page, 'shell.coreStatus')).toEqual({ ok: true, value: { phase: 'running' } });
      await waitUntilIdle(running.page);
    },
  );

  test('ends the calls that were running, and does not repeat them', async () => {
    const running = await startApp({ paths: [logFile] });
    const text = 'SELECT count(*) FROM range(1000000) a, range(1000000) b WHERE hash(a.range + b.range) = 7';
    const call = callFromPage(running.page, 'sql.run', { text, limit: 10 });
    await running.page.waitForTimeout(500);
    process.kill(await corePid(running), 'SIGKILL');
    expect(await call).toMatchObject({ ok: false, error: { code: 'core/stopped' } });
  });

  test('three times is left alone until the user starts it again, then without a workspace', async () => {
    const running = await startApp({ paths: [logFile] });
    const statuses = await collect(running, 'core');
    let pid: number | undefined;
    for (let crash = 0; crash < 3; crash += 1) {
      pid = await corePid(running, pid);
      process.kill(pid, 'SIGKILL');
    }
    await expect.poll(async () => (await statuses()).at(-1), { timeout: 30_000 }).toMatchObject({ phase: 'failed' });
    expect(await callFromPage(running.page, 'workspace.current')).toMatchObject({
      ok: false,
      error: { code: 'core/stopped' },
    });

    await callFromPage(running.page, 'shell.restartCore');
    await expect.poll(async () => (await statuses()).at(-1)).toMatchObject({ phase: 'running' });
    expect(await opened(running)).toBeUndefined();
  });
});

describe('a second start', () => {
  const startAgain = (userDataDir: string, paths: readonly string[]) => {
    const child = spawn(electronProgram(), ['--no-sandbox', ...launchArguments(userDataDir, paths)], { stdio: 'pipe' });
    let said = '';
    child.stderr.on('data', (chunk: Buffer) => (said += chunk.toString()));
    return new Promise<{ code: number | null; said: string }>((resolve) => {
      child.on('close', (code) => resolve({ code, said }));
    });
  };

  test('with the same user data hands its paths to the first, says so and ends', async () => {
    const running = await startApp({ paths: [logFile] });
    const dropped = await collect(running, 'dropped');
    const other = await writeLog(await temporaryDir(), 'other.json', [logRecord(3)]);
    const second = await startAgain(running.userDataDir, [other]);
    expect(second.code).toBe(0);
    expect(second.said).toContain('Firetrail is already running');
    await expect.poll(dropped).toEqual([{ tokens: [expect.any(String)], names: ['other.json'] }]);
    // The page is given a name and a token, never the path.
    expect(JSON.stringify(await dropped())).not.toContain(other);
  });

  test('with a path that does not exist says which, and fails', async () => {
    const second = await startAgain(await temporaryDir(), ['/no/such/log.json']);
    expect(second.code).toBe(1);
    expect(second.said).toContain('No such file or folder: /no/such/log.json');
  });
});

test('a page that crashes is loaded again', async () => {
  const { app, page } = await startApp({ paths: [logFile] });
  await page.evaluate(() => {
    document.body.dataset['mark'] = 'before the crash';
  });
  await app.evaluate(
    ({ BrowserWindow }) =>
      new Promise<void>((resolve) => {
        const contents = BrowserWindow.getAllWindows()[0]?.webContents;
        contents?.once('did-finish-load', () => resolve());
        contents?.forcefullyCrashRenderer();
      }),
  );
  const look = () =>
    app.evaluate(({ BrowserWindow }) => {
      const script = '[document.documentElement.dataset.state, document.body.dataset.mark].join()';
      return BrowserWindow.getAllWindows()[0]?.webContents.executeJavaScript(script);
    });
  await expect.poll(look, { timeout: 20_000 }).toBe('idle,');
});

// Starts the built app for a test, with a user-data folder of its own, and finds what a test needs of it.
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';

import { _electron, type ElectronApplication, type Page } from 'playwright';

import type { Bridge } from '../../shared/ipc/client.ts';
import type { Reply } from '../../shared/ipc/contract.ts';

declare global {
  // The page's bridge, which functions given to `page.evaluate` see.
  var firetrail: Bridge;
}

export const root = path.resolve(import.meta.dirname, '../..');

export type RunningApp = {
  readonly app: ElectronApplication;
  readonly page: Page;
  readonly userDataDir: string;
  /** What the page wrote to its console as an error. */
  readonly consoleErrors: readonly string[];
};

export type StartOptions = {
  readonly paths?: readonly string[];
  /** Kept afterwards if given: for a test that starts twice. */
  readonly userDataDir?: string;
};

const idleMs = 45_000;
const running: RunningApp[] = [];
const temporaryDirs: string[] = [];

/** The Electron to run in; `npm test` and `npm run e2e` resolve it. */
export function electronProgram(): string {
  const program = process.env['FIRETRAIL_ELECTRON'];
  if (!program) throw new Error('FIRETRAIL_ELECTRON names no Electron: run `npm run e2e`');
  return program;
}

export async function temporaryDir(): Promise<string> {
  const dir = await mkdtemp(path.join(tmpdir(), 'firetrail-test-'));
  temporaryDirs.push(dir);
  return dir;
}

export function launchArguments(userDataDir: string, paths: readonly string[] = []): string[] {
  return ['--disable-dev-shm-usage', '--log-level=3', root, `--user-data-dir=${userDataDir}`, ...paths];
}

/** Starts the app and waits until its page shows what it was told to open. */
export async function startApp({ paths, userDataDir }: StartOptions = {}): Promise<RunningApp> {
  const dir = userDataDir ?? (await temporaryDir());
  const { ELECTRON_RUN_AS_NODE: _unwanted, ...env } = process.env as Record<string, string>;
  const app = await _electron.launch({
    executablePath: electronProgram(),
    args: launchArguments(dir, paths),
    env,
  });
  const page = await app.firstWindow();
  const consoleErrors: string[] = [];
  page.on('console', (message) => {
    if (message.type() === 'error') consoleErrors.push(message.text());
  });
  const started = { app, page, userDataDir: dir, consoleErrors };
  running.push(started);
  await waitUntilIdle(page);
  return started;
}

/** Nothing is running in the page any more, and it shows no error. */
export async function waitUntilIdle(page: Page): Promise<void> {
  const look = () =>
    page.evaluate(() => ({
      state: document.documentElement.dataset['state'] ?? 'not loaded',
      error: document.documentElement.dataset['error'],
      text: document.body.innerText,
    }));
  const deadline = Date.now() + idleMs;
  let seen = await look();
  while (seen.state !== 'idle' && seen.state !== 'error' && Date.now() < deadline) {
    await page.waitForTimeout(100);
    seen = await look();
  }
  if (seen.state !== 'idle') throw new Error(`The page is not idle: ${JSON.stringify(seen)}`);
}

/** For `afterEach`: ends every app a test has started. */
export async function closeApps(): Promise<void> {
  for (const { app } of running.splice(0)) await app.close();
  for (const dir of temporaryDirs.splice(0)) await rm(dir, { recursive: true, force: true, maxRetries: 5 });
}

/** Calls as the page does. */
export function callFromPage(page: Page, name: string, input: unknown = {}): Promise<Reply> {
  return page.evaluate(
    ([callName, callInput]) => firetrail.call(callName as string, callInput, (Math.random() * 1e15) | 0),
    [name, input] as const,
  );
}

/** The process id of the core's process, once there is one that is not `other`. */
export async function corePid({ app }: RunningApp, other?: number): Promise<number> {
  for (let attempt = 0; attempt < 200; attempt += 1) {
    const pids = await app.evaluate(({ app: electronApp }) =>
      electronApp
        .getAppMetrics()
        .filter((metric) => metric.type === 'Utility' && metric.name === 'Firetrail core')
        .map((metric) => metric.pid),
    );
    const pid = pids.find((candidate) => candidate !== other);
    if (pid !== undefined) return pid;
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
  throw new Error('The core has no process');
}

// The app in a world of AWS on this machine, for the tests of a file, which go on in one app, each where the last one
// ended.
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';

import { expect } from 'vitest';

import { enterWorld, leaveWorld } from '../aws/enterWorld.ts';
import type { World } from '../aws/world.ts';
import { callFromPage, closeApps, startApp, type RunningApp } from './app.ts';

export type AwsApp = {
  readonly world: World;
  readonly running: RunningApp;
  /** Outlives the app, which may be started again in it. */
  readonly userDataDir: string;
};

/** The machine may be slow: what is waited for comes, or it does not. */
const longestWaitMs = 15_000;

export async function startAwsApp(): Promise<AwsApp> {
  const world = await enterWorld();
  const userDataDir = await mkdtemp(path.join(tmpdir(), 'firetrail-test-'));
  const running = await startIn(userDataDir);
  // The first start opens the sample logs.
  await callFromPage(running.page, 'workspace.close');
  return { world, running, userDataDir };
}

/** In the world that has been started. */
export async function startIn(userDataDir: string): Promise<RunningApp> {
  const running = await startApp({ userDataDir });
  running.page.setDefaultTimeout(longestWaitMs);
  return running;
}

export async function endAwsApp({ world, userDataDir }: Pick<AwsApp, 'world' | 'userDataDir'>): Promise<void> {
  await closeApps();
  await leaveWorld(world);
  await rm(userDataDir, { recursive: true, force: true, maxRetries: 5 });
}

export function until<Value>(look: () => Value) {
  return expect.poll(look, { timeout: longestWaitMs, interval: 100 });
}

// The window of the packaged app. Its fuses keep Playwright from starting it, so it is started as users start it, and
// its page is reached over Chromium's own port.
import { spawn } from 'node:child_process';

import { chromium, type Page } from 'playwright';

import { waitUntilIdle } from './app.ts';

export type PackagedWindow = { readonly page: Page; readonly close: () => Promise<void> };

/** Starts `program` with these arguments, and waits until its page shows what it was told to open. */
export async function openPackaged(program: string, args: readonly string[]): Promise<PackagedWindow> {
  // --no-sandbox is for root in a container, where these tests run; the package itself never sets it.
  const switches = ['--no-sandbox', '--disable-dev-shm-usage', '--log-level=3', '--remote-debugging-port=0'];
  const child = spawn(program, [...switches, ...args], { stdio: 'pipe' });
  const address = await new Promise<string>((resolve, reject) => {
    let said = '';
    child.stderr.on('data', (chunk: Buffer) => {
      said += chunk.toString();
      const [, found] = /DevTools listening on (ws:\S+)/.exec(said) ?? [];
      if (found !== undefined) resolve(found);
    });
    child.once('close', (status) => reject(new Error(`The app ended with ${status}: ${said}`)));
  });
  const ended = new Promise((resolve) => child.once('close', resolve));
  const browser = await chromium.connectOverCDP(address);
  const [context] = browser.contexts();
  const page = context?.pages()[0] ?? (await context?.waitForEvent('page'));
  if (page === undefined) throw new Error('The app has no page');
  await waitUntilIdle(page);
  return {
    page,
    close: async () => {
      // The app ends with its window.
      await page.close();
      await browser.close();
      await ended;
    },
  };
}

// The real app, driven from outside. Times include what Playwright adds to a start.
import { _electron, type ElectronApplication, type Page } from 'playwright';

import { callFromPage, electronProgram, launchArguments } from '../e2e/app.ts';
import type { CallInput, CallOutput, CoreCallName } from '../../shared/ipc/contract.ts';

/** An import of ten million events on a slow machine. */
const longestMs = 2 * 3600_000;

export type BenchApp = { readonly app: ElectronApplication; readonly page: Page; readonly pid: number };

/** Starts the app on what its user-data folder says was open last. */
export async function startApp(userDataDir: string): Promise<BenchApp> {
  const { ELECTRON_RUN_AS_NODE: _unwanted, ...env } = process.env as Record<string, string>;
  const app = await _electron.launch({ executablePath: electronProgram(), args: launchArguments(userDataDir), env });
  const pid = app.process().pid;
  if (pid === undefined) throw new Error('The app has no process');
  const page = await app.firstWindow();
  page.setDefaultTimeout(longestMs);
  return { app, page, pid };
}

/** Waits until the grid shows the cells of an event. */
export async function waitForRows(page: Page): Promise<void> {
  await page.waitForFunction(() => {
    const cells = document.querySelectorAll('[role="grid"][aria-label="Events"] [role="gridcell"]');
    return [...cells].some((cell) => cell.textContent !== '');
  });
}

/** Waits as long as an import may take until the page is done with everything, looking seldom enough not to disturb. */
export async function waitUntilIdle(page: Page): Promise<void> {
  const isDone = () => ['idle', 'error'].includes(document.documentElement.dataset['state'] ?? '');
  await page.waitForFunction(isDone, undefined, { timeout: longestMs, polling: 100 });
  const error = await page.evaluate(() => document.documentElement.dataset['error']);
  if (error !== undefined) throw new Error(`The page shows an error: ${error}`);
}

/** Chooses a folder as a user does, with the dialog answered for them; resolves when the dialog has been asked for. */
export async function chooseFolder({ app, page }: BenchApp, folder: string): Promise<void> {
  await app.evaluate(({ dialog }, chosen) => {
    dialog.showOpenDialog = () => Promise.resolve({ canceled: false, filePaths: [chosen] });
  }, folder);
  await page.getByRole('button', { name: 'Open folder…' }).click();
}

/** Leaves the start screen: what the first start opens by itself is closed. */
export async function closeWorkspace({ page }: BenchApp): Promise<void> {
  await waitUntilIdle(page);
  await callCore(page, 'workspace.close', {});
  await page.getByRole('button', { name: 'Open folder…' }).waitFor();
}

/** Calls as the page does; throws what the call fails with. */
export async function callCore<Name extends CoreCallName>(
  page: Page,
  name: Name,
  input: CallInput<Name>,
): Promise<CallOutput<Name>> {
  const reply = await callFromPage(page, name, input);
  if (!reply.ok) throw new Error(`${name}: ${reply.error.message}`);
  return reply.value as CallOutput<Name>;
}

/** What a reader does: asks three questions, and each time goes to the end of the answer. */
export async function readAround({ page }: BenchApp): Promise<void> {
  for (const filter of ['-readOnly:true', 'requestParameters.bucketName:*', '']) {
    const box = page.getByRole('searchbox', { name: 'Filter' });
    await box.fill(filter);
    await box.press('Enter');
    await waitUntilIdle(page);
    await page.getByRole('grid', { name: 'Events' }).getByRole('gridcell').first().click();
    await page.keyboard.press('Control+End');
    await waitUntilIdle(page);
  }
}

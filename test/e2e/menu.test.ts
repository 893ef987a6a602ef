// The menu bar's entries do what the page's own controls do.
import { afterAll, beforeAll, describe, expect, test } from 'vitest';

import { closeApps, startApp, temporaryDir, type RunningApp } from './app.ts';
import { logRecord, writeLog } from './logs.ts';

let running: RunningApp;

beforeAll(async () => {
  running = await startApp({ paths: [await writeLog(await temporaryDir(), 'log.json', [logRecord(1)])] });
});

afterAll(closeApps);

/** Clicks an entry by its label, wherever in the menu bar it is. */
function choose(label: string): Promise<void> {
  return running.app.evaluate(({ Menu, BrowserWindow }, wanted) => {
    const items = Menu.getApplicationMenu()?.items.flatMap((item) => item.submenu?.items ?? []) ?? [];
    const found = items.find((item) => item.label === wanted);
    if (!found) throw new Error(`The menu has no ${wanted}`);
    found.click({}, BrowserWindow.getAllWindows()[0]);
  }, label);
}

describe('the menu', () => {
  test.each(['Delivery streams', 'SQL', 'Problems', 'Events'])('shows %s', async (view) => {
    await choose(view);
    await running.page.getByRole('tab', { name: view, exact: true, selected: true }).waitFor();
  });

  test('finds: the filter takes the keyboard', async () => {
    await choose('Find');
    const filter = running.page.getByRole('searchbox', { name: 'Filter' });
    await expect.poll(() => filter.evaluate((element) => element.contains(document.activeElement))).toBe(true);
  });

  test('closes the workspace', async () => {
    await choose('Close workspace');
    await expect
      .poll(() => running.page.evaluate(() => firetrail.call('workspace.current', {}, 1e6)))
      .toEqual({ ok: true, value: {} });
  });

  test('opens the folder that the user chooses', async () => {
    const dir = await temporaryDir();
    await writeLog(dir, 'chosen.json', [logRecord(1), logRecord(2)]);
    await running.app.evaluate(({ dialog }, folder) => {
      dialog.showOpenDialog = () => Promise.resolve({ canceled: false, filePaths: [folder] });
    }, dir);
    await choose('Open folder…');
    await running.page.getByText('2 of 2 events').waitFor();
  });
});

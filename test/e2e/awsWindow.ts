// What a user does in the window with profiles, buckets and imports, by the names that people see.
import type { Locator, Page } from 'playwright';

import type { Workspace } from '../../shared/ipc/contract.ts';
import { callFromPage, type RunningApp } from './app.ts';

export async function openFromMenu({ page }: RunningApp, item: string): Promise<void> {
  await page.getByRole('button', { name: 'Open', exact: true }).click();
  await page.getByRole('menuitem', { name: item }).click();
}

/** In the header, or in the dialog that is open. */
export async function chooseProfile({ page }: RunningApp, within: Page | Locator, name: string): Promise<void> {
  const box = within.getByRole('combobox', { name: 'AWS profile' });
  await box.click();
  await box.fill(name);
  // Typing what a profile is called is enough, whatever else holds that text.
  const options = page.getByRole('listbox', { name: 'AWS profiles' }).getByRole('option');
  await options.filter({ hasText: name }).first().waitFor();
  await box.press('Enter');
}

export type S3Dialog = {
  readonly dialog: Locator;
  /** How many accounts of those found are chosen, and so on, is what the groups say. */
  group(name: string): Locator;
  find(location: string): Promise<void>;
  /** Chooses only these of a group. */
  only(group: 'Accounts' | 'Regions', values: readonly string[]): Promise<void>;
  days(): Promise<readonly string[]>;
  chooseDays(first: string, last: string): Promise<void>;
  /** How many objects it says there are to read, once it has counted. */
  objects(): Promise<number>;
};

const nouns = { Accounts: 'accounts', Regions: 'regions' } as const;

export function s3Dialog({ page }: RunningApp, name: 'Open logs in S3' | 'Add logs in S3'): S3Dialog {
  const dialog = page.getByRole('dialog', { name });
  const group = (groupName: string) => dialog.getByRole('group', { name: groupName, exact: true });
  const day = (name: string) => group('Days with logs').getByRole('button', { name });
  return {
    dialog,
    group,
    find: async (location) => {
      await dialog.getByRole('combobox', { name: 'Location' }).fill(location);
      await dialog.getByRole('combobox', { name: 'Location' }).press('Enter');
    },
    only: async (groupName, values) => {
      await group(groupName)
        .getByRole('button', { name: `No ${nouns[groupName]}` })
        .click();
      for (const value of values) await group(groupName).getByRole('checkbox', { name: value }).check();
    },
    days: async () => {
      await day('folder').first().waitFor();
      const names = await group('Days with logs')
        .getByRole('button')
        .evaluateAll((buttons) => buttons.map((button) => button.getAttribute('aria-label') ?? ''));
      return names.map((label) => label.slice(0, 10));
    },
    chooseDays: async (first, last) => {
      await day(first).click();
      await day(last).click({ modifiers: ['Shift'] });
    },
    objects: async () => {
      const status = dialog.getByRole('status', { name: 'Objects to read' });
      await status
        .and(page.locator('[aria-busy=false]'))
        .getByText(/objects?/)
        .waitFor();
      return Number(/([\d,]+) objects?/.exec(await status.innerText())?.[1]?.replaceAll(',', ''));
    },
  };
}

/** The workspace as the window has it. */
export async function workspaceOf({ page }: RunningApp): Promise<Workspace> {
  const reply = await callFromPage(page, 'workspace.current');
  if (!reply.ok) throw new Error(reply.error.message);
  const { workspace } = reply.value as { readonly workspace?: Workspace };
  if (workspace === undefined) throw new Error('No workspace is open');
  return workspace;
}

export function importStatus({ page }: RunningApp): Locator {
  return page.getByRole('status', { name: 'Import progress' });
}

/** Waits until an import has ended and says what it brought. */
export async function importEnded(running: RunningApp): Promise<string> {
  const status = importStatus(running);
  await status.getByText(/^Imported|^Import: nothing new|cancelled|failed/).waitFor();
  return status.innerText();
}

/** Keeps what the app would have opened in a browser, with the question before it answered, and opens nothing. */
export async function keepOpened({ app }: RunningApp): Promise<() => Promise<readonly string[]>> {
  await app.evaluate(({ dialog, shell }) => {
    dialog.showMessageBox = () => Promise.resolve({ response: 0, checkboxChecked: false });
    const opened: string[] = [];
    Object.assign(globalThis, { openedOutside: opened });
    shell.openExternal = (url) => {
      opened.push(url);
      return Promise.resolve();
    };
  });
  return () => app.evaluate(() => (globalThis as unknown as { openedOutside: string[] }).openedOutside);
}

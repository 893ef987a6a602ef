// What people come for, done as they do it.
import { readFile, writeFile } from 'node:fs/promises';
import path from 'node:path';

import type { Locator, Page } from 'playwright';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';

import { closeApps, startApp, temporaryDir, waitUntilIdle, type RunningApp } from './app.ts';
import {
  callsWithIssuedKey,
  cutFile,
  deniedCalls,
  issuedKey,
  noisyRole,
  refusedKey,
  storyEvents,
  writeStory,
} from './storyLogs.ts';

let folder: string;
let userDataDir: string;

beforeEach(async () => {
  folder = await writeStory(await temporaryDir());
  userDataDir = await temporaryDir();
});

afterEach(closeApps);

const open = (): Promise<RunningApp> => startApp({ paths: [folder], userDataDir });

async function filterBy(page: Page, text: string): Promise<void> {
  const filter = page.getByRole('searchbox', { name: 'Filter' });
  await filter.fill(text);
  await filter.press('Enter');
  await waitUntilIdle(page);
}

const filterText = (page: Page): Promise<string> => page.getByRole('searchbox', { name: 'Filter' }).inputValue();

/** `12 of 1,102 events` in the footer. */
async function expectShown(page: Page, count: number): Promise<void> {
  const text = `${count.toLocaleString('en')} of ${storyEvents.toLocaleString('en')} events`;
  await expect.poll(async () => (await page.locator('footer').innerText()).replaceAll(/\s+/g, ' ')).toContain(text);
}

const rows = (page: Page): Locator => page.getByRole('grid', { name: 'Events' }).getByRole('row');

test('all denied calls of one access key are found, and exported', async () => {
  const { app, page } = await open();
  const file = path.join(await temporaryDir(), 'denied.csv');
  await app.evaluate(({ dialog }, filePath) => {
    dialog.showSaveDialog = () => Promise.resolve({ canceled: false, filePath });
  }, file);
  await filterBy(page, `accessKeyId:${refusedKey} errorCode:AccessDenied`);
  await expectShown(page, deniedCalls);
  await page.getByRole('button', { name: 'Export…' }).click();
  const dialog = page.getByRole('dialog', { name: 'Export events' });
  await dialog.getByRole('radio', { name: /^CSV/ }).check();
  await dialog.getByRole('button', { name: `Export ${deniedCalls} events…` }).click();
  await page.getByRole('button', { name: 'Show in folder' }).waitFor();
  const lines = (await readFile(file, 'utf8')).trim().split(/\r?\n/);
  expect(lines[0]).toContain('eventTime');
  expect(lines.slice(1)).toHaveLength(deniedCalls);
  for (const line of lines.slice(1)) expect(line).toMatch(/mallory.*AccessDenied/);
});

test('an hour is looked at without a noisy role, kept as a view, and opened again after a restart', async () => {
  const first = await open();
  const { page } = first;
  await page.getByRole('button', { name: /^Time range/ }).click();
  const range = page.getByRole('textbox', { name: /^From when to when/ });
  await range.fill('2026-03-03 09:00 to 2026-03-03 10:00');
  await range.press('Enter');
  await waitUntilIdle(page);
  await expectShown(page, 180 + deniedCalls + 5);
  const noisy = page.getByRole('checkbox', { name: new RegExp(`^${noisyRole}`) });
  await noisy.click({ modifiers: ['Alt'] });
  await waitUntilIdle(page);
  await expectShown(page, deniedCalls + 5);
  await page.getByRole('button', { name: 'Views' }).click();
  await page.getByLabel('Save what is shown as').fill('The hour without monitoring');
  await page.getByRole('button', { name: 'Save', exact: true }).click();
  const kept = await filterText(page);
  // Settings are written a moment after the last change.
  await expect
    .poll(() => readFile(path.join(userDataDir, 'settings.json'), 'utf8').catch(() => ''))
    .toContain('The hour without monitoring');
  await first.app.close();

  const { page: later } = await startApp({ userDataDir });
  await expectShown(later, storyEvents).catch(() => undefined);
  await later.getByRole('button', { name: /^Views/ }).click();
  await later
    .getByRole('list', { name: 'Saved views' })
    .getByRole('button', { name: /^The hour/ })
    .click();
  await waitUntilIdle(later);
  await expectShown(later, deniedCalls + 5);
  expect(await filterText(later)).toBe(kept);
});

test('an assumed role is followed back to who assumed it', async () => {
  const { page } = await open();
  await filterBy(page, `accessKeyId:${issuedKey}`);
  await expectShown(page, callsWithIssuedKey);
  await rows(page).getByText('UpdateFunctionCode').first().click();
  const detail = page.getByRole('region', { name: 'Event detail' });
  await expect.poll(() => detail.innerText()).toMatch(/release/);
  await detail.getByRole('tab', { name: /^Related/ }).click();
  const beginning = detail.getByRole('region', { name: 'How the session began' });
  await expect.poll(() => beginning.innerText()).toMatch(/began with AssumeRole by ana/);
  await beginning.getByRole('button', { name: 'AssumeRole' }).click();
  await waitUntilIdle(page);
  await expect.poll(() => detail.innerText()).toMatch(/ana .*assumed .*Deploy/s);
});

test('a question is answered in SQL', async () => {
  const { page } = await open();
  await page.getByRole('tab', { name: 'SQL' }).click();
  const editor = page.getByRole('textbox', { name: 'SQL query' });
  await editor.fill(
    'SELECT actor, count(*) AS denied FROM events WHERE errorCode IS NOT NULL GROUP BY actor ORDER BY denied DESC',
  );
  await editor.press('Control+Enter');
  await waitUntilIdle(page);
  const result = page.getByRole('grid', { name: 'Query result' });
  await expect.poll(() => result.innerText()).toMatch(new RegExp(`mallory\\s+${deniedCalls}`));
});

describe('a file that could not be read', () => {
  test('is in Problems, with what it means and where it ends', async () => {
    const { page } = await open();
    await page.getByRole('tab', { name: /^Problems/ }).click();
    await waitUntilIdle(page);
    const problems = page.getByRole('region').filter({ hasText: cutFile }).last();
    await expect.poll(() => problems.innerText()).toContain('truncated');
    // The one file of its kind is shown open.
    await expect
      .poll(() => problems.innerText())
      .toContain('The compressed data ends too early. Records read before that: 0.');
  });

  test('is read once it is whole again', async () => {
    const { page } = await open();
    await writeFile(path.join(folder, cutFile), await readFile(path.join(folder, 'noise.json')));
    await page.keyboard.press('F5');
    await waitUntilIdle(page);
    await expect.poll(() => page.getByRole('tab', { name: /^Problems/ }).innerText()).toBe('Problems');
  });
});

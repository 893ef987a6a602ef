// npm run pictures: makes the README's pictures of the real window, from the sample logs. They are read from a folder
// with a plain name, so that no path of the machine that made the pictures stands in them. The bucket is one of the
// tests' servers.
import { cp, rm, writeFile } from 'node:fs/promises';
import path from 'node:path';

import type { Page } from 'playwright';

import { palettePng } from './builders/palettePng.ts';
import { organizationBucket, startWorld } from './aws/world.ts';
import { callFromPage, closeApps, root, startApp, waitUntilIdle, type RunningApp } from './e2e/app.ts';
import { chooseProfile, openFromMenu, s3Dialog } from './e2e/awsWindow.ts';

const picturesDir = path.join(root, 'scripts/pictures');
const logsDir = '/tmp/cloudtrail-logs';

async function showEvents(page: Page): Promise<void> {
  const filter = page.getByRole('searchbox', { name: 'Filter' });
  await filter.fill('eventSource:firehose.amazonaws.com -readOnly:true');
  await filter.press('Enter');
  await waitUntilIdle(page);
  await page.getByRole('grid', { name: 'Events' }).getByText('UpdateDestination').nth(3).click();
}

async function showStreams(page: Page): Promise<void> {
  await page.getByRole('tab', { name: 'Delivery streams', exact: true }).click();
  await page.getByRole('list', { name: 'Delivery streams', exact: true }).getByText('clicks-splunk').click();
  await waitUntilIdle(page);
  const versions = page.getByRole('list', { name: 'Versions', exact: true });
  await versions.getByText('Version 6', { exact: true }).click();
}

async function showProblems(page: Page): Promise<void> {
  await page.getByRole('tab', { name: 'Problems', exact: true }).click();
}

async function showS3(running: RunningApp): Promise<void> {
  const accountNames = { '111122223333': 'production', '444455556666': 'staging', '777788889999': 'log archive' };
  await callFromPage(running.page, 'settings.set', { accountNames });
  await running.page.reload();
  await waitUntilIdle(running.page);
  await openFromMenu(running, 'Open logs in S3…');
  const logs = s3Dialog(running, 'Open logs in S3');
  await chooseProfile(running, logs.dialog, 'reader');
  await logs.find(organizationBucket);
  await logs.days();
  await logs.only('Accounts', ['111122223333', '444455556666']);
  await logs.objects();
}

async function takePicture({ app, page }: RunningApp, name: string): Promise<void> {
  await page.mouse.move(0, 0);
  await waitUntilIdle(page);
  // Long enough for what is drawn after the last answer.
  await page.waitForTimeout(700);
  const { pixels, ...size } = await app.evaluate(async ({ BrowserWindow }) => {
    const picture = await BrowserWindow.getAllWindows()[0]?.webContents.capturePage();
    return { ...picture?.getSize(), pixels: picture?.toBitmap().toString('base64') };
  });
  const { width, height } = size;
  if (!width || !height || !pixels) throw new Error('The window gave no picture');
  await writeFile(path.join(picturesDir, name), palettePng({ width, height, pixels: Buffer.from(pixels, 'base64') }));
}

async function takeAll(): Promise<void> {
  await cp(path.join(root, 'samples'), logsDir, { recursive: true });
  const running = await startApp({ paths: ['--size', '1440x900', '--theme', 'light', logsDir] });
  await showEvents(running.page);
  await takePicture(running, 'events.png');
  await showStreams(running.page);
  await takePicture(running, 'streams.png');
  await showProblems(running.page);
  await takePicture(running, 'problems.png');
  const world = await startWorld();
  try {
    Object.assign(process.env, world.env);
    const withAws = await startApp({ paths: ['--size', '1440x900', '--theme', 'light', logsDir] });
    await showS3(withAws);
    await takePicture(withAws, 's3.png');
  } finally {
    await world.close();
  }
}

try {
  await takeAll();
} finally {
  await closeApps();
  await rm(logsDir, { recursive: true, force: true });
}

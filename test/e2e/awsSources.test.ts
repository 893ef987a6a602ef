// Logs in AWS, from choosing a profile to the events in the grid: the app against servers on this machine that speak
// the protocols, with the profile files of a user.
import { gunzipSync, gzipSync } from 'node:zlib';

import { afterAll, beforeAll, describe, expect, test } from 'vitest';

import { faults } from '../aws/faults.ts';
import { firstBucket, organizationBucket, secondBucket, type World } from '../aws/world.ts';
import { firstAccount, homeRegion } from '../aws/worldFiles.ts';
import { dayAgo } from '../aws/worldLogs.ts';
import { waitUntilIdle, type RunningApp } from './app.ts';
import { endAwsApp, startAwsApp, startIn, until } from './awsApp.ts';
import { chooseProfile, importEnded, importStatus, openFromMenu, s3Dialog, workspaceOf } from './awsWindow.ts';
import { logRecord } from './logs.ts';

let world: World;
let running: RunningApp;
let userDataDir: string;

const region = 'us-east-1';
const account = firstAccount;
/** In the first bucket there are six days of logs, the last is yesterday's. */
const [firstDay, lastDay, slackDay] = [dayAgo(6), dayAgo(4), dayAgo(3)];

beforeAll(async () => {
  ({ world, running, userDataDir } = await startAwsApp());
});

afterAll(() => endAwsApp({ world, userDataDir }));

/** The folder of a region's day: its log files' keys begin with it. */
function folder(day: string, of = { account, region }): string {
  return `AWSLogs/${of.account}/CloudTrail/${of.region}/${day.replaceAll('-', '/')}/`;
}

function keysBetween(first: string, last: string): readonly string[] {
  const keys = world.logs.logKeys.filter((key) => key.startsWith(`AWSLogs/${account}/CloudTrail/${region}/`));
  return keys.filter((key) => key >= folder(first) && key < `${folder(last)}~`);
}

/** What is under way at the server has come to its end. */
function quiet(): Promise<void> {
  return until(() => world.s3.atOnce).toBe(0);
}

/** Objects that have gone out whole. */
function handedOut() {
  return world.s3.requests.filter(
    ({ operation, status, endedMs }) => operation === 'GetObject' && status === 200 && endedMs > 0,
  );
}

function recordsIn(keys: readonly string[]): number {
  const logs = keys.map((key) => JSON.parse(gunzipSync(world.objects.body(key)).toString()) as { Records: unknown[] });
  return logs.reduce((sum, { Records }) => sum + Records.length, 0);
}

function addLog(key: string, numbers: readonly number[]): string {
  const records = numbers.map((number) =>
    logRecord(number, { eventTime: new Date().toISOString().slice(0, 19) + 'Z' }),
  );
  world.objects.add(key, gzipSync(JSON.stringify({ Records: records })));
  return key;
}

describe('a bucket', () => {
  test('is found with a profile that is chosen in the header, and whose identity STS confirms', async () => {
    const { page } = running;
    await chooseProfile(running, page, 'reader');
    const identity = page.getByRole('status', { name: 'AWS identity' });
    await until(() => identity.innerText()).toContain(account);

    await openFromMenu(running, 'Open logs in S3…');
    const s3 = s3Dialog(running, 'Open logs in S3');
    await s3.find(`s3://${firstBucket}`);
    for (const number of ['111122223333', '444455556666', '777788889999'])
      await s3.group('Accounts').getByRole('checkbox', { name: number }).waitFor();
    await until(() => s3.group('Regions').getByRole('checkbox').count()).toBe(3);
    // Folders by delimiter: nothing has been listed key by key, and nothing fetched.
    expect(
      world.s3.requests.filter(({ operation, delimiter }) => operation === 'ListObjectsV2' && delimiter === ''),
    ).toEqual([]);
    expect(world.s3.fetched()).toEqual([]);
  });

  test('shows how much an account, a region and three days of it would bring', async () => {
    const s3 = s3Dialog(running, 'Open logs in S3');
    await s3.only('Accounts', [account]);
    await s3.only('Regions', [region]);
    expect(await s3.days()).toEqual([6, 5, 4, 3, 2, 1].map((days) => dayAgo(days)));
    world.s3.forget();
    await s3.chooseDays(firstDay, lastDay);
    const expected = keysBetween(firstDay, slackDay).length;
    await until(() => s3.objects()).toBe(expected);
    const listed = world.s3.requests.filter(({ delimiter }) => delimiter === '').map(({ prefix }) => prefix);
    expect(listed.every((prefix) => prefix.startsWith(`AWSLogs/${account}/CloudTrail/${region}/`))).toBe(true);
    expect(world.s3.fetched()).toEqual([]);
  });

  test('arrives event by event while the rest is fetched, stands still while paused, and stops when cancelled', async () => {
    const { page } = running;
    const wanted = keysBetween(firstDay, slackDay);
    world.s3.forget();
    world.s3.objectsPerSecond = 12;
    await s3Dialog(running, 'Open logs in S3').dialog.getByRole('button', { name: 'Open', exact: true }).click();
    const cells = page.getByRole('grid', { name: 'Events' }).getByRole('gridcell');
    await cells.filter({ hasText: /\S/ }).first().waitFor();
    expect(await importStatus(running).innerText()).toMatch(/Fetching/);
    expect(world.s3.fetched().length).toBeLessThan(wanted.length);

    await page.getByRole('button', { name: 'Pause import' }).click();
    await until(() => importStatus(running).innerText()).toContain('Paused');
    await quiet();
    const atPause = world.s3.count('GetObject');
    await page.waitForTimeout(500);
    expect(world.s3.count('GetObject')).toBe(atPause);
    expect(atPause).toBeLessThan(wanted.length);

    await page.getByRole('button', { name: 'Resume import' }).click();
    await until(() => world.s3.count('GetObject')).toBeGreaterThan(atPause);
    await page.getByRole('button', { name: 'Cancel import' }).click();
    expect(await importEnded(running)).toContain('cancelled');
    expect(world.s3.count('GetObject')).toBeLessThan(wanted.length);
    expect((await workspaceOf(running)).isIncomplete).toBe(true);
  });

  test('goes on after it was cancelled, and after the app was killed, and fetches nothing twice', async () => {
    const wanted = keysBetween(firstDay, slackDay);
    await waitUntilIdle(running.page);
    await running.page.getByRole('button', { name: 'Continue' }).click();
    const before = handedOut().length;
    await until(() => handedOut().length).toBeGreaterThan(before + 20);
    running.app.process().kill('SIGKILL');
    await new Promise((resolve) => running.app.process().once('exit', resolve));
    const killedMs = performance.now();
    await quiet();

    world.s3.objectsPerSecond = Number.POSITIVE_INFINITY;
    running = await startIn(userDataDir);
    await running.page.getByRole('button', { name: 'Continue' }).click();
    await importEnded(running);
    const workspace = await workspaceOf(running);
    expect(workspace.isIncomplete).toBe(false);
    expect(workspace.counts.read).toBe(recordsIn(wanted));
    expect(workspace.sources.map(({ files }) => files)).toEqual([wanted.length]);

    // What had arrived a moment before the app was killed is not asked for again.
    const arrived = handedOut().filter(({ endedMs }) => endedMs < killedMs - 300);
    const again = new Set(
      world.s3.requests
        .filter(({ atMs, operation }) => operation === 'GetObject' && atMs > killedMs)
        .map(({ key }) => key),
    );
    expect(arrived.length).toBeGreaterThan(15);
    expect(arrived.filter(({ key }) => again.has(key))).toEqual([]);
    expect(new Set(world.s3.fetched())).toEqual(new Set(wanted));
  });

  test('gives only what is new when it is refreshed', async () => {
    const key = addLog(
      `${folder(lastDay)}${account}_CloudTrail_${region}_20990101T0000Z_ABCDEFGHIJKLMNOP.json.gz`,
      [1, 2],
    );
    const { read } = (await workspaceOf(running)).counts;
    world.s3.forget();
    await openFromMenu(running, 'Refresh');
    await until(async () => (await workspaceOf(running)).counts.read).toBe(read + 2);
    expect(world.s3.fetched()).toEqual([key]);
    await waitUntilIdle(running.page);
    expect(await importEnded(running)).toContain('Imported 2 records');
  });

  test('stays as it is when another profile brings a second bucket', async () => {
    const { page } = running;
    const before = (await workspaceOf(running)).counts;
    world.s3.forget();
    await chooseProfile(running, page, 'second');
    await until(() => page.getByRole('status', { name: 'AWS identity' }).innerText()).toContain('444455556666');
    await openFromMenu(running, 'Add logs in S3 to this workspace…');
    const s3 = s3Dialog(running, 'Add logs in S3');
    await s3.find(secondBucket);
    await s3.group('Accounts').getByRole('checkbox').first().waitFor();
    await s3.group('Time range').getByRole('button', { name: 'All', exact: true }).click();
    expect(await s3.objects()).toBe(world.secondLogs.logKeys.filter((key) => key.includes('/CloudTrail/')).length);
    await s3.dialog.getByRole('button', { name: 'Add to this workspace' }).click();
    await waitUntilIdle(page);
    const { counts, sources } = await workspaceOf(running);
    expect(sources.map(({ remote }) => remote?.profile)).toEqual(['reader', 'second']);
    expect(counts.read - before.read).toBe(sources[1]?.events);
    expect(counts.errors).toBe(0);
    // The first bucket is looked through for what is new; nothing of it is fetched.
    expect(world.s3.fetched()).toEqual([]);
  });

  test('lists what it is denied and what is archived in Problems, one line each, and reads the rest', async () => {
    const { page } = running;
    const place = { account, region: 'eu-central-1' };
    const keys = world.logs.logKeys.filter((key) => key.startsWith(folder(dayAgo(1), place)));
    const [denied, encrypted, cold, ...rest] = keys;
    if (denied === undefined || encrypted === undefined || cold === undefined) throw new Error('Too few logs');
    expect(rest.length).toBeGreaterThan(0);
    world.objects.add(cold, world.objects.body(cold), { storageClass: 'GLACIER' });
    world.setFault(({ operation, key }) => {
      if (operation !== 'GetObject') return undefined;
      return key === denied ? faults.denied() : key === encrypted ? faults.kmsDenied() : undefined;
    });
    await chooseProfile(running, page, 'reader');
    await openFromMenu(running, 'Add logs in S3 to this workspace…');
    const s3 = s3Dialog(running, 'Add logs in S3');
    // One day's folder, given as such.
    await s3.find(`s3://${firstBucket}/AWSLogs/${account}/CloudTrail/eu-central-1/${dayAgo(1).replaceAll('-', '/')}/`);
    await s3.group('Accounts').getByRole('checkbox').first().waitFor();
    await s3.group('Time range').getByRole('button', { name: 'All', exact: true }).click();
    expect(await s3.objects()).toBe(keys.length);
    await s3.dialog.getByRole('button', { name: 'Add to this workspace' }).click();
    await waitUntilIdle(page);
    world.setFault(undefined);
    const { sources } = await workspaceOf(running);
    expect(sources.at(-1)?.files).toBe(rest.length);
    await page.getByRole('tab', { name: 'Problems', exact: true }).click();
    for (const key of [denied, encrypted, cold])
      await until(() => page.getByText(`s3://${firstBucket}/${key}`).count()).toBe(1);
    await page
      .getByText(/kms:Decrypt|KMS/)
      .first()
      .waitFor();
    await page
      .getByText(/restore/i)
      .first()
      .waitFor();
  });

  test('in another region, of an organisation and below a prefix is found where it is', async () => {
    await openFromMenu(running, 'Open logs in S3…');
    const s3 = s3Dialog(running, 'Open logs in S3');
    await s3.find(`s3://${organizationBucket}/`);
    await until(() => s3.group('Accounts').getByRole('checkbox').count()).toBe(4);
    await s3.only('Accounts', ['123456789012']);
    await s3.only('Regions', ['us-west-1']);
    await s3.chooseDays(dayAgo(9), dayAgo(8));
    // Two days, and one more for what was delivered late, with 24 files each.
    await until(() => s3.objects()).toBe(72);
    await running.page.keyboard.press('Escape');
  });

  test('is followed by its queue, whose messages go when their logs are in the workspace', async () => {
    const { page } = running;
    await openFromMenu(running, 'Open logs in S3…');
    const s3 = s3Dialog(running, 'Open logs in S3');
    const of = { account: '777788889999', region: homeRegion };
    await s3.find(`s3://${firstBucket}`);
    await s3.group('Accounts').getByRole('checkbox', { name: of.account }).waitFor();
    await s3.only('Accounts', [of.account]);
    await s3.only('Regions', [of.region]);
    await s3.group('Time range').getByRole('button', { name: 'Last 24 hours' }).click();
    await s3.dialog.getByRole('button', { name: 'Advanced' }).click();
    await s3.dialog.getByRole('textbox', { name: 'Queue URL' }).fill(world.queue.url);
    await s3.objects();
    await s3.dialog.getByRole('button', { name: 'Open', exact: true }).click();
    await waitUntilIdle(page);
    const { name, counts } = await workspaceOf(running);

    await page.getByRole('button', { name, exact: false }).first().click();
    await page.getByRole('switch', { name: 'Follow' }).click();
    await until(async () => (await workspaceOf(running)).follow).toMatchObject({ isOn: true, by: 'queue' });
    const today = folder(dayAgo(0), of);
    const shapes = ['s3', 's3-sns', 'cloudtrail-sns'] as const;
    for (const [index, shape] of shapes.entries()) {
      const file = `${of.account}_CloudTrail_${of.region}_${dayAgo(0).replaceAll('-', '')}T000${index}Z_QUEUE${index}QUEUEQUEUE.json.gz`;
      await world.queue.notify(shape, firstBucket, [addLog(today + file, [100 + index])]);
    }
    await until(async () => (await workspaceOf(running)).counts.read).toBe(counts.read + 3);
    await until(() => world.queue.left()).toBe(0);
    await page.keyboard.press('Escape');
  });
});

test('reads the event history where there is no bucket', async () => {
  const { page } = running;
  await chooseProfile(running, page, 'reader');
  await until(() => page.getByRole('combobox', { name: 'AWS profile' }).inputValue()).toBe('reader');
  await openFromMenu(running, 'Open Event history…');
  const dialog = page.getByRole('dialog', { name: 'Open Event history' });
  const regions = dialog.getByRole('group', { name: 'Regions', exact: true });
  await regions.getByRole('checkbox').first().waitFor();
  await regions.getByRole('button', { name: 'No regions' }).click();
  await regions.getByRole('checkbox', { name: 'us-east-1' }).check();
  await dialog.getByRole('group', { name: 'Time range' }).getByRole('button', { name: 'Last 7 days' }).click();
  await dialog.getByRole('button', { name: 'Open', exact: true }).click();
  await until(async () => (await workspaceOf(running)).sources.map(({ kind }) => kind)).toEqual(['eventHistory']);
  await waitUntilIdle(page);
  const { counts } = await workspaceOf(running);
  const events = world.lookup.requests.reduce((sum, request) => sum + request.events, 0);
  expect(counts.unique).toBeGreaterThan(50);
  expect(counts.read).toBe(events);
  expect(world.lookup.mostInOneSecond()).toBeLessThanOrEqual(2);
});

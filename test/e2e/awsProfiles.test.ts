// Profiles in the window: signing in where it is, codes of devices, files that change while the app runs.
import { readdirSync, readFileSync, statSync } from 'node:fs';
import { appendFile } from 'node:fs/promises';
import path from 'node:path';

import { afterAll, beforeAll, describe, expect, test } from 'vitest';

import { secretMark } from '../aws/signInState.ts';
import { firstBucket, type World } from '../aws/world.ts';
import { firstAccount, mfaSerial, secondAccount } from '../aws/worldFiles.ts';
import type { RunningApp } from './app.ts';
import { endAwsApp, startAwsApp, until } from './awsApp.ts';
import { chooseProfile, importEnded, keepOpened, openFromMenu, s3Dialog, workspaceOf } from './awsWindow.ts';

let world: World;
let running: RunningApp;
let userDataDir: string;

beforeAll(async () => {
  ({ world, running, userDataDir } = await startAwsApp());
});

afterAll(() => endAwsApp({ world, userDataDir }));

describe('a profile', () => {
  test('of SSO signs in where it is, and the search goes on', async () => {
    const { page } = running;
    const opened = await keepOpened(running);
    await openFromMenu(running, 'Open logs in S3…');
    const s3 = s3Dialog(running, 'Open logs in S3');
    await chooseProfile(running, s3.dialog, 'corp');
    await s3.find(firstBucket);
    const asks = s3.dialog.getByRole('region', { name: 'AWS asks' });
    await asks.getByRole('button', { name: 'Sign in' }).first().click();
    const code = asks.getByRole('status', { name: 'Code' });
    await until(() => code.innerText()).toMatch(/^ABCD-\d{4}$/);
    await asks.getByRole('button', { name: 'Open the browser' }).click();
    await until(async () => (await opened()).at(-1)).toBe(
      `${world.signIn.verificationUrl}?user_code=${await code.innerText()}`,
    );
    world.signIn.decide('approved');
    await code.waitFor({ state: 'hidden' });
    await s3.find(firstBucket);
    await s3.group('Accounts').getByRole('checkbox', { name: firstAccount }).waitFor();
    expect(readdirSync(path.join(world.home, '.aws/sso/cache')).length).toBeGreaterThan(0);
    await page.keyboard.press('Escape');
  });

  test('whose session ends half way through a download asks for another sign-in, and the download goes on', async () => {
    const { page } = running;
    await openFromMenu(running, 'Open logs in S3…');
    const s3 = s3Dialog(running, 'Open logs in S3');
    const of = { account: secondAccount, region: 'us-east-1' };
    await s3.find(`s3://${firstBucket}`);
    await s3.group('Accounts').getByRole('checkbox', { name: of.account }).waitFor();
    await s3.only('Accounts', [of.account]);
    await s3.only('Regions', [of.region]);
    await s3.group('Time range').getByRole('button', { name: 'All', exact: true }).click();
    const objects = await s3.objects();
    world.s3.forget();
    world.s3.objectsPerSecond = 25;
    await s3.dialog.getByRole('button', { name: 'Open', exact: true }).click();
    await until(() => world.s3.count('GetObject')).toBeGreaterThan(10);
    world.signIn.decide('pending');
    world.signIn.endSessions();
    world.signIn.endCredentials();
    const asks = page.getByRole('region', { name: 'AWS asks' });
    await asks.getByRole('button', { name: 'Sign in' }).first().click();
    await asks.getByRole('status', { name: 'Code' }).waitFor();
    world.s3.objectsPerSecond = Number.POSITIVE_INFINITY;
    world.signIn.decide('approved');
    await importEnded(running);
    const { counts, sources } = await workspaceOf(running);
    expect(sources[0]?.files).toBe(objects);
    expect(counts.errors).toBe(0);
    const whole = world.s3.requests.filter(({ operation, status }) => operation === 'GetObject' && status === 200);
    expect(whole).toHaveLength(objects);
  });

  test('with MFA asks for the code of its device', async () => {
    const { page } = running;
    await chooseProfile(running, page, 'auditor');
    const asks = page.getByRole('region', { name: 'AWS asks' });
    const card = asks.getByRole('group', { name: 'MFA code: auditor' });
    await openFromMenu(running, 'Open Event history…');
    await page.getByRole('dialog', { name: 'Open Event history' }).waitFor();
    await page.keyboard.press('Escape');
    await card.getByText(mfaSerial).waitFor();
    await card.getByRole('textbox', { name: 'MFA code' }).fill(world.mfaCodes[0] ?? '');
    await card.getByRole('button', { name: 'Continue' }).click();
    await until(() => page.getByRole('status', { name: 'AWS identity' }).innerText()).toContain('Auditor');
  });

  test('that is added to a file appears by itself; a broken one says what is wrong with it', async () => {
    const { page } = running;
    await appendFile(world.configFile, '\n[profile late]\nregion = eu-north-1\nsource_profile = reader\n');
    await page.getByRole('button', { name: 'Show AWS profiles' }).click();
    const profiles = page.getByRole('listbox', { name: 'AWS profiles' });
    await profiles.getByRole('option', { name: /\blate\b/ }).waitFor();
    await profiles
      .getByRole('option', { name: /\bbroken\b/ })
      .getByText('nowhere')
      .waitFor();
    await page.keyboard.press('Escape');
  });
});

test('nothing secret has been written, but to the cache of the AWS CLI, nor shown', async () => {
  const page = await running.page.content();
  await running.app.close();
  expect(page).not.toContain(secretMark);
  const mark = Buffer.from(secretMark);
  const files = filesBelow(userDataDir);
  expect(files.length).toBeGreaterThan(20);
  expect(files.filter((file) => readFileSync(file).includes(mark))).toEqual([]);
  expect(world.signIn.secrets.size).toBeGreaterThan(5);
});

function filesBelow(dir: string): readonly string[] {
  const names = readdirSync(dir, { recursive: true }).map((name) => path.join(dir, String(name)));
  return names.filter((name) => statSync(name, { throwIfNoEntry: false })?.isFile() === true);
}

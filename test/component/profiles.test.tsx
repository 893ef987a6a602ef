import { screen, waitFor, within } from '@testing-library/react';
import { expect, test } from 'vitest';

import { AppError } from '../../shared/errors.ts';
import { awsHandlers, deploy, identityOf, prod, profileList, settingsWith } from '../builders/fakeAws.ts';
import { makeEvents } from '../builders/fakeWorkspace.ts';
import { idle, renderApp, renderWorkspace } from './renderApp.tsx';

const field = () => screen.getByRole<HTMLInputElement>('combobox', { name: 'AWS profile' });
const identity = () => screen.getByRole('status', { name: 'AWS identity' });
const options = () => screen.getAllByRole('option').map((option) => option.textContent);

test('at the start the usual profile is named, and nobody is asked who it is', async () => {
  const { bridge } = await renderApp(awsHandlers);
  expect(field().value).toBe('minio');
  expect(identity().textContent).toBe('');
  const network = ['aws.identity', 'aws.buckets', 'aws.regions', 'trails.find', 'cache.status'];
  expect(bridge.asked.filter(({ name }) => network.includes(name))).toEqual([]);
});

test('each profile is told by what it is, where it works, and what is wrong with it', async () => {
  const broken = { ...prod, name: 'old', kind: 'incomplete' as const, problems: ['Nothing gives it credentials.'] };
  const problems = [{ file: '~/.aws/config', line: 41, message: 'This line is no setting.' }];
  const { user } = await renderApp({
    ...awsHandlers,
    ...settingsWith({ accountNames: { '444455556666': 'data' }, recentProfiles: ['deploy'] }),
    'aws.profiles': () => profileList({ profiles: [prod, deploy, broken], problems }),
  });
  await user.click(field());
  await waitFor(() => expect(screen.getAllByRole('option')).toHaveLength(3));
  expect(options()).toEqual([
    'deploy us-east-1 role deploy in 444455556666 data, over prod, MFA',
    'prod eu-west-1 SSO session corp · 111122223333 · Admin',
    expect.stringMatching(/^old .*no credentials⚠ Nothing gives it credentials\.$/),
  ]);
  const listed = screen.getByRole('list', { name: 'Problems of the configuration files' });
  expect(listed.textContent).toBe('~/.aws/config:41 This line is no setting.');
});

test('typing finds one among hundreds by account, role or region, and choosing it asks who it is', async () => {
  const many = Array.from({ length: 400 }, (_, index) => ({
    ...prod,
    name: `team-${index}`,
    ssoAccountId: String(200_000_000_000 + index),
    region: index === 317 ? 'sa-east-1' : 'eu-west-1',
  }));
  const { bridge, user } = await renderApp({
    ...awsHandlers,
    'aws.profiles': () => ({ profiles: many, problems: [] }),
  });
  await user.click(field());
  await user.type(field(), 'admin 200000000317');
  await waitFor(() => expect(options()).toHaveLength(1));
  await user.clear(field());
  await user.type(field(), 'SA-EAST');
  await waitFor(() => expect(options()).toHaveLength(1));
  await user.keyboard('{Enter}');
  await idle();
  expect(field().value).toBe('team-317');
  expect(bridge.inputsOf('aws.identity')).toEqual([{ profile: 'team-317' }]);
  expect(identity().textContent).toBe('111122223333/Admin');
  await waitFor(() =>
    expect(bridge.inputsOf('settings.set')).toEqual([{ profile: 'team-317', recentProfiles: ['team-317'] }]),
  );
});

test('what is typed finds names first, and what only mentions it behind them', async () => {
  const { user } = await renderApp({ ...awsHandlers, ...settingsWith({ recentProfiles: ['deploy'] }) });
  await user.click(field());
  await user.clear(field());
  // `deploy` goes over it.
  await user.type(field(), 'prod');
  await waitFor(() => expect(options().map((text) => text?.split(' ')[0])).toEqual(['prod', 'deploy']));
  await user.keyboard('{Enter}');
  await idle();
  expect(field().value).toBe('prod');
});

test('the last used stand on top', async () => {
  const { user } = await renderApp({ ...awsHandlers, ...settingsWith({ recentProfiles: ['deploy', 'gone', 'prod'] }) });
  await user.click(field());
  await waitFor(() => expect(options().map((text) => text?.split(' ')[0])).toEqual(['deploy', 'prod', '✓minio']));
});

test('the identity says for how long it lasts, with the name of the account', async () => {
  let expiresAt = new Date(Date.now() + 43.5 * 60_000).toISOString();
  const { user } = await renderApp({
    ...awsHandlers,
    ...settingsWith({ accountNames: { '111122223333': 'audit' } }),
    'aws.identity': ({ profile }) => identityOf(profile, { expiresAt }),
  });
  const choose = async (name: string) => {
    await user.click(field());
    await user.clear(field());
    await user.type(field(), `${name}{Enter}`);
    await idle();
  };
  await choose('prod');
  expect(identity().textContent).toBe('audit · 111122223333/Admin 43 min left');
  expect(identity().querySelector('.warn')).toBeNull();
  expiresAt = new Date(Date.now() + 3.5 * 60_000).toISOString();
  await choose('deploy');
  expect(identity().querySelector('.warn')?.textContent).toContain('3 min left');
  expiresAt = new Date(Date.now() - 1000).toISOString();
  await choose('minio');
  expect(identity().textContent).toContain('expired');
});

test('an expired session offers to sign in, with the exact command, and asks again afterwards', async () => {
  let isSignedIn = false;
  const { bridge, user } = await renderWorkspace(makeEvents(3), {
    ...awsHandlers,
    'aws.identity': ({ profile }) => {
      if (!isSignedIn) throw new AppError('aws/sign-in', 'The SSO session "corp" has expired.');
      return identityOf(profile);
    },
    'aws.signIn': () => {
      isSignedIn = true;
      return {};
    },
  });
  await user.click(field());
  await user.clear(field());
  await user.type(field(), 'prod{Enter}');
  await idle();
  const asks = screen.getByRole('region', { name: 'AWS asks' });
  expect(within(asks).getByRole('alert').textContent).toContain('The SSO session "corp" has expired.');
  expect(within(asks).getByText('aws sso login --profile prod')).toBeTruthy();
  await user.click(within(asks).getByRole('button', { name: 'Copy the command' }));
  expect(bridge.inputsOf('shell.copyText')).toEqual([{ text: 'aws sso login --profile prod' }]);
  await user.click(within(asks).getByRole('button', { name: 'Sign in' }));
  await idle();
  expect(bridge.inputsOf('aws.signIn')).toEqual([{ profile: 'prod' }]);
  expect(identity().textContent).toBe('111122223333/Admin');
  expect(screen.queryByRole('region', { name: 'AWS asks' })).toBeNull();
});

test('without profiles the list says how to make one, and a new one appears by itself', async () => {
  const { push, user } = await renderApp();
  expect(field().value).toBe('');
  await user.click(field());
  expect(await screen.findByText('No AWS profiles found.')).toBeTruthy();
  await push('profiles', profileList({ profiles: [prod], defaultName: 'prod' }));
  await waitFor(() => expect(field().value).toBe('prod'));
});

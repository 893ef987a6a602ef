import { screen, waitFor, within } from '@testing-library/react';
import type { UserEvent } from '@testing-library/user-event';
import { expect, test } from 'vitest';

import { AppError } from '../../shared/errors.ts';
import type { Workspace } from '../../shared/ipc/contract.ts';
import type { S3Source } from '../../shared/ipc/sourceSpec.ts';
import { awsHandlers, foundTrails, identityOf, settingsWith } from '../builders/fakeAws.ts';
import type { FakeBridge, FakeHandlers } from '../builders/fakeBridge.ts';
import { emptyCounts, eventHandlers, makeEvents, makeWorkspace } from '../builders/fakeWorkspace.ts';
import { idle, renderApp, renderWorkspace, type Rendered } from './renderApp.tsx';

const handlers: FakeHandlers = { ...awsHandlers, ...settingsWith({ profile: 'prod' }) };
const dialog = () => screen.getByRole('dialog', { name: 'Open logs in S3' });
const button = (name: string) => screen.getByRole<HTMLButtonElement>('button', { name });
const box = (name: string) => screen.getByRole<HTMLInputElement>('checkbox', { name });
const toRead = () => screen.getByRole('status', { name: 'Objects to read' });

async function openDialog(more: FakeHandlers = {}): Promise<Rendered> {
  const rendered = await renderApp({ ...handlers, ...more });
  await rendered.user.click(button('Open logs in S3…'));
  await idle();
  return rendered;
}

async function find(user: UserEvent, location = 'acme-trail'): Promise<void> {
  await user.type(screen.getByRole('combobox', { name: 'Location' }), `${location}{Enter}`);
  await idle();
}

function lastCounted(bridge: FakeBridge): S3Source | undefined {
  const input = bridge.inputsOf('trails.count').at(-1) as { readonly source: S3Source } | undefined;
  return input?.source;
}

test('opening the dialog asks who the profile is, and nothing of a bucket', async () => {
  const { bridge } = await openDialog();
  expect(bridge.inputsOf('aws.identity')).toEqual([{ profile: 'prod' }]);
  expect(bridge.inputsOf('trails.find')).toEqual([]);
  expect(button('Find logs').disabled).toBe(true);
  expect(button('Open').disabled).toBe(true);
});

test('logs are found, everything is chosen at first, and counted before it is downloaded', async () => {
  const { bridge, user } = await openDialog();
  await find(user, 's3://acme-trail');
  expect(bridge.inputsOf('trails.find')).toMatchObject([{ profile: 'prod', location: 's3://acme-trail' }]);
  expect(dialog().textContent).toContain('s3://acme-trail/ (eu-west-1): 1 trail, 2 accounts');
  expect(dialog().textContent).toContain('CloudTrail-Digest, which proves integrity and holds no events');
  expect(dialog().textContent).toContain('Config: not of CloudTrail, not read');
  expect(box('444455556666').checked).toBe(true);
  await waitFor(() =>
    expect(toRead().textContent).toBe(
      '12,480 objects, 1.3 GB; 200 of them (21 MB) are here already; 3 archived, which cannot be read',
    ),
  );
  await user.click(button('Open'));
  await idle();
  expect(bridge.inputsOf('sources.openRemote')).toEqual([
    {
      where: 'new',
      source: {
        kind: 's3',
        profile: 'prod',
        bucket: 'acme-trail',
        prefix: '',
        layout: 'trail',
        accounts: [],
        regions: [],
        trailKinds: ['CloudTrail'],
        range: { lastMinutes: 7 * 24 * 60 },
      },
    },
  ]);
  expect(screen.queryByRole('dialog')).toBeNull();
});

test('an account, a region and days are picked, and what is counted follows', async () => {
  const { bridge, user } = await openDialog();
  await find(user);
  await user.click(box('444455556666'));
  expect(screen.queryByRole('checkbox', { name: 'ap-south-1' })).toBeNull();
  await user.click(button('None: no regions'));
  expect(dialog().textContent).toContain('Choose at least one region.');
  expect(button('Open').disabled).toBe(true);
  await user.click(box('us-east-1'));
  const days = await screen.findByRole('group', { name: 'Days with logs' });
  await user.click(within(days).getByRole('button', { name: '2026-11-18, 2 folders' }));
  await user.keyboard('{Shift>}');
  await user.click(within(days).getByRole('button', { name: '2026-11-21, 2 folders' }));
  await user.keyboard('{/Shift}');
  const pressed = within(days).getAllByRole('button', { pressed: true });
  expect(pressed.map((day) => day.getAttribute('aria-label'))).toEqual([
    '2026-11-18, 2 folders',
    '2026-11-19, 2 folders',
    '2026-11-21, 2 folders',
  ]);
  expect(screen.getByRole<HTMLInputElement>('textbox', { name: 'From' }).value).toBe('2026-11-18');
  expect(dialog().textContent).toContain('those from 2026-11-18 to 2026-11-22 are listed, one day more than the range');
  const chosen = {
    accounts: ['111122223333'],
    regions: ['us-east-1'],
    range: { from: '2026-11-18', to: '2026-11-21' },
  };
  await waitFor(() => expect(lastCounted(bridge)).toMatchObject(chosen));
  await user.click(button('Open'));
  await idle();
  expect(bridge.inputsOf('sources.openRemote')).toMatchObject([{ source: chosen }]);
});

test('a range that is typed is read in the zone of the view, and its mistakes are told', async () => {
  const { bridge, user } = await openDialog(settingsWith({ profile: 'prod', timeZone: 'Europe/Berlin' }));
  await find(user);
  await user.click(button('Custom'));
  const [from, to] = [screen.getByRole('textbox', { name: 'From' }), screen.getByRole('textbox', { name: 'To' })];
  await user.clear(from);
  await user.type(from, '2026-11-18 13:00');
  await user.type(to, '2026-11-1');
  expect(dialog().textContent).toContain('To: "2026-11-1" is no date or time.');
  await user.type(to, '8');
  await waitFor(() =>
    expect(lastCounted(bridge)?.range).toEqual({ from: '2026-11-18T12:00:00.000Z', to: '2026-11-18T22:59:59.999Z' }),
  );
  await user.clear(to);
  await user.type(to, '2026-11-17');
  expect(dialog().textContent).toContain('The range ends before it begins.');
  expect(button('Open').disabled).toBe(true);
});

test('what is found appears while the search goes on, and stays when it is stopped', async () => {
  let searchId = '';
  let isCancelled = false;
  const { push, user } = await openDialog({
    'trails.find': (input, signal) => {
      ({ searchId } = input);
      return new Promise((_resolve, reject) => {
        signal.addEventListener('abort', () => {
          isCancelled = true;
          reject(new AppError('cancelled', 'Cancelled'));
        });
      });
    },
  });
  await user.type(screen.getByRole('combobox', { name: 'Location' }), 'acme-trail{Enter}');
  await waitFor(() => expect(searchId).not.toBe(''));
  await push('trails', { ...foundTrails, searchId: 'of another search', trails: [] });
  expect(screen.queryByRole('group', { name: 'Accounts' })).toBeNull();
  await push('trails', { ...foundTrails, searchId, isComplete: false });
  expect(box('111122223333').checked).toBe(true);
  expect(dialog().textContent).toContain('Still looking…');
  await user.click(button('Stop the search'));
  await waitFor(() => expect(isCancelled).toBe(true));
  expect(box('111122223333').checked).toBe(true);
  await idle();
});

test('a search that is stopped before it found anything does not show the failure of the one before', async () => {
  const { user } = await openDialog({
    'trails.find': ({ location }, signal) => {
      if (location === 'nowhere') throw new AppError('aws/not-found', 'There is no such bucket.');
      return new Promise((_resolve, reject) => {
        signal.addEventListener('abort', () => reject(new AppError('cancelled', 'Cancelled')));
      });
    },
  });
  await find(user, 'nowhere');
  expect(screen.getByRole('alert').textContent).toContain('There is no such bucket.');
  await user.clear(screen.getByRole('combobox', { name: 'Location' }));
  await user.type(screen.getByRole('combobox', { name: 'Location' }), 'acme-trail{Enter}');
  await user.click(button('Stop the search'));
  expect(screen.queryByRole('alert')).toBeNull();
});

test('a folder of another service has no accounts to choose, and nothing to open', async () => {
  const accounts = [{ account: '111122223333', regions: [], folders: ['Config'] }];
  const found = { ...foundTrails, trails: [{ prefix: '', layout: 'plain' as const, accounts }] };
  const { user } = await openDialog({ 'trails.find': ({ searchId }) => ({ ...found, searchId }) });
  await find(user);
  expect(screen.getByRole('status', { name: 'What was found' }).textContent).toContain(
    "no logs of CloudTrail's events",
  );
  expect(screen.queryByRole('group', { name: 'Accounts' })).toBeNull();
  expect(button('Open').disabled).toBe(true);
  expect(button('Read everything in this folder')).toBeTruthy();
});

test('where another profile is what helps, the list of profiles opens', async () => {
  const { user } = await openDialog({
    'trails.find': () => {
      throw new AppError('aws/denied', 'Profile "prod" may not list s3://acme-trail/.');
    },
  });
  await find(user);
  await user.click(button('Choose a profile…'));
  expect(await screen.findByRole('listbox', { name: 'AWS profiles' })).toBeTruthy();
});

test('closing the dialog ends its search', async () => {
  let isCancelled = false;
  const { user } = await openDialog({
    'trails.find': (_input, signal) =>
      new Promise((_resolve, reject) => {
        signal.addEventListener('abort', () => {
          isCancelled = true;
          reject(new AppError('cancelled', 'Cancelled'));
        });
      }),
  });
  await user.type(screen.getByRole('combobox', { name: 'Location' }), 'acme-trail');
  await user.click(button('Find logs'));
  await user.keyboard('{Escape}');
  await user.click(screen.queryByRole('button', { name: 'Cancel' }) ?? document.body);
  await waitFor(() => expect(isCancelled).toBe(true));
  await idle();
});

test('a new choice gives up the count before it', async () => {
  let cancelled = 0;
  const { bridge, user } = await openDialog({
    'trails.count': (_input, signal) =>
      new Promise((_resolve, reject) => {
        signal.addEventListener('abort', () => {
          cancelled += 1;
          reject(new AppError('cancelled', 'Cancelled'));
        });
      }),
  });
  await user.type(screen.getByRole('combobox', { name: 'Location' }), 'acme-trail{Enter}');
  await waitFor(() => expect(toRead().textContent).toContain('Counting the objects…'));
  await waitFor(() => expect(bridge.inputsOf('trails.count')).toHaveLength(1));
  await user.click(button('Last 30 days'));
  await waitFor(() => expect(cancelled).toBe(1));
});

test('where buckets may not be listed, the name is typed; where they may, they are offered', async () => {
  const { user } = await openDialog();
  await user.click(screen.getByRole('combobox', { name: 'Location' }));
  expect(await screen.findByText(/Listing buckets is not allowed for this profile: type the name/)).toBeTruthy();
  expect(document.documentElement.dataset['error']).toBeUndefined();
});

test('a bucket is taken from the list', async () => {
  const { bridge, user } = await openDialog({
    'aws.buckets': () => ({ buckets: [{ name: 'acme-trail', region: 'eu-west-1' }, { name: 'other' }] }),
  });
  await user.click(screen.getByRole('combobox', { name: 'Location' }));
  await waitFor(() => expect(bridge.inputsOf('aws.buckets')).toHaveLength(1));
  await idle();
  await user.type(screen.getByRole('combobox', { name: 'Location' }), 'trail');
  await user.click(await screen.findByRole('option', { name: /^acme-trail/ }));
  expect(screen.getByRole<HTMLInputElement>('combobox', { name: 'Location' }).value).toBe('acme-trail');
});

test('a search that fails says so in place; another profile tries again by itself', async () => {
  const { bridge, user } = await openDialog({
    'trails.find': ({ searchId, profile }) => {
      if (profile === 'prod') throw new AppError('aws/denied', 'Profile "prod" may not list s3://acme-trail.');
      return { ...foundTrails, searchId };
    },
  });
  await find(user);
  expect(within(dialog()).getByRole('alert').textContent).toContain('Profile "prod" may not list s3://acme-trail.');
  await user.click(button('Choose a profile…'));
  const profile = screen.getByRole<HTMLInputElement>('combobox', { name: 'AWS profile' });
  expect(document.activeElement).toBe(profile);
  await user.clear(profile);
  await user.type(profile, 'minio{Enter}');
  await waitFor(() => expect(box('111122223333')).toBeTruthy());
  expect(bridge.inputsOf('trails.find')).toHaveLength(2);
  await idle();
});

test('after signing in the search goes on by itself', async () => {
  let isSignedIn = false;
  const refuse = () => {
    if (!isSignedIn) throw new AppError('aws/sign-in', 'The SSO session "corp" has expired.');
  };
  const { bridge, user } = await openDialog({
    'aws.identity': ({ profile }) => {
      refuse();
      return identityOf(profile);
    },
    'aws.signIn': () => {
      isSignedIn = true;
      return {};
    },
    'trails.find': ({ searchId }) => {
      refuse();
      return { ...foundTrails, searchId };
    },
  });
  await find(user);
  const asks = within(dialog()).getByRole('region', { name: 'AWS asks' });
  await user.click(within(asks).getByRole('button', { name: 'Sign in' }));
  await waitFor(() => expect(box('111122223333').checked).toBe(true));
  expect(bridge.inputsOf('trails.find')).toHaveLength(2);
  expect(within(dialog()).queryByRole('alert')).toBeNull();
  await idle();
});

test('of several trails one is read from its own prefix', async () => {
  const [trail] = foundTrails.trails;
  if (!trail) throw new Error('No trail');
  const second = { ...trail, prefix: 'audit/', accounts: trail.accounts.slice(0, 1) };
  const { bridge, user } = await openDialog({
    'trails.find': ({ searchId }) => ({ ...foundTrails, trails: [trail, second], searchId }),
  });
  await find(user);
  await user.click(screen.getByRole('radio', { name: /^audit\// }));
  expect(screen.queryByRole('checkbox', { name: '444455556666' })).toBeNull();
  await waitFor(() => expect(lastCounted(bridge)).toMatchObject({ prefix: 'audit/', accounts: [] }));
  await idle();
});

test('where no trail is found the folder can be read as it is', async () => {
  const { bridge, user } = await openDialog({
    'trails.find': ({ searchId }) => ({
      ...foundTrails,
      prefix: 'copied/',
      trails: [],
      plainObjects: 12,
      searchId,
    }),
  });
  await find(user, 's3://acme-trail/copied');
  expect(button('Open').disabled).toBe(true);
  expect(dialog().textContent).toContain('12 objects lie right under it');
  await user.click(button('Read everything in this folder'));
  await waitFor(() => expect(lastCounted(bridge)).toMatchObject({ layout: 'plain', prefix: 'copied/', range: {} }));
  await idle();
});

test('the name of an account is written beside its number', async () => {
  const { bridge, user } = await openDialog();
  await find(user);
  await user.type(screen.getByRole('textbox', { name: 'Name of 444455556666' }), 'data{Enter}');
  expect(box('444455556666 data').checked).toBe(true);
  await waitFor(() => expect(bridge.inputsOf('settings.set')).toEqual([{ accountNames: { '444455556666': 'data' } }]));
});

test('many folders are neither counted nor searched for days before that is asked for', async () => {
  const regions = Array.from({ length: 17 }, (_, index) => `region-${index}`);
  const accounts = Array.from({ length: 20 }, (_, index) => ({
    account: String(300_000_000_000 + index),
    regions,
    folders: [],
  }));
  const { bridge, user } = await openDialog({
    'trails.find': ({ searchId }) => ({
      ...foundTrails,
      trails: [{ prefix: '', layout: 'plain', accounts }],
      searchId,
    }),
  });
  await find(user);
  await new Promise((resolve) => setTimeout(resolve, 700));
  expect(bridge.inputsOf('trails.count')).toEqual([]);
  expect(bridge.inputsOf('trails.days')).toEqual([]);
  await user.type(screen.getByRole('searchbox', { name: 'Find an account' }), '300000000007');
  await user.click(button('Only 300000000007'));
  await user.click(button('Only region-3'));
  await waitFor(() => expect(lastCounted(bridge)).toMatchObject({ accounts: ['300000000007'], regions: ['region-3'] }));
  await waitFor(() => expect(bridge.inputsOf('trails.days')).toHaveLength(1));
  await idle();
});

const remote: S3Source = {
  kind: 's3',
  profile: 'deploy',
  endpoint: 'http://127.0.0.1:9000',
  bucket: 'acme-trail',
  prefix: '',
  layout: 'trail',
  accounts: ['111122223333'],
  regions: [],
  trailKinds: ['CloudTrail'],
  range: { from: '2026-11-18', to: '2026-11-19' },
  queueUrl: 'https://sqs.eu-west-1.amazonaws.com/111122223333/trail',
};

function workspaceWith(change: Partial<Workspace> = {}): FakeHandlers {
  const sources: Workspace['sources'] = [
    { id: 7, path: 's3://acme-trail', kind: 's3', detail: 'deploy, 2 days', remote, files: 20, events: 30 },
  ];
  const counts = { ...emptyCounts, read: 30, unique: 30, filesRead: 20 };
  return {
    ...eventHandlers(makeEvents(30)),
    ...handlers,
    'workspace.current': () => ({ workspace: makeWorkspace({ sources, counts, ...change }) }),
    'sources.refresh': () => ({}),
  };
}

test('changing a source begins with its choice, and changes nothing else', async () => {
  const { bridge, user } = await renderApp(workspaceWith());
  await user.click(screen.getByRole('button', { name: 'prod-audit' }));
  await user.click(await screen.findByRole('button', { name: 'Change s3://acme-trail' }));
  await idle();
  expect(screen.getByRole('dialog', { name: 'Change logs in S3' })).toBeTruthy();
  // The list of sources would cover the dialog.
  await waitFor(() => expect(screen.queryByRole('list', { name: 'Sources' })).toBeNull());
  expect(screen.getByRole<HTMLInputElement>('combobox', { name: 'AWS profile' }).value).toBe('deploy');
  expect(bridge.inputsOf('trails.find')).toMatchObject([
    { profile: 'deploy', endpoint: remote.endpoint, location: 's3://acme-trail/' },
  ]);
  expect([box('111122223333').checked, box('444455556666').checked]).toEqual([true, false]);
  expect(screen.getByRole<HTMLInputElement>('textbox', { name: 'Queue URL' }).value).toBe(remote.queueUrl);
  await user.click(box('444455556666'));
  await user.click(button('Change'));
  await idle();
  expect(bridge.inputsOf('sources.change')).toEqual([{ sourceId: 7, source: { ...remote, accounts: [] } }]);
  expect(bridge.inputsOf('settings.set')).toEqual([]);
});

test('a source is added to the workspace that is open, beside the others', async () => {
  const { bridge, user } = await renderWorkspace(makeEvents(3), handlers);
  await user.click(screen.getByRole('button', { name: 'Open' }));
  await user.click(await screen.findByRole('menuitem', { name: 'Add logs in S3 to this workspace…' }));
  expect(await screen.findByRole('dialog', { name: 'Add logs in S3' })).toBeTruthy();
  await find(user);
  await user.click(button('Add to this workspace'));
  await idle();
  expect(bridge.inputsOf('sources.openRemote')).toMatchObject([{ where: 'add', source: { bucket: 'acme-trail' } }]);
});

test('following is switched in the sources, and says how it goes', async () => {
  const follow = {
    isOn: true,
    by: 'queue' as const,
    everySeconds: 60,
    lastLookAt: '2026-11-22T15:20:00Z',
    remark: 'The queue holds messages of another bucket.',
  };
  const { bridge, user } = await renderApp(workspaceWith({ follow }));
  await user.click(screen.getByRole('button', { name: 'prod-audit' }));
  const toggle = await screen.findByRole('switch', { name: 'Follow' });
  expect(toggle.getAttribute('aria-checked')).toBe('true');
  expect(screen.getByText(/Last looked/).textContent).toContain('22 Nov 2026 15:20:00');
  expect(screen.getByText('The queue holds messages of another bucket.')).toBeTruthy();
  await user.click(toggle);
  expect(bridge.inputsOf('sources.follow')).toEqual([{ isOn: false }]);
  await user.click(screen.getByRole('button', { name: 'Refresh' }));
  await idle();
  expect(bridge.inputsOf('sources.refresh')).toHaveLength(1);
});

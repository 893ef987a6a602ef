import { screen, waitFor, within } from '@testing-library/react';
import { expect, test } from 'vitest';

import { AppError } from '../../shared/errors.ts';
import type { EventHistorySource } from '../../shared/ipc/sourceSpec.ts';
import { awsHandlers, settingsWith } from '../builders/fakeAws.ts';
import type { FakeHandlers } from '../builders/fakeBridge.ts';
import { eventHandlers, makeEvents, makeWorkspace } from '../builders/fakeWorkspace.ts';
import { idle, renderApp, type Rendered } from './renderApp.tsx';

const handlers: FakeHandlers = { ...awsHandlers, ...settingsWith({ profile: 'prod' }) };
const button = (name: string) => screen.getByRole<HTMLButtonElement>('button', { name });
const box = (name: string) => screen.getByRole<HTMLInputElement>('checkbox', { name });

async function openDialog(): Promise<Rendered> {
  const rendered = await renderApp(handlers);
  await rendered.user.click(button('Open Event history…'));
  await idle();
  return rendered;
}

test('the profile’s own region is chosen at first, and the limits are said', async () => {
  const { bridge, user } = await openDialog();
  const dialog = screen.getByRole('dialog', { name: 'Open Event history' });
  expect(dialog.textContent).toMatch(/last 90 days.*management events, no data events.*two requests a second/);
  expect([box('eu-west-1').checked, box('eu-central-1').checked, box('us-east-1').checked]).toEqual([
    true,
    false,
    false,
  ]);
  await user.click(button('Open'));
  await idle();
  expect(bridge.inputsOf('aws.regions')).toEqual([{ profile: 'prod' }]);
  expect(bridge.inputsOf('sources.openRemote')).toEqual([
    {
      where: 'new',
      source: {
        kind: 'eventHistory',
        profile: 'prod',
        regions: ['eu-west-1'],
        range: { lastMinutes: 7 * 24 * 60 },
      },
    },
  ]);
});

test('Escape closes the dialog from the profile box too, which keeps its profile', async () => {
  const { user } = await openDialog();
  const profile = screen.getByRole<HTMLInputElement>('combobox', { name: 'AWS profile' });
  await user.click(profile);
  await user.keyboard('{Escape}');
  await waitFor(() => expect(screen.queryByRole('listbox', { name: 'AWS profiles' })).toBeNull());
  expect(profile.value).toBe('prod');
  await user.keyboard('{Escape}');
  await waitFor(() => expect(screen.queryByRole('dialog')).toBeNull());
  expect(screen.getByRole<HTMLInputElement>('combobox', { name: 'AWS profile' }).value).toBe('prod');
});

test('where there are no credentials it says so, instead of asking for a region that none can choose', async () => {
  const { user } = await renderApp({
    ...handlers,
    'aws.regions': () => {
      throw new AppError('aws/profile', 'No AWS credentials were found. Choose a profile.');
    },
  });
  await user.click(button('Open Event history…'));
  await idle();
  expect(screen.getByRole('status', { name: 'What is asked' }).textContent).toBe(
    'No AWS credentials were found. Choose a profile.',
  );
});

test('regions, range and an attribute are chosen', async () => {
  const { bridge, user } = await openDialog();
  await user.click(button('All regions'));
  await user.click(box('eu-central-1'));
  await user.click(button('Last 90 days'));
  await user.selectOptions(screen.getByRole('combobox', { name: 'Attribute' }), 'Event name');
  expect(screen.getByText('Give the value that the attribute is to have.')).toBeTruthy();
  expect(button('Open').disabled).toBe(true);
  await user.type(screen.getByRole('textbox', { name: 'Value' }), 'UpdateDestination');
  await user.click(button('Open'));
  await idle();
  expect(bridge.inputsOf('sources.openRemote')).toMatchObject([
    {
      source: {
        regions: ['eu-west-1', 'us-east-1'],
        range: { lastMinutes: 90 * 24 * 60 },
        attribute: { key: 'EventName', value: 'UpdateDestination' },
      },
    },
  ]);
});

test('Firehose is one click away; more than 90 days are not offered', async () => {
  const { bridge, user } = await openDialog();
  expect(screen.queryByRole('button', { name: 'All' })).toBeNull();
  await user.click(button('Only Amazon Data Firehose'));
  expect(screen.getByRole<HTMLInputElement>('textbox', { name: 'Value' }).value).toBe('firehose.amazonaws.com');
  await user.click(button('Open'));
  await idle();
  expect(bridge.inputsOf('sources.openRemote')).toMatchObject([
    { source: { attribute: { key: 'EventSource', value: 'firehose.amazonaws.com' } } },
  ]);
});

test('changing it begins with its choice', async () => {
  const remote: EventHistorySource = {
    kind: 'eventHistory',
    profile: 'minio',
    regions: ['us-east-1', 'mars-north-1'],
    range: { lastMinutes: 60 },
    attribute: { key: 'Username', value: 'alice' },
  };
  const sources = [{ id: 3, path: 'Event history', kind: 'eventHistory' as const, remote, files: 1, events: 2 }];
  const { bridge, user } = await renderApp({
    ...eventHandlers(makeEvents(2)),
    ...handlers,
    'workspace.current': () => ({ workspace: makeWorkspace({ sources }) }),
  });
  await user.click(button('prod-audit'));
  await user.click(await screen.findByRole('button', { name: 'Change Event history' }));
  await idle();
  const dialog = screen.getByRole('dialog', { name: 'Change Event history' });
  // What was chosen stands on top, and a region that the list lacks is not lost.
  const boxes = within(dialog).getAllByRole<HTMLInputElement>('checkbox');
  expect(boxes.map(({ checked }) => checked).slice(0, 3)).toEqual([true, true, false]);
  expect(box('mars-north-1').checked).toBe(true);
  expect(within(dialog).getByRole('button', { name: 'Last hour', pressed: true })).toBeTruthy();
  await user.click(box('us-east-1'));
  await user.click(button('Change'));
  await waitFor(() =>
    expect(bridge.inputsOf('sources.change')).toEqual([
      { sourceId: 3, source: { ...remote, regions: ['mars-north-1'] } },
    ]),
  );
  await idle();
});

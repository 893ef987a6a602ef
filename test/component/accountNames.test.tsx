import { screen, waitFor, within } from '@testing-library/react';
import { expect, test } from 'vitest';

import { awsHandlers, settingsWith } from '../builders/fakeAws.ts';
import { makeEvents } from '../builders/fakeWorkspace.ts';
import { idle, renderApp, renderWorkspace } from './renderApp.tsx';
import { streamHandlers, summaryOf, timelineOf } from './streamFixtures.ts';

const named = settingsWith({ accountNames: { '111122223333': 'prod', '444455556666': 'data' } });

test('the table holds the accounts of the log and of the profiles, and takes names', async () => {
  const { bridge, push, user } = await renderWorkspace(makeEvents(3), {
    ...awsHandlers,
    ...settingsWith({ accountNames: { '999900001111': 'old' } }),
    'sql.run': () => ({
      columns: [{ name: 'recipientAccountId', type: 'VARCHAR' }],
      rows: [['777788889999']],
      isCut: false,
      durationMs: 1,
    }),
  });
  await push('command', { command: 'showAccountNames' });
  await idle();
  const dialog = screen.getByRole('dialog', { name: 'Account names' });
  const rows = within(dialog).getAllByRole('row').slice(1);
  expect(rows.map((row) => row.textContent)).toEqual([
    '111122223333profile prod',
    '444455556666profile deploy',
    '777788889999in this workspace',
    '999900001111',
  ]);
  await user.type(screen.getByRole('textbox', { name: 'Name of 777788889999' }), 'sandbox{Enter}');
  await user.clear(screen.getByRole('textbox', { name: 'Name of 999900001111' }));
  await user.click(screen.getByRole('button', { name: 'Done' }));
  await waitFor(() =>
    expect(bridge.inputsOf('settings.set')).toEqual([{ accountNames: { '777788889999': 'sandbox' } }]),
  );
});

test('an account that nothing names yet is added by its number', async () => {
  const { bridge, push, user } = await renderApp(awsHandlers);
  await push('command', { command: 'showAccountNames' });
  await user.type(screen.getByRole('textbox', { name: 'Account number' }), '22223333444');
  await user.type(screen.getByRole('textbox', { name: 'Name of the new account' }), 'archive');
  expect(screen.getByRole<HTMLButtonElement>('button', { name: 'Add account' }).disabled).toBe(true);
  await user.type(screen.getByRole('textbox', { name: 'Account number' }), '4{Enter}');
  await waitFor(() =>
    expect(bridge.inputsOf('settings.set')).toEqual([{ accountNames: { '222233334444': 'archive' } }]),
  );
});

test('in the events the name stands beside the number, and the number is copied', async () => {
  const events = makeEvents(30);
  const { bridge, user } = await renderWorkspace(events, named);
  const cell = (await screen.findAllByText('prod', { selector: '.account-name' }))[0]?.closest('[role="gridcell"]');
  if (!cell) throw new Error('No cell of an account');
  expect(cell.textContent).toBe('111122223333 prod');
  await user.click(cell);
  await idle();
  await user.keyboard('{Control>}c{/Control}');
  await waitFor(() => expect(bridge.inputsOf('shell.copyText')).toEqual([{ text: '111122223333' }]));
  const detail = screen.getByRole('region', { name: 'Event detail' });
  expect(within(detail).getByText('prod', { selector: '.account-name' })).toBeTruthy();
});

test('delivery streams stand under the name of their account, and are found by it', async () => {
  const summary = summaryOf({});
  const { user } = await renderWorkspace(makeEvents(3), {
    ...streamHandlers(timelineOf(3), [summary, { ...summary, account: '999900001111', name: 'other' }]),
    ...settingsWith({ accountNames: { [summary.account]: 'data-platform' } }),
  });
  await user.click(screen.getByRole('tab', { name: 'Delivery streams' }));
  await idle();
  expect(screen.getAllByText('data-platform', { selector: '.account-name' }).length).toBeGreaterThan(1);
  await user.type(screen.getByRole('searchbox', { name: 'Find a stream' }), 'data-plat');
  const list = screen.getByRole('list', { name: 'Delivery streams' });
  await waitFor(() => expect(within(list).getAllByRole('listitem')).toHaveLength(1));
});

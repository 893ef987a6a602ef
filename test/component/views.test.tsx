import { screen, within } from '@testing-library/react';
import { expect, test } from 'vitest';

import { emptyCounts, makeEvents, makeWorkspace, recordText } from '../builders/fakeWorkspace.ts';
import type { FakeHandlers } from '../builders/fakeBridge.ts';
import { idle, renderWorkspace } from './renderApp.tsx';
import { streamHandlers, summaryOf, timelineOf } from './streamFixtures.ts';

const ledger: FakeHandlers = {
  'workspace.current': () => ({
    workspace: makeWorkspace({ counts: { ...emptyCounts, unique: 5, errors: 2, infos: 1 } }),
  }),
};

test('the tabs have exact names; counts stand outside of them', async () => {
  await renderWorkspace(makeEvents(5), {
    ...ledger,
    'streams.list': () => ({ streams: [summaryOf()], unattached: [], isCurrent: true }),
  });
  const names = within(screen.getByRole('tablist', { name: 'Views' })).getAllByRole('tab');
  expect(names.map((tab) => tab.textContent)).toEqual(['Events', 'Delivery streams', 'SQL', 'Problems']);
  expect(screen.getByRole('tab', { name: 'Problems' }).getAttribute('aria-description')).toBe('2 errors');
  expect(screen.getByRole('tablist', { name: 'Views' }).textContent).toContain('Problems2');
});

test('the grid is named, its times carry the zone, errors and root stand out', async () => {
  const [event] = makeEvents(1);
  const root = { ...event, actor: 'root', 'userIdentity.type': 'Root', errorCode: 'AccessDenied' };
  await renderWorkspace([root]);
  const grid = screen.getByRole('grid', { name: 'Events' });
  expect(await within(grid).findByRole('columnheader', { name: /Time \(UTC\)/ })).toBeTruthy();
  const actor = await within(grid).findByRole('gridcell', { name: 'root' });
  expect(actor.classList).toContain('cell-error');
  expect(within(grid).getByRole('gridcell', { name: 'AccessDenied' }).classList).toContain('cell-error');
});

test('log content is shown as text, whatever it looks like', async () => {
  const [event] = makeEvents(1);
  const hostile = '<img src=x onerror="document.title=1">/<b>session</b>';
  await renderWorkspace([
    { ...event, actor: hostile, 'userIdentity.type': 'AssumedRole', eventName: '<script>x</script>' },
  ]);
  const grid = screen.getByRole('grid', { name: 'Events' });
  await within(grid).findByText('<script>x</script>');
  expect(grid.querySelector('img, script, b')).toBeNull();
});

test('a click on a row opens its detail; a value there narrows the filter; Escape closes', async () => {
  const events = makeEvents(20);
  const { user, bridge } = await renderWorkspace(events);
  await user.click(await screen.findByText(String(events[2]?.['eventTime']).replace('T', ' ').replace('Z', '')));
  await idle();
  const detail = screen.getByRole('region', { name: 'Event detail' });
  expect(within(detail).getByText('Seen in 1 place')).toBeTruthy();
  const account = String(events[2]?.['recipientAccountId']);
  await user.click(within(detail).getByRole('button', { name: `Account: ${account}` }));
  await user.click(await screen.findByRole('menuitem', { name: 'Filter out this value' }));
  await idle();
  expect(bridge.inputsOf('events.open').at(-1)).toMatchObject({ filter: `-recipientAccountId:${account}` });
  await user.click(within(detail).getByRole('tab', { name: 'Summary' }));
  await user.keyboard('{Escape}');
  expect(screen.queryByRole('region', { name: 'Event detail' })).toBeNull();
});

test('the JSON can be seen exact, and is copied exact', async () => {
  const events = makeEvents(3);
  const exact = recordText(events[0] ?? {}).replace('"readOnly"', '"big": 1.0e2 ,"readOnly"');
  const { user, bridge } = await renderWorkspace(events, {
    'event.record': () => ({ text: exact, isFromFile: false, note: 'The file is gone.' }),
  });
  await user.click(await screen.findByText(String(events[0]?.['eventTime']).replace('T', ' ').replace('Z', '')));
  await user.click(await screen.findByRole('tab', { name: 'JSON' }));
  await idle();
  expect(screen.getByText('Not the original bytes.')).toBeTruthy();
  await user.click(screen.getByRole('button', { name: 'Exact' }));
  expect(screen.getByRole('textbox', { name: 'Record as JSON' }).textContent).toBe(exact);
  await user.click(screen.getByRole('button', { name: 'Copy JSON' }));
  expect(bridge.inputsOf('shell.copyText')).toEqual([{ text: exact }]);
});

test('a delivery stream leads to its events, and back', async () => {
  const stream = summaryOf({ region: 'eu-west-1', name: 'orders to lake' });
  const { user, bridge } = await renderWorkspace(makeEvents(5), streamHandlers(timelineOf(2), [stream]));
  await user.click(screen.getByRole('tab', { name: 'Delivery streams' }));
  await idle();
  await user.click(screen.getByRole('button', { name: 'Show its events' }));
  await idle();
  expect(screen.getByRole('tab', { name: 'Events' }).getAttribute('aria-selected')).toBe('true');
  expect(bridge.inputsOf('events.open').at(-1)).toMatchObject({
    filter:
      'eventSource:firehose.amazonaws.com requestParameters.deliveryStreamName:"orders to lake" recipientAccountId:111122223333 awsRegion:eu-west-1',
  });
  await user.keyboard('{Alt>}{ArrowLeft}{/Alt}');
  await idle();
  expect(screen.getByRole('region', { name: 'Delivery stream orders to lake' })).toBeTruthy();
  expect(bridge.inputsOf('events.open').at(-1)).toMatchObject({ filter: '' });
});

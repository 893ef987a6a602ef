// Reading the grid: its menus, what is copied, its columns.
import { act, fireEvent, screen, waitFor, within } from '@testing-library/react';
import { expect, test } from 'vitest';

import { makeEvents, recordText, type FakeEvent } from '../builders/fakeWorkspace.ts';
import { idle, renderWorkspace } from './renderApp.tsx';

const events: readonly FakeEvent[] = makeEvents(12).map((event, index) => ({
  ...event,
  eventName: index === 1 ? '=cmd|calc' : `Call${index}`,
  actor: 'ops/alice',
  'userIdentity.type': 'AssumedRole',
  'userIdentity.arn': 'arn:aws:sts::111122223333:assumed-role/ops/alice',
  accessKeyId: 'ASIAEXAMPLE',
  'requestParameters.bucketName': `bucket-${index}`,
}));

const cell = (text: string) => screen.findByRole('gridcell', { name: text });

test('a right click offers what the event has; everything by its session replaces the filter and keeps the time', async () => {
  const range = { fromMs: Date.UTC(2020, 0), toMs: Date.UTC(2030, 0) };
  const { user, state } = await renderWorkspace(events, {}, { time: '2020-01-01 to 2030-01-01' });
  state.view.setState(({ query }) => ({ query: { ...query, filter: 'Call', range } }));
  await idle();
  fireEvent.contextMenu(await cell('Call3'));
  const menu = await screen.findByRole('menu', { name: 'Cell' });
  expect(within(menu).queryByRole('menuitem', { name: /shared event/ })).toBeNull();
  await user.click(within(menu).getByRole('menuitem', { name: /^in this session/ }));
  expect(state.view.getState().query).toMatchObject({
    filter: 'userIdentity.arn:arn:aws:sts::111122223333:assumed-role/ops/alice',
    range,
  });
  expect(state.view.getState().time).toBe('2020-01-01 to 2030-01-01');
});

test('several rows are copied as text, as CSV that no spreadsheet runs, and as exact records', async () => {
  const { user, bridge, state } = await renderWorkspace(events);
  act(() => state.view.setState({ columns: [{ id: 'eventName', width: 100 }] }));
  await waitFor(() => expect(screen.queryByRole('columnheader', { name: /Time/ })).toBeNull());
  await idle();
  await user.click(await cell('Call0'));
  await user.keyboard('{Shift>}{ArrowDown}{ArrowDown}{/Shift}');
  const bar = await screen.findByRole('region', { name: 'Selected events' });
  await waitFor(() => expect(bar.textContent).toContain('3 events selected'));
  const copied = (count: number) =>
    waitFor(() => expect(bridge.inputsOf('shell.copyText')).toHaveLength(count)).then(
      () => (bridge.inputsOf('shell.copyText').at(-1) as { text: string }).text,
    );
  await user.keyboard('{Control>}c{/Control}');
  expect(await copied(1)).toBe('Call0\n=cmd|calc\nCall2\n');
  expect(bar.textContent).toContain('3 events copied as text');

  fireEvent.contextMenu(await cell('Call2'));
  await user.click(await screen.findByRole('menuitem', { name: 'Copy 3 rows as CSV' }));
  expect(await copied(2)).toBe("eventName\r\nCall0\r\n'=cmd|calc\r\nCall2\r\n");

  fireEvent.contextMenu(await cell('Call2'));
  await user.click(await screen.findByRole('menuitem', { name: 'Copy 3 records as JSON' }));
  const texts = [0, 1, 2].map((index) => recordText(events[index]!));
  expect(await copied(3)).toBe(`[\n${texts.join(',\n')}\n]\n`);
});

test('a right click beside the selected rows is about its own row', async () => {
  const { user } = await renderWorkspace(events);
  await user.click(await cell('Call2'));
  await user.keyboard('{Shift>}{ArrowDown}{/Shift}');
  await screen.findByRole('region', { name: 'Selected events' });
  fireEvent.contextMenu(await cell('Call5'));
  expect(await screen.findByRole('menuitem', { name: 'Copy the row as CSV' })).toBeTruthy();
  expect(screen.queryByRole('region', { name: 'Selected events' })).toBeNull();
});

test('Ctrl+A takes all rows, also those that were never loaded; too many to copy are refused with a way out', async () => {
  const total = 2_000_000;
  const { user, bridge } = await renderWorkspace(events, {
    'events.open': () => ({ viewId: 1, total, revision: 1 }),
    'events.page': ({ offset, limit, columns }) => {
      const ids = Array.from({ length: limit }, (_, index) => offset + index);
      return { ids, rows: ids.map((id) => columns.map(() => `cell ${id}`)) };
    },
  });
  await user.click((await screen.findAllByRole('gridcell', { name: 'cell 0' }))[1]!);
  await user.keyboard('{Control>}a{/Control}');
  const bar = await screen.findByRole('region', { name: 'Selected events' });
  expect(bar.textContent).toContain('2,000,000 events selected');
  await user.keyboard('{Control>}c{/Control}');
  await waitFor(() => expect(bar.textContent).toContain('use Export'));
  expect(bridge.inputsOf('shell.copyText')).toEqual([]);
  await user.click(within(bar).getByRole('button', { name: 'Dismiss' }));
  await user.click(screen.getByRole('button', { name: 'Select nothing' }));
  expect(screen.queryByRole('region', { name: 'Selected events' })).toBeNull();
});

test('a field of the records becomes a column: found by its path, pinned, ordered by keys, sorted by its head', async () => {
  const { user, state, bridge } = await renderWorkspace(events, {
    'events.fields': () => ({ fields: [{ id: 'requestParameters.bucketName', example: 'bucket-0' }] }),
  });
  await user.click(screen.getByRole('button', { name: 'Columns' }));
  await user.type(await screen.findByRole('searchbox', { name: 'Find a column' }), 'bucket');
  await user.click(await screen.findByRole('checkbox', { name: /^requestParameters\.bucketName/ }));
  await user.click(screen.getByRole('button', { name: 'Pin requestParameters.bucketName to the left' }));
  expect(state.view.getState().columns.at(-1)).toEqual({
    id: 'requestParameters.bucketName',
    width: 200,
    pinned: 'left',
  });
  screen.getByRole('button', { name: /^Move requestParameters\.bucketName/ }).focus();
  await user.keyboard('{ArrowUp}');
  expect(state.view.getState().columns.at(-2)?.id).toBe('requestParameters.bucketName');
  expect(document.activeElement?.getAttribute('aria-label')).toMatch(/^Move requestParameters\.bucketName/);
  await user.keyboard('{Escape}');
  // Its cells come after the rows, and are asked for alone.
  expect(await cell('bucket-3')).toBeTruthy();
  const asked = bridge.inputsOf('events.page') as { columns: string[] }[];
  expect(asked.filter(({ columns }) => columns.includes('requestParameters.bucketName'))).toMatchObject([
    { columns: ['requestParameters.bucketName'] },
  ]);
  fireEvent.contextMenu(screen.getByRole('columnheader', { name: 'requestParameters.bucketName' }));
  await user.click(await screen.findByRole('menuitem', { name: /^Then by this, ascending/ }));
  expect(state.view.getState().query.sort).toEqual([
    { column: 'eventTime', direction: 'desc' },
    { column: 'requestParameters.bucketName', direction: 'asc' },
  ]);
});

test('F6 goes from one part of the view to the next, and back with Shift', async () => {
  const { user } = await renderWorkspace();
  const stands = () => document.activeElement;
  await user.keyboard('{F6}');
  expect(stands()).toBe(screen.getByRole('searchbox', { name: 'Filter' }));
  // The bars have no width here, and so are no part.
  await user.keyboard('{F6}');
  expect(stands()?.closest('section')).toBe(screen.getByRole('region', { name: 'Facets' }));
  await user.keyboard('{F6}');
  expect(screen.getByRole('grid', { name: 'Events' }).contains(stands())).toBe(true);
  // Without a detail the filter is next.
  await user.keyboard('{F6}');
  expect(stands()).toBe(screen.getByRole('searchbox', { name: 'Filter' }));
  await user.keyboard('{Shift>}{F6}{/Shift}');
  expect(screen.getByRole('grid', { name: 'Events' }).contains(stands())).toBe(true);
});

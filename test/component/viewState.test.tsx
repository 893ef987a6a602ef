// The range of time, saved views, and undo: what becomes of what the events show.
import { screen, waitFor, within } from '@testing-library/react';
import { expect, test } from 'vitest';

import { makeEvents, makeWorkspace } from '../builders/fakeWorkspace.ts';
import { defaultColumns } from '../../renderer/state/view.ts';
import type { FakeHandlers } from '../builders/fakeBridge.ts';
import { idle, renderWorkspace, type Rendered } from './renderApp.tsx';

const june: FakeHandlers = {
  'workspace.current': () => ({
    workspace: makeWorkspace({ firstEventTime: '2026-06-01T00:00:00Z', lastEventTime: '2026-06-28T22:00:00Z' }),
  }),
};

const opened = (bridge: Rendered['bridge']) =>
  (bridge.inputsOf('events.open') as { filter: string; range?: object; timeZone: string }[]).at(-1);

const applyFilter = async ({ user }: Rendered, text: string) => {
  const box = screen.getByRole('searchbox', { name: 'Filter' });
  await user.clear(box);
  await user.type(box, `${text}{Enter}`);
  await idle();
};

test('a range of time is typed, read back while it is typed, and applied', async () => {
  const { user, bridge, state } = await renderWorkspace(makeEvents(5), june);
  await user.click(screen.getByRole('button', { name: 'Time range: All time' }));
  const field = await screen.findByRole('textbox', { name: 'From when to when in UTC' });
  await user.type(field, '12 june 14:00 to');
  expect(screen.getByText(/This is no time or range of times/)).toBeTruthy();
  expect(field.getAttribute('aria-invalid')).toBe('true');
  await user.type(field, ' 15:30');
  expect(screen.getByText('12 Jun 2026 14:00 – 12 Jun 2026 15:30 (1 hour 30 minutes), UTC')).toBeTruthy();
  await user.keyboard('{Enter}');
  await idle();
  const range = { fromMs: Date.UTC(2026, 5, 12, 14), toMs: Date.UTC(2026, 5, 12, 15, 30) };
  expect(opened(bridge)).toMatchObject({ range });
  expect(screen.getByRole('button', { name: 'Time range: 12 Jun 2026 14:00 – 15:30' })).toBeTruthy();

  // Another zone keeps the events and writes the range anew.
  await user.click(screen.getByRole('combobox', { name: 'Time zone: UTC' }));
  await user.click(await screen.findByRole('combobox', { name: 'Find a time zone' }));
  await user.paste('Berlin');
  await user.keyboard('{Enter}');
  await idle();
  expect(opened(bridge)).toMatchObject({ range, timeZone: 'Europe/Berlin' });
  expect(screen.getByRole('button', { name: 'Time range: 12 Jun 2026 16:00 – 17:30' })).toBeTruthy();
  expect(state.view.getState().time).toBe('2026-06-12 16:00 to 2026-06-12 17:30');
});

test('presets count back from the last event of an old log, and a range beside it says so', async () => {
  const { user, bridge } = await renderWorkspace(makeEvents(5), june);
  await user.click(screen.getByRole('button', { name: /^Time range/ }));
  const presets = await screen.findByRole('region', { name: 'Until the log’s last event, 28 Jun 2026 22:00' });
  await user.click(within(presets).getByRole('button', { name: 'Last 7 days' }));
  await idle();
  expect(opened(bridge)).toMatchObject({ range: { fromMs: Date.UTC(2026, 5, 21, 22) } });
  await user.click(screen.getByRole('button', { name: 'Time range: Last 7 days of the log' }));
  const field = await screen.findByRole('textbox', { name: /From when/ });
  await user.clear(field);
  await user.type(field, '2025');
  expect(screen.getByText(/The log has no events then: it goes from 1 Jun 2026 00:00 to 28 Jun 2026/)).toBeTruthy();
  const panel = screen.getByRole('dialog', { name: 'Time range' });
  await user.click(within(panel).getByRole('button', { name: 'All time' }));
  await idle();
  expect(opened(bridge)?.range).toBeUndefined();
});

test('a view is saved, opened again, marked when changed, updated, renamed, deleted, and brought back', async () => {
  const rendered = await renderWorkspace(makeEvents(5), june);
  const { user, bridge, state } = rendered;
  state.view.setState({ columns: defaultColumns.slice(0, 2) });
  await applyFilter(rendered, 'alice');
  await user.click(screen.getByRole('button', { name: 'Views' }));
  await user.type(await screen.findByRole('textbox', { name: 'Save what is shown as' }), 'Alice{Enter}');
  const saved = () =>
    (bridge.inputsOf('settings.set').at(-1) as { savedViews: { name: string; filter: string }[] }).savedViews;
  await waitFor(() => expect(saved()).toMatchObject([{ name: 'Alice', filter: 'alice', time: '' }]));
  expect(screen.getByRole('button', { name: 'Views: Alice' })).toBeTruthy();

  await applyFilter(rendered, 'bob');
  state.view.setState({ columns: defaultColumns.slice(0, 3) });
  const changed = await screen.findByRole('button', { name: 'Views: Alice, changed since it was saved' });
  await user.click(changed);
  const list = await screen.findByRole('list', { name: 'Saved views' });
  await user.click(within(list).getByRole('button', { name: /^Alice/ }));
  await idle();
  expect(opened(bridge)?.filter).toBe('alice');
  expect(state.view.getState().columns).toEqual(defaultColumns.slice(0, 2));

  await user.click(screen.getByRole('button', { name: 'Views: Alice' }));
  await user.click(await screen.findByRole('button', { name: 'More for Alice' }));
  await user.click(await screen.findByRole('menuitem', { name: 'Rename…' }));
  const field = await screen.findByRole('textbox', { name: 'New name of Alice' });
  await user.clear(field);
  await user.type(field, 'A{Enter}');
  await waitFor(() => expect(saved()).toMatchObject([{ name: 'A', filter: 'alice' }]));
  await user.click(await screen.findByRole('button', { name: 'More for A' }));
  await user.click(await screen.findByRole('menuitem', { name: 'Delete' }));
  await waitFor(() => expect(saved()).toEqual([]));
  await user.click(screen.getByRole('button', { name: 'Undo', description: '' }));
  await waitFor(() => expect(saved()).toMatchObject([{ name: 'A' }]));
});

test('a view that was copied as text is recognised when pasted into the filter', async () => {
  const { user, bridge, state } = await renderWorkspace(makeEvents(5), june);
  state.view.setState({
    query: { filter: 'alice', sort: [{ column: 'actor', direction: 'asc' }], timeZone: 'Europe/Berlin' },
  });
  await user.click(screen.getByRole('button', { name: 'Views' }));
  await user.click(await screen.findByRole('button', { name: 'Copy view as text' }));
  await waitFor(() => expect(bridge.inputsOf('shell.copyText')).toHaveLength(1));
  const { text } = bridge.inputsOf('shell.copyText')[0] as { text: string };
  const sent = text.replace('filter: alice', 'name: For you\nfilter: bob');
  await user.keyboard('{Escape}');
  state.view.setState(({ query }) => ({ query: { ...query, timeZone: 'UTC', sort: [] } }));
  await user.click(screen.getByRole('searchbox', { name: 'Filter' }));
  await user.paste(sent);
  const dialog = await screen.findByRole('dialog', { name: 'Paste a view' });
  expect(within(dialog).getByText('For you')).toBeTruthy();
  const area = within(dialog).getByRole('textbox');
  await user.clear(area);
  await user.paste('Firetrail view 9');
  expect(within(dialog).getByText(/newer Firetrail/)).toBeTruthy();
  expect(within(dialog).getByRole<HTMLButtonElement>('button', { name: 'Open' }).disabled).toBe(true);
  await user.clear(area);
  await user.paste(sent);
  await user.click(within(dialog).getByRole('button', { name: 'Save and open' }));
  await idle();
  expect(opened(bridge)).toMatchObject({
    filter: 'bob',
    timeZone: 'Europe/Berlin',
    sort: [{ column: 'actor', direction: 'asc' }],
  });
  expect(screen.getByRole('button', { name: 'Views: For you' })).toBeTruthy();
});

test('each change is one step back, by button and by keys, and forward again', async () => {
  const rendered = await renderWorkspace(makeEvents(5), june);
  const { user, state } = rendered;
  const query = () => state.view.getState().query;
  const undo = screen.getByRole('button', { name: 'Undo' });
  expect(undo.getAttribute('aria-disabled')).toBe('true');
  await applyFilter(rendered, 'alice');
  state.view.setState(({ query: now }) => ({ query: { ...now, sort: [{ column: 'actor', direction: 'asc' }] } }));
  expect(await screen.findByTitle('Undo: sort order (Ctrl+Z)')).toBe(undo);
  await user.click(undo);
  expect(query()).toMatchObject({ filter: 'alice', sort: [{ column: 'eventTime' }] });

  // In the field, the keys are the field's.
  await user.click(screen.getByRole('searchbox', { name: 'Filter' }));
  await user.keyboard('{Control>}z{/Control}');
  expect(query().filter).toBe('alice');
  await user.keyboard('{Alt>}[KeyZ]{/Alt}');
  expect(query().filter).toBe('');
  expect(screen.getByRole('status', { name: 'Undo and redo' }).textContent).toBe('Undone: filter');
  undo.focus();
  await user.keyboard('{Control>}{Shift>}z{/Shift}{/Control}');
  expect(query().filter).toBe('alice');
  await user.click(screen.getByRole('button', { name: 'Redo' }));
  expect(query().sort).toEqual([{ column: 'actor', direction: 'asc' }]);
});

test('the facets are hidden and shown by a button, and that is kept', async () => {
  const { user, bridge } = await renderWorkspace(makeEvents(5));
  const button = screen.getByRole('button', { name: 'Facets' });
  expect(button.getAttribute('aria-pressed')).toBe('true');
  await user.click(button);
  expect(button.getAttribute('aria-pressed')).toBe('false');
  expect(screen.queryByRole('region', { name: 'Facets' })).toBeNull();
  await waitFor(() => expect(bridge.inputsOf('settings.set').at(-1)).toEqual({ areFacetsShown: false }));
});

test('fields of records are columns and facets, also after a restart; what is no field is left out', async () => {
  const { state } = await renderWorkspace(makeEvents(5), {
    'settings.get': () => ({
      theme: 'system',
      timeZone: 'UTC',
      gridColumns: [
        { id: 'requestParameters.deliveryStreamName', width: 210, pinned: 'left' },
        { id: 'no field:', width: 90 },
        { id: 'actor', width: 120 },
      ],
      detailTab: 'summary',
      facets: ['requestParameters["odd.key"]', '(', 'actor'],
      areFacetsShown: false,
    }),
  });
  expect(state.view.getState()).toMatchObject({
    columns: [
      { id: 'requestParameters.deliveryStreamName', width: 210, pinned: 'left' },
      { id: 'actor', width: 120 },
    ],
    facets: ['requestParameters["odd.key"]', 'actor'],
    areFacetsShown: false,
  });
});

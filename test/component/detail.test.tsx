// The detail pane: one event whole, what can be done with its values, and the ways to events that belong to it.
import { EditorView } from '@codemirror/view';
import { act, render, screen, waitFor, within } from '@testing-library/react';
import { userEvent } from '@testing-library/user-event';
import { expect, test } from 'vitest';

import { DetailPane } from '../../renderer/detail/DetailPane.tsx';
import { AppStateProvider } from '../../renderer/state/AppStateProvider.tsx';
import { createAppState } from '../../renderer/state/appState.ts';
import type { ViewState } from '../../renderer/state/view.ts';
import { createClient } from '../../shared/ipc/client.ts';
import type { CallOutput } from '../../shared/ipc/contract.ts';
import { fakeBridge, type FakeHandlers } from '../builders/fakeBridge.ts';
import { eventHandlers, makeEvents, recordText, type FakeEvent } from '../builders/fakeWorkspace.ts';
import './renderApp.tsx';

const events: readonly FakeEvent[] = makeEvents(12).map((event, index) => ({
  ...event,
  eventSource: 's3.amazonaws.com',
  eventName: `Call${index}`,
  actor: 'alice',
  accessKeyId: 'ASIAIOSFODNN7EX',
  'userIdentity.type': 'IAMUser',
}));

const detail = () => screen.getByRole('region', { name: 'Event detail' });

/** Draws the pane alone, and waits until all of the event is there. */
async function open(handlers: FakeHandlers = {}, view: Partial<ViewState> = {}) {
  const bridge = fakeBridge({ ...eventHandlers(events), ...handlers });
  const state = createAppState(createClient(bridge), { eventId: 0, isDetailOpen: true });
  const user = userEvent.setup({ delay: null });
  render(
    <AppStateProvider state={state}>
      <DetailPane />
    </AppStateProvider>,
  );
  await within(detail()).findByRole('tab', { name: 'Related' });
  // After the settings, which have a tab and a zone of their own.
  act(() => state.view.setState(view));
  return { bridge, state, user };
}

type Groups = CallOutput<'event.related'>['groups'];
const eventsOf = (...ids: readonly number[]) => ids.map((eventId) => ({ eventId, cells: { ...events[eventId] } }));

/** Call 5 began the session of call 0, and call 7 that of call 5. */
const relatedOf = (eventId: number): Groups => {
  if (eventId === 5) return [{ kind: 'began', filter: 'eventName:Call7', total: 1, events: eventsOf(7) }];
  if (eventId === 7) return [];
  return [
    { kind: 'began', filter: 'eventName:Call5', total: 1, events: eventsOf(5) },
    { kind: 'session', filter: 'accessKeyId:ASIAIOSFODNN7EX', total: 40, events: eventsOf(3, 2) },
  ];
};
const related: FakeHandlers = { 'event.related': ({ eventId }) => ({ groups: [...relatedOf(eventId)] }) };

test('how a session began is followed back, step by step, to whoever signed in', async () => {
  await open(related, { detailTab: 'related' });
  const began = await within(detail()).findByRole('region', { name: 'How the session began' });
  await waitFor(() => expect(within(began).getAllByRole('listitem')).toHaveLength(2));
  const steps = within(began).getAllByRole('listitem');
  expect(steps[0]?.textContent).toMatch(/^The session began with Call5 by alice at /);
  expect(steps[1]?.textContent).toMatch(/^The session of alice began with Call7 by alice at /);
});

test('a way that leads round in a circle ends', async () => {
  const circle: FakeHandlers = {
    'event.related': ({ eventId }) => ({
      groups: [{ kind: 'began', filter: 'x:1', total: 1, events: eventsOf(eventId === 5 ? 0 : 5) }],
    }),
  };
  await open(circle, { detailTab: 'related' });
  const began = await within(detail()).findByRole('region', { name: 'How the session began' });
  expect(within(began).getAllByRole('listitem')).toHaveLength(1);
});

test('a related event is opened, and the way leads back', async () => {
  const { user, state } = await open(related, { detailTab: 'related' });
  const session = await within(detail()).findByRole('region', { name: 'Same session' });
  expect(within(session).getByText('this event')).toBeTruthy();
  await user.click(within(session).getByRole('button', { name: /Call3/ }));
  expect(state.view.getState()).toMatchObject({ eventId: 3, isDetailOpen: true });
  await user.click(within(detail()).getByRole('button', { name: /^Back to Call0 at/ }));
  expect(state.view.getState().eventId).toBe(0);
  await user.click(await within(detail()).findByRole('button', { name: /Call2/ }));
  expect(within(detail()).getByRole('button', { name: /^Back to/ })).toBeTruthy();
  // A row that the reader picks is not where the link led.
  act(() => state.view.setState({ eventId: 9 }));
  expect(within(detail()).queryByRole('button', { name: /^Back to/ })).toBeNull();
});

test('all events of a group are shown in the grid, of all times; arrow keys go through those that are listed', async () => {
  const query = { filter: 'eventName:Call0', sort: [], timeZone: 'UTC', range: { fromMs: 0 } };
  const { user, state } = await open(related, { detailTab: 'related', query, time: 'since 1970-01-01' });
  const session = await within(detail()).findByRole('region', { name: 'Same session' });
  const listed = within(session).getAllByRole('button', { name: /^2026.*Call/ });
  listed[0]?.focus();
  await user.keyboard('{ArrowDown}');
  expect(document.activeElement).toBe(listed[1]);
  await user.click(within(session).getByRole('button', { name: /Show all 40 in the grid/ }));
  expect(state.view.getState()).toMatchObject({ time: '', query: { filter: 'accessKeyId:ASIAIOSFODNN7EX' } });
  expect(state.view.getState().query.range).toBeUndefined();
});

test('the tab says how many events belong to this one, once the reader stays', async () => {
  await open(related);
  const tab = within(detail()).getByRole('tab', { name: 'Related' });
  await waitFor(() => expect(tab.textContent).toBe('Related40+'));
});

test('a value is followed through all events, and can become a column', async () => {
  const { user, state } = await open({}, { query: { filter: 'eventName:Call0', sort: [], timeZone: 'UTC' } });
  const who = within(detail()).getByRole('region', { name: 'Who' });
  await user.click(within(who).getByRole('button', { name: /^Access key: ASIA/ }));
  await user.click(await screen.findByRole('menuitem', { name: 'Everything with this access key' }));
  expect(state.view.getState().query.filter).toBe('accessKeyId:ASIAIOSFODNN7EX');
  const request = within(detail()).getByRole('region', { name: 'Request' });
  await user.click(within(request).getByRole('button', { name: /^extendedS3DestinationUpdate.bucketARN: arn:/ }));
  await user.click(await screen.findByRole('menuitem', { name: 'Add as column' }));
  expect(state.view.getState().columns.at(-1)).toEqual({
    id: 'requestParameters.extendedS3DestinationUpdate.bucketARN',
    width: 200,
  });
});

test('Escape closes the menu of a value, not the detail', async () => {
  const { user } = await open();
  await user.click(within(detail()).getByRole('button', { name: 'Event: Call0' }));
  await screen.findByRole('menu', { name: 'Value' });
  await user.keyboard('{Escape}');
  await waitFor(() => expect(screen.queryByRole('menu')).toBeNull());
  expect(detail()).toBeTruthy();
});

test('what is shown is all of one event, also while the next is on its way', async () => {
  const answers = eventHandlers(events);
  let give = (): void => undefined;
  const held = new Promise<void>((resolve) => {
    give = resolve;
  });
  const { state } = await open({
    'event.record': async (input, signal) => {
      if (input.eventId === 1) await held;
      return answers['event.record']?.(input, signal) ?? { text: '', isFromFile: true };
    },
  });
  act(() => state.view.setState({ eventId: 1 }));
  await waitFor(() => expect(detail().querySelector('[aria-busy="true"]')).toBeTruthy());
  expect(detail().textContent).toContain('Call0');
  expect(detail().textContent).not.toContain('Call1');
  give();
  await waitFor(() => expect(detail().querySelector('[aria-busy="true"]')).toBeNull());
  expect(detail().textContent).toContain('Call1');
  expect(detail().textContent).not.toContain('Call0');
});

test('the value at the caret of the JSON becomes a filter', async () => {
  const { user, state } = await open({}, { detailTab: 'json' });
  const text = screen.getByRole('textbox', { name: 'Record as JSON' });
  // Wrapped lines hang below their own beginning.
  expect(within(text).getByText('"eventVersion"').closest('.cm-line')?.className).toContain('cm-hanging-2');
  const editor = EditorView.findFromDOM(text);
  const anchor = editor?.state.doc.toString().indexOf('ZIP') ?? 0;
  act(() => editor?.dispatch({ selection: { anchor } }));
  const path = 'requestParameters.extendedS3DestinationUpdate.compressionFormat';
  expect(within(detail()).getByTitle(path)).toBeTruthy();
  await user.click(within(detail()).getByRole('button', { name: 'Value…' }));
  await user.click(await screen.findByRole('menuitem', { name: 'Filter for this value' }));
  expect(state.view.getState().query.filter).toBe(`${path}:ZIP`);
});

test('each place of an event is listed, with the way to its file where that is on this machine', async () => {
  const file = (index: number) => `/logs/${index}.json.gz`;
  const places = Array.from({ length: 9 }, (_, index) => ({ file: file(index), ordinal: index, start: 0, end: 10 }));
  const { user, bridge } = await open({
    'event.detail': () => ({ cells: { ...events[0] }, places, isSummaryOnly: false, conflicts: [] }),
    'files.locate': ({ file: asked }) => (asked === file(1) ? { token: 't1' } : {}),
    'shell.reveal': () => ({}),
  });
  const section = within(detail()).getByRole('region', { name: 'Places' });
  expect(within(section).getByText('8 duplicates')).toBeTruthy();
  expect(within(section).getAllByRole('listitem')).toHaveLength(4);
  await user.click(within(section).getByRole('button', { name: 'Show all 9 places' }));
  expect(within(section).getAllByRole('listitem')).toHaveLength(9);
  await user.click(await within(section).findByRole('button', { name: 'Show in folder' }));
  expect(bridge.inputsOf('shell.reveal')).toEqual([{ token: 't1' }]);
});

test('the event is copied as text', async () => {
  const { user, bridge } = await open();
  await user.click(within(detail()).getByRole('button', { name: 'Copy the event' }));
  await user.click(await screen.findByRole('menuitem', { name: 'Copy the exact JSON' }));
  expect(bridge.inputsOf('shell.copyText')).toEqual([{ text: recordText(events[0] ?? {}) }]);
  await user.click(within(detail()).getByRole('button', { name: 'Copy the event' }));
  await user.click(await screen.findByRole('menuitem', { name: 'Copy the summary' }));
  const [, copied] = bridge.inputsOf('shell.copyText') as readonly { readonly text: string }[];
  expect(copied?.text).toMatch(/^.*Call0[^]*Event: Call0[^]*Seen in: \/logs/);
});

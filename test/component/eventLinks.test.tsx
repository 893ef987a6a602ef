// From an event to its stream, and from one event to another.
import { screen, waitFor, within } from '@testing-library/react';
import { expect, test } from 'vitest';

import { makeEvents, recordText, type FakeEvent } from '../builders/fakeWorkspace.ts';
import { idle, renderWorkspace } from './renderApp.tsx';
import { orders, streamHandlers, timelineOf } from './streamFixtures.ts';

const events: readonly FakeEvent[] = makeEvents(20).map((event) => ({
  ...event,
  eventSource: 'firehose.amazonaws.com',
}));

const shownTime = (index: number) => String(events[index]?.['eventTime']).replace('T', ' ').replace('Z', '');
const detail = () => screen.getByRole('region', { name: 'Event detail' });

test('an event tells which version it made, leads there, and the way goes back', async () => {
  const { user, state, bridge } = await renderWorkspace(events, {
    ...streamHandlers(timelineOf(6)),
    'streams.ofEvent': () => ({
      stream: orders,
      lifetime: 0,
      version: 2,
      versionId: '3',
      title: 'Made version 3',
      explanation: 'Bucket changed.',
    }),
  });
  await user.click(await screen.findByText(shownTime(1)));
  await idle();
  const place = within(detail()).getByRole('region', { name: 'Delivery stream' });
  expect(place.textContent).toMatch(/Made version 3 of orders-to-lake.*Bucket changed/);
  await user.click(within(place).getByRole('button', { name: 'Show the version' }));
  await idle();
  expect(bridge.inputsOf('streams.compare').at(-1)).toMatchObject({
    stream: orders,
    from: { lifetime: 0, version: 1 },
    to: { lifetime: 0, version: 2 },
  });
  expect(screen.getByRole('button', { name: 'Version 3' }).getAttribute('aria-current')).toBe('true');
  await user.click(screen.getByRole('button', { name: 'Back to the event' }));
  await idle();
  expect(state.view.getState()).toMatchObject({ view: 'events', eventId: 1, isDetailOpen: true });
});

test('an event that made no version says why', async () => {
  const { user } = await renderWorkspace(events, {
    ...streamHandlers(timelineOf(6)),
    'streams.ofEvent': () => ({ title: 'Refused: AccessDenied. Nothing changed.', explanation: 'No permission.' }),
  });
  await user.click(await screen.findByText(shownTime(0)));
  await idle();
  const place = within(detail()).getByRole('region', { name: 'Delivery stream' });
  expect(place.textContent).toBe('Refused: AccessDenied. Nothing changed.No permission.');
});

test('events of other services are not asked about', async () => {
  const { user, bridge } = await renderWorkspace(
    events.map((event) => ({ ...event, eventSource: 's3.amazonaws.com' })),
  );
  await user.click(await screen.findByText(shownTime(0)));
  await idle();
  expect(bridge.inputsOf('streams.ofEvent')).toEqual([]);
});

test('a record with a secret in clear is announced', async () => {
  const text = recordText(events[0] ?? {}).replace('"compressionFormat":"ZIP"', '"password":"hunter2"');
  const { user } = await renderWorkspace(events, { 'event.record': () => ({ text, isFromFile: true }) });
  await user.click(await screen.findByText(shownTime(0)));
  await idle();
  expect(within(detail()).getByText(/The record holds a secret in clear/).textContent).toContain(
    'requestParameters.extendedS3DestinationUpdate.password',
  );
  expect(detail().textContent).not.toContain('hunter2');
});

const comparison = {
  changes: [
    {
      path: 'requestParameters.bucketARN',
      group: 'Request parameters',
      kind: 'modified' as const,
      before: 'a',
      after: 'b',
      noise: false,
    },
    { path: 'eventID', group: 'Record', kind: 'modified' as const, before: 'x', after: 'y', noise: true },
  ],
  fromText: '{"a": 1}',
  toText: '{"a": 2}',
};

test('two rows are chosen with Ctrl and compared', async () => {
  const { user, bridge, state } = await renderWorkspace(events, { 'events.compare': () => comparison });
  await user.click(await screen.findByText(shownTime(1)));
  await user.keyboard('{Control>}');
  await user.click(await screen.findByText(shownTime(4)));
  await user.keyboard('{/Control}');
  const grid = screen.getByRole('grid', { name: 'Events' });
  await waitFor(() => expect(grid.querySelectorAll('.ag-row-selected')).toHaveLength(2));
  await user.click(screen.getByRole('button', { name: 'Compare' }));
  const dialog = await screen.findByRole('dialog', { name: 'Two events compared' });
  const changes = await within(dialog).findByRole('region', { name: 'Changes' });
  // The older one first.
  expect(bridge.inputsOf('events.compare')).toEqual([{ from: 4, to: 1 }]);
  expect(changes.textContent).toContain('requestParameters.bucketARN');
  expect(within(changes).queryByText('eventID')).toBeNull();
  await user.click(within(changes).getByRole('button', { name: 'Show 1 difference between any two calls' }));
  expect(within(changes).getByText('eventID')).toBeTruthy();
  await user.click(within(dialog).getByRole('tab', { name: 'Side by side' }));
  expect(within(dialog).getByRole('textbox', { name: 'The second record' }).textContent).toContain('"a": 2');
  await user.click(within(dialog).getByRole('button', { name: 'Close' }));
  await user.click(await screen.findByText(shownTime(2)));
  expect(state.view.getState()).toMatchObject({ eventId: 2, otherEventId: undefined });
});

test('rows are picked with Space, kept while the reader moves on, compared with Ctrl+D, let go of with Escape', async () => {
  const { user, state, bridge } = await renderWorkspace(events, { 'events.compare': () => comparison });
  await user.click(await screen.findByText(shownTime(3)));
  await user.keyboard(' ');
  const bar = await screen.findByRole('region', { name: 'Selected events' });
  expect(bar.textContent).toContain('1 event selected');
  expect(screen.queryByRole('button', { name: 'Compare' })).toBeNull();
  await user.keyboard('{ArrowDown}{ArrowDown} ');
  await waitFor(() => expect(bar.textContent).toContain('2 events selected'));
  await user.keyboard('{Control>}d{/Control}');
  const dialog = await screen.findByRole('dialog', { name: 'Two events compared' });
  expect(bridge.inputsOf('events.compare')).toEqual([{ from: 5, to: 3 }]);
  await user.click(within(dialog).getByRole('button', { name: 'Close' }));
  expect(state.view.getState()).toMatchObject({ eventId: 5, otherEventId: undefined, isComparing: false });
  await user.click(screen.getByRole('button', { name: 'Select nothing' }));
  expect(screen.queryByRole('region', { name: 'Selected events' })).toBeNull();
});

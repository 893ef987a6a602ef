import { screen, within } from '@testing-library/react';
import { expect, test, vi } from 'vitest';

import type { FakeHandlers } from '../builders/fakeBridge.ts';
import { makeEvents } from '../builders/fakeWorkspace.ts';
import { idle, renderWorkspace } from './renderApp.tsx';

const filters = (inputs: readonly unknown[]) => inputs.map((input) => (input as { filter: string }).filter);

test('Enter applies the filter, and the footer says how many events match', async () => {
  const events = makeEvents(300);
  const denied = events.filter((event) => event['errorCode'] === 'AccessDenied').length;
  const { bridge, user } = await renderWorkspace(events);
  await user.type(screen.getByRole('searchbox', { name: 'Filter' }), 'errorCode:AccessDenied{Enter}');
  await idle();
  expect(filters(bridge.inputsOf('events.open'))).toEqual(['', 'errorCode:AccessDenied']);
  expect(screen.getByRole('contentinfo').textContent).toContain(`${denied} of 300 events`);
});

test('a malformed filter says what is wrong and leaves the rows alone', async () => {
  const { bridge, user } = await renderWorkspace();
  const box = screen.getByRole('searchbox', { name: 'Filter' });
  await user.type(box, 'eventNam:GetObject{Enter}');
  await idle();
  expect(screen.getByText(/No field eventNam is known/)).toBeTruthy();
  expect(box.getAttribute('aria-invalid')).toBe('true');
  expect(filters(bridge.inputsOf('events.open'))).toEqual(['']);

  await user.click(screen.getByRole('button', { name: 'Use eventName' }));
  expect((box as HTMLInputElement).value).toBe('eventName:GetObject');
  await user.type(box, '{Enter}');
  await idle();
  expect(filters(bridge.inputsOf('events.open'))).toEqual(['', 'eventName:GetObject']);
});

test('what is wrong shows while typing, once the typing pauses', async () => {
  const { user } = await renderWorkspace();
  await user.type(screen.getByRole('searchbox', { name: 'Filter' }), 'nonsense:x');
  expect(await screen.findByText(/No field nonsense is known/)).toBeTruthy();
  const wrong = document.querySelectorAll('.filter-wrong');
  expect([...wrong].map((span) => span.textContent)).toEqual(['nonsense']);
});

test('Escape goes back to the filter that is applied', async () => {
  const { user } = await renderWorkspace();
  const box = screen.getByRole<HTMLInputElement>('searchbox', { name: 'Filter' });
  await user.type(box, 'alice{Enter}');
  await idle();
  await user.type(box, ' AND bob{Escape}');
  expect(box.value).toBe('alice');
});

/** Answers as the core does: fields for a word, values with counts after a colon. */
const suggesting: FakeHandlers = {
  'filter.complete': ({ filter, cursor }) => {
    const [, word = ''] = /([\w.]*)$/.exec(filter.slice(0, cursor)) ?? [];
    const isValue = filter.charAt(cursor - word.length - 1) === ':';
    const options = isValue
      ? [
          { kind: 'value' as const, text: 'UpdateDestination', count: 118 },
          { kind: 'value' as const, text: 'UntagDeliveryStream', count: 2 },
        ]
      : [
          { kind: 'field' as const, text: 'eventName:', detail: 'What was called' },
          { kind: 'field' as const, text: 'eventSource:', detail: 'The service' },
        ];
    const offered = options.filter(({ text }) => text.toLowerCase().startsWith(word.toLowerCase()));
    return { from: cursor - word.length, to: cursor, options: offered };
  },
};

const optionNames = () => screen.getAllByRole('option').map((option) => option.textContent);

test('fields and then their values are suggested, and taken with Tab or with the arrows and Enter', async () => {
  const { user, bridge } = await renderWorkspace(makeEvents(5), suggesting);
  const box = screen.getByRole<HTMLInputElement>('searchbox', { name: 'Filter' });
  await user.type(box, '-event');
  expect(await screen.findByRole('listbox', { name: 'Suggestions' })).toBeTruthy();
  expect(optionNames()).toEqual(['eventName:What was called', 'eventSource:The service']);
  await user.keyboard('{Tab}');
  expect(box.value).toBe('-eventName:');
  expect(await screen.findByRole('option', { name: 'UpdateDestination 118 events' })).toBeTruthy();
  await user.keyboard('{ArrowDown}{ArrowDown}');
  expect(box.getAttribute('aria-activedescendant')).toBe(screen.getAllByRole('option')[1]?.id);
  await user.keyboard('{Enter}');
  expect(box.value).toBe('-eventName:UntagDeliveryStream ');
  expect(screen.queryByRole('listbox')).toBeNull();
  expect(filters(bridge.inputsOf('events.open'))).toEqual(['']);
  expect(bridge.inputsOf('filter.complete')).toContainEqual(
    expect.objectContaining({ filter: '-eventName:', cursor: 11, timeZone: 'UTC' }),
  );
});

test('Enter applies what is typed where no suggestion was chosen, and the pointer chooses one', async () => {
  const { user, bridge } = await renderWorkspace(makeEvents(5), suggesting);
  const box = screen.getByRole<HTMLInputElement>('searchbox', { name: 'Filter' });
  await user.type(box, 'eventName:U');
  await user.pointer({ keys: '[MouseLeft>]', target: await screen.findByRole('option', { name: /^UpdateDest/ }) });
  expect(box.value).toBe('eventName:UpdateDestination ');
  await user.type(box, 'event');
  await screen.findByRole('listbox', { name: 'Suggestions' });
  await user.keyboard('{Escape}');
  expect(screen.queryByRole('listbox')).toBeNull();
  expect(box.value).toBe('eventName:UpdateDestination event');
  await user.keyboard('{Enter}');
  await idle();
  expect(filters(bridge.inputsOf('events.open'))).toEqual(['', 'eventName:UpdateDestination event']);
});

test('filters that were applied come back by an arrow in the empty field, also after a restart', async () => {
  const { user, bridge } = await renderWorkspace(makeEvents(5), {
    'settings.get': () => ({
      theme: 'system',
      timeZone: 'UTC',
      gridColumns: [],
      detailTab: 'summary',
      filterHistory: ['alice', 'readOnly:true'],
    }),
  });
  const box = screen.getByRole('searchbox', { name: 'Filter' });
  await user.type(box, 'bob{Enter}');
  await idle();
  await user.click(screen.getByRole('button', { name: 'Empty the filter' }));
  await user.keyboard('{ArrowDown}');
  expect(screen.getByRole('listbox', { name: 'Filters applied before' })).toBeTruthy();
  expect(optionNames()).toEqual(['bob', 'alice', 'readOnly:true']);
  await user.keyboard('{ArrowDown}{ArrowDown}{Enter}');
  await idle();
  expect(filters(bridge.inputsOf('events.open'))).toEqual(['', 'bob', '', 'alice']);
  await vi.waitFor(() =>
    expect(bridge.inputsOf('settings.set').at(-1)).toMatchObject({ filterHistory: ['alice', 'bob', 'readOnly:true'] }),
  );
  await user.click(screen.getByRole('button', { name: 'Filters applied before' }));
  expect(optionNames()[0]).toBe('alice');
});

test('Ctrl+F goes to the filter', async () => {
  const { user } = await renderWorkspace();
  await user.keyboard('{Control>}f{/Control}');
  expect(document.activeElement).toBe(screen.getByRole('searchbox', { name: 'Filter' }));
});

test('where no event matches, one button brings them back', async () => {
  const { user, bridge } = await renderWorkspace();
  await user.type(screen.getByRole('searchbox', { name: 'Filter' }), 'nowhere-to-be-found{Enter}');
  await idle();
  expect(screen.getByText('No event matches')).toBeTruthy();
  await user.click(screen.getByRole('button', { name: 'Clear the filter' }));
  await idle();
  expect(screen.queryByText('No event matches')).toBeNull();
  expect(filters(bridge.inputsOf('events.open')).at(-1)).toBe('');
});

test('the newest filter wins over one that takes longer', async () => {
  const signals: AbortSignal[] = [];
  let lastViewId = 0;
  const { user } = await renderWorkspace(makeEvents(5), {
    'events.open': async ({ filter }, signal) => {
      signals.push(signal);
      lastViewId += 1;
      const viewId = lastViewId;
      if (filter === 'slow') await new Promise((resolve) => signal.addEventListener('abort', resolve));
      return { viewId, total: filter === 'quick' ? 2 : 5, revision: 1 };
    },
    'events.page': () => ({ ids: [], rows: [] }),
    'events.close': () => ({}),
  });
  const box = screen.getByRole('searchbox', { name: 'Filter' });
  await user.type(box, 'slow{Enter}');
  await vi.waitFor(() => expect(signals).toHaveLength(2));
  await user.clear(box);
  await user.type(box, 'quick{Enter}');
  await idle();
  expect(signals.map((signal) => signal.aborted)).toEqual([false, true, false]);
  expect(screen.getByRole('contentinfo').textContent).toContain('2 of 5 events');
});

test('the help on the filter opens from the keyboard, and Escape closes it', async () => {
  const { user } = await renderWorkspace();
  screen.getByRole('button', { name: 'Help on the filter' }).focus();
  await user.keyboard('{Enter}');
  const help = await screen.findByRole('dialog', { name: 'Filter' });
  expect(within(help).getByRole('row', { name: /sourceIPAddress:203\.0\.113\.0\/24 in a network/ })).toBeTruthy();
  await user.keyboard('{Escape}');
  await vi.waitFor(() => expect(screen.queryByRole('dialog')).toBeNull());
});

// What can be said of accessibility without a layout: names, roles, structure. Contrast and sizes need a browser.
import { screen, waitFor } from '@testing-library/react';
import axe from 'axe-core';
import { expect, test } from 'vitest';

import { makeEvents } from '../builders/fakeWorkspace.ts';
import { idle, renderApp, renderWorkspace } from './renderApp.tsx';
import { gapEntry, refusalsEntry, streamHandlers, summaryOf, timelineOf } from './streamFixtures.ts';

async function violations(rules: axe.RuleObject = {}): Promise<readonly string[]> {
  const { violations: found } = await axe.run(document, {
    resultTypes: ['violations'],
    // The language stands in index.html, which is not drawn here.
    rules: { 'color-contrast': { enabled: false }, 'html-has-lang': { enabled: false }, ...rules },
  });
  return found.map(({ id, nodes }) => `${id}: ${nodes.map(({ html }) => html.slice(0, 120)).join(' | ')}`);
}

test('nothing is wrong with the start screen', async () => {
  await renderApp({
    'workspace.recent': () => ({
      workspaces: [{ id: 'w2', name: 'incident', paths: ['/cases/1'], events: 12, openedAt: '2026-06-28T10:00:00Z' }],
    }),
  });
  expect(await violations()).toEqual([]);
});

test('nothing is wrong with the events, an event and its JSON', async () => {
  const events = makeEvents(5);
  const { user } = await renderWorkspace(events);
  await user.click(await screen.findByText(String(events[2]?.['eventTime']).replace('T', ' ').replace('Z', '')));
  await idle();
  expect(await violations()).toEqual([]);
  await user.click(screen.getByRole('tab', { name: 'JSON' }));
  await idle();
  expect(await violations()).toEqual([]);
});

test.each(['Delivery streams', 'SQL', 'Problems'])('nothing is wrong with %s', async (name) => {
  const { user } = await renderWorkspace(makeEvents(5), {
    'sql.run': () => ({ columns: [{ name: 'a', type: 'VARCHAR' }], rows: [], isCut: false, durationMs: 1 }),
    'problems.list': () => ({
      problems: [{ file: '/a', kind: 'truncated', level: 'error', message: 'Cut.', text: 'x' }],
      total: 1,
      byKind: [{ kind: 'truncated', level: 'error', count: 1 }],
    }),
  });
  await user.click(screen.getByRole('tab', { name }));
  await idle();
  expect(await violations()).toEqual([]);
});

test.each(['Changes', 'Side by side', 'Blame', 'Configuration', 'Request'])(
  'nothing is wrong with a stream and its %s',
  async (name) => {
    const { user } = await renderWorkspace(
      makeEvents(5),
      streamHandlers(timelineOf(6, [refusalsEntry, gapEntry]), [summaryOf({ gaps: 1, refused: 3 })]),
    );
    await user.click(screen.getByRole('tab', { name: 'Delivery streams' }));
    await idle();
    await user.click(screen.getByRole('tab', { name }));
    await user.click(screen.getByRole('button', { name: 'Show 3 attempts' }));
    await idle();
    expect(await violations()).toEqual([]);
  },
);

test.each([
  ['button', 'Open'],
  ['button', 'prod-audit'],
  ['button', 'Columns'],
  ['button', 'Appearance'],
  ['button', 'Help on the filter'],
  ['combobox', 'Time zone: UTC'],
] as const)('nothing is wrong while the %s "%s" is open', async (role, name) => {
  const { user } = await renderWorkspace(makeEvents(5));
  await user.click(screen.getByRole(role, { name }));
  await waitFor(() => expect(screen.getByRole(role, { name }).getAttribute('aria-expanded')).toBe('true'));
  await idle();
  // A menu hangs beside the page's landmarks, and belongs to its button.
  expect(await violations({ region: { enabled: false } })).toEqual([]);
  await user.keyboard('{Escape}');
  await waitFor(() => expect(screen.getByRole(role, { name }).getAttribute('aria-expanded')).toBe('false'));
});

// What can be said of accessibility without a layout: names, roles, structure. Contrast and sizes need a browser.
import { screen, waitFor } from '@testing-library/react';
import axe from 'axe-core';
import { expect, test } from 'vitest';

import { awsHandlers } from '../builders/fakeAws.ts';
import { emptyCounts, makeEvents, makeWorkspace } from '../builders/fakeWorkspace.ts';
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
    'workspace.current': () => ({ workspace: makeWorkspace({ counts: { ...emptyCounts, unique: 5, errors: 1 } }) }),
    'files.locate': () => ({ token: 'a' }),
    'problems.groups': () => ({
      groups: [{ kind: 'truncated', level: 'error', count: 1, filesTotal: 1, files: [{ file: '/a', count: 1 }] }],
    }),
    'problems.list': () => ({
      problems: [{ file: '/a', kind: 'truncated', level: 'error', message: 'Cut.', text: 'x' }],
      total: 1,
      byKind: [],
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
  ['button', 'Time range: All time'],
  ['button', 'Views'],
  ['combobox', 'Time zone: UTC'],
  ['combobox', 'AWS profile'],
] as const)('nothing is wrong while the %s "%s" is open', async (role, name) => {
  const { user } = await renderWorkspace(makeEvents(5), awsHandlers);
  await user.click(screen.getByRole(role, { name }));
  await waitFor(() => expect(screen.getByRole(role, { name }).getAttribute('aria-expanded')).toBe('true'));
  await idle();
  // A menu hangs beside the page's landmarks, and belongs to its button.
  expect(await violations({ region: { enabled: false } })).toEqual([]);
  await user.keyboard('{Escape}');
  await waitFor(() => expect(screen.getByRole(role, { name }).getAttribute('aria-expanded')).toBe('false'));
});

const cache = {
  dir: '/data/objects',
  limitBytes: 20e9,
  bytes: 7e9,
  objects: 8,
  places: [{ name: 'acme-trail', objects: 8, bytes: 7e9 }],
};
const rows = { columns: [], rows: [['111122223333']], isCut: false, durationMs: 1 };

test.each(['openS3', 'openEventHistory', 'showCache', 'showAccountNames'] as const)(
  'nothing is wrong with the dialog of %s',
  async (command) => {
    const { push, user } = await renderWorkspace(makeEvents(5), {
      ...awsHandlers,
      'cache.status': () => cache,
      'sql.run': () => rows,
    });
    await push('command', { command });
    await idle();
    if (command === 'openS3') {
      await user.click(screen.getByRole('button', { name: 'Advanced' }));
      await user.type(screen.getByRole('combobox', { name: 'Location' }), 'acme-trail{Enter}');
      await idle();
      await user.click(screen.getByRole('button', { name: 'Custom' }));
      await screen.findByRole('group', { name: 'Days with logs' });
    }
    await idle();
    expect(await violations()).toEqual([]);
  },
);

test('nothing is wrong with what AWS asks', async () => {
  const { push } = await renderWorkspace(makeEvents(5), awsHandlers);
  const command = 'aws sso login --profile prod';
  await push('prompts', {
    prompts: [
      { id: 1, kind: 'signIn', profile: 'prod', command, message: 'The session has expired.' },
      { id: 2, kind: 'mfa', profile: 'deploy', serial: 'arn:aws:iam::111122223333:mfa/phone' },
      { id: 3, kind: 'renew', profile: 'minio', message: 'The credentials have ended.' },
    ],
  });
  await idle();
  expect(await violations()).toEqual([]);
});

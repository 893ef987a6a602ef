import { screen } from '@testing-library/react';
import { expect, test } from 'vitest';

import { makeWorkspace } from '../builders/fakeWorkspace.ts';
import { idle, renderApp, renderWorkspace } from './renderApp.tsx';

test('without a workspace the window offers to open one, and shows no views', async () => {
  await renderApp();
  expect(screen.getByRole('heading', { name: 'Read AWS CloudTrail logs' })).toBeTruthy();
  expect(screen.queryByRole('tab')).toBeNull();
});

test('a chosen folder is opened by its token', async () => {
  const { bridge, user } = await renderApp({
    'shell.chooseFolder': () => ({ tokens: ['t1'] }),
    'workspace.open': () => ({ jobId: 1 }),
  });
  await user.click(screen.getByRole('button', { name: 'Open folder…' }));
  await idle();
  expect(bridge.inputsOf('workspace.open')).toEqual([{ tokens: ['t1'] }]);
});

test('a cancelled dialog opens nothing', async () => {
  const { bridge, user } = await renderApp({ 'shell.chooseFiles': () => ({ tokens: [] }) });
  await user.click(screen.getByRole('button', { name: 'Open files…' }));
  await idle();
  expect(bridge.inputsOf('workspace.open')).toEqual([]);
});

test('a recent workspace is opened again, and forgotten on request', async () => {
  let workspaces = [
    { id: 'w2', name: 'incident', paths: ['/cases/1'], events: 12, openedAt: '2026-06-28T10:00:00Z' },
    { id: 'w3', name: 'payments', paths: ['/cases/2'], events: 1, openedAt: '2026-06-27T10:00:00Z' },
  ];
  const { bridge, user } = await renderApp({
    'workspace.recent': () => ({ workspaces }),
    'workspace.openRecent': () => ({}),
    'workspace.forget': ({ workspaceId }) => {
      workspaces = workspaces.filter(({ id }) => id !== workspaceId);
      return {};
    },
  });
  await user.click(screen.getByRole('button', { name: 'Forget incident' }));
  await idle();
  expect(screen.queryByText('incident')).toBeNull();
  await user.click(screen.getByRole('button', { name: /^payments/ }));
  await idle();
  expect(bridge.inputsOf('workspace.openRecent')).toEqual([{ workspaceId: 'w3' }]);
});

test('dropped files open at once where nothing is open', async () => {
  const { bridge, push } = await renderApp({ 'workspace.open': () => ({}) });
  await push('dropped', { tokens: ['d1'], names: ['logs'] });
  await idle();
  expect(bridge.inputsOf('workspace.open')).toEqual([{ tokens: ['d1'] }]);
});

test('dropped files ask where a workspace is open, and can be added to it', async () => {
  const { bridge, push, user } = await renderWorkspace([], { 'sources.add': () => ({}) });
  await push('dropped', { tokens: ['d1'], names: ['more.json.gz'] });
  expect(screen.getByRole('alertdialog', { name: 'Where to read this?' }).textContent).toContain('more.json.gz');
  await user.click(screen.getByRole('button', { name: 'Add to prod-audit' }));
  await idle();
  expect(bridge.inputsOf('sources.add')).toEqual([{ tokens: ['d1'] }]);
  expect(bridge.inputsOf('workspace.open')).toEqual([]);
  expect(screen.queryByRole('alertdialog')).toBeNull();
});

test('files dropped on the samples open instead of joining them', async () => {
  const { bridge, push } = await renderWorkspace([], {
    'workspace.current': () => ({ workspace: makeWorkspace({ isSample: true }) }),
    'workspace.open': () => ({}),
  });
  await push('dropped', { tokens: ['d1'], names: ['logs'] });
  await idle();
  expect(bridge.inputsOf('workspace.open')).toEqual([{ tokens: ['d1'] }]);
});

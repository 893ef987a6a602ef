// How the window says how things stand: to the capture command, and to the reader when the core stops.
import { screen } from '@testing-library/react';
import { expect, test, vi } from 'vitest';

import { AppError } from '../../shared/errors.ts';
import { makeEvents, makeJob, makeWorkspace } from '../builders/fakeWorkspace.ts';
import { idle, renderApp, renderWorkspace } from './renderApp.tsx';

const standing = () => document.documentElement.dataset['state'];

test('the document is busy until the rows are there', async () => {
  let answer: () => void = () => undefined;
  const asked = new Promise<void>((resolve) => {
    answer = resolve;
  });
  const rendering = renderWorkspace(makeEvents(3), {
    'events.page': async ({ columns }) => {
      await asked;
      return { ids: [0], rows: [columns.map(() => 'x')] };
    },
  });
  await vi.waitFor(() => expect(screen.getByRole('grid', { name: 'Events' })).toBeTruthy(), 8000);
  await new Promise((resolve) => setTimeout(resolve, 400));
  expect(standing()).toBe('busy');
  answer();
  await rendering;
  expect(standing()).toBe('idle');
});

test('a job that has ended stays ended, whatever a slow answer still says of it', async () => {
  let answer: () => void = () => undefined;
  const asked = new Promise<void>((resolve) => {
    answer = resolve;
  });
  let asks = 0;
  const { push } = await renderWorkspace(makeEvents(3), {
    'workspace.current': async () => {
      asks += 1;
      if (asks > 1) await asked;
      return { workspace: makeWorkspace({ name: 'as asked', revision: 1 }) };
    },
    'jobs.list': async () => {
      if (asks > 1) await asked;
      return { jobs: asks > 1 ? [makeJob({ id: 4 })] : [] };
    },
  });
  // The end of one job asks how things stand; the next one begins and ends before the answer is there.
  await push('job', makeJob({ id: 3, phase: 'done' }));
  await vi.waitFor(() => expect(asks).toBe(2));
  await push('job', makeJob({ id: 4, phase: 'done' }));
  await push('workspace', { workspace: makeWorkspace({ name: 'as pushed', revision: 2 }) });
  answer();
  await idle();
  expect(standing()).toBe('idle');
  expect(screen.queryByRole('button', { name: 'Cancel import' })).toBeNull();
  expect(screen.getByRole('heading', { level: 1 }).textContent).toBe('as pushed');
});

test('a failure to open is an error with its message, and can be dismissed', async () => {
  const { user } = await renderApp({
    'shell.chooseFolder': () => ({ tokens: ['t'] }),
    'workspace.open': () => {
      throw new AppError('path/nothing-readable', 'Nothing in /logs can be read');
    },
  });
  await user.click(screen.getByRole('button', { name: 'Open folder…' }));
  await idle();
  expect(standing()).toBe('error');
  expect(document.documentElement.dataset['error']).toBe('Nothing in /logs can be read');
  expect(screen.getByRole('alert').textContent).toContain('Nothing in /logs can be read');
  expect(screen.getByRole('button', { name: 'Open another folder…' })).toBeTruthy();
  await user.click(screen.getByRole('button', { name: 'Dismiss' }));
  await vi.waitFor(() => expect(standing()).toBe('idle'));
});

test('a core that was started again is told, and the view is asked for anew', async () => {
  const { bridge, push } = await renderWorkspace();
  expect(bridge.inputsOf('events.open')).toHaveLength(1);
  await push('core', { phase: 'restarting', message: 'The reading process stopped and is started again.' });
  expect(standing()).toBe('busy');
  await push('core', { phase: 'running', message: 'The reading process stopped and was started again.' });
  await idle();
  expect(screen.getByText('The reading process stopped and was started again.')).toBeTruthy();
  expect(bridge.inputsOf('events.open')).toHaveLength(2);
});

test('a filter outlives a restart of the core, but not the step into another workspace', async () => {
  const events = makeEvents(5);
  let id = 'w1';
  let isGone = false;
  const { push, state, user } = await renderWorkspace(events, {
    'workspace.current': () => (isGone ? {} : { workspace: makeWorkspace({ id }) }),
  });
  await user.type(screen.getByRole('searchbox', { name: 'Filter' }), 'alice{Enter}');
  await idle();
  isGone = true;
  await push('core', { phase: 'restarting' });
  await push('core', { phase: 'running' });
  await idle();
  expect(screen.getByRole('heading', { name: 'Read AWS CloudTrail logs' })).toBeTruthy();
  await push('workspace', { workspace: makeWorkspace({ id, revision: 0 }) });
  await idle();
  expect(screen.getByRole<HTMLInputElement>('searchbox', { name: 'Filter' }).value).toBe('alice');
  id = 'w2';
  await push('workspace', { workspace: makeWorkspace({ id }) });
  await idle();
  expect(state.view.getState().query.filter).toBe('');
});

test('a core that stays down can be started from the window', async () => {
  const { bridge, push, user } = await renderWorkspace();
  await push('core', { phase: 'failed', message: 'The reading process stopped three times.' });
  await vi.waitFor(() =>
    expect(document.documentElement.dataset['error']).toBe('The reading process stopped three times.'),
  );
  await user.click(screen.getByRole('button', { name: 'Start it again' }));
  expect(bridge.inputsOf('shell.restartCore')).toHaveLength(1);
});

test('the columns that are chosen are kept in the settings', async () => {
  const { bridge, user } = await renderWorkspace();
  await user.click(screen.getByRole('button', { name: 'Columns' }));
  await user.click(await screen.findByRole('checkbox', { name: /^Region/ }));
  await user.click(screen.getByRole('checkbox', { name: /^Event ID/ }));
  await vi.waitFor(() => expect(bridge.inputsOf('settings.set').length).toBeGreaterThan(0));
  const saved = Object.assign({}, ...bridge.inputsOf('settings.set')) as { gridColumns: { id: string }[] };
  expect(saved.gridColumns.map(({ id }) => id)).not.toContain('awsRegion');
  expect(saved.gridColumns.at(-1)?.id).toBe('eventID');
});

test('a pane comes back in the size it was dragged to, which is kept in the settings', async () => {
  const { bridge, state } = await renderWorkspace(makeEvents(1), {
    'settings.get': () => ({
      theme: 'system',
      timeZone: 'UTC',
      gridColumns: [],
      detailTab: 'summary',
      panes: { detail: 55 },
    }),
  });
  expect(state.view.getState().panes).toEqual({ detail: 55 });
  // Dragging needs a layout; what follows from it does not.
  state.view.setState({ panes: { detail: 55, sqlEditor: 30 } });
  await vi.waitFor(() => expect(bridge.inputsOf('settings.set')).toEqual([{ panes: { detail: 55, sqlEditor: 30 } }]));
});

test('the theme that is chosen shows at once and is kept in the settings', async () => {
  const { bridge, user } = await renderWorkspace();
  await user.click(screen.getByRole('button', { name: 'Appearance' }));
  await user.click(await screen.findByRole('menuitemradio', { name: /Dark/ }));
  await vi.waitFor(() => expect(document.documentElement.dataset['theme']).toBe('dark'));
  await vi.waitFor(() => expect(bridge.inputsOf('settings.set')).toEqual([{ theme: 'dark' }]));
});

test('the zone that is chosen shows in the times and goes with the query', async () => {
  const { bridge, user } = await renderWorkspace(makeEvents(1));
  await user.click(screen.getByRole('combobox', { name: 'Time zone: UTC' }));
  await user.type(await screen.findByRole('combobox', { name: 'Find a time zone' }), 'Europe/Berlin{Enter}');
  await idle();
  expect(bridge.inputsOf('events.open').at(-1)).toMatchObject({ timeZone: 'Europe/Berlin' });
  expect(screen.getByRole('columnheader', { name: /Time \(Europe\/Berlin\)/ })).toBeTruthy();
});

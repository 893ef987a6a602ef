import { act, screen, within } from '@testing-library/react';
import { expect, test } from 'vitest';

import {
  emptyCounts,
  eventHandlers,
  makeEvents,
  makeJob,
  makeWorkspace,
  type FakeEvent,
} from '../builders/fakeWorkspace.ts';
import { idle, renderApp, renderWorkspace } from './renderApp.tsx';

const status = () => screen.getByRole('status', { name: 'Import progress' });

test('a running import shows its files, rate and bar, and can be cancelled', async () => {
  const { bridge, push, user } = await renderWorkspace();
  const counts = { filesDone: 12_430, filesTotal: 20_000, isTotalKnown: true, bytesDone: 62, bytesTotal: 100 };
  await push('job', makeJob({ id: 7 }, { ...counts, recordsPerSecond: 141_000.4 }));
  expect(status().textContent).toContain('Importing 12,430 of 20,000 files');
  expect(status().textContent).toContain('141,000 events/s');
  const bar = within(status()).getByRole<HTMLProgressElement>('progressbar');
  expect([bar.value, bar.max]).toEqual([62, 100]);
  expect(document.documentElement.dataset['state']).toBe('busy');
  await user.click(screen.getByRole('button', { name: 'Cancel import' }));
  expect(bridge.inputsOf('jobs.cancel')).toEqual([{ jobId: 7 }]);
});

test('while files are still being found, no total is claimed', async () => {
  const { push } = await renderWorkspace();
  await push('job', makeJob({}, { filesDone: 3, filesTotal: 40, bytesDone: 1, bytesTotal: 100 }));
  expect(status().textContent).toContain('3 files done, 40 found so far');
  expect(within(status()).getByRole('progressbar').hasAttribute('value')).toBe(false);
});

test('a finished import says what it did and what the ledger holds, until dismissed', async () => {
  const { push, user } = await renderWorkspace(makeEvents(3), {
    'workspace.current': () => ({ workspace: makeWorkspace({ counts: { ...emptyCounts, unique: 3, errors: 2 } }) }),
  });
  const counts = { filesDone: 20, filesTotal: 20, records: 12_408, bytesDone: 3_200_000, elapsedMs: 3210, problems: 1 };
  await push('job', makeJob({ phase: 'done' }, counts));
  await idle();
  expect(status().textContent).toBe('Imported 12,408 records from 20 files (3.2 MB) in 3.2 s · 2 problems');
  expect(screen.queryByRole('button', { name: 'Cancel import' })).toBeNull();
  await user.click(screen.getByRole('button', { name: 'Dismiss the summary' }));
  expect(status().textContent).toBe('');
});

test('an import that was stopped can be continued', async () => {
  const { bridge, user } = await renderApp({
    ...eventHandlers([]),
    'workspace.current': () => ({ workspace: makeWorkspace({ isIncomplete: true }) }),
    'sources.refresh': () => ({ jobId: 2 }),
  });
  expect(screen.getByText(/The import was stopped before its end/)).toBeTruthy();
  await user.click(screen.getByRole('button', { name: 'Continue' }));
  await idle();
  expect(bridge.inputsOf('sources.refresh')).toHaveLength(1);
});

test('what changed on disk is told by kind, and imported on request', async () => {
  const { bridge, user } = await renderApp({
    ...eventHandlers([]),
    'workspace.current': () => ({ workspace: makeWorkspace({ changes: { changed: 2, vanished: 0, added: 1 } }) }),
    'sources.refresh': () => ({}),
  });
  expect(screen.getByText('On disk since the import: 2 files changed, 1 new file.')).toBeTruthy();
  await user.click(screen.getByRole('button', { name: 'Import changes' }));
  await idle();
  expect(bridge.inputsOf('sources.refresh')).toHaveLength(1);
});

test('events imported under a reader wait behind a button', async () => {
  const events = makeEvents(30);
  let revision = 1;
  let shown: readonly FakeEvent[] = events.slice(0, 10);
  const workspace = () =>
    makeWorkspace({ revision, counts: { ...emptyCounts, read: shown.length, unique: shown.length } });
  const { bridge, push, user } = await renderApp(
    {
      ...eventHandlers(events),
      'events.open': () => ({ viewId: revision, total: shown.length, revision }),
      'events.page': ({ offset, columns }) => ({
        ids: shown.map((_, index) => index).slice(offset),
        rows: shown.slice(offset).map((event) => columns.map((column) => event[column] ?? null)),
      }),
      'workspace.current': () => ({ workspace: workspace() }),
    },
    { eventId: 3 },
  );
  // Restoring a workspace forgets what was selected in another.
  await user.click(await screen.findByText(String(events[3]?.['eventTime']).replace('T', ' ').replace('Z', '')));
  revision = 2;
  shown = events;
  await push('workspace', { workspace: workspace() });
  const button = screen.getByRole('button', { name: '20 new events' });
  // Of the new ones nobody knows yet whether they match.
  expect(screen.getByRole('contentinfo').textContent).toContain('10 of 10 events20 more read');
  expect(bridge.inputsOf('events.open')).toHaveLength(1);
  await idle();
  // What is counted beside the grid is of the events that it lists.
  const counted = bridge.inputsOf('events.facets').length;
  expect(counted).toBeGreaterThan(0);
  await user.click(button);
  await idle();
  expect(bridge.inputsOf('events.open')).toHaveLength(2);
  expect(bridge.inputsOf('events.facets')).toHaveLength(2 * counted);
  expect(screen.queryByRole('button', { name: /new event/ })).toBeNull();
  expect(screen.getByRole('contentinfo').textContent).toContain('30 of 30 events');
  expect(screen.getByRole('region', { name: 'Event detail' })).toBeTruthy();
});

test('what lies outside of the range of time is no new event', async () => {
  const range = { fromMs: Date.parse('2026-06-01T00:00:00Z'), toMs: Date.parse('2026-06-02T00:00:00Z') };
  const counts = { ...emptyCounts, unique: 30 };
  const { state, push } = await renderApp(
    {
      ...eventHandlers(makeEvents(30)),
      'events.open': ({ range: asked }) => ({ viewId: asked ? 2 : 1, total: asked ? 4 : 30, revision: 1 }),
      'events.page': ({ viewId }) => {
        const rows = makeEvents(viewId === 2 ? 4 : 30).map(() => [null]);
        return { ids: rows.map((_, index) => index), rows };
      },
      'workspace.current': () => ({ workspace: makeWorkspace({ revision: 1, counts }) }),
    },
    { eventId: 3 },
  );
  // A commit that the window hears of before the view is there: it brought copies only.
  await push('workspace', { workspace: makeWorkspace({ revision: 2, counts }) });
  act(() => state.view.setState(({ query }) => ({ query: { ...query, range } })));
  await idle();
  expect(screen.getByRole('contentinfo').textContent).toContain('4 of 30 events');
  expect(screen.queryByRole('button', { name: /new event/ })).toBeNull();
});

test('the first events appear by themselves', async () => {
  let shown: readonly FakeEvent[] = [];
  let revision = 0;
  const workspace = () => makeWorkspace({ revision, counts: { ...emptyCounts, unique: shown.length } });
  const { push } = await renderApp({
    ...eventHandlers(makeEvents(5)),
    'events.open': () => ({ viewId: revision + 1, total: shown.length, revision }),
    'events.page': () => ({ ids: [], rows: [] }),
    'workspace.current': () => ({ workspace: workspace() }),
  });
  await push('job', makeJob());
  expect(screen.getByText('Reading the first files')).toBeTruthy();
  shown = makeEvents(5);
  revision = 1;
  await push('workspace', { workspace: workspace() });
  await push('job', makeJob({ phase: 'done' }));
  await idle();
  expect(screen.queryByText('Reading the first files')).toBeNull();
  expect(screen.getByRole('contentinfo').textContent).toContain('5 of 5 events');
});

test('a source is removed after a second click, and its rows go', async () => {
  const events = makeEvents(30);
  let isRemoved = false;
  const sources = [
    { id: 3, path: '/logs/a', kind: 'folder' as const, files: 20, events: 25 },
    { id: 4, path: '/logs/b.json', kind: 'file' as const, files: 1, events: 5 },
  ];
  const workspace = () => {
    const unique = isRemoved ? 25 : 30;
    return makeWorkspace({ revision: isRemoved ? 2 : 1, sources, counts: { ...emptyCounts, read: unique, unique } });
  };
  const { bridge, push, user } = await renderApp({
    ...eventHandlers(events),
    'events.open': () => ({ viewId: 1, total: isRemoved ? 25 : 30, revision: isRemoved ? 2 : 1 }),
    'events.page': () => ({ ids: [], rows: [] }),
    'workspace.current': () => ({ workspace: workspace() }),
    'sources.remove': () => ({ jobId: 9 }),
  });
  await user.click(screen.getByRole('button', { name: 'prod-audit' }));
  const list = await screen.findByRole('list', { name: 'Sources' });
  expect(within(list).getAllByRole('listitem')[1]?.textContent).toContain('/logs/b.json1 file · 5 events');
  await user.click(within(list).getByRole('button', { name: 'Remove /logs/b.json' }));
  expect(bridge.inputsOf('sources.remove')).toEqual([]);
  await user.click(within(list).getByRole('button', { name: 'Remove' }));
  await idle();
  expect(bridge.inputsOf('sources.remove')).toEqual([{ sourceId: 4 }]);
  isRemoved = true;
  await push('workspace', { workspace: workspace() });
  await idle();
  expect(screen.getByRole('contentinfo').textContent).toContain('25 of 25 events');
});

test('changes on disk are looked for on request', async () => {
  const { bridge, user } = await renderWorkspace(makeEvents(3), { 'sources.refresh': () => ({}) });
  await user.click(screen.getByRole('button', { name: 'prod-audit' }));
  await user.click(await screen.findByRole('button', { name: 'Refresh' }));
  await idle();
  expect(bridge.inputsOf('sources.refresh')).toHaveLength(1);
});

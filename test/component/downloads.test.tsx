import { screen, waitFor, within } from '@testing-library/react';
import { expect, test } from 'vitest';

import type { Job } from '../../shared/ipc/contract.ts';
import { awsHandlers, settingsWith } from '../builders/fakeAws.ts';
import { eventHandlers, makeEvents, makeJob, makeWorkspace } from '../builders/fakeWorkspace.ts';
import { idle, renderApp, renderWorkspace } from './renderApp.tsx';

const status = () => screen.getByRole('status', { name: 'Import progress' });

type Fetch = NonNullable<Job['counts']['fetch']>;

function fetchOf(change: Partial<Fetch> = {}): Fetch {
  return {
    objectsDone: 3122,
    objectsTotal: 12_480,
    bytesDone: 320_000_000,
    bytesTotal: 1_300_000_000,
    objectsFromCache: 200,
    bytesPerSecond: 31_000_000,
    secondsLeft: 32,
    concurrency: 64,
    isTotalKnown: true,
    ...change,
  };
}

test('a download shows objects, bytes, rate and time left', async () => {
  const { push } = await renderWorkspace(makeEvents(3), awsHandlers);
  await push('job', makeJob({ canPause: true }, { fetch: fetchOf(), recordsPerSecond: 12_400 }));
  expect(status().textContent).toBe(
    '12,400 events/sFetching 3,122 of 12,480 objects · 320 MB of 1.3 GB · 31 MB/s · 200 were here · 32 s left',
  );
  const bar = within(status()).getByRole<HTMLProgressElement>('progressbar');
  expect([bar.value, bar.max]).toEqual([3122, 12_480]);
});

test('while objects are still being listed no share and no end is claimed', async () => {
  const { push } = await renderWorkspace(makeEvents(3), awsHandlers);
  const { secondsLeft: _none, ...fetch } = fetchOf({ isTotalKnown: false, objectsFromCache: 0 });
  await push('job', makeJob({ canPause: true }, { fetch }));
  expect(status().textContent).toBe('Fetching: 3,122 objects, 12,480 found so far · 320 MB · 31 MB/s');
  expect(within(status()).getByRole('progressbar').hasAttribute('value')).toBe(false);
});

test('a download is paused, and resumed', async () => {
  const { bridge, push, user } = await renderWorkspace(makeEvents(3), awsHandlers);
  await push('job', makeJob({ id: 5, canPause: true }, { fetch: fetchOf() }));
  await user.click(screen.getByRole('button', { name: 'Pause import' }));
  expect(bridge.inputsOf('jobs.pause')).toEqual([{ jobId: 5 }]);
  await push('job', makeJob({ id: 5, canPause: true, isPaused: true }, { fetch: fetchOf() }));
  expect(status().textContent).toBe('Paused at 3,122 of 12,480 objects');
  await user.click(screen.getByRole('button', { name: 'Resume import' }));
  expect(bridge.inputsOf('jobs.resume')).toEqual([{ jobId: 5 }]);
});

test('a look for news that finds none is not told; one that brings some is', async () => {
  const { push } = await renderWorkspace(makeEvents(3), awsHandlers);
  await push('job', makeJob({ id: 5, phase: 'done' }, { filesDone: 3, records: 30 }));
  const before = status().textContent;
  const look = { kind: 'follow', title: 'Looking for new logs' } as const;
  const nothing = { filesDone: 0, filesTotal: 0, records: 0, bytesDone: 0 };
  await push('job', makeJob({ id: 6, ...look }, nothing));
  await push('job', makeJob({ id: 6, ...look, phase: 'done' }, nothing));
  expect(status().textContent).toBe(before);
  await push('job', makeJob({ id: 7, ...look, phase: 'done' }, { filesDone: 2, records: 9 }));
  expect(status().textContent).toContain('Imported 9 records from 2 files');
});

test('a look that fails every minute is told once', async () => {
  const { push, user } = await renderWorkspace(makeEvents(3), awsHandlers);
  const error = { code: 'aws/unreachable', message: 'No answer from s3.' } as const;
  const failed = { kind: 'follow', phase: 'failed', error } as const;
  await push('job', makeJob({ id: 6, ...failed }));
  await user.click(screen.getByRole('button', { name: 'Dismiss' }));
  await push('job', makeJob({ id: 7, ...failed }));
  expect(screen.queryByRole('alert')).toBeNull();
});

test('an import of local files cannot be paused', async () => {
  const { push } = await renderWorkspace(makeEvents(3));
  await push('job', makeJob());
  expect(screen.queryByRole('button', { name: 'Pause import' })).toBeNull();
});

test('the summary tells what was downloaded from what was there', async () => {
  const { push } = await renderWorkspace(makeEvents(3), awsHandlers);
  const fetch = fetchOf({ bytesDone: 3_200_000, objectsFromCache: 5 });
  await push('job', makeJob({ phase: 'done' }, { fetch, filesDone: 20, records: 400, elapsedMs: 3210 }));
  await idle();
  expect(status().textContent).toBe(
    'Imported 400 records from 20 files (3.2 MB downloaded, 5 objects from the cache) in 3.2 s',
  );
});

test.each([
  ['aws/sign-in', 'Sign in', 'aws.signIn'],
  ['aws/unreachable', 'Try again', 'sources.refresh'],
  ['cache/full', 'Downloaded logs…', 'cache.status'],
] as const)('an import that ended with %s leads on', async (code, action, call) => {
  const { bridge, push, user } = await renderWorkspace(makeEvents(3), {
    ...awsHandlers,
    'sources.refresh': () => ({}),
    'cache.status': () => ({ dir: '/cache', limitBytes: 1, bytes: 0, objects: 0, places: [] }),
  });
  await push('job', makeJob({ id: 2, phase: 'failed', error: { code, message: 'It ended.' } }));
  await idle();
  const alert = screen.getByRole('alert');
  expect(alert.textContent).toContain('It ended.');
  await user.click(within(alert).getByRole('button', { name: action }));
  await idle();
  expect(bridge.inputsOf(call)).toHaveLength(1);
});

test('an import from AWS that was stopped says that nothing is fetched twice', async () => {
  const remote = { kind: 'eventHistory' as const, regions: ['eu-west-1'], range: {} };
  const sources = [{ id: 1, path: 'Event history', kind: 'eventHistory' as const, remote, files: 1, events: 1 }];
  const { bridge, user } = await renderApp({
    ...eventHandlers([]),
    'workspace.current': () => ({ workspace: makeWorkspace({ isIncomplete: true, sources }) }),
    'sources.refresh': () => ({}),
  });
  expect(screen.getByText(/What was downloaded is not fetched again/)).toBeTruthy();
  await user.click(screen.getByRole('button', { name: 'Continue' }));
  await idle();
  expect(bridge.inputsOf('sources.refresh')).toHaveLength(1);
});

const places = [
  { name: 'acme-trail', objects: 80_000, bytes: 7_000_000_000 },
  { name: 'Event history 111122223333', objects: 10, bytes: 200_000_000 },
];
const cache = { dir: '/data/objects', limitBytes: 20_000_000_000, bytes: 7_200_000_000, objects: 80_010, places };

test('what was downloaded is listed by bucket, and cleared by two clicks', async () => {
  const { bridge, push, user } = await renderApp({
    ...awsHandlers,
    'cache.status': () => cache,
    'cache.clear': ({ place }) => {
      const kept = places.filter(({ name }) => place !== undefined && name !== place);
      return { ...cache, places: kept, objects: kept.length, bytes: 0 };
    },
  });
  await push('command', { command: 'showCache' });
  await idle();
  const dialog = screen.getByRole('dialog', { name: 'Downloaded logs' });
  expect(dialog.textContent).toContain('7.2 GB of 20 GB · 80,010 objects');
  expect(dialog.textContent).toContain('/data/objects');
  await user.click(screen.getByRole('button', { name: 'Clear acme-trail' }));
  expect(bridge.inputsOf('cache.clear')).toEqual([]);
  await user.click(screen.getByRole('button', { name: 'Keep' }));
  await user.click(screen.getByRole('button', { name: 'Clear acme-trail' }));
  await user.click(screen.getByRole('button', { name: 'Delete' }));
  await idle();
  expect(bridge.inputsOf('cache.clear')).toEqual([{ place: 'acme-trail' }]);
  expect(within(screen.getByRole('list', { name: 'Buckets' })).getAllByRole('listitem')).toHaveLength(1);
  await user.click(screen.getByRole('button', { name: 'Clear all…' }));
  await user.click(screen.getByRole('button', { name: 'Delete all' }));
  await waitFor(() => expect(screen.getByText('Nothing is kept.')).toBeTruthy());
});

test('the limit of the cache is set', async () => {
  let limitBytes = 20_000_000_000;
  const { bridge, push, user } = await renderApp({
    ...awsHandlers,
    ...settingsWith({}),
    'cache.status': () => ({ ...cache, limitBytes }),
    'settings.set': ({ cacheLimitBytes }) => {
      limitBytes = cacheLimitBytes ?? limitBytes;
      return { theme: 'system', timeZone: 'UTC', gridColumns: [], detailTab: 'summary' };
    },
  });
  await push('command', { command: 'showCache' });
  await idle();
  const field = screen.getByRole('spinbutton', { name: 'Limit in GB' });
  await user.clear(field);
  await user.type(field, '50{Enter}');
  await idle();
  expect(bridge.inputsOf('settings.set')).toEqual([{ cacheLimitBytes: 50_000_000_000 }]);
  await waitFor(() => expect(screen.getByRole('dialog').textContent).toContain('of 50 GB'));
});

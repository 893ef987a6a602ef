import { screen, within } from '@testing-library/react';
import { expect, test } from 'vitest';

import type { FakeHandlers } from '../builders/fakeBridge.ts';
import { makeEvents, makeJob } from '../builders/fakeWorkspace.ts';
import { defaultColumns } from '../../renderer/state/view.ts';
import { columnIds } from '../../shared/events/columns.ts';
import { idle, renderWorkspace, type Rendered } from './renderApp.tsx';

const shown = defaultColumns.map(({ id }) => id);

const exporting: FakeHandlers = {
  'events.histogram': () => ({
    bars: [
      { fromMs: 0, succeeded: 1200, failed: 4 },
      { fromMs: 60_000, succeeded: 30, failed: 0 },
    ],
    toMs: 120_000,
    step: '1 minute',
    withoutTime: 2,
  }),
  'shell.chooseSave': ({ fileName }) => ({ token: 't', fileName }),
  'export.events': () => ({ jobId: 4 }),
};

async function openDialog(handlers: FakeHandlers = {}): Promise<Rendered & { readonly dialog: HTMLElement }> {
  const rendered = await renderWorkspace(makeEvents(5), { ...exporting, ...handlers });
  await rendered.push('command', { command: 'exportEvents' });
  await idle();
  return { ...rendered, dialog: screen.getByRole('dialog', { name: 'Export events' }) };
}

test('the dialog says how many events of which filter, time zone and order', async () => {
  const { dialog, user } = await openDialog();
  expect(within(dialog).getByRole('status', { name: 'Events to export' }).textContent).toBe('1,236');
  expect(dialog.textContent).toContain('none: all events');
  expect(dialog.textContent).toContain('Time, newest first');
  // Records are written as they stand in their files.
  await user.click(within(dialog).getByRole('radio', { name: /^NDJSON/ }));
  expect(dialog.textContent).toContain('as in the log files');
  expect(within(dialog).queryByRole('radio', { name: /^All columns/ })).toBeNull();
});

test('the events are written with the columns that are shown, or with all', async () => {
  let jobId = 3;
  const { dialog, user, bridge } = await openDialog({ 'export.events': () => ({ jobId: (jobId += 1) }) });
  await user.click(within(dialog).getByRole('button', { name: 'Export 1,236 events…' }));
  await idle();
  expect(screen.queryByRole('dialog')).toBeNull();
  expect(bridge.inputsOf('shell.chooseSave')).toEqual([{ fileName: 'events.csv' }]);
  const query = { filter: '', timeZone: 'UTC', sort: [{ column: 'eventTime', direction: 'desc' }] };
  expect(bridge.inputsOf('export.events')).toEqual([{ token: 't', format: 'csv', query, columns: shown }]);

  await user.click(screen.getByRole('button', { name: 'Export…' }));
  await user.click(await screen.findByRole('radio', { name: /^Parquet/ }));
  await user.click(screen.getByRole('radio', { name: /^All columns/ }));
  await user.click(screen.getByRole('button', { name: 'Export 1,236 events…' }));
  await idle();
  expect(bridge.inputsOf('export.events').at(-1)).toMatchObject({
    format: 'parquet',
    columns: columnIds.filter((id) => id !== 'record'),
  });
});

test('who chooses no file keeps the dialog', async () => {
  const { dialog, user, bridge } = await openDialog({ 'shell.chooseSave': () => ({}) });
  await user.click(within(dialog).getByRole('button', { name: 'Export 1,236 events…' }));
  await idle();
  expect(screen.getByRole('dialog', { name: 'Export events' })).toBeTruthy();
  expect(bridge.inputsOf('export.events')).toEqual([]);
});

async function begin(handlers: FakeHandlers = {}): Promise<Rendered> {
  const rendered = await openDialog(handlers);
  await rendered.user.click(screen.getByRole('button', { name: 'Export 1,236 events…' }));
  await idle();
  return rendered;
}

const job = { id: 4, kind: 'export', title: 'Exporting events.csv' } as const;

test('the footer shows how it goes beside an import, and each can be cancelled', async () => {
  const { push, user, bridge } = await begin();
  await push('job', makeJob({ id: 3 }, { filesDone: 3, filesTotal: 9, isTotalKnown: true }));
  await push('job', makeJob(job, { records: 600, recordsTotal: 1236 }));
  const progress = screen.getByRole('status', { name: 'Export progress' });
  expect(progress.textContent).toBe('Writing events.csv: 600 of 1,236 events');
  expect(within(progress).getByRole('progressbar', { name: 'events.csv' }).getAttribute('max')).toBe('1236');
  expect(screen.getByRole('status', { name: 'Import progress' }).textContent).toContain('Importing 3 of 9 files');
  await user.click(screen.getByRole('button', { name: 'Cancel export' }));
  expect(bridge.inputsOf('jobs.cancel')).toEqual([{ jobId: 4 }]);
  await push('job', makeJob({ ...job, phase: 'cancelled' }));
  expect(screen.getByText('The export was cancelled: events.csv was not written.')).toBeTruthy();
  expect(screen.queryByRole('button', { name: 'Cancel export' })).toBeNull();
});

test('what was written is told until dismissed, also when other jobs came after it', async () => {
  const { push, user } = await begin();
  await push('job', makeJob({ ...job, phase: 'done' }, { records: 1236, bytesDone: 980_000, elapsedMs: 200 }));
  for (let id = 10; id < 31; id += 1) await push('job', makeJob({ id, kind: 'follow', phase: 'done' }));
  expect(screen.getByText('events.csv is written: 1,236 events, 980 kB, in 200 ms.')).toBeTruthy();
  await user.click(screen.getByRole('button', { name: 'Dismiss' }));
  expect(screen.queryByText(/is written/)).toBeNull();
});

test('why it was not written stands in a banner, and it can be tried again', async () => {
  let jobId = 3;
  const { push, user, bridge } = await begin({ 'export.events': () => ({ jobId: (jobId += 1) }) });
  const error = { code: 'file/unwritable', message: 'The folder is gone.' };
  await push('job', makeJob({ ...job, phase: 'failed', error }));
  expect(screen.getByRole('alert').textContent).toContain('events.csv was not written. The folder is gone.');
  await user.click(screen.getByRole('button', { name: 'Try again' }));
  await idle();
  const [first, second] = bridge.inputsOf('export.events');
  expect(second).toEqual(first);
  expect(screen.queryByRole('alert')).toBeNull();
});

test('a job that ends before its number is known is not missed', async () => {
  let tell = async (): Promise<void> => undefined;
  const rendered = await openDialog({
    'export.events': async () => {
      await tell();
      return { jobId: 4 };
    },
  });
  tell = () => rendered.push('job', makeJob({ ...job, phase: 'done' }, { records: 1, bytesDone: 10, elapsedMs: 1 }));
  await rendered.user.click(screen.getByRole('button', { name: 'Export 1,236 events…' }));
  await idle();
  expect(screen.getByText('events.csv is written: 1 event, 10 bytes, in 1 ms.')).toBeTruthy();
});

test('when the core dies the export has failed', async () => {
  const { push } = await begin();
  await push('job', makeJob(job, { records: 600, recordsTotal: 1236 }));
  await push('core', { phase: 'restarting', message: 'It stopped.' });
  await push('core', { phase: 'running' });
  expect(screen.getByRole('alert').textContent).toContain('events.csv was not written.');
});

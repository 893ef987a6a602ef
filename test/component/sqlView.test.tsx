import { act, screen, waitFor, within } from '@testing-library/react';
import { expect, test } from 'vitest';

import { AppError } from '../../shared/errors.ts';
import type { FakeHandlers } from '../builders/fakeBridge.ts';
import { makeEvents, makeJob } from '../builders/fakeWorkspace.ts';
import { idle, renderWorkspace, type Rendered } from './renderApp.tsx';

const events = makeEvents(5);
const eventID = String(events[2]?.['eventID']);

const answers: FakeHandlers = {
  'sql.schema': () => ({
    tables: [
      {
        name: 'events',
        description: 'One row for each event',
        columns: [
          { name: 'eventName', type: 'VARCHAR', description: 'The API action' },
          { name: 'userIdentity.type', type: 'VARCHAR' },
        ],
      },
      { name: 'copies', description: 'Every place', columns: [{ name: 'ordinal', type: 'INTEGER' }] },
    ],
  }),
  'sql.run': ({ text }, signal) => {
    if (text.includes('evntName')) {
      const message = 'There is no column "evntName". Did you mean "eventName"?';
      throw new AppError('sql/invalid', message, { detail: { from: 7, to: 15 } });
    }
    if (text.includes('slow')) {
      const cancelled = new AppError('cancelled', 'The query was cancelled');
      return new Promise((_, reject) => signal.addEventListener('abort', () => reject(cancelled)));
    }
    if (text.includes('eventID')) {
      const columns = [{ name: 'eventID', type: 'VARCHAR' }];
      return { columns, rows: [[eventID]], isCut: false, durationMs: 7 };
    }
    const columns = [
      { name: 'service', type: 'VARCHAR' },
      { name: 'n', type: 'BIGINT' },
    ];
    return {
      columns,
      rows: [
        ['s3', 9],
        ['kms', 42],
        ['sts', null],
      ],
      isCut: text.includes('all'),
      durationMs: 7,
    };
  },
};

async function renderSql(sql: string, handlers: FakeHandlers = {}): Promise<Rendered> {
  const rendered = await renderWorkspace(events, { ...answers, ...handlers }, { sql });
  await rendered.user.click(screen.getByRole('tab', { name: 'SQL' }));
  await idle();
  return rendered;
}

async function run({ user }: Rendered): Promise<void> {
  await user.click(screen.getByRole('button', { name: /^Run/ }));
  await idle();
}

test('Ctrl+Enter runs the text; the rows stand in a named grid, with how many and how long', async () => {
  const { user, bridge } = await renderSql('SELECT 1');
  await user.click(screen.getByRole('textbox', { name: 'SQL query' }));
  await user.keyboard('{Control>}{Enter}{/Control}');
  await idle();
  expect(bridge.inputsOf('sql.run')).toEqual([{ text: 'SELECT 1', limit: 10_000 }]);
  const grid = screen.getByRole('grid', { name: 'Query result' });
  expect(await within(grid).findByRole('gridcell', { name: '42' })).toBeTruthy();
  expect(within(grid).getByRole('gridcell', { name: 'NULL' })).toBeTruthy();
  expect(screen.getByText('3 rows, 2 columns in 7 ms')).toBeTruthy();
});

test('a wrong name is underlined, and what was meant can be put in its place', async () => {
  const rendered = await renderSql('SELECT evntName FROM events');
  await run(rendered);
  expect(screen.getByRole('alert').textContent).toContain('There is no column "evntName"');
  expect(document.querySelector('.sql-wrong')?.textContent).toBe('evntName');
  await rendered.user.click(screen.getByRole('button', { name: 'eventName' }));
  expect(rendered.state.view.getState().sql).toBe('SELECT eventName FROM events');
  expect(document.querySelector('.sql-wrong')).toBeNull();
  expect(screen.queryByText('Put in its place:')).toBeNull();
  expect(document.documentElement.dataset['state']).toBe('idle');
});

test('a question that runs can be cancelled by button and by Escape', async () => {
  const rendered = await renderSql('SELECT slow');
  const { user } = rendered;
  await user.click(screen.getByRole('button', { name: /^Run/ }));
  await user.click(await screen.findByRole('button', { name: 'Cancel query' }));
  expect(await screen.findByText('The query was cancelled.')).toBeTruthy();
  await user.click(screen.getByRole('textbox', { name: 'SQL query' }));
  await user.keyboard('{Control>}{Enter}{/Control}');
  expect(await screen.findByText('Running')).toBeTruthy();
  await user.keyboard('{Escape}');
  expect(await screen.findByText('The query was cancelled.')).toBeTruthy();
});

test('an eventID leads to its event; on the way back the answer is still there', async () => {
  const rendered = await renderSql('SELECT eventID FROM events');
  const { user, state } = rendered;
  await run(rendered);
  await user.click(await screen.findByRole('gridcell', { name: eventID }));
  await idle();
  expect(state.view.getState()).toMatchObject({
    view: 'events',
    eventId: 2,
    isDetailOpen: true,
    query: { filter: `eventID:${eventID}` },
  });
  await user.click(screen.getByRole('button', { name: 'Back to the question in SQL' }));
  await idle();
  expect(await screen.findByRole('gridcell', { name: eventID })).toBeTruthy();
});

test('questions that were run are kept, found and taken up again', async () => {
  const rendered = await renderSql('SELECT 1', {
    'settings.get': () => ({
      theme: 'system',
      timeZone: 'UTC',
      gridColumns: [],
      detailTab: 'summary',
      sqlHistory: ['SELECT older'],
    }),
  });
  const { user, state, bridge } = rendered;
  await run(rendered);
  await waitFor(() =>
    expect(bridge.inputsOf('settings.set')).toContainEqual({ sqlHistory: ['SELECT 1', 'SELECT older'] }),
  );
  await user.click(screen.getByRole('button', { name: 'History' }));
  const list = await screen.findByRole('list', { name: 'Questions that were run' });
  expect(
    within(list)
      .getAllByRole('button')
      .map((button) => button.textContent),
  ).toEqual(['SELECT 1', 'SELECT older']);
  await user.type(screen.getByRole('searchbox', { name: 'Find a question' }), 'OLD');
  await user.click(within(list).getByRole('button', { name: 'SELECT older' }));
  expect(state.view.getState().sql).toBe('SELECT older');

  await user.click(screen.getByRole('textbox', { name: 'SQL query' }));
  act(() => state.view.setState({ sql: 'SELECT draft' }));
  await user.keyboard('{Alt>}{ArrowUp}{/Alt}');
  expect(state.view.getState().sql).toBe('SELECT 1');
  await user.keyboard('{Alt>}{ArrowUp}{ArrowUp}{/Alt}');
  expect(state.view.getState().sql).toBe('SELECT older');
  await user.keyboard('{Alt>}{ArrowDown}{ArrowDown}{/Alt}');
  expect(state.view.getState().sql).toBe('SELECT draft');
});

test('rows are sorted by their headers, and copied in the order that is shown', async () => {
  const rendered = await renderSql('SELECT 1');
  const { user, bridge } = rendered;
  await run(rendered);
  const first = () => document.querySelector('.result-grid [row-index="0"]')?.textContent;
  await waitFor(() => expect(first()).toBe('s39'));
  await user.click(within(screen.getByRole('columnheader', { name: 'service' })).getByText('service'));
  await waitFor(() => expect(first()).toBe('kms42'));
  await user.click(screen.getByRole('button', { name: 'Copy rows' }));
  expect(bridge.inputsOf('shell.copyText')).toEqual([{ text: 'service\tn\nkms\t42\ns3\t9\nsts\t' }]);
});

test('a label and a number can be seen as a chart that reads as a list', async () => {
  const rendered = await renderSql('SELECT 1');
  await run(rendered);
  await rendered.user.click(screen.getByRole('button', { name: 'Chart' }));
  const bars = screen.getByRole('list', { name: 'n by service' });
  expect(
    within(bars)
      .getAllByRole('listitem')
      .map((bar) => bar.textContent),
  ).toEqual(['s39', 'kms42', 'sts–']);
  await rendered.user.click(screen.getByRole('button', { name: 'Table' }));
  expect(await screen.findByRole('grid', { name: 'Query result' })).toBeTruthy();
});

test('names are found in the list of tables and put where the cursor is, quoted where they must be', async () => {
  const { user, state } = await renderSql('SELECT ');
  await user.type(screen.getByRole('searchbox', { name: 'Find a table or column' }), 'type');
  const list = screen.getByRole('complementary', { name: 'Tables' });
  expect(within(list).queryByText('copies')).toBeNull();
  await user.click(within(list).getByRole('button', { name: /userIdentity\.type/ }));
  expect(state.view.getState().sql).toContain('"userIdentity.type"');
});

test('an example is put into the editor and run', async () => {
  const { user, bridge, state } = await renderSql('');
  const examples = screen.getByRole('region', { name: 'Questions to begin with' });
  await user.click(within(examples).getByRole('button', { name: /^Denied calls by actor/ }));
  await idle();
  const [asked] = bridge.inputsOf('sql.run');
  expect(asked).toEqual({ text: state.view.getState().sql, limit: 10_000 });
});

test('all rows of an answer are written into a file', async () => {
  const rendered = await renderSql('SELECT all', {
    'shell.chooseSave': ({ fileName }) => ({ token: 'saved', fileName: `my ${fileName}` }),
    'export.sql': () => ({ jobId: 9 }),
    'shell.reveal': () => ({}),
  });
  const { user, bridge, push } = rendered;
  await run(rendered);
  expect(screen.getByText('The first 3 rows in 7 ms; an export has all of them')).toBeTruthy();
  await user.click(screen.getByRole('button', { name: 'Export all rows' }));
  await user.click(await screen.findByRole('menuitem', { name: /^Parquet/ }));
  await idle();
  expect(bridge.inputsOf('export.sql')).toEqual([{ token: 'saved', format: 'parquet', text: 'SELECT all' }]);
  const counts = { records: 12_000, bytesDone: 3_200_000, elapsedMs: 1200 };
  await push('job', makeJob({ id: 9, kind: 'export', phase: 'done' }, counts));
  expect(screen.getByText('my query.parquet is written: 12,000 rows, 3.2 MB, in 1.2 s.')).toBeTruthy();
  await user.click(screen.getByRole('button', { name: 'Show in folder' }));
  expect(bridge.inputsOf('shell.reveal')).toEqual([{ token: 'saved' }]);
  await user.click(screen.getByRole('button', { name: 'Dismiss' }));
  expect(screen.queryByText(/is written/)).toBeNull();
});

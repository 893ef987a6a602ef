import { screen, within } from '@testing-library/react';
import { expect, test } from 'vitest';

import type { FakeHandlers } from '../builders/fakeBridge.ts';
import { emptyCounts, makeEvents, makeWorkspace } from '../builders/fakeWorkspace.ts';
import { idle, renderWorkspace, type Rendered } from './renderApp.tsx';

const problems = [
  { file: '/logs/a.json.gz', kind: 'truncated', level: 'error' as const, message: 'It ends too soon.', position: 4096 },
  {
    file: '/logs/b.json',
    kind: 'invalid-record',
    level: 'error' as const,
    message: 'No eventTime.',
    record: 12,
    text: '{"a":<b>1}',
  },
  { file: 's3://trail/d.json.gz', kind: 'digest', level: 'info' as const, message: 'A digest holds no events.' },
];

const ledger: FakeHandlers = {
  'workspace.current': () => ({
    workspace: makeWorkspace({
      counts: { ...emptyCounts, unique: 5, read: 5, filesRead: 1204, filesSkipped: 6, errors: 2, infos: 1 },
    }),
  }),
  'problems.groups': ({ level, search = '' }) => ({
    groups: problems
      .filter((one) => (level === 'all' || one.level === level) && one.file.includes(search))
      .map(({ kind, level: ofKind, file }) => ({
        kind,
        level: ofKind,
        count: 1,
        filesTotal: 1,
        files: [{ file, count: 1 }],
      })),
  }),
  'problems.list': ({ kind, file, search = '' }) => {
    const found = problems.filter(
      (one) => (!kind || one.kind === kind) && (!file || one.file === file) && one.file.includes(search),
    );
    return { problems: found, total: found.length, byKind: [] };
  },
  'files.locate': ({ file }) => (file.startsWith('/') ? { token: `token of ${file}` } : {}),
  'shell.reveal': () => ({}),
};

async function renderProblems(handlers: FakeHandlers = ledger): Promise<Rendered> {
  const rendered = await renderWorkspace(makeEvents(5), handlers);
  await rendered.user.click(screen.getByRole('tab', { name: 'Problems' }));
  await idle();
  return rendered;
}

const titles = () => screen.queryAllByRole('heading', { level: 3 }).map((heading) => heading.textContent);

test('each kind says what it means; a file shows where in it, why, and the text', async () => {
  await renderProblems();
  const group = screen.getByRole('region', { name: 'Records that are none' });
  expect(group.textContent).toContain('It is not among the events; the rest of the file is.');
  expect(within(group).getByText('record 12')).toBeTruthy();
  expect(within(group).getByText('No eventTime.')).toBeTruthy();
  expect(within(group).getByText('{"a":<b>1}')).toBeTruthy();
  expect(screen.getByText('1,204 files read, 6 skipped')).toBeTruthy();
});

test('remarks unfold; only a file of this machine can be shown in its folder', async () => {
  const { user, bridge } = await renderProblems();
  const remark = screen.getByRole('region', { name: 'Digest files' });
  const line = within(remark).getByRole('button', { name: /d\.json\.gz/ });
  expect(line.getAttribute('aria-expanded')).toBe('false');
  await user.click(line);
  await idle();
  expect(within(remark).getByText('A digest holds no events.')).toBeTruthy();
  expect(within(remark).queryByRole('button', { name: 'Show in folder' })).toBeNull();
  const error = screen.getByRole('region', { name: 'Files that end too early' });
  await user.click(within(error).getByRole('button', { name: 'Show in folder' }));
  expect(bridge.inputsOf('shell.reveal')).toEqual([{ token: 'token of /logs/a.json.gz' }]);
});

test('errors and remarks stand apart; a kind can be chosen and a file be found', async () => {
  const { user } = await renderProblems();
  await user.click(screen.getByRole('button', { name: 'Remarks 1' }));
  await idle();
  expect(titles()).toEqual(['Digest files']);
  await user.click(screen.getByRole('button', { name: 'All 3' }));
  await idle();
  const kinds = screen.getByRole('navigation', { name: 'Kinds of problems' });
  await user.click(within(kinds).getByRole('button', { name: /^Records that are none/ }));
  expect(titles()).toEqual(['Records that are none']);
  await user.click(within(kinds).getByRole('button', { name: /^Records that are none/ }));
  await user.type(screen.getByRole('searchbox', { name: 'Find a file' }), 'a.json');
  await idle();
  expect(titles()).toEqual(['Files that end too early']);
  await user.type(screen.getByRole('searchbox', { name: 'Find a file' }), 'x');
  await idle();
  expect(screen.getByText('No file with problems has this in its name.')).toBeTruthy();
});

test('a problem, those of a kind and all that are shown can be copied as text', async () => {
  const { user, bridge } = await renderProblems();
  const copied = () => bridge.inputsOf('shell.copyText').at(-1);
  const group = screen.getByRole('region', { name: 'Records that are none' });
  await user.click(within(group).getByRole('button', { name: 'Copy' }));
  const one = 'invalid-record: /logs/b.json (record 12)\nNo eventTime.\n{"a":<b>1}';
  expect(copied()).toEqual({ text: one });
  await user.click(screen.getByRole('button', { name: 'Copy all problems of truncated' }));
  await idle();
  expect(copied()).toEqual({ text: 'truncated: /logs/a.json.gz (byte 4,096)\nIt ends too soon.\n' });
  await user.type(screen.getByRole('searchbox', { name: 'Find a file' }), 'b.json');
  await user.click(screen.getByRole('button', { name: 'Copy as text' }));
  await idle();
  expect(copied()).toEqual({ text: `${one}\n` });
});

test('a ledger without entries says what was read', async () => {
  await renderProblems({
    'workspace.current': () => ({
      workspace: makeWorkspace({ counts: { ...emptyCounts, read: 90_000, unique: 90_000, filesRead: 1204 } }),
    }),
  });
  expect(screen.getByText('No problems')).toBeTruthy();
  expect(
    screen.getByText('1,204 files read, nothing skipped: 90,000 records, of which none was rejected.'),
  ).toBeTruthy();
});

test('the footer leads to the problems', async () => {
  const { user } = await renderWorkspace(makeEvents(5), ledger);
  await user.click(within(screen.getByRole('contentinfo')).getByRole('button', { name: '2 problems' }));
  await idle();
  expect(screen.getByRole('tab', { name: 'Problems' }).getAttribute('aria-selected')).toBe('true');
  expect(titles()).toEqual(['Files that end too early', 'Records that are none']);
});

// The questions that the window offers, asked of the sample logs, and what its list of problems finds in them.
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test, vi } from 'vitest';

import { exampleGroups } from '../../renderer/sql/examples.ts';
import { TestCore } from '../builders/testCore.ts';

vi.setConfig({ testTimeout: 60_000, hookTimeout: 60_000 });

let core: TestCore;

beforeAll(async () => {
  core = await TestCore.make();
  expect((await core.open(join(import.meta.dirname, '../../samples'))).phase).toBe('done');
});

afterAll(() => core.remove());

const examples = exampleGroups.flatMap(({ examples: ofGroup }) => ofGroup);

test('there are at least ten, each with a question of its own', () => {
  expect(examples.length).toBeGreaterThanOrEqual(10);
  expect(new Set(examples.map(({ question }) => question)).size).toBe(examples.length);
});

test.each(examples)('$title: has an answer with rows', async ({ text }) => {
  const { rows, columns } = await core.call('sql.run', { text, limit: 1000 });
  expect(rows.length).toBeGreaterThan(0);
  // An answer in which a column never has a value does not answer.
  for (const [index, { name }] of columns.entries()) {
    expect(
      rows.some((row) => row[index] !== null),
      `${name} has a value`,
    ).toBe(true);
  }
});

test('the ledger is searched by the names of files, whatever the case', async () => {
  const groups = async (search: string) =>
    (await core.call('problems.groups', { level: 'all', search, filesPerKind: 10 })).groups;
  expect((await groups('CORRUPT.JSON')).map(({ kind, count }) => [kind, count])).toEqual([['corrupt', 1]]);
  expect(await groups("no'such_%file")).toEqual([]);
  const listed = await core.call('problems.list', { level: 'info', search: 'digest', offset: 0, limit: 10 });
  expect(listed).toMatchObject({ total: 1, problems: [{ kind: 'digest' }] });
});

// The questions that the window offers, asked of the sample logs.
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

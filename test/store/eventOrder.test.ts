// Views that are longer than what is shown at once: the rows behind the first are those of the same order.
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test, vi } from 'vitest';

import { OpenWorkspace } from '../../main/core/openWorkspace.ts';
import { buildRecord, trailFile } from '../builders/records.ts';
import { quietly } from '../builders/testCore.ts';

vi.setConfig({ testTimeout: 60_000, hookTimeout: 60_000 });

const count = 3_500;
const { signal } = new AbortController();
let dir: string;
let workspace: OpenWorkspace;

beforeAll(async () => {
  dir = mkdtempSync(join(tmpdir(), 'firetrail-order-'));
  // Names that sort otherwise than times do.
  const records = Array.from({ length: count }, (_, number) =>
    buildRecord(number, { eventName: `Name${(number * 7919) % count}` }),
  );
  writeFileSync(join(dir, 'trail.json'), trailFile(records));
  workspace = await OpenWorkspace.open(
    { id: 'test', name: 'test', isSample: false },
    quietly(join(dir, 'workspace.duckdb')),
  );
  await workspace.addSources([{ kind: 'local', path: join(dir, 'trail.json') }]);
  await workspace.import({ signal, report: () => undefined, growsStreams: false });
});

afterAll(async () => {
  await workspace.close();
  rmSync(dir, { recursive: true, force: true });
});

async function allOf(column: string, viewId: number, total: number): Promise<readonly unknown[]> {
  const cells: unknown[] = [];
  for (let offset = 0; offset < total; offset += 500) {
    const { rows } = await workspace.views.page({ viewId, offset, limit: 500, columns: [column] }, signal);
    cells.push(...rows.map(([cell]) => cell));
  }
  return cells;
}

test.each([
  ['asc', (a: string, b: string) => (a < b ? -1 : 1)],
  ['desc', (a: string, b: string) => (a < b ? 1 : -1)],
] as const)('every row stands in its order, %s', async (direction, compare) => {
  const query = { filter: '', sort: [{ column: 'eventName', direction }], timeZone: 'UTC' };
  const { viewId, total } = await workspace.views.open(query, signal);
  expect(total).toBe(count);
  const names = (await allOf('eventName', viewId, total)) as readonly string[];
  expect(names).toEqual(names.toSorted(compare));
  expect(new Set(names).size).toBe(count);
});

test('an event is found wherever it stands', async () => {
  const { viewId, total } = await workspace.views.open({ filter: '', sort: [], timeZone: 'UTC' }, signal);
  for (const offset of [0, 999, 1000, total - 1]) {
    const { ids } = await workspace.views.page({ viewId, offset, limit: 1, columns: [] }, signal);
    expect(await workspace.views.position(viewId, ids[0] ?? -1, signal)).toBe(offset);
  }
  expect(await workspace.views.position(viewId, 1_000_000, signal)).toBeUndefined();
});

test('a view that is closed while its order is worked out answers that it is gone', async () => {
  const { viewId } = await workspace.views.open({ filter: '', sort: [], timeZone: 'UTC' }, signal);
  const late = workspace.views.page({ viewId, offset: 3_000, limit: 10, columns: [] }, signal).catch((error) => error);
  workspace.views.close(viewId);
  const after = workspace.views.page({ viewId, offset: 0, limit: 10, columns: [] }, signal);
  await expect(after).rejects.toMatchObject({ code: 'view/gone' });
  // Either the order was known already, or the wait for it was ended.
  const ended = (await late) as { ids?: readonly number[]; code?: string };
  expect(ended.ids?.length === 10 || ended.code === 'cancelled').toBe(true);
});

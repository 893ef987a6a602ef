// A workspace whose index was written in another format is made anew from its logs.
import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { DuckDBInstance } from '@duckdb/node-api';
import { expect, test, vi } from 'vitest';

import { buildRecords, trailFile } from '../builders/records.ts';
import { TestCore } from '../builders/testCore.ts';

vi.setConfig({ testTimeout: 60_000 });

test('an index in another format is made anew', async () => {
  const before = await TestCore.make();
  const logs = before.write('logs/trail.json', trailFile(buildRecords(2)));
  await before.open(join(logs, '..'));
  await before.core.close();
  await changeFormat(join(before.dir, 'user', 'workspaces'));

  const after = await before.restarted();
  const [recent] = (await after.call('workspace.recent', {})).workspaces;
  await after.call('workspace.openRecent', { workspaceId: recent?.id ?? '' });
  await vi.waitFor(async () => {
    const { workspace } = await after.call('workspace.current', {});
    expect(workspace?.counts).toMatchObject({ read: 2, errors: 0 });
  }, 20_000);
  await after.core.close();
});

async function changeFormat(dir: string): Promise<void> {
  const [file = ''] = readdirSync(dir).filter((name) => name.endsWith('.duckdb'));
  const instance = await DuckDBInstance.create(join(dir, file));
  const connection = await instance.connect();
  await connection.run("UPDATE store.meta SET value = '1' WHERE name = 'formatVersion'");
  await connection.run('CHECKPOINT');
  connection.closeSync();
  instance.closeSync();
}

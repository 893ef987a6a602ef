// One import in a process of its own: importRun.ts FOLDER USER_DATA_DIR. Prints how long it took, to the moment the
// workspace is closed and could be opened again, and how many records it read.
import { openCore } from './benchCore.ts';

export type ImportRun = { readonly seconds: number; readonly read: number };

const [folder, userDataDir] = process.argv.slice(2);
if (folder === undefined || userDataDir === undefined) throw new Error('Give a folder of logs and a user-data folder');

const core = await openCore(userDataDir);
const startedMs = performance.now();
await core.importFolder(folder);
const { workspace } = await core.client.call('workspace.current', {});
await core.close();
const run: ImportRun = { seconds: (performance.now() - startedMs) / 1000, read: workspace?.counts.read ?? 0 };
process.stdout.write(JSON.stringify(run));

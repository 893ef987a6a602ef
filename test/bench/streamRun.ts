// One import of a log with many streams, in a process of its own: streamRun.ts FOLDER WORKSPACE_FILE. Prints how long
// after the end of the import the table of streams was complete, and how many streams it had on the way.
import path from 'node:path';

import { OpenWorkspace } from '../../main/core/openWorkspace.ts';
import { createSources } from '../../main/core/sources/registry.ts';
import { hasDueParts } from '../../main/core/store/streamParts.ts';
import { listSummaries } from '../../main/core/streams/openStreams.ts';
import { root } from './processes.ts';

export type StreamRun = {
  readonly importSeconds: number;
  readonly completeSeconds: number;
  readonly streams: number;
  readonly calls: number;
  /** Streams in the list, looked at now and then while the import ran. */
  readonly growth: readonly number[];
  /** The longest that the core answered nobody while streams were worked on, in milliseconds. */
  readonly longestBlockMs: number;
};

const [folder, file] = process.argv.slice(2);
if (folder === undefined || file === undefined) throw new Error('Give a folder of logs and a file for the workspace');

const { signal } = new AbortController();
const onBug = (error: unknown): void => {
  throw error;
};
const localOnly = (): never => {
  throw new Error('There are files of this machine only');
};
const workerFile = path.join(root, 'out/worker/worker.js');
const workspace = await OpenWorkspace.open(
  { id: 'bench', name: 'bench', isSample: false },
  { file, workerFile, sources: createSources(localOnly), onChange: () => undefined, onBug },
);
await workspace.addSources([{ kind: 'local', path: folder }]);
const growth: number[] = [];
const look = setInterval(() => void listSummaries(workspace.database).then(({ length }) => growth.push(length)), 1000);
const startedMs = performance.now();
await workspace.import({ signal, report: () => undefined, growsStreams: true });
clearInterval(look);
const importedMs = performance.now();
const block = watchBlocks();
await workspace.completeStreams(signal);
const completedMs = performance.now();
const longestBlockMs = block.stop();
if (await hasDueParts(workspace.database)) throw new Error('The table of streams is not complete');
const summaries = await listSummaries(workspace.database);
const run: StreamRun = {
  importSeconds: (importedMs - startedMs) / 1000,
  completeSeconds: (completedMs - importedMs) / 1000,
  streams: summaries.length,
  calls: summaries.reduce((sum, { events }) => sum + events, 0),
  growth,
  longestBlockMs,
};
await workspace.close();
process.stdout.write(JSON.stringify(run));

function watchBlocks(): { stop(): number } {
  const everyMs = 5;
  let lastMs = performance.now();
  let longestMs = 0;
  const timer = setInterval(() => {
    const nowMs = performance.now();
    longestMs = Math.max(longestMs, nowMs - lastMs - everyMs);
    lastMs = nowMs;
  }, everyMs);
  return {
    stop: () => {
      clearInterval(timer);
      return longestMs;
    },
  };
}

// The core as the app has it, in a plain Node process, called through its contract.
import path from 'node:path';

import { createCore } from '../../main/core/createCore.ts';
import { createClient, type Client } from '../../shared/ipc/client.ts';
import type { CallInput, Job } from '../../shared/ipc/contract.ts';
import type { RemoteSource } from '../../shared/ipc/sourceSpec.ts';
import { root } from './processes.ts';

export type BenchCore = {
  readonly client: Client;
  /** Opens the folder and imports what is new in it. */
  importFolder(folder: string): Promise<void>;
  /** Opens the workspace of a source beyond this machine and imports it. */
  importRemote(source: RemoteSource): Promise<void>;
  /** Imports what is new in the workspace that is open. */
  refresh(): Promise<void>;
  /** Opens the workspace that was opened last, and waits until it has been compared with the disk. */
  openLatest(): Promise<void>;
  /** Writes events to a file; one that is there is replaced. */
  exportEvents(file: string, what: Omit<CallInput<'export.events'>, 'token'>): Promise<void>;
  close(): Promise<void>;
};

export async function openCore(userDataDir: string): Promise<BenchCore> {
  const core = await createCore({
    userDataDir,
    samplesDir: path.join(root, 'samples'),
    workerFile: path.join(root, 'out/worker/worker.js'),
  });
  const { signal } = new AbortController();
  const client = createClient({
    call: (name, input) => core.call(name, input, signal),
    cancel: () => undefined,
    on: (name, listener) => core.onPushed((pushedName, payload) => pushedName === name && listener(payload)),
  });
  return {
    client,
    importFolder: (folder) => jobDone(client, () => client.call('workspace.open', { tokens: [core.grant(folder)] })),
    importRemote: (source) => jobDone(client, () => client.call('sources.openRemote', { source, where: 'new' })),
    refresh: () => jobDone(client, () => client.call('sources.refresh', {})),
    openLatest: async () => {
      const [latest] = (await client.call('workspace.recent', {})).workspaces;
      if (latest === undefined) throw new Error(`There is no workspace in ${userDataDir}`);
      await jobDone(client, () => client.call('workspace.openRecent', { workspaceId: latest.id }));
    },
    exportEvents: (file, what) =>
      jobDone(client, () => client.call('export.events', { ...what, token: core.grant(file, 'save') })),
    close: () => core.close(),
  };
}

/** Waits until the job that a call starts is done; throws if it ends in any other way. */
async function jobDone(client: Client, start: () => Promise<{ jobId?: number | undefined }>): Promise<void> {
  const ended = new Map<number, Job>();
  let wake: () => void = () => undefined;
  const unsubscribe = client.on('job', (job) => {
    if (job.phase !== 'running') ended.set(job.id, job);
    wake();
  });
  try {
    const { jobId } = await start();
    if (jobId === undefined) return;
    while (!ended.has(jobId)) await new Promise<void>((resolve) => (wake = resolve));
    const job = ended.get(jobId);
    if (job?.phase !== 'done') throw new Error(`${job?.title}: ${job?.phase} ${job?.error?.message ?? ''}`);
  } finally {
    unsubscribe();
  }
}

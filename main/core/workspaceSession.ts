// Which workspace is open, and the long work on it. Opening another one first ends what runs on the former.
import { existsSync } from 'node:fs';
import { resolve } from 'node:path';

import { AppError } from '../../shared/errors.ts';
import type { Job, RecentWorkspace, Workspace } from '../../shared/ipc/contract.ts';
import type { CoreOptions } from './core.ts';
import type { JobRunner } from './jobs.ts';
import { OpenWorkspace, type WorkspaceIdentity } from './openWorkspace.ts';
import { Database } from './store/database.ts';
import { Throttle } from './throttle.ts';
import { sampleWorkspaceId, workspaceIdOf, workspaceNameOf, type WorkspaceList } from './workspaces.ts';

type Parts = {
  readonly options: CoreOptions;
  readonly jobs: JobRunner;
  readonly list: WorkspaceList;
  readonly push: (workspace: Workspace | undefined) => void;
  readonly onBug: (error: unknown) => void;
};

/** The window is told of changes at most this often while an import commits. */
const pushEveryMs = 300;

export class WorkspaceSession {
  private readonly parts: Parts;
  private current: OpenWorkspace | undefined;
  private readonly statePush = new Throttle(pushEveryMs, () => void this.pushNow().catch(this.parts.onBug));
  /** The end of the last change of what is open: such changes follow one another. */
  private lastChange: Promise<unknown> = Promise.resolve();

  constructor(parts: Parts) {
    this.parts = parts;
  }

  /** The open workspace; throws workspace/none. */
  get workspace(): OpenWorkspace {
    if (this.current === undefined) throw new AppError('workspace/none', 'No workspace is open');
    return this.current;
  }

  get ifOpen(): OpenWorkspace | undefined {
    return this.current;
  }

  recent(): RecentWorkspace[] {
    return this.parts.list.all().map((entry) => ({ ...entry }));
  }

  openPaths(given: readonly string[]): Promise<number> {
    return this.inTurn(() => this.openPathsNow(given));
  }

  openSamples(): Promise<number> {
    return this.inTurn(() => this.openSamplesNow());
  }

  /** Opens a workspace as it is and compares it with the disk in the background. */
  openRecent(id: string): Promise<number> {
    return this.inTurn(() => this.openRecentNow(id));
  }

  /** Errors: bad-request for the workspace that is open, workspace/locked for one that another process has open. */
  forget(id: string): Promise<void> {
    return this.inTurn(async () => {
      if (this.current?.identity.id === id)
        throw new AppError('bad-request', 'Close the workspace before it is forgotten');
      await requireUnlocked(this.parts.list.file(id));
      this.parts.list.remove(id);
    });
  }

  addSources(given: readonly string[]): Promise<number> {
    return this.inTurn(async () => {
      const { workspace } = this;
      this.requireNoChange();
      await workspace.addSources(given.map((path) => resolve(path)));
      return this.startImport();
    });
  }

  removeSource(sourceId: number): number {
    const { workspace } = this;
    this.requireNoChange();
    return this.parts.jobs.start('remove', 'Removing a source', async (signal) => {
      await workspace.removeSource(sourceId);
      await this.remember();
      await workspace.completeStreams(signal);
    });
  }

  startImport(): number {
    const { workspace } = this;
    this.requireNoChange();
    // What it looks for, the import finds.
    for (const job of this.running('check')) this.parts.jobs.cancel(job.id);
    return this.parts.jobs.start('import', `Importing ${workspace.identity.name}`, async (signal, report) => {
      try {
        await workspace.import({ signal, report, growsStreams: true });
      } finally {
        await this.remember();
        this.statePush.soon();
        // Also after an import that was cancelled: what it has read is there.
        await workspace.completeStreams(signal);
      }
    });
  }

  close(): Promise<void> {
    return this.inTurn(() => this.closeNow());
  }

  private async openPathsNow(given: readonly string[]): Promise<number> {
    const paths = [...new Set(given.map((path) => resolve(path)))];
    for (const path of paths) requireExisting(path);
    const identity = { id: workspaceIdOf(paths), name: workspaceNameOf(paths), isSample: false };
    await this.open(identity, paths);
    await this.workspace.addSources(paths);
    return this.startImport();
  }

  private async openSamplesNow(): Promise<number> {
    const { samplesDir } = this.parts.options;
    await this.open({ id: sampleWorkspaceId, name: 'Sample logs', isSample: true }, [samplesDir]);
    for (const source of await this.workspace.sources()) {
      // The samples of another installed version.
      if (source.path !== samplesDir) await this.workspace.removeSource(source.id);
    }
    await this.workspace.addSources([samplesDir]);
    return this.startImport();
  }

  private async openRecentNow(id: string): Promise<number> {
    const entry = this.parts.list.find(id);
    if (entry === undefined) throw new AppError('workspace/unreadable', 'That workspace is no longer in the list');
    if (id === sampleWorkspaceId) return this.openSamplesNow();
    await this.open({ id, name: entry.name, isSample: false }, entry.paths);
    if ((await this.workspace.sources()).length === 0) {
      await this.workspace.addSources(entry.paths.filter((path) => existsSync(path)));
      return this.startImport();
    }
    const { workspace } = this;
    return this.parts.jobs.start('check', 'Looking for changed files', async (signal, report) => {
      // Where an import was cut off, streams may lack what was read last.
      await workspace.completeStreams(signal);
      await workspace.check(signal, report);
    });
  }

  private async closeNow(): Promise<void> {
    await this.parts.jobs.cancelAll();
    this.statePush.stop();
    const workspace = this.current;
    this.current = undefined;
    await workspace?.close();
    this.parts.push(undefined);
  }

  /** An index in a former version's format is made anew: the logs are the truth. */
  private async openOrRemake(identity: WorkspaceIdentity): Promise<OpenWorkspace> {
    const { list, onBug } = this.parts;
    const options = {
      file: list.file(identity.id),
      workerFile: this.parts.options.workerFile,
      onChange: () => this.statePush.soon(),
      onBug,
    };
    try {
      return await OpenWorkspace.open(identity, options);
    } catch (error) {
      if (!(error instanceof AppError) || error.code !== 'workspace/outdated') throw error;
      list.removeFiles(identity.id);
      return OpenWorkspace.open(identity, options);
    }
  }

  private async open(identity: WorkspaceIdentity, paths: readonly string[]): Promise<void> {
    if (this.current?.identity.id === identity.id) {
      await this.parts.jobs.cancelAll();
      return;
    }
    // First, so that a workspace that cannot be opened leaves the one before it in place.
    const opened = await this.openOrRemake(identity);
    await this.closeNow();
    this.current = opened;
    const events = this.parts.list.find(identity.id)?.events ?? 0;
    this.parts.list.put({
      id: identity.id,
      name: identity.name,
      paths: [...paths],
      events,
      openedAt: new Date().toISOString(),
    });
    this.parts.push(await opened.state());
  }

  private inTurn<Value>(run: () => Promise<Value>): Promise<Value> {
    const change = this.lastChange.then(run);
    this.lastChange = change.catch(() => undefined);
    return change;
  }

  private running(kind: Job['kind']): readonly Job[] {
    return this.parts.jobs.list().filter((job) => job.kind === kind && job.phase === 'running');
  }

  /** Throws bad-request while an import or a removal runs: each works on what it found at its beginning. */
  private requireNoChange(): void {
    if (this.running('import').length > 0) {
      throw new AppError('bad-request', 'An import is running: wait for its end or cancel it first');
    }
    if (this.running('remove').length > 0)
      throw new AppError('bad-request', 'A source is being removed: wait for its end');
  }

  /** Brings the list up to date with what the open workspace holds. */
  private async remember(): Promise<void> {
    const workspace = this.current;
    const entry = workspace === undefined ? undefined : this.parts.list.find(workspace.identity.id);
    if (workspace === undefined || entry === undefined) return;
    const state = await workspace.state();
    this.parts.list.put({ ...entry, paths: state.sources.map((source) => source.path), events: state.counts.unique });
  }

  private async pushNow(): Promise<void> {
    const workspace = this.current;
    if (workspace === undefined) return;
    // Closed in the meantime: then there is nothing to tell of it.
    const state = await workspace.state().catch((error: unknown) => {
      if (this.current === workspace) throw error;
      return undefined;
    });
    if (state !== undefined && this.current === workspace) this.parts.push(state);
  }
}

function requireExisting(path: string): void {
  if (!existsSync(path)) throw new AppError('path/not-found', `${path} does not exist. Check the path.`);
}

/** A workspace that another process has open is not to be deleted under it; one that is damaged may be. */
async function requireUnlocked(file: string): Promise<void> {
  if (!existsSync(file)) return;
  try {
    await (await Database.open(file)).close();
  } catch (error) {
    if (error instanceof AppError && error.code === 'workspace/locked') throw error;
  }
}

// Which workspace is open, and the long work on it. Opening another one first ends what runs on the former.
import { existsSync } from 'node:fs';
import { resolve } from 'node:path';

import { AppError } from '../../shared/errors.ts';
import type { RecentWorkspace, Workspace } from '../../shared/ipc/contract.ts';
import type { RemoteSource, SourceSpec } from '../../shared/ipc/sourceSpec.ts';
import type { CoreOptions } from './core.ts';
import type { JobRunner } from './jobs.ts';
import type { OpenWorkspace, WorkspaceIdentity } from './openWorkspace.ts';
import { Following } from './following.ts';
import type { Remote } from './remote.ts';
import type { Sources } from './sources/registry.ts';
import { localSpec } from './sources/localFiles.ts';
import { Throttle } from './throttle.ts';
import { Turns } from './turns.ts';
import { WorkspaceJobs } from './workspaceJobs.ts';
import { openOrRemake, requireExisting, requireUnlocked } from './workspaceFiles.ts';
import { sampleWorkspaceId, workspaceIdOf, workspaceNameOf, type WorkspaceList } from './workspaces.ts';

type Parts = {
  readonly options: CoreOptions;
  readonly jobs: JobRunner;
  readonly list: WorkspaceList;
  readonly sources: Sources;
  readonly remote: Remote;
  readonly push: (workspace: Workspace | undefined) => void;
  readonly onBug: (error: unknown) => void;
};

/** The window is told of changes at most this often while an import commits. */
const pushEveryMs = 300;

export class WorkspaceSession {
  private readonly parts: Parts;
  private current: OpenWorkspace | undefined;
  private readonly statePush = new Throttle(pushEveryMs, () => void this.pushNow().catch(this.parts.onBug));
  /** Changes of what is open follow one another. */
  private readonly turns = new Turns();

  readonly work: WorkspaceJobs;
  private readonly following: Following;

  constructor(parts: Parts) {
    this.parts = parts;
    const onChanged = async (): Promise<void> => {
      await this.remember();
      this.statePush.soon();
    };
    const onRemoved = (): Promise<void> => this.following.whileStopped(() => Promise.resolve());
    this.work = new WorkspaceJobs({ jobs: parts.jobs, workspace: () => this.workspace, onChanged, onRemoved });
    this.following = new Following({ ...parts, work: this.work, onChange: () => this.statePush.soon() });
  }

  /** The open workspace; throws workspace/none. */
  get workspace(): OpenWorkspace {
    if (this.current === undefined) throw new AppError('workspace/none', 'No workspace is open');
    return this.current;
  }

  get ifOpen(): OpenWorkspace | undefined {
    return this.current;
  }

  /** The open workspace as it is shown. */
  async state(): Promise<Workspace | undefined> {
    return this.current === undefined ? undefined : this.stateOf(this.current);
  }

  recent(): RecentWorkspace[] {
    return this.parts.list.all().map(({ sources: _specs, ...entry }) => entry);
  }

  openPaths(given: readonly string[]): Promise<number> {
    return this.turns.take(async () => {
      const paths = [...new Set(given.map((path) => resolve(path)))];
      for (const path of paths) requireExisting(path);
      await this.openSpecs(paths.map(localSpec), paths);
      return this.work.startImport();
    });
  }

  openSamples(): Promise<number> {
    return this.turns.take(() => this.openSamplesNow());
  }

  /** Opens a workspace as it is and compares it with the disk in the background. */
  openRecent(id: string): Promise<number> {
    return this.turns.take(() => this.openRecentNow(id));
  }

  /** Errors: bad-request for the workspace that is open, workspace/locked for one that another process has open. */
  forget(id: string): Promise<void> {
    return this.turns.take(async () => {
      if (this.current?.identity.id === id)
        throw new AppError('bad-request', 'Close the workspace before it is forgotten');
      await requireUnlocked(this.parts.list.file(id));
      this.parts.list.remove(id);
    });
  }

  addSources(given: readonly string[]): Promise<number> {
    return this.changing(() => this.workspace.addSources(given.map((path) => localSpec(resolve(path)))));
  }

  /** Opens the workspace of a source beyond this machine, or adds it to the one that is open. */
  openRemote(source: RemoteSource, where: 'new' | 'add'): Promise<number> {
    if (where === 'add') return this.changing(() => this.workspace.addSources([source]));
    return this.turns.take(async () => {
      await this.openSpecs([source], [this.parts.sources.find(source.kind).nameOf(source)]);
      return this.work.startImport();
    });
  }

  changeSource(sourceId: number, source: RemoteSource): Promise<number> {
    return this.changing(() => this.workspace.changeSource(sourceId, source));
  }

  /** Reads what is new in every source. */
  refresh(): Promise<number> {
    return this.changing(() => Promise.resolve());
  }

  /** Changes the sources, then imports them. An import of what following has found gives way. */
  private changing(change: () => Promise<void>): Promise<number> {
    return this.turns.take(() =>
      this.following.whileStopped(async () => {
        this.work.requireNoChange();
        await change();
        return this.work.startImport();
      }),
    );
  }

  /** Fetches what is new in sources beyond this machine, again and again, or no longer. */
  follow(isOn: boolean): Promise<void> {
    return this.turns.take(async () => {
      await (isOn ? this.following.start(this.workspace) : this.following.stop());
      this.statePush.soon();
    });
  }

  close(): Promise<void> {
    return this.turns.take(() => this.closeNow());
  }

  private async openSpecs(specs: readonly SourceSpec[], names: readonly string[]): Promise<void> {
    const identity = { id: workspaceIdOf(specs), name: workspaceNameOf(names), isSample: false };
    await this.open(identity, names, specs);
    await this.workspace.addSources(specs);
  }

  private async openSamplesNow(): Promise<number> {
    const { samplesDir } = this.parts.options;
    const identity = { id: sampleWorkspaceId, name: 'Sample logs', isSample: true };
    await this.open(identity, [samplesDir], [localSpec(samplesDir)]);
    for (const source of await this.workspace.sources()) {
      // The samples of another installed version.
      if (source.path !== samplesDir) await this.workspace.removeSource(source.id);
    }
    await this.workspace.addSources([localSpec(samplesDir)]);
    return this.work.startImport();
  }

  private async openRecentNow(id: string): Promise<number> {
    const entry = this.parts.list.find(id);
    if (entry === undefined) throw new AppError('workspace/unreadable', 'That workspace is no longer in the list');
    if (id === sampleWorkspaceId) return this.openSamplesNow();
    const specs = entry.sources ?? entry.paths.map(localSpec);
    await this.open({ id, name: entry.name, isSample: false }, entry.paths, specs);
    if ((await this.workspace.specs()).length === 0) {
      await this.workspace.addSources(specs.filter((spec) => spec.kind !== 'local' || existsSync(spec.path)));
      return this.work.startImport();
    }
    return this.work.startCheck();
  }

  private async closeNow(): Promise<void> {
    // A follower waits for the end of its import, which is cancelled here.
    const stopping = this.following.stop();
    await this.parts.jobs.cancelAll();
    await stopping;
    // The removal of a source may have begun it anew.
    await this.following.stop();
    this.statePush.stop();
    const workspace = this.current;
    this.current = undefined;
    await workspace?.close();
    this.parts.push(undefined);
  }

  private async open(
    identity: WorkspaceIdentity,
    paths: readonly string[],
    specs: readonly SourceSpec[],
  ): Promise<void> {
    if (this.current?.identity.id === identity.id) {
      await this.parts.jobs.cancelAll();
      return;
    }
    // First, so that a workspace that cannot be opened leaves the one before it in place.
    const opened = await openOrRemake(identity, this.parts.list, {
      workerFile: this.parts.options.workerFile,
      sources: this.parts.sources,
      onChange: () => this.statePush.soon(),
      onBug: this.parts.onBug,
    });
    await this.closeNow();
    this.current = opened;
    const events = this.parts.list.find(identity.id)?.events ?? 0;
    this.parts.list.put({
      id: identity.id,
      name: identity.name,
      paths: [...paths],
      sources: [...specs],
      events,
      openedAt: new Date().toISOString(),
    });
    this.parts.push(await this.stateOf(opened));
  }

  private async stateOf(workspace: OpenWorkspace): Promise<Workspace> {
    const follow = await this.following.state(workspace);
    return { ...(await workspace.state()), ...(follow === undefined ? {} : { follow }) };
  }

  /** Brings the list up to date with what the open workspace holds. */
  private async remember(): Promise<void> {
    const workspace = this.current;
    const entry = workspace === undefined ? undefined : this.parts.list.find(workspace.identity.id);
    if (workspace === undefined || entry === undefined) return;
    const state = await workspace.state();
    const paths = state.sources.map((source) => source.path);
    const sources = [...(await workspace.specs())];
    this.parts.list.put({ ...entry, paths, sources, events: state.counts.unique });
  }

  private async pushNow(): Promise<void> {
    const workspace = this.current;
    if (workspace === undefined) return;
    // Closed in the meantime: then there is nothing to tell of it.
    const state = await this.stateOf(workspace).catch((error: unknown) => {
      if (this.current === workspace) throw error;
      return undefined;
    });
    if (state !== undefined && this.current === workspace) this.parts.push(state);
  }
}

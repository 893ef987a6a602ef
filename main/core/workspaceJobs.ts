// Long work on the workspace that is open. What changes the workspace goes on one at a time: each works on what it
// found at its beginning.
import { AppError } from '../../shared/errors.ts';
import type { Job } from '../../shared/ipc/contract.ts';
import type { JobRunner } from './jobs.ts';
import type { ImportSelection, OpenWorkspace } from './openWorkspace.ts';

type Parts = {
  readonly jobs: JobRunner;
  /** The open workspace; throws workspace/none. */
  readonly workspace: () => OpenWorkspace;
  /** Called when work has changed what the workspace holds, or was ended while it did. */
  readonly onChanged: () => Promise<void>;
  /** Called when there is one source less. */
  readonly onRemoved: () => Promise<void>;
};

export class WorkspaceJobs {
  private readonly parts: Parts;

  constructor(parts: Parts) {
    this.parts = parts;
  }

  /** Whether something runs that changes what the workspace holds. */
  get isChanging(): boolean {
    return this.running('import', 'follow', 'remove').length > 0;
  }

  /** Throws bad-request while an import or a removal runs. */
  requireNoChange(): void {
    if (this.running('import', 'follow').length > 0)
      throw new AppError('bad-request', 'An import is running: wait for its end or cancel it first');
    if (this.running('remove').length > 0)
      throw new AppError('bad-request', 'A source is being removed: wait for its end');
  }

  startImport(): number {
    this.requireNoChange();
    // What it looks for, the import finds.
    for (const job of this.running('check')) this.parts.jobs.cancel(job.id);
    return this.startReading('import', `Importing ${this.parts.workspace().identity.name}`);
  }

  /** An import of what following has found. */
  startFollowing(only: ImportSelection): number {
    this.requireNoChange();
    return this.startReading('follow', 'Looking for new logs', only);
  }

  startRemoval(sourceId: number): number {
    const workspace = this.parts.workspace();
    this.requireNoChange();
    return this.parts.jobs.start('remove', 'Removing a source', async (signal) => {
      await workspace.removeSource(sourceId);
      await this.parts.onChanged();
      await this.parts.onRemoved();
      await workspace.completeStreams(signal);
    });
  }

  /** Compares a workspace that was opened as it is with the disk. */
  startCheck(): number {
    const workspace = this.parts.workspace();
    return this.parts.jobs.start('check', 'Looking for changed files', async (signal, report) => {
      // Where an import was cut off, streams may lack what was read last.
      await workspace.completeStreams(signal);
      await workspace.check(signal, report);
    });
  }

  private startReading(kind: 'import' | 'follow', title: string, only?: ImportSelection): number {
    const workspace = this.parts.workspace();
    return this.parts.jobs.start(kind, title, async (signal, report, gate) => {
      try {
        await workspace.import({ signal, report, gate, growsStreams: true, ...(only === undefined ? {} : { only }) });
      } finally {
        await this.parts.onChanged();
        // Also after an import that was cancelled: what it has read is there.
        await workspace.completeStreams(signal);
      }
    });
  }

  private running(...kinds: readonly Job['kind'][]): readonly Job[] {
    return this.parts.jobs.list().filter((job) => kinds.includes(job.kind) && job.phase === 'running');
  }
}

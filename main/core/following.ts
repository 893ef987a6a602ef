// Whether the open workspace is followed, and how: puts a follower together with what it needs.
import type { Follow } from '../../shared/ipc/contract.ts';
import { workspacePath } from '../../shared/aws/objectPath.ts';
import type { S3Source } from '../../shared/ipc/sourceSpec.ts';
import { openQueue } from './aws/queue.ts';
import { Follower, type FollowParts } from './follower.ts';
import type { JobRunner } from './jobs.ts';
import type { OpenWorkspace } from './openWorkspace.ts';
import type { Remote } from './remote.ts';
import { notifiedEntries } from './sources/s3Trail.ts';
import type { Sources } from './sources/registry.ts';
import type { WorkspaceJobs } from './workspaceJobs.ts';

type Parts = {
  readonly remote: Remote;
  readonly sources: Sources;
  readonly jobs: JobRunner;
  readonly work: WorkspaceJobs;
  readonly onChange: () => void;
};

export class Following {
  private readonly parts: Parts;
  private follower: Follower | undefined;
  private followed: OpenWorkspace | undefined;

  constructor(parts: Parts) {
    this.parts = parts;
  }

  async start(workspace: OpenWorkspace): Promise<void> {
    await this.stop();
    this.follower = new Follower(this.followParts(workspace));
    this.followed = workspace;
    await this.follower.start();
  }

  async stop(): Promise<void> {
    const { follower } = this;
    this.follower = undefined;
    this.followed = undefined;
    await follower?.stop();
  }

  /** Followed anew once `change` has ended: a follower keeps to the sources that it began with. */
  async whileStopped<Value>(change: () => Promise<Value>): Promise<Value> {
    const { followed } = this;
    await this.stop();
    try {
      return await change();
    } finally {
      const hasRemote = followed !== undefined && (await followed.remoteSources()).length > 0;
      if (hasRemote) await this.start(followed);
    }
  }

  /** Nothing where all of the workspace's sources are on this machine. */
  async state(workspace: OpenWorkspace): Promise<Follow | undefined> {
    if (this.follower !== undefined) return this.follower.state;
    const remote = await workspace.remoteSources();
    if (remote.length === 0) return undefined;
    const hasQueues = remote.every(({ spec }) => spec.kind === 's3' && spec.queueUrl !== undefined);
    return { isOn: false, by: hasQueues ? 'queue' : 'timer', everySeconds: Follower.everySeconds };
  }

  private followParts(workspace: OpenWorkspace): FollowParts {
    const { remote, sources, jobs, work, onChange } = this.parts;
    const pathOf = ({ endpoint }: S3Source, object: { readonly bucket: string; readonly key: string }): string =>
      workspacePath({ ...object, endpoint });
    return {
      remoteSources: () => workspace.remoteSources(),
      isChanging: () => work.isChanging,
      runImport: async (only, signal) => {
        const jobId = work.startFollowing(only);
        const cancel = (): void => jobs.cancel(jobId);
        signal.addEventListener('abort', cancel, { once: true });
        const job = await jobs.ended(jobId);
        signal.removeEventListener('abort', cancel);
        if (job?.error !== undefined) throw new Error(job.error.message);
      },
      walk: ({ spec }, context) => sources.find(spec.kind).walk(spec, context),
      openQueue: (spec) => openQueue({ access: remote.access, spec }),
      notifiedEntries: (spec, objects, context) => notifiedEntries(remote, spec, objects, context),
      isWanted: (spec, object) => sources.find('s3').covers(spec, pathOf(spec, object)),
      areRead: (spec, objects, met) => {
        const paths = new Set(objects.map((object) => pathOf(spec, object)));
        return workspace.holds([...paths].map((path) => ({ path, version: met.get(path) })));
      },
      onChange,
    };
  }
}

// What the core has told the window: the workspace, the jobs, how the core itself is doing. Nothing here is chosen by
// the reader (that is view.ts).
import { createStore, type StoreApi } from 'zustand/vanilla';

import type { Job, Pushed, Settings, Workspace } from '../../shared/ipc/contract.ts';
import { AppError, isCancelled } from '../../shared/errors.ts';

export type Session = {
  /** False until the first answer: the window then shows neither the start screen nor an empty workspace. */
  readonly isReady: boolean;
  readonly workspace: Workspace | undefined;
  /** Stays when the workspace is closed, or gone with its core for a moment. */
  readonly lastWorkspaceId: string | undefined;
  readonly jobs: readonly Job[];
  readonly core: Pushed<'core'>;
  /** Grows when the core was started again: what was asked of the old one is asked anew. */
  readonly generation: number;
  /** Set while a restart of the core is worth mentioning. */
  readonly restartMessage: string | undefined;
  readonly dropped: Pushed<'dropped'> | undefined;
  readonly failure: AppError | undefined;
  /** What the grid of events lists: what is counted beside it is counted anew when that changes. */
  readonly listed: { readonly workspaceId: string; readonly revision: number } | undefined;
  /** Why the view of the events could not be opened. */
  readonly viewError: AppError | undefined;
  readonly theme: Settings['theme'];
};

export type SessionStore = StoreApi<Session>;

export function createSessionStore(): SessionStore {
  return createStore<Session>(() => ({
    isReady: false,
    workspace: undefined,
    lastWorkspaceId: undefined,
    jobs: [],
    core: { phase: 'running' },
    generation: 0,
    restartMessage: undefined,
    dropped: undefined,
    failure: undefined,
    listed: undefined,
    viewError: undefined,
    theme: 'system',
  }));
}

/** The jobs with this one put in its place; the newest last, and no more than are worth keeping. */
export function withJob(jobs: readonly Job[], job: Job): readonly Job[] {
  return [...jobs.filter((other) => other.id !== job.id), job].toSorted((a, b) => a.id - b.id).slice(-20);
}

/**
 * The job to show: the newest that runs, else the newest of all; of those that look for news, those that found any.
 * Exports are shown beside it.
 */
export function currentJob(jobs: readonly Job[]): Job | undefined {
  const told = jobs.filter((job) => job.kind !== 'export' && (job.kind !== 'follow' || bringsNews(job)));
  return told.findLast((job) => job.phase === 'running') ?? told.at(-1);
}

/** A look that finds nothing every minute is not worth a line every minute. */
function bringsNews({ phase, counts }: Job): boolean {
  if (phase === 'running') return (counts.fetch?.objectsTotal ?? 0) > 0 || counts.filesTotal > 0;
  return phase === 'failed' || (phase === 'done' && counts.filesDone > 0);
}

/** Whether the workspace is being changed: an export only reads it. */
export function isWorking(jobs: readonly Job[]): boolean {
  return jobs.some((job) => job.phase === 'running' && job.kind !== 'export');
}

export function toAppError(error: unknown): AppError {
  if (error instanceof AppError) return error;
  return new AppError('internal', error instanceof Error ? error.message : String(error), { cause: error });
}

/** Keeps a failure for the reader to see, unless it is only that something was cancelled. */
export function recordFailure(session: SessionStore, error: unknown): void {
  if (!isCancelled(error)) session.setState({ failure: toAppError(error) });
}

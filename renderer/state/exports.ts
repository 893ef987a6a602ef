// The exports that this window began: what they are called, how they go, and, once written, what shows them in the
// system's file manager. They stay until the reader has seen them.
import { createStore, type StoreApi } from 'zustand/vanilla';

import { AppError, type ErrorCode } from '../../shared/errors.ts';
import type { CallInput, Job } from '../../shared/ipc/contract.ts';
import type { AppState } from './appState.ts';
import { recordFailure } from './session.ts';

export type ExportFormat = CallInput<'export.events'>['format'];

export type Export = {
  readonly jobId: number;
  /** The core that does it: another one counts its jobs anew. */
  readonly generation: number;
  readonly fileName: string;
  readonly what: WhatToExport;
  /** Stands for the file. */
  readonly token: string;
  /** Absent until something was heard of it. */
  readonly job: Job | undefined;
  readonly error: AppError | undefined;
};

export type ExportStore = StoreApi<{ readonly exports: readonly Export[] }>;

export function createExportStore(): ExportStore {
  return createStore(() => ({ exports: [] as readonly Export[] }));
}

type WhatToExport =
  | Omit<CallInput<'export.events'>, 'token'>
  | (Omit<CallInput<'export.sql'>, 'token'> & { readonly query?: never });

/** Asks where to write, and begins; false where the reader thought better of it or it could not begin. */
export async function startExport(state: AppState, what: WhatToExport, suggestedName: string): Promise<boolean> {
  try {
    const { token, fileName } = await state.client.call('shell.chooseSave', { fileName: suggestedName });
    if (token === undefined) return false;
    const { jobId } = await begin(state, what, token);
    const { generation } = state.session.getState();
    const begun: Export = {
      jobId,
      generation,
      fileName: fileName ?? suggestedName,
      what,
      token,
      job: undefined,
      error: undefined,
    };
    state.exports.setState(({ exports }) => ({ exports: [...exports, begun] }));
    followExport(state, begun);
    return true;
  } catch (error) {
    recordFailure(state.session, error);
    return false;
  }
}

function begin({ client }: AppState, what: WhatToExport, token: string): Promise<{ readonly jobId: number }> {
  if (what.query === undefined) return client.call('export.sql', { ...what, token });
  return client.call('export.events', { ...what, token });
}

/** Keeps what is heard of the job, until its end. It may have ended before its number was known. */
function followExport(state: AppState, begun: Export): void {
  const isHeard = (job: Job) => job.id === begun.jobId && job.kind === 'export';
  const take = (): boolean => {
    const { jobs, generation } = state.session.getState();
    if (generation !== begun.generation) {
      change(state, begun, { error: new AppError('core/stopped', 'The reading process stopped while it was written') });
      return true;
    }
    const job = jobs.find(isHeard);
    if (!job) return false;
    change(state, begun, { job, ...(job.phase === 'failed' && { error: errorOf(job) }) });
    return job.phase !== 'running';
  };
  if (take()) return;
  const end = state.session.subscribe(() => {
    if (take()) end();
  });
}

function errorOf({ error }: Job): AppError {
  return new AppError((error?.code ?? 'internal') as ErrorCode, error?.message ?? 'It was not written');
}

function change({ exports }: AppState, begun: Export, known: Partial<Export>): void {
  exports.setState((state) => ({
    exports: state.exports.map((one) => (isSame(one, begun) ? { ...one, ...known } : one)),
  }));
}

/** What is counted in the file. */
export function nounOf({ what }: Export): 'event' | 'row' {
  return what.query === undefined ? 'row' : 'event';
}

/** Begins again what could not be written; where to is asked anew. */
export async function repeatExport(state: AppState, failed: Export): Promise<void> {
  if (await startExport(state, failed.what, failed.fileName)) dismissExport(state, failed);
}

export function dismissExport({ exports }: AppState, seen: Export): void {
  exports.setState((state) => ({ exports: state.exports.filter((one) => !isSame(one, seen)) }));
}

function isSame(a: Export, b: Export): boolean {
  return a.jobId === b.jobId && a.generation === b.generation;
}

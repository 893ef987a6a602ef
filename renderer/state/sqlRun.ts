// The question in SQL that runs or ran last, and its answer: they are there again when the reader comes back to them.
import { createStore, type StoreApi } from 'zustand/vanilla';

import { isCancelled, type AppError } from '../../shared/errors.ts';
import type { CallOutput } from '../../shared/ipc/contract.ts';
import type { AppState } from './appState.ts';
import { toAppError } from './session.ts';

export type QueryResult = CallOutput<'sql.run'>;

/** What was asked: the editor's text or a part of it. */
export type AskedSql = {
  readonly text: string;
  /** Where the text begins in the editor's. */
  readonly offset: number;
};

export type SqlRun = {
  readonly phase: 'rest' | 'running' | 'cancelled' | 'done' | 'failed';
  readonly asked: AskedSql | undefined;
  readonly startedAt: number;
  readonly error: AppError | undefined;
  /** The last answer; it stays while another question runs or fails. */
  readonly answer: { readonly sql: string; readonly result: QueryResult; readonly revision: number } | undefined;
  readonly workspaceId: string | undefined;
  readonly controller: AbortController | undefined;
};

export type SqlRunStore = StoreApi<SqlRun>;

/** An answer has at most this many rows; an export has all. */
export const rowLimit = 10_000;

const atRest: SqlRun = {
  phase: 'rest',
  asked: undefined,
  startedAt: 0,
  error: undefined,
  answer: undefined,
  workspaceId: undefined,
  controller: undefined,
};

export function createSqlRunStore(): SqlRunStore {
  return createStore<SqlRun>(() => atRest);
}

/** One question at a time: a new one cancels the one before. */
export async function startSql({ client, session, sqlRun }: AppState, asked: AskedSql): Promise<void> {
  const before = sqlRun.getState();
  before.controller?.abort();
  const controller = new AbortController();
  const { workspace } = session.getState();
  const answer = before.workspaceId === workspace?.id ? before.answer : undefined;
  sqlRun.setState({
    ...atRest,
    phase: 'running',
    asked,
    startedAt: Date.now(),
    answer,
    workspaceId: workspace?.id,
    controller,
  });
  // What a cancelled question still answers is not this reader's any more.
  const finish = (end: Partial<SqlRun>) => {
    if (sqlRun.getState().controller === controller) sqlRun.setState({ ...end, controller: undefined });
  };
  try {
    const result = await client.call('sql.run', { text: asked.text, limit: rowLimit }, controller.signal);
    finish({ phase: 'done', answer: { sql: asked.text, result, revision: workspace?.revision ?? 0 } });
  } catch (error) {
    finish(isCancelled(error) ? { phase: 'cancelled' } : { phase: 'failed', error: toAppError(error) });
  }
}

export function cancelSql({ sqlRun }: AppState): void {
  sqlRun.getState().controller?.abort();
}

/** What ran in a workspace that is not open any more is of no concern. */
export function sqlRunOf(run: SqlRun, workspaceId: string | undefined): SqlRun {
  return run.workspaceId === workspaceId ? run : atRest;
}

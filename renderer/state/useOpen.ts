import { useMemo } from 'react';

import type { RemoteSource } from '../../shared/ipc/sourceSpec.ts';
import type { AppState } from './appState.ts';
import { useAppState } from './AppStateProvider.tsx';
import { refreshSession } from './connect.ts';
import { recordFailure } from './session.ts';
import { useRun, type Run } from './useRun.ts';

export type Open = {
  folder(): Promise<void>;
  files(): Promise<void>;
  addFolder(): Promise<void>;
  addFiles(): Promise<void>;
  samples(): Promise<void>;
  recent(workspaceId: string): Promise<void>;
  tokens(tokens: readonly string[]): Promise<void>;
  addTokens(tokens: readonly string[]): Promise<void>;
  removeSource(sourceId: number): Promise<void>;
  /** A source beyond this machine, as a workspace of its own or beside the others. */
  remote(source: RemoteSource, where: 'new' | 'add'): Promise<void>;
  changeRemote(sourceId: number, source: RemoteSource): Promise<void>;
  close(): Promise<void>;
  refresh(): Promise<void>;
};

/** The ways to open, extend and leave a workspace. */
export function useOpen(): Open {
  const state = useAppState();
  const run = useRun();
  return useMemo(() => createOpen(state, run), [state, run]);
}

function createOpen(state: AppState, run: Run): Open {
  const afterwards = async () => {
    try {
      await refreshSession(state);
    } catch (error) {
      recordFailure(state.session, error);
    }
  };
  const begin = async (start: () => Promise<unknown>) => {
    state.session.setState({ failure: undefined, restartMessage: undefined, dropped: undefined });
    await start();
    await afterwards();
  };
  const openTokens = (tokens: readonly string[]) => begin(() => run('workspace.open', { tokens: [...tokens] }));
  const addTokens = (tokens: readonly string[]) => begin(() => run('sources.add', { tokens: [...tokens] }));
  const choose = async (dialog: 'shell.chooseFolder' | 'shell.chooseFiles', take: typeof openTokens) => {
    const chosen = await run(dialog, {});
    if (chosen && chosen.tokens.length > 0) await take(chosen.tokens);
  };
  return {
    folder: () => choose('shell.chooseFolder', openTokens),
    files: () => choose('shell.chooseFiles', openTokens),
    addFolder: () => choose('shell.chooseFolder', addTokens),
    addFiles: () => choose('shell.chooseFiles', addTokens),
    samples: () => begin(() => run('workspace.openSamples', {})),
    recent: (workspaceId) => begin(() => run('workspace.openRecent', { workspaceId })),
    tokens: openTokens,
    addTokens,
    removeSource: (sourceId) => begin(() => run('sources.remove', { sourceId })),
    remote: (source, where) => begin(() => run('sources.openRemote', { source, where })),
    changeRemote: (sourceId, source) => begin(() => run('sources.change', { sourceId, source })),
    close: () => begin(() => run('workspace.close', {})),
    refresh: () => begin(() => run('sources.refresh', {})),
  };
}

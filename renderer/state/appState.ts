// The window's state, made once per window (and once per test).
import { QueryClient } from '@tanstack/react-query';

import type { Client } from '../../shared/ipc/client.ts';
import { countCalls, createActivity, type Activity } from './activity.ts';
import { createAwsStore, type AwsStore } from './aws.ts';
import { createExportStore, type ExportStore } from './exports.ts';
import { createKeptStore, type KeptStore } from './kept.ts';
import { createSessionStore, type SessionStore } from './session.ts';
import { createSqlRunStore, type SqlRunStore } from './sqlRun.ts';
import { createViewStore, type ViewState, type ViewStore } from './view.ts';
import { createViewHistory, type ViewHistory } from './viewHistory.ts';

export type AppState = {
  readonly client: Client;
  readonly view: ViewStore;
  readonly session: SessionStore;
  readonly aws: AwsStore;
  readonly kept: KeptStore;
  readonly history: ViewHistory;
  readonly exports: ExportStore;
  readonly sqlRun: SqlRunStore;
  readonly activity: Activity;
  readonly queries: QueryClient;
};

export function createAppState(client: Client, initialView: Partial<ViewState> = {}): AppState {
  const activity = createActivity();
  const view = createViewStore(initialView);
  return {
    client: countCalls(client, activity),
    view,
    session: createSessionStore(),
    aws: createAwsStore(),
    kept: createKeptStore(),
    history: createViewHistory(view),
    exports: createExportStore(),
    sqlRun: createSqlRunStore(),
    activity,
    queries: new QueryClient({ defaultOptions: { queries: { retry: false, refetchOnWindowFocus: false } } }),
  };
}

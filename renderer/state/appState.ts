// The window's state, made once per window (and once per test).
import { QueryClient } from '@tanstack/react-query';

import type { Client } from '../../shared/ipc/client.ts';
import { countCalls, createActivity, type Activity } from './activity.ts';
import { createAwsStore, type AwsStore } from './aws.ts';
import { createExportStore, type ExportStore } from './exports.ts';
import { createSessionStore, type SessionStore } from './session.ts';
import { createSqlRunStore, type SqlRunStore } from './sqlRun.ts';
import { createViewStore, type ViewState, type ViewStore } from './view.ts';

export type AppState = {
  readonly client: Client;
  readonly view: ViewStore;
  readonly session: SessionStore;
  readonly aws: AwsStore;
  readonly exports: ExportStore;
  readonly sqlRun: SqlRunStore;
  readonly activity: Activity;
  readonly queries: QueryClient;
};

export function createAppState(client: Client, initialView: Partial<ViewState> = {}): AppState {
  const activity = createActivity();
  return {
    client: countCalls(client, activity),
    view: createViewStore(initialView),
    session: createSessionStore(),
    aws: createAwsStore(),
    exports: createExportStore(),
    sqlRun: createSqlRunStore(),
    activity,
    queries: new QueryClient({ defaultOptions: { queries: { retry: false, refetchOnWindowFocus: false } } }),
  };
}

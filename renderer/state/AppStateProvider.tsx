import { QueryClientProvider } from '@tanstack/react-query';
import { createContext, useContext, useEffect, type ReactNode } from 'react';
import { useStore } from 'zustand';

import { ClientProvider } from '../api.tsx';
import type { AppState } from './appState.ts';
import type { AwsState } from './aws.ts';
import { connect } from './connect.ts';
import type { Session } from './session.ts';
import type { ViewState, ViewStore } from './view.ts';

const AppStateContext = createContext<AppState | undefined>(undefined);

export function AppStateProvider({ state, children }: { readonly state: AppState; readonly children: ReactNode }) {
  useEffect(() => connect(state), [state]);
  return (
    <AppStateContext value={state}>
      <ClientProvider client={state.client}>
        <QueryClientProvider client={state.queries}>{children}</QueryClientProvider>
      </ClientProvider>
    </AppStateContext>
  );
}

export function useAppState(): AppState {
  const state = useContext(AppStateContext);
  if (!state) throw new Error('useAppState outside of an AppStateProvider');
  return state;
}

export function useView<Value>(select: (view: ViewState) => Value): Value {
  return useStore(useAppState().view, select);
}

/** Changes the view: a patch, or a function from the present view to one. */
export function useUpdateView(): ViewStore['setState'] {
  return useAppState().view.setState;
}

export function useSession<Value>(select: (session: Session) => Value): Value {
  return useStore(useAppState().session, select);
}

export function useAws<Value>(select: (aws: AwsState) => Value): Value {
  return useStore(useAppState().aws, select);
}

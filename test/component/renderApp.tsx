// Draws the whole window over a fake bridge. Importing this file also makes every test of the file fail when something
// was written to console.error, since that is where React and the grid report what they were given wrongly.
import { act, cleanup, configure, render, waitFor } from '@testing-library/react';
import { userEvent, type UserEvent } from '@testing-library/user-event';
import { afterEach, beforeEach, expect, vi } from 'vitest';

import { createClient } from '../../shared/ipc/client.ts';
import type { Pushed, PushedName } from '../../shared/ipc/contract.ts';
import { App } from '../../renderer/App.tsx';
import { createAppState, type AppState } from '../../renderer/state/appState.ts';
import type { ViewState } from '../../renderer/state/view.ts';
import { fakeBridge, type FakeBridge, type FakeHandlers } from '../builders/fakeBridge.ts';
import { emptyCounts, eventHandlers, makeEvents, makeWorkspace, type FakeEvent } from '../builders/fakeWorkspace.ts';
import { installLayout } from './layout.ts';

installLayout();
// Each test draws a whole window; on a machine that is busy otherwise that takes its time.
vi.setConfig({ testTimeout: 30_000 });
// The whole document in each message would bury it.
configure({ asyncUtilTimeout: 5000, getElementError: (message) => new Error(message ?? 'Not found') });

beforeEach(() => {
  vi.spyOn(console, 'error');
  vi.spyOn(console, 'warn');
});

afterEach(() => {
  cleanup();
  const said = [...vi.mocked(console.error).mock.calls, ...vi.mocked(console.warn).mock.calls];
  vi.restoreAllMocks();
  delete document.documentElement.dataset['state'];
  delete document.documentElement.dataset['error'];
  expect(said).toEqual([]);
});

export type Rendered = {
  readonly bridge: FakeBridge;
  readonly state: AppState;
  readonly user: UserEvent;
  /** Sends a message to the window and lets it react. */
  readonly push: <Name extends PushedName>(name: Name, payload: Pushed<Name>) => Promise<void>;
};

/** Draws the window and waits until it says that it is idle. */
export async function renderApp(handlers: FakeHandlers = {}, view: Partial<ViewState> = {}): Promise<Rendered> {
  const bridge = fakeBridge(handlers);
  const state = createAppState(createClient(bridge), view);
  const user = userEvent.setup({ delay: null });
  render(<App state={state} />);
  await idle();
  const push: Rendered['push'] = async (name, payload) => {
    await act(async () => {
      bridge.push(name, payload);
      await Promise.resolve();
    });
  };
  return { bridge, state, user, push };
}

/** The window with a workspace of made-up events. */
export async function renderWorkspace(
  events: readonly FakeEvent[] = makeEvents(40),
  handlers: FakeHandlers = {},
  view: Partial<ViewState> = {},
): Promise<Rendered> {
  const counts = { ...emptyCounts, read: events.length, unique: events.length, filesRead: 1 };
  return renderApp(
    { ...eventHandlers(events), 'workspace.current': () => ({ workspace: makeWorkspace({ counts }) }), ...handlers },
    view,
  );
}

/** Waits for the state that the capture command waits for, too. Not inside `act`, which would hold back what is drawn. */
export async function idle(): Promise<void> {
  await waitFor(() => expect(document.documentElement.dataset['state']).not.toBe('busy'), { timeout: 8000 });
}

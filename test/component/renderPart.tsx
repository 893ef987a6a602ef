// Draws one part of the events view over a workspace of made-up events: quicker than the whole window.
import { act, render } from '@testing-library/react';
import { userEvent } from '@testing-library/user-event';
import type { ReactNode } from 'react';

import { createClient } from '../../shared/ipc/client.ts';
import { AppStateProvider } from '../../renderer/state/AppStateProvider.tsx';
import { createAppState } from '../../renderer/state/appState.ts';
import type { Settings } from '../../shared/ipc/contract.ts';
import { fakeBridge, type FakeHandlers } from '../builders/fakeBridge.ts';
import { countHandlers } from '../builders/fakeCounts.ts';
import { emptyCounts, eventHandlers, makeWorkspace, type FakeEvent } from '../builders/fakeWorkspace.ts';
import { idle, type Rendered } from './renderApp.tsx';

type PartOptions = {
  readonly settings?: Partial<Settings>;
  readonly filter?: string;
  readonly handlers?: FakeHandlers;
};

export async function renderPart(
  part: ReactNode,
  events: readonly FakeEvent[],
  { settings = {}, filter = '', handlers = {} }: PartOptions = {},
): Promise<Rendered> {
  const counts = { ...emptyCounts, read: events.length, unique: events.length };
  const bridge = fakeBridge({
    ...eventHandlers(events),
    ...countHandlers(events),
    'workspace.current': () => ({ workspace: makeWorkspace({ counts }) }),
    'settings.get': () => ({ theme: 'system', timeZone: 'UTC', gridColumns: [], detailTab: 'summary', ...settings }),
    ...handlers,
  });
  const state = createAppState(createClient(bridge));
  state.view.setState(({ query }) => ({ query: { ...query, filter } }));
  render(<AppStateProvider state={state}>{part}</AppStateProvider>);
  await idle();
  const push: Rendered['push'] = async (name, payload) => {
    await act(async () => {
      bridge.push(name, payload);
      await Promise.resolve();
    });
  };
  return { bridge, state, user: userEvent.setup({ delay: null }), push };
}

// Puts the features together: what is open decides between the start screen and the four views.
import { CSPProvider } from '@base-ui/react/csp-provider';
import { Tabs } from '@base-ui/react/tabs';
import { useEffect } from 'react';

import { AccountNamesDialog } from './accounts/AccountNamesDialog.tsx';
import { AwsPrompts } from './aws/AwsPrompts.tsx';
import { HeaderProfile } from './aws/HeaderProfile.tsx';
import { SourceDialogs } from './aws/SourceDialogs.tsx';
import { CacheDialog } from './cache/CacheDialog.tsx';
import { EventsScreen } from './EventsScreen.tsx';
import { useEventView } from './events/useEventView.ts';
import { Banners } from './frame/Banners.tsx';
import { DropOverlay } from './frame/DropOverlay.tsx';
import { Footer } from './frame/Footer.tsx';
import { Header } from './frame/Header.tsx';
import { ProblemsView } from './problems/ProblemsView.tsx';
import { SqlView } from './sql/SqlView.tsx';
import { StartScreen } from './start/StartScreen.tsx';
import { AppStateProvider, useAws, useSession, useUpdateView, useView } from './state/AppStateProvider.tsx';
import type { AppState } from './state/appState.ts';
import { currentProfile } from './state/aws.ts';
import { useCommands } from './state/useCommands.ts';
import { useRefreshedTime } from './state/useTime.ts';
import type { ViewName } from './state/view.ts';
import { StreamsFooter } from './streams/StreamsFooter.tsx';
import { StreamsView } from './streams/StreamsView.tsx';
import { useGrowingStreams } from './streams/useStreams.ts';
import { ErrorBoundary } from './ui/ErrorBoundary.tsx';
import { styleNonce } from './ui/nonce.ts';
import { PasteViewDialog } from './views/PasteViewDialog.tsx';

export function App({ state }: { readonly state: AppState }) {
  return (
    <CSPProvider nonce={styleNonce()}>
      <AppStateProvider state={state}>
        <Window />
        <Dialogs />
        <DropOverlay />
      </AppStateProvider>
    </CSPProvider>
  );
}

function Window() {
  useCommands();
  const view = useView((state) => state.view);
  const update = useUpdateView();
  const isReady = useSession((session) => session.isReady);
  const workspace = useSession((session) => session.workspace);
  const profile = useAws(currentProfile);
  const events = useRefreshedTime(useEventView());
  const { data: listed } = useGrowingStreams(workspace !== undefined);
  useEffect(() => {
    document.title = workspace ? `${workspace.name} – Firetrail` : 'Firetrail';
  }, [workspace]);
  return (
    <Tabs.Root className="app" value={view} onValueChange={(next: ViewName) => update({ view: next })}>
      <Header streamCount={listed?.streams.length} profile={<HeaderProfile />} />
      <Banners>
        <AwsPrompts profile={profile} />
      </Banners>
      {workspace && (
        <main className="views">
          <ErrorBoundary>
            <Tabs.Panel className="view" value="events" keepMounted>
              <EventsScreen events={events} isShown={view === 'events'} />
            </Tabs.Panel>
            <Tabs.Panel className="view" value="streams">
              <StreamsView />
            </Tabs.Panel>
            <Tabs.Panel className="view" value="sql">
              <SqlView />
            </Tabs.Panel>
            <Tabs.Panel className="view" value="problems">
              <ProblemsView />
            </Tabs.Panel>
          </ErrorBoundary>
        </main>
      )}
      {!workspace && (isReady ? <StartScreen /> : <main />)}
      <Footer shown={events.view?.total} isOld={events.isOpening} newEvents={events.newEvents}>
        {view === 'streams' && workspace && listed && <StreamsFooter {...listed} />}
      </Footer>
    </Tabs.Root>
  );
}

/** What is open over the views. */
function Dialogs() {
  const kind = useView((view) => view.dialog?.kind);
  if (kind === 'cache') return <CacheDialog />;
  if (kind === 'accountNames') return <AccountNamesDialog />;
  if (kind === 'pasteView') return <PasteViewDialog />;
  return <SourceDialogs />;
}

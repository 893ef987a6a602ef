import { useEffect } from 'react';

import { assertNever } from '../../shared/assert.ts';
import type { Pushed } from '../../shared/ipc/contract.ts';
import { useAppState } from './AppStateProvider.tsx';
import { useOpen } from './useOpen.ts';
import { travelView } from './useTravel.ts';

type Command = Pushed<'command'>['command'];

/** Does what a menu entry of the window asks for; `find` is the filter's own. */
export function useCommands(): void {
  const state = useAppState();
  const { client, view } = state;
  const open = useOpen();
  useEffect(() => {
    const perform = (command: Command): void => {
      switch (command) {
        case 'openFolder':
          return void open.folder();
        case 'openFiles':
          return void open.files();
        case 'openS3':
          return view.setState({ dialog: { kind: 's3', where: 'new' } });
        case 'openEventHistory':
          return view.setState({ dialog: { kind: 'eventHistory', where: 'new' } });
        case 'showCache':
          return view.setState({ dialog: { kind: 'cache' } });
        case 'showAccountNames':
          return view.setState({ dialog: { kind: 'accountNames' } });
        case 'openSamples':
          return void open.samples();
        case 'closeWorkspace':
          return void open.close();
        case 'refresh':
          return void open.refresh();
        case 'showEvents':
          return view.setState({ view: 'events' });
        case 'showStreams':
          return view.setState({ view: 'streams' });
        case 'showSql':
          return view.setState({ view: 'sql' });
        case 'showProblems':
          return view.setState({ view: 'problems' });
        case 'undoView':
          return travelView(state, 'undo');
        case 'redoView':
          return travelView(state, 'redo');
        case 'exportEvents':
        case 'find':
          return undefined;
        default:
          return assertNever(command);
      }
    };
    return client.on('command', ({ command }) => perform(command));
  }, [state, client, open, view]);
}

import { useEffect, useState } from 'react';

import { useAppState, useSession, useUpdateView } from '../state/AppStateProvider.tsx';
import { ExportDialog } from './ExportDialog.tsx';

/** Opens the dialog that writes the events of the present view into a file; the window's menu does so, too. */
export function ExportButton() {
  const { client } = useAppState();
  const update = useUpdateView();
  const hasWorkspace = useSession((session) => session.workspace !== undefined);
  const [isOpen, setOpen] = useState(false);
  useEffect(
    () =>
      client.on('command', ({ command }) => {
        if (command !== 'exportEvents') return;
        // What is written is seen behind the dialog.
        update({ view: 'events' });
        setOpen(true);
      }),
    [client, update],
  );
  return (
    <>
      <button type="button" className="button quiet" disabled={!hasWorkspace} onClick={() => setOpen(true)}>
        Export…
      </button>
      {isOpen && <ExportDialog onClose={() => setOpen(false)} />}
    </>
  );
}

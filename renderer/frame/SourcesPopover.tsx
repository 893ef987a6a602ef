import { useState } from 'react';

import type { Source, Workspace } from '../../shared/ipc/contract.ts';
import { useSession } from '../state/AppStateProvider.tsx';
import { isWorking } from '../state/session.ts';
import { useOpen } from '../state/useOpen.ts';
import { Caret } from '../ui/Caret.tsx';
import { countOf } from '../ui/numbers.ts';
import { Popover } from '../ui/Popover.tsx';

/** The workspace's name, behind which its sources are listed, extended and removed. */
export function SourcesPopover({ workspace }: { readonly workspace: Workspace }) {
  const open = useOpen();
  const isBusy = useSession((session) => isWorking(session.jobs));
  const { name, sources } = workspace;
  return (
    <Popover
      className="button quiet workspace-button"
      title={sources.map((source) => source.path).join('\n')}
      heading="Sources of this workspace"
      button={
        <>
          <span className="workspace-text">{name}</span>
          <Caret />
        </>
      }
    >
      {sources.length === 0 ? (
        <p className="muted">None: add a folder or files.</p>
      ) : (
        <ul className="sources" aria-label="Sources">
          {sources.map((source) => (
            <SourceRow key={source.id} source={source} isBusy={isBusy} />
          ))}
        </ul>
      )}
      <div className="source-buttons">
        <button type="button" className="button small" disabled={isBusy} onClick={() => void open.refresh()}>
          Look for changes
        </button>
        <button type="button" className="button small" disabled={isBusy} onClick={() => void open.addFolder()}>
          Add folder…
        </button>
        <button type="button" className="button small" disabled={isBusy} onClick={() => void open.addFiles()}>
          Add files…
        </button>
      </div>
    </Popover>
  );
}

/** Removing takes two clicks: the second says what is lost. */
function SourceRow({ source, isBusy }: { readonly source: Source; readonly isBusy: boolean }) {
  const open = useOpen();
  const [isAsking, setAsking] = useState(false);
  return (
    <li className="source">
      <span className="mono selectable source-path">{source.path}</span>
      <span className="muted source-counts">
        {countOf(source.files, 'file')} · {countOf(source.events, 'event')}
      </span>
      {isAsking ? (
        <span className="source-confirm">
          <span>Remove its events from this workspace? The files stay.</span>
          <button
            type="button"
            className="button small danger"
            disabled={isBusy}
            onClick={() => void open.removeSource(source.id)}
          >
            Remove
          </button>
          <button type="button" className="button small" onClick={() => setAsking(false)}>
            Keep
          </button>
        </span>
      ) : (
        <button
          type="button"
          className="button quiet small"
          aria-label={`Remove ${source.path}`}
          disabled={isBusy}
          onClick={() => setAsking(true)}
        >
          Remove…
        </button>
      )}
    </li>
  );
}

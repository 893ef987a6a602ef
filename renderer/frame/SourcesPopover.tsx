import { useRef, useState } from 'react';

import type { Source, Workspace } from '../../shared/ipc/contract.ts';
import type { RemoteSource } from '../../shared/ipc/sourceSpec.ts';
import { useSession, useUpdateView } from '../state/AppStateProvider.tsx';
import { isWorking } from '../state/session.ts';
import { useOpen } from '../state/useOpen.ts';
import { Caret } from '../ui/Caret.tsx';
import { countOf } from '../ui/numbers.ts';
import { Popover, PopoverClose } from '../ui/Popover.tsx';
import { useFocusKept } from '../ui/useFocusKept.ts';
import { FollowSwitch } from './FollowSwitch.tsx';

/** The workspace's name, behind which its sources are listed, extended and removed. */
export function SourcesPopover({ workspace }: { readonly workspace: Workspace }) {
  const open = useOpen();
  const update = useUpdateView();
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
      {workspace.follow && <FollowSwitch follow={workspace.follow} />}
      <div className="source-buttons">
        <button
          type="button"
          className="button small"
          title="Imports only what is new or has changed"
          disabled={isBusy}
          onClick={() => void open.refresh()}
        >
          Refresh
        </button>
        <button type="button" className="button small" disabled={isBusy} onClick={() => void open.addFolder()}>
          Add folder…
        </button>
        <button type="button" className="button small" disabled={isBusy} onClick={() => void open.addFiles()}>
          Add files…
        </button>
        <PopoverClose className="button small" onClick={() => update({ dialog: { kind: 's3', where: 'add' } })}>
          Add logs in S3…
        </PopoverClose>
        <PopoverClose
          className="button small"
          onClick={() => update({ dialog: { kind: 'eventHistory', where: 'add' } })}
        >
          Add Event history…
        </PopoverClose>
      </div>
    </Popover>
  );
}

type SourceRowProps = { readonly source: Source; readonly isBusy: boolean };

/** Removing takes two clicks: the second says what is lost. */
function SourceRow({ source, isBusy }: SourceRowProps) {
  const open = useOpen();
  const [isAsking, setAsking] = useState(false);
  const button = useRef<HTMLButtonElement>(null);
  useFocusKept(button, isAsking);
  return (
    <li className="source">
      <span className="mono selectable source-path">{source.path}</span>
      {source.detail && <span className="muted source-detail">{source.detail}</span>}
      <span className="muted source-counts">
        {countOf(source.files, 'file')} · {countOf(source.events, 'event')}
      </span>
      {isAsking ? (
        <span className="source-confirm">
          <span>
            Remove its events from this workspace? {source.remote ? 'The logs stay in AWS.' : 'The files stay.'}
          </span>
          <button
            ref={button}
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
        <span className="source-row-buttons">
          {source.remote && <ChangeButton source={source} kind={source.remote.kind} isBusy={isBusy} />}
          <button
            ref={button}
            type="button"
            className="button quiet small"
            aria-label={`Remove ${source.path}`}
            disabled={isBusy}
            onClick={() => setAsking(true)}
          >
            Remove…
          </button>
        </span>
      )}
    </li>
  );
}

type ChangeButtonProps = SourceRowProps & { readonly kind: RemoteSource['kind'] };

/** Another choice of the same source: accounts, regions, range. */
function ChangeButton({ source, kind, isBusy }: ChangeButtonProps) {
  const update = useUpdateView();
  return (
    <PopoverClose
      className="button quiet small"
      name={`Change ${source.path}`}
      isDisabled={isBusy}
      onClick={() => update({ dialog: { kind, where: 'add', sourceId: source.id } })}
    >
      Change…
    </PopoverClose>
  );
}

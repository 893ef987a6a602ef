import type { RemoteSource } from '../../shared/ipc/sourceSpec.ts';
import { useAppState, useAws, useSession, useUpdateView } from '../state/AppStateProvider.tsx';
import { currentProfile } from '../state/aws.ts';
import { askIdentity, chooseProfile } from '../state/awsActions.ts';
import { useOpen } from '../state/useOpen.ts';
import type { OpenDialog } from '../state/view.ts';

export type SourceDialogState = Extract<OpenDialog, { readonly where: string }>;

export type SourceDialog = {
  /** The source whose choice is changed; absent for a new one. */
  readonly changed: RemoteSource | undefined;
  /** The workspace that a new source may be added to. */
  readonly workspaceName: string | undefined;
  /** The profile to begin with. */
  readonly profile: string | undefined;
  /** Another profile: also the window's own, unless it is only that of a source that is there. */
  readonly useProfile: (name: string) => void;
  /** Asks who the profile is: a dialog of AWS is open, so it is going to be used. */
  readonly askWho: (name: string | undefined) => void;
  readonly close: () => void;
  readonly submit: (source: RemoteSource, where: 'new' | 'add') => void;
};

export function useSourceDialog({ sourceId }: SourceDialogState): SourceDialog {
  const state = useAppState();
  const open = useOpen();
  const update = useUpdateView();
  const current = useAws(currentProfile);
  const workspace = useSession((session) => session.workspace);
  const changed = workspace?.sources.find((source) => source.id === sourceId)?.remote;
  const close = () => update({ dialog: undefined });
  return {
    changed,
    workspaceName: workspace && !workspace.isSample ? workspace.name : undefined,
    profile: changed ? changed.profile : current,
    useProfile: (name) => {
      if (changed) void askIdentity(state, name);
      else chooseProfile(state, name);
    },
    askWho: (name) => void askIdentity(state, name),
    close,
    submit: (source, where) => {
      close();
      void (sourceId === undefined ? open.remote(source, where) : open.changeRemote(sourceId, source));
    },
  };
}

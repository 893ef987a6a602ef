import { useAppState, useAws } from '../state/AppStateProvider.tsx';
import { showProfiles, signIn } from '../state/awsActions.ts';
import { Dialog } from '../ui/Dialog.tsx';
import { ErrorNotice } from '../ui/ErrorNotice.tsx';
import { AwsPrompts } from './AwsPrompts.tsx';
import { CountLine } from './CountLine.tsx';
import { FoundLogs } from './FoundLogs.tsx';
import { PlaceFields } from './PlaceFields.tsx';
import { SourceButtons } from './SourceButtons.tsx';
import { useS3Choice, waitsForSignIn, type S3Choice } from './useS3Choice.ts';
import { useSourceDialog, type SourceDialog, type SourceDialogState } from './useSourceDialog.ts';
import './sources.css';

const headings = { new: 'Open logs in S3', add: 'Add logs in S3' };

export function S3Dialog({ state }: { readonly state: SourceDialogState }) {
  const dialog = useSourceDialog(state);
  const heading = dialog.changed ? 'Change logs in S3' : headings[state.where];
  return (
    <Dialog heading={heading} size="wide" isOpen onClose={dialog.close}>
      <S3Form dialog={dialog} where={state.where} />
    </Dialog>
  );
}

type S3FormProps = { readonly dialog: SourceDialog; readonly where: SourceDialogState['where'] };

/** From the place to the choice to the count, on one sheet. */
function S3Form({ dialog, where }: S3FormProps) {
  const choice = useS3Choice(dialog);
  const identity = useAws(({ identities }) => identities[choice.draft.profile ?? '']);
  const { draft, found, error, isSearching, source, places, problem } = choice;
  // The same is said above, with the way to mend it.
  const isTold = error !== undefined && identity?.phase === 'failed' && waitsForSignIn.has(error.code);
  return (
    <div className="source-form">
      <div className="source-body">
        <AwsPrompts profile={draft.profile} />
        <PlaceFields choice={choice} />
        {error && !isTold && <SearchError choice={choice} error={error} />}
        {found && <FoundLogs choice={choice} found={found} />}
        {!found && !error && <Explanation isSearching={isSearching} />}
      </div>
      <div className="source-foot">
        <CountLine source={source} places={places} problem={problem} />
        <SourceButtons dialog={dialog} where={where} source={source} />
      </div>
    </div>
  );
}

type SearchErrorProps = { readonly choice: S3Choice; readonly error: NonNullable<S3Choice['error']> };

function SearchError({ choice, error }: SearchErrorProps) {
  const state = useAppState();
  const { draft, find, forgetError } = choice;
  const on = {
    retry: find,
    dismiss: forgetError,
    chooseProfile: () => showProfiles('.sheet .profile-input'),
    // The search goes on by itself afterwards.
    signIn: () => draft.profile !== undefined && void signIn(state, draft.profile),
  };
  return <ErrorNotice error={error} on={on} isInset />;
}

function Explanation({ isSearching }: { readonly isSearching: boolean }) {
  return (
    <div className="empty source-empty">
      {isSearching ? (
        <strong>Looking for logs…</strong>
      ) : (
        <>
          <strong>Name a bucket, and find its logs</strong>
          <p>
            Accounts, regions and days are found by the names of folders. Nothing is downloaded before you have chosen
            what, and only what you choose is listed.
          </p>
        </>
      )}
    </div>
  );
}

// What work waits for the user to do, one card each. They stand under the header, or at the top of an open dialog,
// whichever the user can reach.
import { useEffect, useRef } from 'react';

import type { Prompt } from '../../shared/aws/profile.ts';
import { AppError } from '../../shared/errors.ts';
import { useAppState, useAws } from '../state/AppStateProvider.tsx';
import { findProfile, signInCommand } from '../state/aws.ts';
import { askIdentity, dismissIdentity, signIn } from '../state/awsActions.ts';
import { useRun } from '../state/useRun.ts';
import { CopyCommand } from './CopyCommand.tsx';
import { ErrorNotice } from '../ui/ErrorNotice.tsx';
import { MfaCard } from './MfaCard.tsx';
import { withoutCommand } from './profileWords.ts';
import { SignInCard } from './SignInCard.tsx';
import './prompts.css';

type AwsPromptsProps = {
  /** Whose failed identity is told here. */
  readonly profile: string | undefined;
};

export function AwsPrompts({ profile }: AwsPromptsProps) {
  const prompts = useAws((aws) => aws.prompts);
  const signingIn = useAws((aws) => aws.signingIn?.profile);
  // A sign-in that was begun where nothing waits for it.
  const isOwn =
    signingIn !== undefined && !prompts.some((prompt) => prompt.kind === 'signIn' && prompt.profile === signingIn);
  const isAsked =
    profile !== undefined && (prompts.some((prompt) => prompt.profile === profile) || signingIn === profile);
  const hasFailed = useAws(({ identities }) => profile !== undefined && identities[profile]?.phase === 'failed');
  const isShown = prompts.length > 0 || isOwn || (hasFailed && !isAsked);
  useFocusBack(isShown);
  if (!isShown) return null;
  return (
    <section className="prompts" aria-label="AWS asks">
      {prompts.map((prompt) => (
        <PromptCard key={prompt.id} prompt={prompt} />
      ))}
      {isOwn && <SignInCard profile={signingIn} />}
      {!isAsked && profile !== undefined && <IdentityFailure profile={profile} />}
    </section>
  );
}

/** The focus that was in a card goes with the last of them to the profile's field, and is not lost. */
function useFocusBack(isShown: boolean): void {
  const wasShown = useRef(false);
  useEffect(() => {
    const hasLost = wasShown.current && !isShown && document.activeElement === document.body;
    wasShown.current = isShown;
    if (!hasLost) return;
    const field = document.querySelector<HTMLElement>('.sheet .profile-input');
    (field ?? document.getElementById('aws-profile'))?.focus();
  }, [isShown]);
}

function PromptCard({ prompt }: { readonly prompt: Prompt }) {
  switch (prompt.kind) {
    case 'signIn':
      return <SignInCard profile={prompt.profile} prompt={prompt} />;
    case 'mfa':
      return <MfaCard prompt={prompt} />;
    case 'renew':
      return <RenewCard prompt={prompt} />;
  }
}

function RenewCard({ prompt }: { readonly prompt: Extract<Prompt, { readonly kind: 'renew' }> }) {
  const run = useRun();
  const { id: promptId, profile, message } = prompt;
  return (
    <fieldset className="prompt" aria-label={`Credentials: ${profile}`}>
      <p className="prompt-text selectable" role="alert">
        {message} <span className="muted">What was under way waits, and goes on by itself once they have changed.</span>
      </p>
      <div className="prompt-buttons">
        <button type="button" className="button small primary" onClick={() => void run('aws.answer', { promptId })}>
          Try again
        </button>
        <button type="button" className="button small" onClick={() => void run('aws.dismiss', { promptId })}>
          Cancel
        </button>
      </div>
    </fieldset>
  );
}

function IdentityFailure({ profile }: { readonly profile: string }) {
  const state = useAppState();
  const identity = useAws(({ identities }) => identities[profile]);
  const command = useAws((aws) => signInCommand(findProfile(aws, profile)));
  if (identity?.phase !== 'failed') return null;
  const { error } = identity;
  const shown = new AppError(error.code, withoutCommand(error.message, command));
  const on = {
    signIn: () => void signIn(state, profile),
    retry: () => void askIdentity(state, profile, true),
    chooseProfile: () => void askIdentity(state, profile, true),
    dismiss: () => dismissIdentity(state, profile),
  };
  return (
    <div className="identity-failure">
      <ErrorNotice error={shown} labels={{ chooseProfile: 'Try again' }} on={on} />
      {error.code === 'aws/sign-in' && command !== undefined && <CopyCommand command={command} />}
    </div>
  );
}

import { useRef } from 'react';

import type { DeviceSignIn, Prompt } from '../../shared/aws/profile.ts';
import { useAppState, useAws } from '../state/AppStateProvider.tsx';
import { findProfile, signInCommand, type SigningIn } from '../state/aws.ts';
import { cancelSignIn, signIn } from '../state/awsActions.ts';
import { useRun } from '../state/useRun.ts';
import { CopyButton } from '../ui/CopyButton.tsx';
import { useFocusKept } from '../ui/useFocusKept.ts';
import { useNow } from '../ui/useNow.ts';
import { CopyCommand } from './CopyCommand.tsx';
import { timeLeft, withoutCommand } from './profileWords.ts';

type SignInCardProps = {
  readonly profile: string;
  /** Absent where the user signs in before anything asked for it. */
  readonly prompt?: Extract<Prompt, { readonly kind: 'signIn' }> | undefined;
};

/** Signing in to SSO: begun here or in a terminal, and confirmed in the browser. */
export function SignInCard({ profile, prompt }: SignInCardProps) {
  const signingIn = useAws((aws) => (aws.signingIn?.profile === profile ? aws.signingIn : undefined));
  const device = useAws((aws) => (aws.signIn?.profile === profile ? aws.signIn : undefined));
  const isUnderWay = device !== undefined || (signingIn !== undefined && signingIn.error === undefined);
  const card = useRef<HTMLFieldSetElement>(null);
  useFocusKept(card, isUnderWay);
  return (
    <fieldset ref={card} tabIndex={-1} className="prompt" aria-label={`Sign in: ${profile}`}>
      {isUnderWay ? (
        <Confirming profile={profile} device={device} />
      ) : (
        <Beginning {...{ profile, prompt, signingIn }} />
      )}
    </fieldset>
  );
}

type BeginningProps = SignInCardProps & { readonly signingIn: SigningIn | undefined };

function Beginning({ profile, prompt, signingIn }: BeginningProps) {
  const state = useAppState();
  const run = useRun();
  const command = useAws((aws) => prompt?.command ?? signInCommand(findProfile(aws, profile)));
  const dismiss = () => {
    cancelSignIn(state);
    if (prompt) void run('aws.dismiss', { promptId: prompt.id });
  };
  return (
    <>
      <p className="prompt-text selectable" role="alert">
        {prompt ? withoutCommand(prompt.message, command) : `Sign in to profile "${profile}".`}{' '}
        {prompt && <span className="muted">What was under way waits for it, and continues afterwards.</span>}
        {signingIn?.error && <span className="prompt-error">{signingIn.error.message}</span>}
      </p>
      <div className="prompt-buttons">
        <button type="button" className="button small primary" onClick={() => void signIn(state, profile)}>
          {signingIn?.error ? 'Sign in again' : 'Sign in'}
        </button>
        <button type="button" className="button small" onClick={dismiss}>
          Cancel
        </button>
      </div>
      {command !== undefined && <CopyCommand command={command} />}
    </>
  );
}

type ConfirmingProps = { readonly profile: string; readonly device: DeviceSignIn | undefined };

function Confirming({ profile, device }: ConfirmingProps) {
  const state = useAppState();
  return (
    <>
      {device ? (
        <DeviceCode device={device} />
      ) : (
        <output className="prompt-text">Asking AWS for a code to sign in to profile "{profile}"…</output>
      )}
      <div className="prompt-buttons">
        {device && <DeviceButtons device={device} />}
        <button type="button" className="button small" onClick={() => cancelSignIn(state)}>
          Cancel sign-in
        </button>
      </div>
    </>
  );
}

function DeviceCode({ device: { profile, userCode, expiresAt } }: { readonly device: DeviceSignIn }) {
  const left = timeLeft(expiresAt, useNow(1000));
  const isRefused = useAws((aws) => aws.isBrowserRefused);
  return (
    <>
      <output className="device-code mono selectable" aria-label="Code">
        {userCode}
      </output>
      <p className="prompt-text">
        Confirm this code in the browser to sign in to profile "{profile}". Go on only if the page shows the same one.{' '}
        {isRefused && 'The browser was not opened: copy the address. '}
        <span className={left.tone === 'plain' ? 'muted' : 'prompt-error'}>{left.text}</span>
      </p>
    </>
  );
}

function DeviceButtons({ device: { url, userCode } }: { readonly device: DeviceSignIn }) {
  const run = useRun();
  return (
    <>
      <button type="button" className="button small primary" onClick={() => void run('shell.openExternal', { url })}>
        Open the browser
      </button>
      <CopyButton className="button small" text={userCode} label="Copy the code" />
      <CopyButton className="button small" text={url} label="Copy the address" />
    </>
  );
}

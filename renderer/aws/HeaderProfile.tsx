import { useAppState, useAws } from '../state/AppStateProvider.tsx';
import { currentProfile, type IdentityState } from '../state/aws.ts';
import type { AppState } from '../state/appState.ts';
import { askIdentity, chooseProfile } from '../state/awsActions.ts';
import type { ErrorCode } from '../../shared/errors.ts';
import { useAccountName } from '../ui/AccountNumber.tsx';
import { useNow } from '../ui/useNow.ts';
import { ProfileField } from './ProfileField.tsx';
import { identityText, timeLeft } from './profileWords.ts';

/** The profile that is used for what is opened next, and who it is once that was asked. */
export function HeaderProfile() {
  const state = useAppState();
  const profile = useAws(currentProfile);
  return (
    <ProfileField
      id="aws-profile"
      className="in-header"
      value={profile}
      onChange={(name) => chooseProfile(state, name)}
      onOpen={() => askAgain(state, profile)}
    >
      <IdentityText profile={profile} />
    </ProfileField>
  );
}

/** What was known once and has ended may have been renewed; of a profile that was never used nobody asks. */
function askAgain(state: AppState, profile: string | undefined): void {
  if (profile !== undefined && state.aws.getState().identities[profile]?.phase === 'known') {
    void askIdentity(state, profile);
  }
}

/** Who a profile is, and for how long; nothing as long as nobody asked. */
export function IdentityText({ profile }: { readonly profile: string | undefined }) {
  const identity = useAws(({ identities }) => (profile === undefined ? undefined : identities[profile]));
  const isPrompted = useAws(({ prompts }) => prompts.some((prompt) => prompt.profile === profile));
  return (
    <output className="profile-identity" aria-label="AWS identity">
      {identity && <IdentityWords state={identity} isPrompted={isPrompted} />}
    </output>
  );
}

type IdentityWordsProps = {
  readonly state: IdentityState;
  /** The user is asked for something first. */
  readonly isPrompted: boolean;
};

function IdentityWords({ state, isPrompted }: IdentityWordsProps) {
  if (state.phase === 'asking') return isPrompted ? 'waits for you' : 'asking who it is…';
  if (state.phase === 'failed') {
    return (
      <span className="identity-failed" title={state.error.message}>
        {failureWords[state.error.code] ?? 'does not work'}
      </span>
    );
  }
  return <KnownIdentity {...state.identity} />;
}

function KnownIdentity(identity: Extract<IdentityState, { readonly phase: 'known' }>['identity']) {
  const name = useAccountName(identity.account);
  const { expiresAt } = identity;
  const now = useNow(10_000, expiresAt !== undefined);
  const left = expiresAt === undefined ? undefined : timeLeft(expiresAt, now);
  return (
    <span className="identity-known" title={identity.arn}>
      <span className="identity-who">{identityText(identity, name)}</span>
      {left && <span className={`identity-left ${left.tone}`}> {left.text}</span>}
    </span>
  );
}

const failureWords: Partial<Record<ErrorCode, string>> = {
  'aws/sign-in': 'not signed in',
  'aws/mfa': 'needs an MFA code',
  'aws/expired': 'expired',
  'aws/denied': 'refused',
  'aws/unreachable': 'no connection',
};

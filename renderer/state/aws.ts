// What the window knows of AWS: the profiles of this machine, who they are, and what waits for the user to sign in.
// Names and states only: nothing here opens anything.
import { createStore, type StoreApi } from 'zustand/vanilla';

import type { DeviceSignIn, Identity, Profile, ProfileList, Prompt } from '../../shared/aws/profile.ts';
import type { AppError } from '../../shared/errors.ts';

export type IdentityState =
  | { readonly phase: 'asking' }
  | { readonly phase: 'known'; readonly identity: Identity }
  | { readonly phase: 'failed'; readonly error: AppError };

/** A sign-in that this window began; `error` where it failed. */
export type SigningIn = {
  readonly profile: string;
  readonly controller: AbortController;
  readonly error?: AppError;
};

export type AwsState = {
  /** Absent until the first answer. */
  readonly profiles: ProfileList | undefined;
  /** The one that the user chose; else the one that AWS tools would take is current. */
  readonly profile: string | undefined;
  /** The last used first. */
  readonly recentProfiles: readonly string[];
  readonly accountNames: Readonly<Record<string, string>>;
  /** Account numbers that searches have found. */
  readonly foundAccounts: readonly string[];
  readonly identities: Readonly<Record<string, IdentityState>>;
  readonly prompts: readonly Prompt[];
  readonly signIn: DeviceSignIn | undefined;
  readonly signingIn: SigningIn | undefined;
  /** The browser could not be opened by itself: its address is to be copied. */
  readonly isBrowserRefused: boolean;
};

export type AwsStore = StoreApi<AwsState>;

export function createAwsStore(): AwsStore {
  return createStore<AwsState>(() => ({
    profiles: undefined,
    profile: undefined,
    recentProfiles: [],
    accountNames: {},
    foundAccounts: [],
    identities: {},
    prompts: [],
    signIn: undefined,
    signingIn: undefined,
    isBrowserRefused: false,
  }));
}

/** The profile that is used for what is opened next. */
export function currentProfile({ profile, profiles }: AwsState): string | undefined {
  return profile ?? profiles?.defaultName;
}

export function findProfile({ profiles }: AwsState, name: string | undefined): Profile | undefined {
  return profiles?.profiles.find((profile) => profile.name === name);
}

/** The command that signs in to a profile's SSO session in a terminal; absent where there is none. */
export function signInCommand(profile: Profile | undefined): string | undefined {
  if (profile?.kind === 'login') return `aws login --profile ${shellWord(profile.name)}`;
  const isSso = profile?.ssoSession !== undefined || profile?.ssoStartUrl !== undefined;
  return profile && isSso ? `aws sso login --profile ${shellWord(profile.name)}` : undefined;
}

/** Quoted where a shell would take it apart. */
function shellWord(text: string): string {
  return /^[\w@%+=:,./-]+$/.test(text) ? text : `'${text.replaceAll("'", String.raw`'\''`)}'`;
}

/** What the ARN of a role says of where it leads. */
export function roleOf(arn: string | undefined): { readonly account?: string; readonly role?: string } {
  const [, account, role] = /^arn:[^:]*:iam::(\d*):role\/(?:.*\/)?([^/]+)$/.exec(arn ?? '') ?? [];
  return { ...(account && { account }), ...(role && { role }) };
}

/** The account a profile leads to, as far as the files say. */
export function accountOf({ ssoAccountId, roleArn }: Profile): string | undefined {
  return ssoAccountId ?? roleOf(roleArn).account;
}

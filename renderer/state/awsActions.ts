// What the user does with profiles: choosing one, asking who it is, signing in. The network is only asked here, never
// because the window was opened.
import { isCancelled } from '../../shared/errors.ts';
import type { AppState } from './appState.ts';
import type { IdentityState } from './aws.ts';
import { toAppError } from './session.ts';

const mostRecent = 8;

/** Makes a profile the current one, and asks who it is. */
export function chooseProfile(state: AppState, name: string): void {
  state.aws.setState(({ recentProfiles }) => ({
    profile: name,
    recentProfiles: [name, ...recentProfiles.filter((other) => other !== name)].slice(0, mostRecent),
  }));
  void askIdentity(state, name);
}

/** Asks who a profile is, unless that is known and lasts, or is being asked. */
export async function askIdentity(state: AppState, name: string | undefined, isAgain = false): Promise<void> {
  if (name === undefined) return;
  const known = state.aws.getState().identities[name];
  if (known?.phase === 'asking' || (!isAgain && known?.phase === 'known' && !isOver(known))) return;
  setIdentity(state, name, { phase: 'asking' });
  try {
    const identity = await state.client.call('aws.identity', { profile: name });
    setIdentity(state, name, { phase: 'known', identity });
  } catch (error) {
    setIdentity(state, name, isCancelled(error) ? undefined : { phase: 'failed', error: toAppError(error) });
  }
}

function isOver({ identity }: Extract<IdentityState, { readonly phase: 'known' }>): boolean {
  return identity.expiresAt !== undefined && Date.parse(identity.expiresAt) <= Date.now();
}

function setIdentity(state: AppState, name: string, identity: IdentityState | undefined): void {
  state.aws.setState(({ identities }) => {
    const { [name]: _before, ...others } = identities;
    return { identities: identity ? { ...others, [name]: identity } : others };
  });
}

export function dismissIdentity(state: AppState, name: string): void {
  setIdentity(state, name, undefined);
}

/** Device authorisation from beginning to end; true when it came to a good one. */
export async function signIn(state: AppState, profile: string): Promise<boolean> {
  state.aws.getState().signingIn?.controller.abort();
  const controller = new AbortController();
  state.aws.setState({ signingIn: { profile, controller }, isBrowserRefused: false });
  // A later sign-in has taken this one's place.
  const isMine = () => state.aws.getState().signingIn?.controller === controller;
  try {
    await state.client.call('aws.signIn', { profile }, controller.signal);
  } catch (error) {
    const failed = isCancelled(error) ? undefined : { profile, controller, error: toAppError(error) };
    if (isMine()) state.aws.setState({ signingIn: failed, signIn: undefined });
    return false;
  }
  if (isMine()) state.aws.setState({ signingIn: undefined, signIn: undefined });
  void askIdentity(state, profile, true);
  return true;
}

export function cancelSignIn(state: AppState): void {
  state.aws.getState().signingIn?.controller.abort();
  state.aws.setState({ signingIn: undefined, signIn: undefined });
}

/** Gives an account a name, or takes it away with an empty one. */
export function nameAccount(state: AppState, account: string, name: string): void {
  state.aws.setState(({ accountNames }) => {
    const { [account]: before = '', ...others } = accountNames;
    const trimmed = name.trim();
    // Leaving a field as it was is no change, and nothing to save.
    if (trimmed === before) return {};
    return { accountNames: trimmed === '' ? others : { ...others, [account]: trimmed } };
  });
}

/** Opens the list of profiles of a field, as the arrow key does that opens it from within. */
export function showProfiles(field: string): void {
  const input = document.querySelector<HTMLElement>(field);
  input?.focus();
  input?.dispatchEvent(new KeyboardEvent('keydown', { key: 'ArrowDown', bubbles: true, cancelable: true }));
}

// Calls of the SDK with a profile's credentials. When those have ended, fresh ones are tried once, then the user is
// asked to sign in or to renew them, and the call is made again: what was under way goes on.
import { setMaxListeners } from 'node:events';

import type { AwsCredentialIdentity } from '@smithy/types';

import { AppError } from '../../../shared/errors.ts';
import type { AwsConnection, AwsService } from './access.ts';
import type { AskMfa, CredentialStore, Held } from './credentialStore.ts';
import { toAwsError } from './errors.ts';

/** What the user can do about credentials that have ended; resolves when it may have been done. */
export type AskUser = {
  readonly mfaCode: AskMfa;
  /** For aws/sign-in and aws/expired. Errors: those, when dismissed; cancelled. */
  readonly toRenew: (failure: AppError, signal: AbortSignal) => Promise<void>;
};

export type ConnectionParts = {
  readonly profile: string | undefined;
  /** As it is called in messages: the one that the SDK's own chain has led to. */
  readonly shownProfile: string | undefined;
  readonly region: string | undefined;
  readonly endpoint: (service: AwsService) => string | undefined;
  readonly usesPathStyle: boolean;
  readonly waits: boolean;
  readonly store: CredentialStore;
  readonly ask: AskUser;
  /** Says what to do about credentials that have ended. */
  readonly advice: () => string;
};

export class Connection implements AwsConnection {
  readonly profile: string | undefined;
  readonly region: string | undefined;
  readonly usesPathStyle: boolean;
  readonly credentials: () => Promise<AwsCredentialIdentity>;
  private readonly parts: ConnectionParts;

  constructor(parts: ConnectionParts) {
    this.parts = parts;
    this.profile = parts.profile;
    this.region = parts.region;
    this.usesPathStyle = parts.usesPathStyle;
    this.credentials = async () => {
      const { credentials } = await parts.store.current(parts.profile, neverAborted);
      // Clients would keep what does not end, and what ends in more than five minutes.
      return { ...credentials, expiration: new Date(Date.now() + 1000) };
    };
  }

  endpoint(service: AwsService): string | undefined {
    return this.parts.endpoint(service);
  }

  async run<Value>(what: string, signal: AbortSignal, call: () => Promise<Value>): Promise<Value> {
    // A job runs very many calls at once under one signal: no leak.
    setMaxListeners(0, signal);
    // Refused once: the same credentials need not be tried again.
    let refused: Held | undefined;
    for (;;) {
      let used: Held | undefined;
      try {
        used = await this.held(signal);
        if (refused !== undefined && isSame(used, refused)) throw ended(this.parts);
        return await call();
      } catch (error) {
        const failure = this.failureOf(error, what, signal);
        // They ended between our look and that of the client, which asks nobody: now the user is asked.
        if (failure.code === 'aws/mfa' && failure === error && used !== undefined) continue;
        if (failure.code !== 'aws/expired' && failure.code !== 'aws/sign-in') throw failure;
        if (used !== undefined) this.parts.store.drop(this.profile, used);
        const isFirst = refused === undefined && used !== undefined;
        refused = used;
        if (isFirst) continue;
        if (!this.parts.waits) throw failure;
        await this.parts.ask.toRenew(failure, signal);
        refused = undefined;
      }
    }
  }

  private async held(signal: AbortSignal): Promise<Held> {
    const { store, ask } = this.parts;
    // Most calls need nothing: they do not even wait for a tick.
    return store.ready(this.profile) ?? store.current(this.profile, signal, ask.mfaCode);
  }

  private failureOf(error: unknown, what: string, signal: AbortSignal): AppError {
    if (signal.aborted) return new AppError('cancelled', 'Cancelled');
    const failure = toAwsError(error, { what, profile: this.parts.shownProfile });
    const isFromAws = failure !== error && failure.code === 'aws/expired';
    return isFromAws ? ended(this.parts) : failure;
  }
}

function isSame(one: Held, other: Held): boolean {
  return (
    one.credentials.accessKeyId === other.credentials.accessKeyId &&
    one.credentials.sessionToken === other.credentials.sessionToken
  );
}

function ended({ shownProfile, advice }: ConnectionParts): AppError {
  return toEnded(shownProfile, advice());
}

function toEnded(profile: string | undefined, advice: string): AppError {
  const { message } = toAwsError({ name: 'ExpiredToken' }, { what: '', profile });
  return new AppError('aws/expired', `${message} ${advice}`);
}

/** For what the SDK asks by itself, without a signal. Any number of calls may wait under it. */
const neverAborted = new AbortController().signal;
setMaxListeners(0, neverAborted);

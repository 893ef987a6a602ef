// The credentials of every profile in use, got once for all that need them and again before they end.
import type { AwsCredentialIdentity } from '@smithy/types';

import { AppError } from '../../../shared/errors.ts';
import { unlessAborted } from '../unlessAborted.ts';
import type { MfaCode } from './assumedRole.ts';

export type Held = {
  readonly credentials: AwsCredentialIdentity;
  /** Which plan they came of: another one makes them stale. */
  readonly fingerprint: string;
  /** Absent for those that do not end. */
  readonly endsMs: number | undefined;
  readonly renewAtMs: number;
};

/** Asks the user for the code of a device. */
export type AskMfa = (asked: Parameters<MfaCode>[0], signal: AbortSignal) => Promise<string>;

export type GetCredentials = (
  profile: string | undefined,
  asks: { readonly signal: AbortSignal; readonly mfaCode: MfaCode },
) => Promise<{ readonly credentials: AwsCredentialIdentity; readonly fingerprint: string }>;

type Flight = { readonly result: Promise<Held>; readonly controller: AbortController; waiters: number };

const renewBeforeMs = 5 * 60_000;
/** After an attempt to renew has failed while the old ones still count. */
const retryAfterMs = 30_000;

export class CredentialStore {
  private readonly held = new Map<string, Held>();
  private readonly flights = new Map<string, Flight>();
  private readonly get: GetCredentials;

  constructor(get: GetCredentials) {
    this.get = get;
  }

  /** Those that are held and need no renewal. */
  ready(profile: string | undefined): Held | undefined {
    const held = this.held.get(keyOf(profile));
    return held !== undefined && Date.now() < held.renewAtMs ? held : undefined;
  }

  /** Without `ask` a device's code is not asked for: aws/mfa. Errors: aws/*, cancelled by the signal. */
  async current(profile: string | undefined, signal: AbortSignal, ask?: AskMfa): Promise<Held> {
    const ready = this.ready(profile);
    if (ready !== undefined) return ready;
    const old = this.held.get(keyOf(profile));
    if (old?.endsMs === undefined || old.endsMs <= Date.now()) return this.join(profile, signal, ask);
    try {
      // Nobody is asked for what is not needed yet.
      return await this.join(profile, signal, undefined);
    } catch (error) {
      if (signal.aborted) throw error;
      const kept = { ...old, renewAtMs: Math.min(old.endsMs, Date.now() + retryAfterMs) };
      this.held.set(keyOf(profile), kept);
      return kept;
    }
  }

  /** These were refused: they are not given again. Newer ones stay. */
  drop(profile: string | undefined, refused: Held): void {
    if (this.held.get(keyOf(profile))?.credentials === refused.credentials) this.held.delete(keyOf(profile));
  }

  /** The files have changed: what came of other plans is not given again. */
  dropStale(fingerprintOf: (profile: string | undefined) => string | undefined): void {
    for (const [key, { fingerprint }] of this.held)
      if (fingerprintOf(key === '' ? undefined : key) !== fingerprint) this.held.delete(key);
  }

  close(): void {
    for (const { controller } of this.flights.values()) controller.abort();
  }

  private async join(profile: string | undefined, signal: AbortSignal, ask: AskMfa | undefined): Promise<Held> {
    // One that may ask is not the same as one that may not.
    const key = `${ask === undefined ? 'quiet' : 'asks'} ${keyOf(profile)}`;
    const flight = this.flights.get(key) ?? this.start(key, profile, ask);
    flight.waiters += 1;
    try {
      return await unlessAborted(flight.result, signal);
    } finally {
      flight.waiters -= 1;
      if (flight.waiters === 0) flight.controller.abort();
      if (flight.waiters === 0 && this.flights.get(key) === flight) this.flights.delete(key);
    }
  }

  private start(key: string, profile: string | undefined, ask: AskMfa | undefined): Flight {
    const controller = new AbortController();
    const mfaCode: MfaCode = (asked) => {
      if (ask !== undefined) return ask(asked, controller.signal);
      return Promise.reject(new AppError('aws/mfa', `A code of the device ${asked.serial} is needed.`));
    };
    const result = this.get(profile, { signal: controller.signal, mfaCode }).then((got) => this.hold(profile, got));
    const flight = { result, controller, waiters: 0 };
    const forget = (): void => {
      if (this.flights.get(key) === flight) this.flights.delete(key);
    };
    result.then(forget, forget);
    this.flights.set(key, flight);
    return flight;
  }

  private hold(profile: string | undefined, { credentials, fingerprint }: Awaited<ReturnType<GetCredentials>>): Held {
    const endsMs = credentials.expiration?.getTime();
    const now = Date.now();
    const held = { credentials, fingerprint, endsMs, renewAtMs: renewalOf(endsMs, now) };
    this.held.set(keyOf(profile), held);
    return held;
  }
}

/** Short ones are not renewed with every call, nor those that have ended by a clock of ours that is wrong. */
function renewalOf(endsMs: number | undefined, now: number): number {
  if (endsMs === undefined) return Infinity;
  return endsMs <= now ? now + retryAfterMs : endsMs - Math.min(renewBeforeMs, (endsMs - now) / 4);
}

/** The SDK's own chain has a key of its own; no profile has an empty name. */
function keyOf(profile: string | undefined): string {
  return profile ?? '';
}

// Access to AWS, put together: the profiles, their credentials, signing in, and whom to ask.
import type { DeviceSignIn, Identity, ProfileList } from '../../../shared/aws/profile.ts';
import { AppError } from '../../../shared/errors.ts';
import type { AwsAccess, AwsConnection, ConnectOptions } from './access.ts';
import { Connection, type AskUser } from './connection.ts';
import type { CredentialPlan, SsoPlan } from './credentialPlan.ts';
import { getCredentials } from './credentials.ts';
import { CredentialStore, type GetCredentials, type Held } from './credentialStore.ts';
import { endpointOf, regionForRole, regionOf, usesPathStyle, type ServiceId } from './endpoints.ts';
import { callerIdentity } from './identity.ts';
import { OutsideWatch } from './outsideWatch.ts';
import { Profiles } from './profileWatch.ts';
import type { Environment } from './profileFiles.ts';
import type { Prompts } from './prompts.ts';
import { renewalPaths, renewalPrompt } from './renewal.ts';
import { adviceOf, fingerprintOf, resolveProfile, ssoOf, type Resolved } from './resolveProfile.ts';
import type { Found } from './profiles.ts';
import { signInToSso } from './signIn.ts';
import type { SsoToken } from './ssoToken.ts';

type AccessOptions = {
  readonly prompts: Prompts;
  readonly onProfiles: (list: ProfileList) => void;
  /** Undefined when a sign-in is over. */
  readonly onSignIn: (signIn: DeviceSignIn | undefined) => void;
  readonly env?: NodeJS.ProcessEnv;
};

export function createAccess(options: AccessOptions): AwsAccess {
  // The runtime of the app is not the user's to choose: the SDK need not warn them of its age on standard error.
  process.env['AWS_SDK_JS_NODE_VERSION_SUPPORT_WARNING_DISABLED'] ??= 'true';
  return new Access(options);
}

class Access implements AwsAccess {
  private readonly options: AccessOptions;
  private readonly env: Environment;
  private readonly profiles: Profiles;
  private readonly store: CredentialStore;
  private readonly outside: OutsideWatch;
  private readonly renewals = new Map<string, Promise<SsoToken | undefined>>();
  private readonly identities = new WeakMap<Held['credentials'], Identity>();
  private signingIn: AbortController | undefined;

  constructor(options: AccessOptions) {
    this.options = options;
    this.env = options.env ?? process.env;
    this.profiles = new Profiles(this.env, (list, found) => this.changed(list, found));
    this.store = new CredentialStore((profile, asks) => this.credentials(profile, asks));
    this.outside = new OutsideWatch((profile) => options.prompts.retry(profile));
  }

  listProfiles(): Promise<ProfileList> {
    return this.profiles.list();
  }

  async connect(options: ConnectOptions): Promise<AwsConnection> {
    const found = await this.profiles.find(options.profile);
    return this.connection(options, resolveProfile(options.profile, found), found);
  }

  async identity(profile: string | undefined, signal: AbortSignal): Promise<Identity> {
    const found = await this.profiles.find(profile);
    const resolved = resolveProfile(profile, found);
    const connection = this.connection({ profile, waits: false }, resolved, found);
    const known = this.store.ready(profile);
    const same = known === undefined ? undefined : this.identities.get(known.credentials);
    if (same !== undefined) return same;
    const { plan } = resolved;
    const region = connection.region ?? regionForRole('roleArn' in plan ? plan.roleArn : '');
    const caller = await callerIdentity(connection, region, signal);
    return this.keepIdentity(profile, { profile: resolved.name, ...caller });
  }

  async signIn(profile: string, signal: AbortSignal): Promise<void> {
    const found = await this.profiles.find(profile);
    const resolved = resolveProfile(profile, found);
    const sso = ssoOf(resolved.plan);
    if (sso === undefined) throw new AppError('aws/profile', `Profile "${profile}" does not sign in by SSO.`);
    // There is one code to look at: a later sign-in takes the place of an earlier one.
    this.signingIn?.abort();
    const own = new AbortController();
    this.signingIn = own;
    try {
      await this.runSignIn(resolved, sso, { found, signal: AbortSignal.any([signal, own.signal]) });
    } finally {
      if (this.signingIn === own) this.options.onSignIn(undefined);
      if (this.signingIn === own) this.signingIn = undefined;
    }
    await this.sessionBegan(sso);
  }

  close(): void {
    this.profiles.close();
    this.signingIn?.abort();
    this.store.close();
  }

  private async runSignIn(
    { name, section }: Resolved,
    sso: SsoPlan,
    { found, signal }: { readonly found: Found; readonly signal: AbortSignal },
  ): Promise<void> {
    await signInToSso(sso, {
      env: this.env,
      endpoints: (service) => endpointOf(service, section, found.files, this.env),
      signal,
      onDevice: (device) => this.options.onSignIn({ profile: name, ...device }),
    });
  }

  /** Whatever waits for the same session goes on; what came of the one before, maybe another user's, is forgotten. */
  private async sessionBegan(sso: SsoPlan): Promise<void> {
    const found = await this.profiles.find();
    this.dropHeld(found, (plan) => isSameSession(ssoOf(plan), sso));
    for (const { kind, profile } of this.options.prompts.list())
      if (kind === 'signIn' && isWaitingFor(sso, findPlan(profile, found))) this.options.prompts.retry(profile);
  }

  private connection(options: ConnectOptions, resolved: Resolved, found: Found): AwsConnection {
    const { name, section } = resolved;
    const endpoint = (service: ServiceId): string | undefined =>
      options.endpoint ?? endpointOf(service, section, found.files, this.env);
    return new Connection({
      profile: options.profile,
      shownProfile: name,
      region: regionOf(section, this.env),
      endpoint,
      usesPathStyle: endpoint('s3') !== undefined || usesPathStyle(section),
      waits: options.waits,
      store: this.store,
      ask: this.ask(resolved),
      advice: () => adviceOf(resolved),
    });
  }

  private ask({ name: profile, plan }: Resolved): AskUser {
    const { prompts } = this.options;
    return {
      mfaCode: ({ serial, wasRefused }, signal) => {
        const message = 'The code was refused. Give the next one that the device shows.';
        return prompts.ask({ kind: 'mfa', profile, serial, ...(wasRefused ? { message } : {}) }, signal);
      },
      toRenew: async ({ code, message }, signal) => {
        const asked = prompts.ask(renewalPrompt(profile, plan, { code, message }), signal);
        await this.outside.during(profile, renewalPaths(plan, this.env), asked);
      },
    };
  }

  private async credentials(...[profile, asks]: Parameters<GetCredentials>): ReturnType<GetCredentials> {
    const found = await this.profiles.find(profile);
    const { plan, section } = resolveProfile(profile, found);
    const credentials = await getCredentials(plan, {
      ...asks,
      env: this.env,
      region: regionOf(section, this.env),
      endpoints: (service) => endpointOf(service, section, found.files, this.env),
      renewals: this.renewals,
    });
    return { credentials, fingerprint: fingerprintOf(plan) };
  }

  private keepIdentity(profile: string | undefined, identity: Identity): Identity {
    const held = this.store.ready(profile);
    if (held === undefined) return identity;
    const ends = held.endsMs === undefined ? {} : { expiresAt: new Date(held.endsMs).toISOString() };
    const whole = { ...identity, ...ends };
    this.identities.set(held.credentials, whole);
    return whole;
  }

  private changed(list: ProfileList, found: Found): void {
    this.dropHeld(found, () => false);
    for (const { kind, profile } of this.options.prompts.list())
      if (kind !== 'mfa') this.options.prompts.retry(profile);
    this.options.onProfiles(list);
  }

  /** Forgets credentials of plans that are not any more, and of those that are over. */
  private dropHeld(found: Found, isOver: (plan: CredentialPlan) => boolean): void {
    this.store.dropStale((profile) => {
      const plan = findPlan(profile, found);
      return plan === undefined || isOver(plan) ? undefined : fingerprintOf(plan);
    });
  }
}

function findPlan(profile: string | undefined, found: Found): CredentialPlan | undefined {
  try {
    return resolveProfile(profile, found).plan;
  } catch {
    // It does not exist any more, or cannot be used.
    return undefined;
  }
}

function isWaitingFor(sso: SsoPlan, plan: CredentialPlan | undefined): boolean {
  return plan !== undefined && isSameSession(ssoOf(plan), sso);
}

function isSameSession(one: SsoPlan | undefined, other: SsoPlan): boolean {
  return one !== undefined && one.session === other.session && one.startUrl === other.startUrl;
}

// Signing in to SSO by device authorisation: a code is shown, the user confirms it in the browser, the token is put
// where the AWS CLI keeps it.
import { setTimeout as wait } from 'node:timers/promises';

import type { SSOOIDCClient } from '@aws-sdk/client-sso-oidc';

import type { DeviceSignIn } from '../../../shared/aws/profile.ts';
import { AppError } from '../../../shared/errors.ts';
import { ssoClientSettings, type Endpoints } from './clientSettings.ts';
import type { SsoPlan } from './credentialPlan.ts';
import { awsCode, toAwsError } from './errors.ts';
import type { Environment } from './profileFiles.ts';
import {
  isOver,
  momentText,
  readRegistration,
  readToken,
  writeToken,
  type Registration,
  type SsoToken,
} from './ssoToken.ts';

export type SignInContext = {
  readonly env: Environment;
  readonly endpoints: Endpoints;
  readonly signal: AbortSignal;
  readonly onDevice: (device: Omit<DeviceSignIn, 'profile'>) => void;
};

type Device = {
  readonly deviceCode: string;
  readonly intervalMs: number;
  readonly endsMs: number;
};

type Asking = { readonly sso: SsoPlan; readonly client: SSOOIDCClient; readonly context: SignInContext };

/** Errors: aws/*, cancelled. */
export async function signInToSso(sso: SsoPlan, context: SignInContext): Promise<void> {
  const { SSOOIDCClient: Client } = await import('@aws-sdk/client-sso-oidc');
  const client = new Client(ssoClientSettings(sso.region, context.endpoints('sso_oidc')));
  const asking = { sso, client, context };
  try {
    const { registration, device } = await begin(asking);
    await keep(asking, await confirmed(asking, registration, device));
  } catch (error) {
    if (context.signal.aborted) throw new AppError('cancelled', 'Cancelled');
    throw toAwsError(error, { what: `signing in to ${sso.startUrl}`, profile: sso.profile });
  } finally {
    client.destroy();
  }
}

async function begin(asking: Asking): Promise<{ registration: Registration; device: Device }> {
  const known = await knownRegistration(asking);
  if (known !== undefined) {
    try {
      return { registration: known, device: await startDevice(asking, known) };
    } catch (error) {
      // One that SSO has forgotten, or that is for another way of signing in: a new one does.
      if (!/Client/u.test(awsCode(error))) throw error;
    }
  }
  const registration = await register(asking);
  return { registration, device: await startDevice(asking, registration) };
}

async function knownRegistration({ sso, context }: Asking): Promise<Registration | undefined> {
  const ofCli = await readRegistration(sso, scopesOf(sso), context.env);
  if (ofCli !== undefined) return ofCli;
  const { clientId, clientSecret, registrationExpiresAt: expiresAt } = (await readToken(sso, context.env)) ?? {};
  if (!clientId || !clientSecret || !expiresAt || isOver(expiresAt)) return undefined;
  return { clientId, clientSecret, expiresAt };
}

/** The legacy kind has none; without this one a token of the new kind could not be renewed. */
function scopesOf(sso: SsoPlan): string[] | undefined {
  if (sso.session === undefined) return undefined;
  return sso.scopes.length === 0 ? ['sso:account:access'] : [...sso.scopes];
}

async function register({ sso, client, context }: Asking): Promise<Registration> {
  const { RegisterClientCommand } = await import('@aws-sdk/client-sso-oidc');
  const command = new RegisterClientCommand({ clientName: 'Firetrail', clientType: 'public', scopes: scopesOf(sso) });
  const { clientId, clientSecret, clientSecretExpiresAt } = await client.send(command, { abortSignal: context.signal });
  if (clientId === undefined || clientSecret === undefined) throw incomplete();
  return { clientId, clientSecret, expiresAt: momentText((clientSecretExpiresAt ?? 0) * 1000) };
}

async function startDevice({ sso, client, context }: Asking, registration: Registration): Promise<Device> {
  const { StartDeviceAuthorizationCommand } = await import('@aws-sdk/client-sso-oidc');
  const { clientId, clientSecret } = registration;
  const command = new StartDeviceAuthorizationCommand({ clientId, clientSecret, startUrl: sso.startUrl });
  const begun = await client.send(command, { abortSignal: context.signal });
  const { deviceCode, userCode, verificationUri, verificationUriComplete = verificationUri } = begun;
  if (deviceCode === undefined || userCode === undefined || verificationUriComplete === undefined) throw incomplete();
  const endsMs = Date.now() + (begun.expiresIn ?? 600) * 1000;
  context.onDevice({ userCode, url: safeUrl(verificationUriComplete), expiresAt: new Date(endsMs).toISOString() });
  return { deviceCode, endsMs, intervalMs: Math.max(1, begun.interval ?? 5) * 1000 };
}

/** It will be opened in the browser. */
function safeUrl(text: string): string {
  const url = URL.canParse(text) ? new URL(text) : undefined;
  const isLoopback = /^(localhost|127\.\d+\.\d+\.\d+|\[::1\])$/u.test(url?.hostname ?? '');
  if (url?.protocol === 'https:' || (url?.protocol === 'http:' && isLoopback)) return text;
  throw new AppError('aws/failed', 'SSO names a page for signing in that is not on https. It is not opened.');
}

async function confirmed(asking: Asking, registration: Registration, device: Device): Promise<SsoToken> {
  for (let intervalMs = device.intervalMs; Date.now() < device.endsMs;) {
    await wait(intervalMs, undefined, { signal: asking.context.signal });
    const answer = await poll(asking, registration, device);
    if (typeof answer === 'object') return answer;
    // As the protocol asks for it.
    if (answer === 'slow down') intervalMs += 5000;
  }
  throw notInTime(asking.sso);
}

async function poll(
  { sso, client, context }: Asking,
  { clientId, clientSecret, expiresAt }: Registration,
  { deviceCode }: Device,
): Promise<SsoToken | 'pending' | 'slow down'> {
  const { CreateTokenCommand } = await import('@aws-sdk/client-sso-oidc');
  const grantType = 'urn:ietf:params:oauth:grant-type:device_code';
  try {
    const command = new CreateTokenCommand({ clientId, clientSecret, grantType, deviceCode });
    const { accessToken, expiresIn, refreshToken } = await client.send(command, { abortSignal: context.signal });
    if (accessToken === undefined) throw incomplete();
    return {
      startUrl: sso.startUrl,
      region: sso.region,
      accessToken,
      expiresAt: momentText(Date.now() + (expiresIn ?? 0) * 1000),
      clientId,
      clientSecret,
      registrationExpiresAt: expiresAt,
      ...(refreshToken === undefined || sso.session === undefined ? {} : { refreshToken }),
    };
  } catch (error) {
    return stateOf(error, sso);
  }
}

function stateOf(error: unknown, sso: SsoPlan): 'pending' | 'slow down' {
  switch (awsCode(error)) {
    case 'AuthorizationPendingException':
      return 'pending';
    case 'SlowDownException':
      return 'slow down';
    case 'ExpiredTokenException':
      throw notInTime(sso);
    case 'AccessDeniedException':
      throw new AppError('aws/denied', `Signing in to ${sso.startUrl} was refused in the browser.`);
    default: {
      // A network that is down for a moment does not end it: the user is in the browser.
      const failure = toAwsError(error, { what: `signing in to ${sso.startUrl}`, profile: sso.profile });
      if (failure.code === 'aws/unreachable' || failure.code === 'aws/throttled') return 'pending';
      throw failure;
    }
  }
}

function notInTime({ startUrl }: SsoPlan): AppError {
  return new AppError('aws/sign-in', `Signing in to ${startUrl} was not confirmed in time. Sign in again.`);
}

function incomplete(): AppError {
  return new AppError('aws/failed', 'SSO answered without what is needed to sign in.');
}

async function keep({ sso, context }: Asking, token: SsoToken): Promise<void> {
  try {
    await writeToken(sso, token, context.env);
  } catch (error) {
    const code = (error as NodeJS.ErrnoException).code ?? 'unknown error';
    throw new AppError('file/unwritable', `The token cannot be written to ~/.aws/sso/cache (${code}).`);
  }
}

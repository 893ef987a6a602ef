// Credentials of a role from the SSO portal, with a token that is renewed while SSO allows it.
import type { AwsCredentialIdentity } from '@smithy/types';

import { AppError } from '../../../shared/errors.ts';
import { ssoClientSettings, type Endpoints } from './clientSettings.ts';
import type { SsoPlan } from './credentialPlan.ts';
import { awsCode, toAwsError } from './errors.ts';
import type { Environment } from './profileFiles.ts';
import { shellWord } from './shellWord.ts';
import { isOver, momentOf, momentText, readToken, tokenPath, writeToken, type SsoToken } from './ssoToken.ts';

/** The AWS CLI renews a token in its last quarter of an hour. */
const renewBeforeMs = 15 * 60_000;

export type SsoContext = {
  readonly env: Environment;
  readonly endpoints: Endpoints;
  readonly signal: AbortSignal;
  /** Renewals under way, by session: a refresh token works only once. */
  readonly renewals: Map<string, Promise<SsoToken | undefined>>;
};

/** Errors: aws/sign-in where there is no token that SSO takes. */
export async function ssoCredentials(sso: SsoPlan, context: SsoContext): Promise<AwsCredentialIdentity> {
  const token = await currentToken(sso, context);
  const { SSOClient, GetRoleCredentialsCommand } = await import('@aws-sdk/client-sso');
  const client = new SSOClient(ssoClientSettings(sso.region, context.endpoints('sso')));
  try {
    const { roleCredentials } = await client.send(
      new GetRoleCredentialsCommand({ accountId: sso.account, roleName: sso.role, accessToken: token.accessToken }),
      { abortSignal: context.signal },
    );
    return identityOf(sso, roleCredentials ?? {});
  } catch (error) {
    if (awsCode(error) === 'UnauthorizedException') throw signInNeeded(sso, 'has ended');
    const what = `role ${sso.role} in account ${sso.account}, by SSO`;
    throw toAwsError(error, { what, profile: sso.profile });
  } finally {
    client.destroy();
  }
}

function identityOf(
  sso: SsoPlan,
  found: {
    readonly accessKeyId?: string | undefined;
    readonly secretAccessKey?: string | undefined;
    readonly sessionToken?: string | undefined;
    readonly expiration?: number | undefined;
  },
): AwsCredentialIdentity {
  const { accessKeyId, secretAccessKey, sessionToken, expiration } = found;
  if (!accessKeyId || !secretAccessKey || !sessionToken)
    throw new AppError('aws/failed', `SSO gave no credentials for profile "${sso.profile}".`);
  return {
    accessKeyId,
    secretAccessKey,
    sessionToken,
    ...(expiration === undefined ? {} : { expiration: new Date(expiration) }),
  };
}

async function currentToken(sso: SsoPlan, context: SsoContext): Promise<SsoToken> {
  const token = await readToken(sso, context.env);
  if (token === undefined) throw signInNeeded(sso, 'has not begun');
  if (momentOf(token.expiresAt) - Date.now() > renewBeforeMs) return token;
  const renewed = await renewedOnce(sso, token, context);
  if (renewed !== undefined) return renewed;
  // Another program may have renewed it in the meantime.
  const found = await readToken(sso, context.env);
  if (found === undefined || isOver(found.expiresAt)) throw signInNeeded(sso, 'has ended');
  return found;
}

async function renewedOnce(sso: SsoPlan, token: SsoToken, context: SsoContext): Promise<SsoToken | undefined> {
  const key = tokenPath(sso, context.env);
  const renewal = context.renewals.get(key) ?? renew(sso, token, context);
  context.renewals.set(key, renewal);
  try {
    return await renewal;
  } finally {
    context.renewals.delete(key);
  }
}

/** Undefined where it cannot be renewed: then the old one counts to its end. */
async function renew(sso: SsoPlan, token: SsoToken, context: SsoContext): Promise<SsoToken | undefined> {
  const { clientId, clientSecret, refreshToken, registrationExpiresAt } = token;
  if (!clientId || !clientSecret || !refreshToken || isOver(registrationExpiresAt ?? '')) return undefined;
  const { SSOOIDCClient, CreateTokenCommand } = await import('@aws-sdk/client-sso-oidc');
  const client = new SSOOIDCClient(ssoClientSettings(sso.region, context.endpoints('sso_oidc')));
  try {
    const created = await client.send(
      new CreateTokenCommand({ clientId, clientSecret, refreshToken, grantType: 'refresh_token' }),
      { abortSignal: context.signal },
    );
    return await keep(sso, token, created, context.env);
  } catch (error) {
    const failure = toAwsError(error, { what: 'the token of SSO', profile: sso.profile });
    // A network that is down is told as that: signing in would not help.
    if (failure.code === 'cancelled' || (failure.code === 'aws/unreachable' && isOver(token.expiresAt))) throw failure;
    return undefined;
  } finally {
    client.destroy();
  }
}

type Created = {
  readonly accessToken?: string | undefined;
  readonly expiresIn?: number | undefined;
  readonly refreshToken?: string | undefined;
};

async function keep(
  sso: SsoPlan,
  token: SsoToken,
  { accessToken, expiresIn, refreshToken }: Created,
  env: Environment,
): Promise<SsoToken | undefined> {
  if (accessToken === undefined) return undefined;
  const renewed: SsoToken = {
    ...token,
    accessToken,
    expiresAt: momentText(Date.now() + (expiresIn ?? 0) * 1000),
    ...(refreshToken === undefined ? {} : { refreshToken }),
  };
  // A cache that cannot be written costs a sign-in later, not this one.
  await writeToken(sso, renewed, env).catch(() => undefined);
  return renewed;
}

export function signInNeeded(sso: SsoPlan, state: 'has ended' | 'has not begun'): AppError {
  const session = sso.session === undefined ? 'The SSO session' : `The SSO session "${sso.session}"`;
  return new AppError(
    'aws/sign-in',
    `${session} of profile "${sso.profile}" ${state}. Sign in, or run ${signInCommand(sso)}`,
  );
}

export function signInCommand(sso: SsoPlan): string {
  return `aws sso login --profile ${shellWord(sso.profile)}`;
}

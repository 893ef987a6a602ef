// Roles that STS gives credentials of: taken on with other credentials, or with a token of a web identity.
import { readFile } from 'node:fs/promises';

import type { AwsCredentialIdentity } from '@smithy/types';

import { AppError } from '../../../shared/errors.ts';
import { clientSettings, type Endpoints } from './clientSettings.ts';
import type { RolePlan, WebIdentityPlan } from './credentialPlan.ts';
import { regionForRole } from './endpoints.ts';
import { toAwsError } from './errors.ts';

export type RoleContext = {
  /** Of the profile that is used, also where a role further down the chain is taken on. */
  readonly region: string | undefined;
  readonly endpoints: Endpoints;
  readonly signal: AbortSignal;
  /** The code that a device shows now. Errors: aws/mfa where nobody can be asked, cancelled. */
  readonly mfaCode: MfaCode;
};

export type MfaCode = (asked: { readonly serial: string; readonly wasRefused: boolean }) => Promise<string>;

const defaultSeconds = 3600;
/** STS shuts nobody out before that. */
const mostCodes = 5;

export async function assumeRole(
  plan: RolePlan,
  source: AwsCredentialIdentity,
  context: RoleContext,
): Promise<AwsCredentialIdentity> {
  const { mfaSerial } = plan;
  if (mfaSerial === undefined) return takeOn(plan, source, context);
  for (let codes = 1; ; codes += 1) {
    const code = (await context.mfaCode({ serial: mfaSerial, wasRefused: codes > 1 })).replaceAll(' ', '');
    try {
      if (!/^\d{6}$/u.test(code)) throw new AppError('aws/mfa', `A code of the device ${mfaSerial} has six digits.`);
      return await takeOn(plan, source, context, code);
    } catch (error) {
      if (!(error instanceof AppError) || error.code !== 'aws/mfa' || codes === mostCodes) throw error;
    }
  }
}

async function takeOn(
  plan: RolePlan,
  source: AwsCredentialIdentity,
  context: RoleContext,
  code?: string,
): Promise<AwsCredentialIdentity> {
  const { STSClient, AssumeRoleCommand } = await import('@aws-sdk/client-sts');
  const client = new STSClient({ ...stsSettings(plan.roleArn, context), credentials: source });
  const command = new AssumeRoleCommand({
    RoleArn: plan.roleArn,
    RoleSessionName: plan.sessionName ?? sessionName(),
    DurationSeconds: plan.durationSeconds ?? defaultSeconds,
    ExternalId: plan.externalId,
    ...(code === undefined ? {} : { SerialNumber: plan.mfaSerial, TokenCode: code }),
  });
  return asked(plan, client, () => client.send(command, { abortSignal: context.signal }));
}

export async function assumeRoleWithWebIdentity(
  plan: WebIdentityPlan,
  context: RoleContext,
): Promise<AwsCredentialIdentity> {
  const { STSClient, AssumeRoleWithWebIdentityCommand } = await import('@aws-sdk/client-sts');
  const token = await tokenOf(plan);
  // The call is not signed.
  const credentials = { accessKeyId: '', secretAccessKey: '' };
  const client = new STSClient({ ...stsSettings(plan.roleArn, context), credentials });
  const command = new AssumeRoleWithWebIdentityCommand({
    RoleArn: plan.roleArn,
    RoleSessionName: plan.sessionName ?? sessionName(),
    DurationSeconds: plan.durationSeconds ?? defaultSeconds,
    WebIdentityToken: token,
  });
  return asked(plan, client, () => client.send(command, { abortSignal: context.signal }));
}

function stsSettings(roleArn: string, { region, endpoints }: RoleContext) {
  return clientSettings(region ?? regionForRole(roleArn), endpoints('sts'));
}

function sessionName(): string {
  return `firetrail-${Date.now()}`;
}

type Answer = {
  readonly Credentials?:
    | {
        readonly AccessKeyId: string | undefined;
        readonly SecretAccessKey: string | undefined;
        readonly SessionToken: string | undefined;
        readonly Expiration: Date | undefined;
      }
    | undefined;
};

async function asked(
  { profile, roleArn }: { readonly profile: string; readonly roleArn: string },
  client: { destroy(): void },
  ask: () => Promise<Answer>,
): Promise<AwsCredentialIdentity> {
  try {
    const { AccessKeyId, SecretAccessKey, SessionToken, Expiration } = (await ask()).Credentials ?? {};
    if (!AccessKeyId || !SecretAccessKey || !SessionToken)
      throw new AppError('aws/failed', `STS gave no credentials for ${roleArn}.`);
    return {
      accessKeyId: AccessKeyId,
      secretAccessKey: SecretAccessKey,
      sessionToken: SessionToken,
      ...(Expiration === undefined ? {} : { expiration: Expiration }),
    };
  } catch (error) {
    throw toAwsError(error, { what: roleArn, profile });
  } finally {
    client.destroy();
  }
}

async function tokenOf({ profile, tokenFile }: WebIdentityPlan): Promise<string> {
  try {
    return (await readFile(tokenFile, 'utf8')).trim();
  } catch {
    throw new AppError(
      'aws/profile',
      `The web_identity_token_file of profile "${profile}" cannot be read: ${tokenFile}`,
    );
  }
}

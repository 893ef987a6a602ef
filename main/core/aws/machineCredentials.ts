// Credentials that the machine gives: the container's, and those of the instance's role.
import { createHash } from 'node:crypto';
import { join } from 'node:path';

import type { AwsCredentialIdentity } from '@smithy/types';

import { AppError } from '../../../shared/errors.ts';
import { hasContainer, hasInstanceMetadata } from './environmentPlan.ts';
import { homeOf, profilePaths, type Environment } from './profileFiles.ts';
import { shellWord } from './shellWord.ts';

export async function containerCredentials(env: Environment): Promise<AwsCredentialIdentity> {
  if (!hasContainer(env))
    throw new AppError(
      'aws/profile',
      'AWS_CONTAINER_CREDENTIALS_FULL_URI is not set: this is no container with a role.',
    );
  const { fromHttp } = await import('@aws-sdk/credential-providers');
  try {
    return await fromHttp({
      ...option('awsContainerCredentialsRelativeUri', env['AWS_CONTAINER_CREDENTIALS_RELATIVE_URI']),
      ...option('awsContainerCredentialsFullUri', env['AWS_CONTAINER_CREDENTIALS_FULL_URI']),
      ...option('awsContainerAuthorizationToken', env['AWS_CONTAINER_AUTHORIZATION_TOKEN']),
      ...option('awsContainerAuthorizationTokenFile', env['AWS_CONTAINER_AUTHORIZATION_TOKEN_FILE']),
      maxRetries: 1,
      logger: silent,
    })();
  } catch {
    // What it says may quote the token that it was asked with: only the fact is told.
    throw new AppError(
      'aws/unreachable',
      'The container gives no credentials: its endpoint does not answer as expected.',
    );
  }
}

export async function instanceCredentials(env: Environment): Promise<AwsCredentialIdentity> {
  if (!hasInstanceMetadata(env))
    throw new AppError('aws/profile', 'The instance is not asked for credentials: AWS_EC2_METADATA_DISABLED is set.');
  const { fromInstanceMetadata } = await import('@aws-sdk/credential-providers');
  return fromInstanceMetadata({ timeout: 1000, maxRetries: 1, logger: silent })().catch(() => {
    throw new AppError('aws/unreachable', 'The instance gives no credentials: its metadata do not answer.');
  });
}

/** `aws login`: the SDK keeps and renews its tokens in the AWS CLI's own cache. */
export async function loginCredentials(profile: string, env: Environment): Promise<AwsCredentialIdentity> {
  const { config: configFilepath, credentials: filepath } = profilePaths(env);
  const { fromLoginCredentials } = await import('@aws-sdk/credential-providers');
  return fromLoginCredentials({ profile, configFilepath, filepath, ignoreCache: true, logger: silent })().catch(() => {
    throw new AppError(
      'aws/expired',
      `The login of profile "${profile}" has ended or has not begun. Run ${loginCommand(profile)}`,
    );
  });
}

/** Where `aws login` and the SDK keep what they have got. */
export function loginTokenPath(session: string, env: Environment): string {
  const dir = env['AWS_LOGIN_CACHE_DIRECTORY'] ?? join(homeOf(env), '.aws', 'login', 'cache');
  return join(dir, `${createHash('sha256').update(session).digest('hex')}.json`);
}

export function loginCommand(profile: string): string {
  return `aws login --profile ${shellWord(profile)}`;
}

const nothing = (): void => undefined;
const silent = { trace: nothing, debug: nothing, info: nothing, warn: nothing, error: nothing };

function option<Name extends string>(name: Name, value: string | undefined): { [Key in Name]?: string } {
  return (value ? { [name]: value } : {}) as { [Key in Name]?: string };
}

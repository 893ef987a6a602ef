// Credentials that stand in the environment of the process.
import type { CredentialPlan, Planned } from './credentialPlan.ts';
import type { Environment } from './profileFiles.ts';

/** Keys, else the role of AWS_WEB_IDENTITY_TOKEN_FILE; undefined where there is neither. */
export function environmentPlan(env: Environment, profile: string): Planned | undefined {
  const accessKeyId = env['AWS_ACCESS_KEY_ID'];
  const secretAccessKey = env['AWS_SECRET_ACCESS_KEY'];
  const sessionToken = env['AWS_SESSION_TOKEN'];
  if (accessKeyId && secretAccessKey) {
    const keys = { accessKeyId, secretAccessKey, ...(sessionToken ? { sessionToken } : {}) };
    return { kind: 'environment', plan: { kind: 'environment', profile, keys }, problems: [] };
  }
  if (accessKeyId) return half('AWS_ACCESS_KEY_ID', 'AWS_SECRET_ACCESS_KEY');
  if (secretAccessKey) return half('AWS_SECRET_ACCESS_KEY', 'AWS_ACCESS_KEY_ID');
  return webIdentity(env, profile);
}

function half(given: string, missing: string): Planned {
  return { kind: 'environment', problems: [`${given} is set in the environment, but ${missing} is not.`] };
}

function webIdentity(env: Environment, profile: string): Planned | undefined {
  const tokenFile = env['AWS_WEB_IDENTITY_TOKEN_FILE'];
  const roleArn = env['AWS_ROLE_ARN'];
  const sessionName = env['AWS_ROLE_SESSION_NAME'];
  if (!tokenFile || !roleArn) return undefined;
  const plan: CredentialPlan = {
    kind: 'web-identity',
    profile,
    roleArn,
    tokenFile,
    ...(sessionName ? { sessionName } : {}),
  };
  return { kind: 'web-identity', plan, problems: [] };
}

export function hasContainer(env: Environment): boolean {
  return Boolean(env['AWS_CONTAINER_CREDENTIALS_RELATIVE_URI'] || env['AWS_CONTAINER_CREDENTIALS_FULL_URI']);
}

export function hasInstanceMetadata(env: Environment): boolean {
  return env['AWS_EC2_METADATA_DISABLED']?.toLowerCase() !== 'true';
}

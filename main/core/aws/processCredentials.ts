// The credentials that a profile's own command prints (credential_process).
import { exec } from 'node:child_process';

import type { AwsCredentialIdentity } from '@smithy/types';

import { AppError } from '../../../shared/errors.ts';
import type { Environment } from './profileFiles.ts';

const limitMs = 120_000;

/** Errors: aws/expired, so that work can go on when the command works again. Never holds what the command printed. */
export async function processCredentials(
  plan: { readonly profile: string; readonly command: string },
  env: Environment,
  signal: AbortSignal,
): Promise<AwsCredentialIdentity> {
  const printed = await outputOf(plan, env, signal);
  const found = objectOf(printed);
  const fail = (reason: string): AppError => failure(plan.profile, reason);
  if (found === undefined) throw fail('did not print JSON');
  if (found['Version'] !== 1) throw fail('did not print "Version": 1');
  const { AccessKeyId: accessKeyId, SecretAccessKey: secretAccessKey, SessionToken: sessionToken } = found;
  if (typeof accessKeyId !== 'string' || typeof secretAccessKey !== 'string') throw fail('printed no keys');
  const expiration = expirationOf(found['Expiration']);
  if (expiration !== undefined && !(expiration.getTime() > Date.now()))
    throw fail('printed credentials that have ended');
  return {
    accessKeyId,
    secretAccessKey,
    ...(typeof sessionToken === 'string' ? { sessionToken } : {}),
    ...(expiration === undefined ? {} : { expiration }),
  };
}

function failure(profile: string, reason: string): AppError {
  return new AppError(
    'aws/expired',
    `The credential_process of profile "${profile}" ${reason}. Run it in a terminal to see why, then try again.`,
  );
}

function outputOf(
  { profile, command }: { readonly profile: string; readonly command: string },
  env: Environment,
  signal: AbortSignal,
): Promise<string> {
  return new Promise((resolve, reject) => {
    const options = { env: env as NodeJS.ProcessEnv, signal, timeout: limitMs, windowsHide: true };
    exec(command, options, (error, stdout) => {
      if (error === null) resolve(stdout);
      else if (signal.aborted) reject(new AppError('cancelled', 'Cancelled'));
      else if (error.killed === true) reject(failure(profile, 'did not end within two minutes'));
      else reject(failure(profile, `failed (status ${String(error.code)})`));
    });
  });
}

function objectOf(text: string): Readonly<Record<string, unknown>> | undefined {
  try {
    const value: unknown = JSON.parse(text);
    return typeof value === 'object' && value !== null ? (value as Record<string, unknown>) : undefined;
  } catch {
    // The parser's message would quote what was printed.
    return undefined;
  }
}

/** An unreadable moment counts as over. */
function expirationOf(value: unknown): Date | undefined {
  return typeof value === 'string' && value !== '' ? new Date(value) : undefined;
}

// What is asked of the user when credentials have ended, and which files tell that it was done elsewhere.
import type { Prompt } from '../../../shared/aws/profile.ts';
import type { AppError } from '../../../shared/errors.ts';
import { originOf, type CredentialPlan } from './credentialPlan.ts';
import { loginTokenPath } from './machineCredentials.ts';
import type { Environment } from './profileFiles.ts';
import { ssoOf } from './resolveProfile.ts';
import { signInCommand } from './ssoCredentials.ts';
import { tokenPath } from './ssoToken.ts';

type Renewal = Omit<Extract<Prompt, { kind: 'signIn' }>, 'id'> | Omit<Extract<Prompt, { kind: 'renew' }>, 'id'>;

export function renewalPrompt(
  profile: string,
  plan: CredentialPlan,
  { code, message }: Pick<AppError, 'code' | 'message'>,
): Renewal {
  const sso = ssoOf(plan);
  if (sso !== undefined && code === 'aws/sign-in')
    return { kind: 'signIn', profile, command: signInCommand(sso), message };
  return { kind: 'renew', profile, message };
}

export function renewalPaths(plan: CredentialPlan, env: Environment): readonly string[] {
  const origin = originOf(plan);
  if (origin.kind === 'web-identity') return [origin.tokenFile];
  if (origin.kind === 'login') return [loginTokenPath(origin.session, env)];
  const sso = ssoOf(plan);
  return sso === undefined ? [] : [tokenPath(sso, env)];
}

// From the name of a profile, or from none, to what is known of it.
import { createHash } from 'node:crypto';

import { AppError } from '../../../shared/errors.ts';
import {
  containerName,
  environmentName,
  instanceName,
  originOf,
  type CredentialPlan,
  type SsoPlan,
} from './credentialPlan.ts';
import { ownerText } from './errors.ts';
import { hasContainer } from './environmentPlan.ts';
import { loginCommand } from './machineCredentials.ts';
import { defaultProfile, planOf, type Found } from './profiles.ts';
import type { ProfileSection } from './profileFiles.ts';
import { signInCommand } from './ssoCredentials.ts';

export type Resolved = {
  readonly name: string;
  readonly plan: CredentialPlan;
  /** Where its region and endpoints stand; what is in no file takes those of the default profile. */
  readonly section: ProfileSection | undefined;
};

/** Errors: aws/profile. */
export function resolveProfile(profile: string | undefined, found: Found): Resolved {
  const name = profile ?? chosen(found);
  const planned = planOf(name, found);
  if (planned === undefined)
    throw new AppError('aws/profile', `There is no profile "${name}" in the AWS configuration.`);
  if (planned.plan === undefined)
    throw new AppError(
      'aws/profile',
      `The credentials of ${ownerText(name)} cannot be had. ${planned.problems.join(' ')}`,
    );
  return { name, plan: planned.plan, section: found.files.profiles.get(name) ?? found.files.profiles.get('default') };
}

/** As the AWS tools choose: a default profile that only holds settings is passed over. */
function chosen(found: Found): string {
  const name = defaultProfile(found);
  const isNamed = Boolean(found.env['AWS_PROFILE'] || found.env['AWS_DEFAULT_PROFILE']);
  if (name !== undefined && (isNamed || name !== 'default' || planOf(name, found)?.kind !== 'incomplete')) return name;
  if (planOf(environmentName, found) !== undefined) return environmentName;
  if (hasContainer(found.env)) return containerName;
  if (found.isInstance) return instanceName;
  throw new AppError(
    'aws/profile',
    'No AWS credentials were found: there is no default profile, and none stand in the environment. Choose a profile.',
  );
}

/** Another one for other credentials; says nothing about them. */
export function fingerprintOf(plan: CredentialPlan): string {
  return createHash('sha256').update(JSON.stringify(plan)).digest('hex');
}

export function ssoOf(plan: CredentialPlan): SsoPlan | undefined {
  const origin = originOf(plan);
  return origin.kind === 'sso' || origin.kind === 'sso-legacy' ? origin : undefined;
}

/** What to do about credentials that have ended. */
export function adviceOf({ plan, section }: Resolved): string {
  const origin = originOf(plan);
  switch (origin.kind) {
    case 'keys':
      return `Put new ones into ${section?.files.at(-1) ?? '~/.aws/credentials'}.`;
    case 'environment':
      return 'Start Firetrail again with new ones in the environment.';
    case 'process':
      return 'Try again when its credential_process gives new ones.';
    case 'login':
      return `Run ${loginCommand(origin.profile)}`;
    case 'sso':
    case 'sso-legacy':
      return `Run ${signInCommand(origin)}`;
    case 'web-identity':
      return `A new token must be written to ${origin.tokenFile}.`;
    case 'container':
    case 'instance':
      return 'Try again later.';
  }
}

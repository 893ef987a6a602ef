// Gets the credentials that a plan describes: each step asks whoever gives them, a role after what it is taken on from.
import type { AwsCredentialIdentity } from '@smithy/types';

import { assumeRole, assumeRoleWithWebIdentity, type RoleContext } from './assumedRole.ts';
import type { CredentialPlan } from './credentialPlan.ts';
import { containerCredentials, instanceCredentials, loginCredentials } from './machineCredentials.ts';
import { processCredentials } from './processCredentials.ts';
import { ssoCredentials, type SsoContext } from './ssoCredentials.ts';

export type CredentialContext = RoleContext & SsoContext;

/** Errors: aws/*, cancelled. */
export async function getCredentials(plan: CredentialPlan, context: CredentialContext): Promise<AwsCredentialIdentity> {
  switch (plan.kind) {
    case 'keys':
    case 'environment':
      return plan.keys;
    case 'process':
      return processCredentials(plan, context.env, context.signal);
    case 'sso':
    case 'sso-legacy':
      return ssoCredentials(plan, context);
    case 'login':
      return loginCredentials(plan.profile, context.env);
    case 'container':
      return containerCredentials(context.env);
    case 'instance':
      return instanceCredentials(context.env);
    case 'web-identity':
      return assumeRoleWithWebIdentity(plan, context);
    case 'role':
      return assumeRole(plan, await getCredentials(plan.source, context), context);
  }
}

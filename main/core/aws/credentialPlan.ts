// How a profile gets its credentials, worked out from the files alone (planProfile.ts): what the list of profiles shows
// and what credentials.ts does are the same thing.
import type { ProfileKind } from '../../../shared/aws/profile.ts';
import type { Environment, ProfileFiles, ProfileSection } from './profileFiles.ts';

export const environmentName = '(environment)';
export const containerName = '(container)';
export const instanceName = '(instance)';

export type StaticKeys = {
  readonly accessKeyId: string;
  readonly secretAccessKey: string;
  readonly sessionToken?: string;
};

export type SsoPlan = {
  readonly kind: 'sso' | 'sso-legacy';
  readonly profile: string;
  /** The name of its `[sso-session]`; the legacy kind has none. */
  readonly session?: string;
  readonly startUrl: string;
  readonly region: string;
  readonly scopes: readonly string[];
  readonly account: string;
  readonly role: string;
};

export type WebIdentityPlan = {
  readonly kind: 'web-identity';
  readonly profile: string;
  readonly roleArn: string;
  readonly tokenFile: string;
  readonly sessionName?: string;
  readonly durationSeconds?: number;
};

export type RolePlan = {
  readonly kind: 'role';
  readonly profile: string;
  readonly roleArn: string;
  readonly source: CredentialPlan;
  /** EcsContainer, Ec2InstanceMetadata or Environment, where the source is no profile. */
  readonly credentialSource?: string;
  readonly externalId?: string;
  readonly sessionName?: string;
  readonly durationSeconds?: number;
  readonly mfaSerial?: string;
};

export type CredentialPlan =
  | { readonly kind: 'keys' | 'environment'; readonly profile: string; readonly keys: StaticKeys }
  | { readonly kind: 'process'; readonly profile: string; readonly command: string }
  | { readonly kind: 'login'; readonly profile: string; readonly session: string }
  | { readonly kind: 'container' | 'instance'; readonly profile: string }
  | SsoPlan
  | WebIdentityPlan
  | RolePlan;

export type Planned = {
  readonly kind: ProfileKind;
  /** Absent where it cannot work; then there are problems. */
  readonly plan?: CredentialPlan;
  readonly problems: readonly string[];
};

export type PlanContext = { readonly files: ProfileFiles; readonly env: Environment };

/** Plans the profile that a role comes from; `visited` are the profiles whose roles led there. */
export type PlanSource = (section: ProfileSection, visited: readonly string[]) => Planned;

/** The plan that the credentials begin with: of a role, its last source. */
export function originOf(plan: CredentialPlan): Exclude<CredentialPlan, RolePlan> {
  return plan.kind === 'role' ? originOf(plan.source) : plan;
}

export function secondsOf(values: ReadonlyMap<string, string>): number | undefined {
  const seconds = Number(values.get('duration_seconds') ?? Number.NaN);
  return Number.isInteger(seconds) && seconds > 0 ? seconds : undefined;
}

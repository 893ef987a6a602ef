// The list of profiles as it is shown: what each is, where it goes, what is wrong with it.
import { access, constants } from 'node:fs/promises';

import type { Profile, ProfileFileProblem, ProfileList } from '../../../shared/aws/profile.ts';
import {
  containerName,
  environmentName,
  instanceName,
  originOf,
  type CredentialPlan,
  type PlanContext,
  type Planned,
} from './credentialPlan.ts';
import { endpointOf } from './endpoints.ts';
import { environmentPlan, hasContainer } from './environmentPlan.ts';
import { planProfile } from './planProfile.ts';
import type { Environment, ProfileFiles, ProfileSection } from './profileFiles.ts';

export type Found = PlanContext & {
  /** Whether the machine is known to be an EC2 instance with a role. */
  readonly isInstance: boolean;
};

export async function listProfiles(found: Found): Promise<ProfileList> {
  const inFiles = await Promise.all([...found.files.profiles.values()].map((section) => profileOf(section, found)));
  const profiles = [...inFiles, ...outsideFiles(found)];
  const named = defaultProfile(found);
  const exists = profiles.some(({ name }) => name === named);
  return {
    profiles,
    problems: [...found.files.problems, ...(exists || named === undefined ? [] : [missingDefault(named)])],
    ...(exists && named !== undefined ? { defaultName: named } : {}),
  };
}

function missingDefault(name: string): ProfileFileProblem {
  return { file: 'the environment', message: `AWS_PROFILE names "${name}", which does not exist.` };
}

/** The profile that AWS tools take when none is named. */
export function defaultProfile({ files, env, isInstance }: Found): string | undefined {
  const named = env['AWS_PROFILE'] || env['AWS_DEFAULT_PROFILE'];
  if (named) return named;
  const inEnvironment = environmentPlan(env, environmentName);
  if (inEnvironment?.kind === 'environment') return environmentName;
  if (files.profiles.has('default')) return 'default';
  if (inEnvironment !== undefined) return environmentName;
  if (hasContainer(env)) return containerName;
  return isInstance ? instanceName : undefined;
}

/** The plan of a profile by its name; undefined where there is no such profile. */
export function planOf(name: string, context: PlanContext): Planned | undefined {
  const section = context.files.profiles.get(name);
  if (section !== undefined) return planProfile(section, context);
  if (name === environmentName) return environmentPlan(context.env, name);
  if (name === containerName) return { kind: 'container', plan: { kind: 'container', profile: name }, problems: [] };
  if (name === instanceName) return { kind: 'instance', plan: { kind: 'instance', profile: name }, problems: [] };
  return undefined;
}

async function profileOf(section: ProfileSection, found: Found): Promise<Profile> {
  const planned = planProfile(section, found);
  const endpoint = customEndpoint(section, found.files);
  return {
    name: section.name,
    kind: planned.kind,
    ...filled({ region: section.values.get('region'), endpoint: withoutPassword(endpoint) }),
    ...roleDetails(section, planned),
    ...ssoDetails(section, found.files),
    files: section.files,
    problems: [
      ...planned.problems,
      ...missingServices(section, found.files),
      ...endpointProblems(endpoint),
      ...(await tokenProblems(planned.plan)),
    ],
  };
}

/** The profile's own: those of the environment hold for every profile and are no part of it. */
function customEndpoint(section: ProfileSection, files: ProfileFiles): string | undefined {
  return section.values.get('endpoint_url') ?? endpointOf('s3', section, files, {});
}

/** A URL may hold a user and a password: they are not shown. */
function withoutPassword(endpoint: string | undefined): string | undefined {
  return endpoint?.replace(/^(\w+:\/\/)[^/?#]*@/u, '$1');
}

function endpointProblems(endpoint: string | undefined): readonly string[] {
  return endpoint === undefined || URL.canParse(endpoint)
    ? []
    : ['endpoint_url is not a URL, such as https://storage.example.com. Correct it.'];
}

function missingServices({ values }: ProfileSection, files: ProfileFiles): readonly string[] {
  const services = values.get('services');
  return services === undefined || files.services.has(services)
    ? []
    : [`The section [services ${services}] does not exist. Add it, or remove services.`];
}

function roleDetails({ values }: ProfileSection, { kind, plan }: Planned): Partial<Profile> {
  if (kind !== 'role' && kind !== 'web-identity') return {};
  return filled({
    roleArn: values.get('role_arn'),
    credentialSource: values.get('credential_source'),
    mfaSerial: values.get('mfa_serial') ?? mfaOf(plan),
    chain: plan === undefined ? undefined : chainOf(plan),
  });
}

function mfaOf(plan: CredentialPlan | undefined): string | undefined {
  return plan?.kind === 'role' ? (plan.mfaSerial ?? mfaOf(plan.source)) : undefined;
}

/** `b`, `c`, `SSO session corp` for a role that is taken on from profile b, whose source is c. */
function chainOf(plan: CredentialPlan): readonly string[] | undefined {
  if (plan.kind !== 'role') return undefined;
  if (plan.credentialSource !== undefined) return [plan.credentialSource];
  return [plan.source.profile, ...(chainOf(plan.source) ?? [originText(originOf(plan.source))])];
}

function originText(origin: ReturnType<typeof originOf>): string {
  switch (origin.kind) {
    case 'keys':
      return 'access key';
    case 'environment':
      return 'Environment';
    case 'process':
      return 'credential_process';
    case 'login':
      return 'aws login';
    case 'container':
      return 'EcsContainer';
    case 'instance':
      return 'Ec2InstanceMetadata';
    case 'web-identity':
      return 'web identity';
    case 'sso':
    case 'sso-legacy':
      return `SSO ${origin.session === undefined ? origin.startUrl : `session ${origin.session}`}`;
  }
}

function ssoDetails({ values }: ProfileSection, files: ProfileFiles): Partial<Profile> {
  const ssoSession = values.get('sso_session');
  const settings = ssoSession === undefined ? values : files.ssoSessions.get(ssoSession);
  return filled({
    ssoSession,
    ssoStartUrl: settings?.get('sso_start_url'),
    ssoAccountId: values.get('sso_account_id'),
    ssoRoleName: values.get('sso_role_name'),
  });
}

async function tokenProblems(plan: CredentialPlan | undefined): Promise<readonly string[]> {
  const origin = plan === undefined ? undefined : originOf(plan);
  if (origin?.kind !== 'web-identity') return [];
  const isReadable = await access(origin.tokenFile, constants.R_OK).then(
    () => true,
    () => false,
  );
  return isReadable ? [] : [`The web_identity_token_file ${origin.tokenFile} cannot be read.`];
}

function outsideFiles({ env, isInstance }: Found): readonly Profile[] {
  const inEnvironment = environmentPlan(env, environmentName);
  const region = regionIn(env);
  return [
    ...(inEnvironment === undefined
      ? []
      : [outside(environmentName, inEnvironment.kind, { ...region, problems: inEnvironment.problems })]),
    ...(hasContainer(env) ? [outside(containerName, 'container', region)] : []),
    ...(isInstance ? [outside(instanceName, 'instance', region)] : []),
  ];
}

function outside(name: string, kind: Profile['kind'], details: Partial<Profile>): Profile {
  return { name, kind, files: [], problems: [], ...details };
}

function regionIn(env: Environment): Partial<Profile> {
  return filled({ region: env['AWS_REGION'] || env['AWS_DEFAULT_REGION'] || undefined });
}

/** Without the members that are undefined. */
function filled<Members extends object>(
  members: Members,
): { [Name in keyof Members]?: Exclude<Members[Name], undefined> } {
  return Object.fromEntries(Object.entries(members).filter(([, value]) => value !== undefined)) as {
    [Name in keyof Members]?: Exclude<Members[Name], undefined>;
  };
}

// Roles: whom they are taken on from, through as many profiles as there are.
import { environmentPlan } from './environmentPlan.ts';
import { secondsOf, type PlanContext, type Planned, type PlanSource } from './credentialPlan.ts';
import type { ProfileSection } from './profileFiles.ts';

type RoleContext = PlanContext & { readonly visited: readonly string[]; readonly plan: PlanSource };

export function rolePlan(section: ProfileSection, context: RoleContext): Planned {
  const problem = sourceProblem(section, context);
  if (problem !== undefined) return { kind: 'role', problems: [problem] };
  const source = sourceOf(section, context);
  if (source.plan === undefined)
    return { kind: 'role', problems: source.problems.map((text) => within(section, text)) };
  const { values } = section;
  const roleArn = values.get('role_arn') ?? '';
  const isArn = /^arn:[\w-]+:iam::\d{12}:role\/./u.test(roleArn);
  return {
    kind: 'role',
    plan: {
      kind: 'role',
      profile: section.name,
      roleArn,
      source: source.plan,
      ...optional('credentialSource', values.get('credential_source')),
      ...optional('externalId', values.get('external_id')),
      ...optional('sessionName', values.get('role_session_name')),
      ...optional('mfaSerial', values.get('mfa_serial')),
      ...optional('durationSeconds', secondsOf(values)),
    },
    problems: isArn ? [] : ['role_arn is not the ARN of a role, such as arn:aws:iam::111122223333:role/NAME.'],
  };
}

function sourceProblem(section: ProfileSection, { files, visited }: RoleContext): string | undefined {
  const source = section.values.get('source_profile');
  const named = section.values.get('credential_source');
  if (source !== undefined && named !== undefined)
    return 'source_profile and credential_source exclude each other. Remove one.';
  if (named !== undefined)
    return /^(EcsContainer|Ec2InstanceMetadata|Environment)$/u.test(named)
      ? undefined
      : `credential_source is "${named}", but only Environment, Ec2InstanceMetadata and EcsContainer exist.`;
  if (source === undefined) return 'role_arn stands without source_profile or credential_source. Add one of them.';
  const target = files.profiles.get(source);
  if (target === undefined) return `source_profile names "${source}", which does not exist.`;
  if (!visited.includes(source) && source !== section.name) return undefined;
  // Back where the chain has been: only keys end it.
  if (target.values.has('aws_access_key_id') && target.values.has('aws_secret_access_key')) return undefined;
  return `source_profile leads in a circle: ${[...visited, section.name, source].join(' → ')}.`;
}

function sourceOf(section: ProfileSection, context: RoleContext): Planned {
  const source = context.files.profiles.get(section.values.get('source_profile') ?? '');
  if (source !== undefined) return context.plan(source, [...context.visited, section.name]);
  const named = section.values.get('credential_source');
  if (named === 'EcsContainer')
    return { kind: 'container', plan: { kind: 'container', profile: section.name }, problems: [] };
  if (named === 'Ec2InstanceMetadata')
    return { kind: 'instance', plan: { kind: 'instance', profile: section.name }, problems: [] };
  const planned = environmentPlan(context.env, section.name);
  return planned ?? { kind: 'environment', problems: ['AWS_ACCESS_KEY_ID is not set in the environment.'] };
}

function within(section: ProfileSection, problem: string): string {
  const source = section.values.get('source_profile');
  // A problem of a profile further down already says whose it is.
  return source === undefined || /^(In profile|source_profile leads)/u.test(problem)
    ? problem
    : `In profile "${source}": ${problem}`;
}

function optional<Name extends string, Value>(name: Name, value: Value | undefined): { [Key in Name]?: Value } {
  return (value === undefined ? {} : { [name]: value }) as { [Key in Name]?: Value };
}

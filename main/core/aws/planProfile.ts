// Works out how a profile gets its credentials. Where several ways are given the AWS CLI's order decides.
import { secondsOf, type CredentialPlan, type PlanContext, type Planned, type StaticKeys } from './credentialPlan.ts';
import type { ProfileFiles, ProfileSection } from './profileFiles.ts';
import { rolePlan } from './rolePlan.ts';

/** `visited` are the profiles whose roles led here. */
export function planProfile(section: ProfileSection, context: PlanContext, visited: readonly string[] = []): Planned {
  const { values } = section;
  const keys = keysOf(section);
  // A source that has keys is that: its own role is for when it is used by itself, or it may name itself.
  if (visited.length > 0 && keys !== undefined) return works({ kind: 'keys', profile: section.name, keys });
  if (values.has('role_arn') && !values.has('web_identity_token_file'))
    return rolePlan(section, { ...context, visited, plan: (source, through) => planProfile(source, context, through) });
  if (values.has('web_identity_token_file')) return webIdentityPlan(section);
  if (
    values.has('sso_account_id') ||
    values.has('sso_role_name') ||
    (values.has('sso_start_url') && keys === undefined)
  )
    return ssoPlan(section, context.files);
  if (keys !== undefined) return works({ kind: 'keys', profile: section.name, keys });
  const command = values.get('credential_process');
  if (command !== undefined) return works({ kind: 'process', profile: section.name, command });
  const session = values.get('login_session');
  if (session !== undefined) return works({ kind: 'login', profile: section.name, session });
  return { kind: values.has('sso_session') ? 'sso' : 'incomplete', problems: [nothingProblem(values)] };
}

function works(plan: CredentialPlan): Planned {
  return { kind: plan.kind, plan, problems: [] };
}

function keysOf({ values }: ProfileSection): StaticKeys | undefined {
  const accessKeyId = values.get('aws_access_key_id');
  const secretAccessKey = values.get('aws_secret_access_key');
  const sessionToken = values.get('aws_session_token') ?? values.get('aws_security_token');
  if (accessKeyId === undefined || secretAccessKey === undefined) return undefined;
  return { accessKeyId, secretAccessKey, ...(sessionToken === undefined ? {} : { sessionToken }) };
}

function nothingProblem(values: ReadonlyMap<string, string>): string {
  if (values.has('sso_session'))
    return 'sso_account_id and sso_role_name are missing. Run aws configure sso, or add them.';
  if (values.has('aws_access_key_id')) return 'aws_access_key_id stands without aws_secret_access_key. Add it.';
  if (values.has('aws_secret_access_key')) return 'aws_secret_access_key stands without aws_access_key_id. Add it.';
  if (values.has('source_profile') || values.has('credential_source')) return 'role_arn is missing. Add it.';
  return 'Nothing to get credentials from: no keys, no SSO, no role, no credential_process.';
}

function webIdentityPlan({ name, values }: ProfileSection): Planned {
  const roleArn = values.get('role_arn');
  if (roleArn === undefined)
    return { kind: 'web-identity', problems: ['web_identity_token_file stands without role_arn. Add it.'] };
  const sessionName = values.get('role_session_name');
  const durationSeconds = secondsOf(values);
  return works({
    kind: 'web-identity',
    profile: name,
    roleArn,
    tokenFile: values.get('web_identity_token_file') ?? '',
    ...(sessionName === undefined ? {} : { sessionName }),
    ...(durationSeconds === undefined ? {} : { durationSeconds }),
  });
}

function ssoPlan({ name, values }: ProfileSection, files: ProfileFiles): Planned {
  const session = values.get('sso_session');
  const kind = session === undefined ? 'sso-legacy' : 'sso';
  const settings = session === undefined ? values : files.ssoSessions.get(session);
  if (settings === undefined)
    return { kind, problems: [`The section [sso-session ${session}] does not exist. Add it, or correct sso_session.`] };
  const place = session === undefined ? 'the profile' : `[sso-session ${session}]`;
  const problems = [
    ...['sso_start_url', 'sso_region'].filter((key) => !settings.has(key)).map((key) => missing(key, place)),
    ...['sso_account_id', 'sso_role_name'].filter((key) => !values.has(key)).map((key) => missing(key, 'the profile')),
  ];
  if (problems.length > 0) return { kind, problems };
  const scopes = (settings.get('sso_registration_scopes') ?? '').split(',').map((scope) => scope.trim());
  return works({
    kind,
    profile: name,
    ...(session === undefined ? {} : { session }),
    startUrl: settings.get('sso_start_url') ?? '',
    region: settings.get('sso_region') ?? '',
    scopes: scopes.filter((scope) => scope !== ''),
    account: values.get('sso_account_id') ?? '',
    role: values.get('sso_role_name') ?? '',
  });
}

function missing(key: string, place: string): string {
  return `${key} is missing in ${place}. Run aws configure sso, or add it.`;
}

// Where a profile's requests go: its region and custom endpoints, in the order that the AWS tools look for them.
import type { Environment, ProfileFiles, ProfileSection } from './profileFiles.ts';

/** As services are called in `[services]` sections and, in capitals, in AWS_ENDPOINT_URL_…. */
export type ServiceId = 's3' | 'sts' | 'sqs' | 'cloudtrail' | 'sso' | 'sso_oidc' | 'signin';

/** The environment for one service, for all, then the profile for one service, for all. */
export function endpointOf(
  service: ServiceId,
  section: ProfileSection | undefined,
  files: ProfileFiles,
  env: Environment,
): string | undefined {
  const ignore = env['AWS_IGNORE_CONFIGURED_ENDPOINT_URLS'] ?? section?.values.get('ignore_configured_endpoint_urls');
  if (ignore?.toLowerCase() === 'true') return undefined;
  const services = files.services.get(section?.values.get('services') ?? '');
  return (
    env[`AWS_ENDPOINT_URL_${service.toUpperCase()}`] ||
    env['AWS_ENDPOINT_URL'] ||
    services?.get(`${service}.endpoint_url`) ||
    section?.values.get('endpoint_url') ||
    undefined
  );
}

export function regionOf(section: ProfileSection | undefined, env: Environment): string | undefined {
  return section?.values.get('region') || env['AWS_REGION'] || env['AWS_DEFAULT_REGION'] || undefined;
}

export function usesPathStyle(section: ProfileSection | undefined): boolean {
  return section?.values.get('s3.addressing_style')?.toLowerCase() === 'path';
}

/** For STS where nothing names a region: one of the partition that the role stands in. */
export function regionForRole(roleArn: string): string {
  const partition = roleArn.split(':')[1];
  if (partition === 'aws-us-gov') return 'us-gov-west-1';
  return partition === 'aws-cn' ? 'cn-north-1' : 'us-east-1';
}

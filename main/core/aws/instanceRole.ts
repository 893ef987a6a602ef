// Whether this machine is an EC2 instance with a role, found out without making anyone wait: the SDK's own look takes
// seconds where there is none.
import { readFile } from 'node:fs/promises';

import { hasInstanceMetadata } from './environmentPlan.ts';
import type { Environment } from './profileFiles.ts';

const limitMs = 1000;

export async function hasInstanceRole(env: Environment): Promise<boolean> {
  if (!hasInstanceMetadata(env)) return false;
  const named = env['AWS_EC2_METADATA_SERVICE_ENDPOINT'];
  if (!named && !(await looksLikeInstance())) return false;
  try {
    return await asksForRole(named || 'http://169.254.169.254');
  } catch {
    // No answer in time, or none at all: not an instance, or one whose metadata are closed.
    return false;
  }
}

/** Linux says whose hardware it runs on; elsewhere only asking tells. */
async function looksLikeInstance(): Promise<boolean> {
  if (process.platform !== 'linux') return process.platform === 'win32';
  const vendors = ['sys_vendor', 'bios_vendor', 'board_asset_tag'].map((name) =>
    readFile(`/sys/class/dmi/id/${name}`, 'utf8').catch(() => ''),
  );
  return (await Promise.all(vendors)).some((vendor) => /amazon ec2|^i-[0-9a-f]{8,}/iu.test(vendor));
}

async function asksForRole(endpoint: string): Promise<boolean> {
  const signal = AbortSignal.timeout(limitMs);
  const token = await fetch(new URL('/latest/api/token', endpoint), {
    method: 'PUT',
    headers: { 'x-aws-ec2-metadata-token-ttl-seconds': '60' },
    signal,
  });
  if (!token.ok) return false;
  const role = await fetch(new URL('/latest/meta-data/iam/security-credentials/', endpoint), {
    headers: { 'x-aws-ec2-metadata-token': await token.text() },
    signal,
  });
  return role.ok && (await role.text()).trim() !== '';
}

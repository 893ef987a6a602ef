// The configuration files of a user of AWS, with every endpoint on this machine.
import { mkdir, writeFile } from 'node:fs/promises';
import path from 'node:path';

import type { SignInServer } from './signInServer.ts';
import type { Credentials } from './signInState.ts';

export type Endpoints = {
  readonly s3: string;
  /** Of the second account. */
  readonly otherS3: string;
  readonly signIn: string;
  readonly lookup: string;
  readonly queues: string;
};

export const firstAccount = '111122223333';
export const secondAccount = '444455556666';
export const homeRegion = 'eu-west-1';
export const mfaSerial = `arn:aws:iam::${firstAccount}:mfa/reader`;

export type ConfigFiles = {
  readonly configFile: string;
  readonly credentialsFile: string;
};

/** Writes `~/.aws` and makes its keys and roles known to the server that signs in. */
export async function writeConfigFiles(
  home: string,
  endpoints: Endpoints,
  signIn: SignInServer,
): Promise<ConfigFiles & { readonly codes: string[] }> {
  const folder = path.join(home, '.aws');
  await mkdir(folder, { recursive: true });
  const configFile = path.join(folder, 'config');
  const credentialsFile = path.join(folder, 'credentials');
  const reader = signIn.addKeys(firstAccount, `arn:aws:iam::${firstAccount}:user/reader`);
  const second = signIn.addKeys(secondAccount, `arn:aws:iam::${secondAccount}:user/second`);
  const codes = ['123456', '234567', '345678'];
  const auditor = `arn:aws:iam::${firstAccount}:role/Auditor`;
  signIn.addRole({ arn: auditor, trusts: [reader.arn], mfa: { serial: mfaSerial, codes } });
  await writeFile(configFile, configText(endpoints, auditor));
  await writeFile(credentialsFile, `${keysText('reader', reader)}\n${keysText('second', second)}`);
  return { configFile, credentialsFile, codes };
}

function configText(endpoints: Endpoints, auditor: string): string {
  return `# The profiles of a user who reads two accounts.
[profile reader]
region = ${homeRegion}
services = here

[profile second]
region = ${homeRegion}
services = there

[profile corp]
sso_session = corp
sso_account_id = ${firstAccount}
sso_role_name = LogReader
region = ${homeRegion}
services = here

[profile auditor]
role_arn = ${auditor}
source_profile = reader
mfa_serial = ${mfaSerial}
region = ${homeRegion}
services = here

[profile broken]
role_arn = ${auditor}
source_profile = nowhere
region = ${homeRegion}

[sso-session corp]
sso_start_url = https://corp.awsapps.com/start
sso_region = ${homeRegion}
sso_registration_scopes = sso:account:access

${servicesText('here', endpoints, endpoints.s3)}
${servicesText('there', endpoints, endpoints.otherS3)}`;
}

function servicesText(name: string, { signIn, lookup, queues }: Endpoints, s3: string): string {
  const services = { s3, sts: signIn, sso: signIn, sso_oidc: signIn, sqs: queues, cloudtrail: lookup };
  const sections = Object.entries(services).map(([service, url]) => `${service} =\n  endpoint_url = ${url}\n`);
  return `[services ${name}]\n${sections.join('')}`;
}

function keysText(profile: string, { accessKeyId, secretAccessKey }: Credentials): string {
  return `[${profile}]\naws_access_key_id = ${accessKeyId}\naws_secret_access_key = ${secretAccessKey}\n`;
}

// The token of an SSO session, in the AWS CLI's own cache and form, so that both share it: who signs in with one is
// signed in for the other. Written whole or not at all, readable by its owner only.
import { createHash, randomUUID } from 'node:crypto';
import { mkdir, readFile, rename, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';

import type { SsoPlan } from './credentialPlan.ts';
import { homeOf, type Environment } from './profileFiles.ts';

export type SsoToken = {
  readonly startUrl: string;
  readonly region: string;
  readonly accessToken: string;
  readonly expiresAt: string;
  readonly clientId?: string;
  readonly clientSecret?: string;
  readonly registrationExpiresAt?: string;
  readonly refreshToken?: string;
};

/** A client that SSO knows. */
export type Registration = {
  readonly clientId: string;
  readonly clientSecret: string;
  readonly expiresAt: string;
};

function cacheDir(env: Environment): string {
  return join(homeOf(env), '.aws', 'sso', 'cache');
}

/** Named after the session; of the legacy kind, after its start URL. */
export function tokenPath(sso: SsoPlan, env: Environment): string {
  return join(cacheDir(env), `${sha1(sso.session ?? sso.startUrl)}.json`);
}

/** As the AWS CLI names it: after everything that the registration is for, as Python writes it. */
function registrationPath(sso: SsoPlan, scopes: readonly string[] | undefined, env: Environment): string {
  const asked: readonly (readonly [string, string])[] = [
    ['region', pythonText(sso.region)],
    ['scopes', scopes === undefined ? 'null' : `[${scopes.map(pythonText).join(', ')}]`],
    ['session_name', sso.session === undefined ? 'null' : pythonText(sso.session)],
    ['startUrl', pythonText(sso.startUrl)],
    ['tool', pythonText('botocore')],
  ];
  const text = `{${asked.map(([name, value]) => `${pythonText(name)}: ${value}`).join(', ')}}`;
  return join(cacheDir(env), `${sha1(text)}.json`);
}

function pythonText(text: string): string {
  return JSON.stringify(text).replace(
    /[\u007F-\uFFFF]/gu,
    (letter) => `\\u${letter.charCodeAt(0).toString(16).padStart(4, '0')}`,
  );
}

function sha1(text: string): string {
  return createHash('sha1').update(text).digest('hex');
}

/** Undefined where there is none that could be used: no file, not ours to read, malformed. */
export async function readToken(sso: SsoPlan, env: Environment): Promise<SsoToken | undefined> {
  const found = await readObject(tokenPath(sso, env));
  if (typeof found?.['accessToken'] !== 'string' || typeof found['expiresAt'] !== 'string') return undefined;
  return { startUrl: sso.startUrl, region: sso.region, ...texts(found) } as SsoToken;
}

export async function writeToken(sso: SsoPlan, token: SsoToken, env: Environment): Promise<void> {
  await writeObject(tokenPath(sso, env), token);
}

/** The AWS CLI's, for the same session and scopes. It is only read: a new one stands beside the token. */
export async function readRegistration(
  sso: SsoPlan,
  scopes: readonly string[] | undefined,
  env: Environment,
): Promise<Registration | undefined> {
  const found = await readObject(registrationPath(sso, scopes, env));
  const { clientId, clientSecret, expiresAt } = texts(found ?? {});
  if (clientId === undefined || clientSecret === undefined || expiresAt === undefined) return undefined;
  return isOver(expiresAt) ? undefined : { clientId, clientSecret, expiresAt };
}

/** Older AWS CLIs wrote `2020-06-07T08:09:10UTC`. A moment that cannot be read is over. */
export function momentOf(text: string): number {
  const moment = Date.parse(text.replace(/UTC$/u, 'Z'));
  return Number.isNaN(moment) ? 0 : moment;
}

export function isOver(text: string): boolean {
  return momentOf(text) <= Date.now();
}

/** As the AWS CLI writes moments: without milliseconds. */
export function momentText(ms: number): string {
  return `${new Date(ms).toISOString().slice(0, 19)}Z`;
}

async function readObject(path: string): Promise<Record<string, unknown> | undefined> {
  try {
    const value: unknown = JSON.parse(await readFile(path, 'utf8'));
    return typeof value === 'object' && value !== null ? (value as Record<string, unknown>) : undefined;
  } catch {
    // None, or none that can be read: signing in makes a new one.
    return undefined;
  }
}

function texts(values: Readonly<Record<string, unknown>>): Readonly<Record<string, string>> {
  return Object.fromEntries(
    Object.entries(values).filter((entry): entry is [string, string] => typeof entry[1] === 'string'),
  );
}

async function writeObject(path: string, value: object): Promise<void> {
  await mkdir(join(path, '..'), { recursive: true, mode: 0o700 });
  const temporary = `${path}.${randomUUID()}`;
  try {
    await writeFile(temporary, JSON.stringify(value), { mode: 0o600 });
    await rename(temporary, path);
  } catch (error) {
    await rm(temporary, { force: true });
    throw error;
  }
}

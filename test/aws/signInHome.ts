// A home folder with AWS configuration files, and access to AWS as the core has it there: what it pushes is kept.
import { createHash } from 'node:crypto';
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';

import type { AwsAccess } from '../../main/core/aws/access.ts';
import { createAccess } from '../../main/core/aws/createAccess.ts';
import { Prompts } from '../../main/core/aws/prompts.ts';
import type { DeviceSignIn, ProfileList, Prompt } from '../../shared/aws/profile.ts';
import type { SignInServer } from './signInServer.ts';

export class SignInHome {
  readonly dir = mkdtempSync(join(tmpdir(), 'firetrail-home-'));
  readonly env: Record<string, string>;
  readonly pushedPrompts: (readonly Prompt[])[] = [];
  readonly pushedLists: ProfileList[] = [];
  readonly pushedSignIns: (DeviceSignIn | undefined)[] = [];
  readonly prompts = new Prompts((list) => void this.pushedPrompts.push(list));
  private readonly opened: AwsAccess[] = [];

  constructor(env: Readonly<Record<string, string>> = {}) {
    this.env = { HOME: this.dir, PATH: process.env['PATH'] ?? '', AWS_EC2_METADATA_DISABLED: 'true', ...env };
  }

  /** Every service at the server's address. */
  static at(server: SignInServer, env: Readonly<Record<string, string>> = {}): SignInHome {
    return new SignInHome({ AWS_ENDPOINT_URL: server.url, ...env });
  }

  access(): AwsAccess {
    const access = createAccess({
      prompts: this.prompts,
      onProfiles: (list) => void this.pushedLists.push(list),
      onSignIn: (signIn) => void this.pushedSignIns.push(signIn),
      env: this.env,
    });
    this.opened.push(access);
    return access;
  }

  path(name: string): string {
    return join(this.dir, name);
  }

  write(name: string, text: string): string {
    const path = this.path(name);
    mkdirSync(dirname(path), { recursive: true });
    writeFileSync(path, text);
    return path;
  }

  config(text: string): void {
    this.write('.aws/config', text);
  }

  credentials(text: string): void {
    this.write('.aws/credentials', text);
  }

  /** Where the AWS CLI keeps the token of a session, or of a start URL. */
  tokenPath(session: string): string {
    return this.path(`.aws/sso/cache/${createHash('sha1').update(session).digest('hex')}.json`);
  }

  token(session: string): Record<string, string> {
    return JSON.parse(readFileSync(this.tokenPath(session), 'utf8')) as Record<string, string>;
  }

  /** A token as the AWS CLI writes it, that the server takes. */
  writeToken(session: string, server: SignInServer, change: Readonly<Record<string, string>> = {}): void {
    const accessToken = server.secret('access');
    const refreshToken = server.secret('refresh');
    const clientSecret = server.secret('client');
    const hour = 3_600_000;
    server.clients.set('cli', clientSecret);
    server.accessTokens.set(accessToken, Date.now() + hour);
    server.refreshTokens.add(refreshToken);
    const token = {
      startUrl: 'https://corp.awsapps.com/start',
      region: 'eu-west-1',
      accessToken,
      expiresAt: new Date(Date.now() + hour).toISOString(),
      clientId: 'cli',
      clientSecret,
      registrationExpiresAt: new Date(Date.now() + 100 * hour).toISOString(),
      refreshToken,
      ...change,
    };
    this.write(this.tokenPath(session).slice(this.dir.length + 1), JSON.stringify(token));
  }

  /** Everything that went to the window or could have been shown. */
  pushedText(): string {
    return JSON.stringify([this.pushedPrompts, this.pushedLists, this.pushedSignIns]);
  }

  remove(): void {
    for (const access of this.opened) access.close();
    rmSync(this.dir, { recursive: true, force: true });
  }
}

/** Waits for something to become true. */
export async function until<Value>(look: () => Value | undefined | false, limitMs = 10_000): Promise<Value> {
  const endMs = Date.now() + limitMs;
  for (;;) {
    const found = look();
    if (found !== undefined && found !== false) return found;
    if (Date.now() > endMs) throw new Error(`Not within ${limitMs} ms: ${look.toString()}`);
    await new Promise((resolve) => {
      setTimeout(resolve, 20);
    });
  }
}

// What the servers of signInServer.ts know: keys, roles, devices, sessions. Everything secret that they hand out holds
// `secretMark`, so that a test can search for it where it must not be.

export const secretMark = 'MaRkEdSeCrEt';

export type Credentials = {
  readonly accessKeyId: string;
  readonly secretAccessKey: string;
  readonly sessionToken?: string;
  readonly account: string;
  readonly arn: string;
  /** Milliseconds; keys for good have none. */
  readonly endsMs?: number;
};

export type Role = {
  readonly arn: string;
  readonly externalId?: string;
  /** Who may take it on: ARNs that theirs begins with. Anyone, if not given. */
  readonly trusts?: readonly string[];
  /** The device and the codes it takes, each once. */
  readonly mfa?: { readonly serial: string; readonly codes: string[] };
};

export type SignInRequest = {
  readonly service: 'sts' | 'sso' | 'sso-oidc';
  readonly action: string;
  /** The region that it was signed for. */
  readonly region?: string;
  readonly accessKeyId?: string;
  readonly parameters: Readonly<Record<string, string>>;
};

export type DeviceState = 'pending' | 'approved' | 'denied' | 'expired' | 'slow';

export class SignInState {
  readonly requests: SignInRequest[] = [];
  /** Every secret handed out or taken. */
  readonly secrets = new Set<string>();
  readonly keys = new Map<string, Credentials>();
  readonly roles = new Map<string, Role>();
  /** Token files' contents that AssumeRoleWithWebIdentity takes. */
  readonly webIdentityTokens = new Set<string>();
  /** Access tokens of SSO, and when they end. */
  readonly accessTokens = new Map<string, number>();
  readonly refreshTokens = new Set<string>();
  readonly clients = new Map<string, string>();
  readonly devices = new Map<string, DeviceState>();
  /** Answers to be given instead of the right one, by action; the first is taken away with each. */
  readonly faults = new Map<string, Fault[]>();
  /** What a new device begins as. */
  newDevice: DeviceState = 'pending';
  /** How long what is handed out lasts. */
  roleSeconds = 3600;
  tokenSeconds = 8 * 3600;
  deviceSeconds = 600;
  /** What the browser would open; its beginning. */
  verificationUrl = '';
  private count = 0;

  /** Another number for each thing that is made. */
  next(): number {
    this.count += 1;
    return this.count;
  }

  secret(what: string): string {
    // As long as the real ones, with letters that encodings change.
    const secret = `${secretMark}/${what}+${String(this.next()).padStart(24, '0')}==`;
    this.secrets.add(secret);
    return secret;
  }

  /** Keys for good: they are put into a profile file. */
  addKeys(account: string, arn: string): Credentials {
    const keys: Credentials = {
      accessKeyId: `AKIAFIRETRAIL${String(this.next()).padStart(7, '0')}`,
      secretAccessKey: this.secret('key'),
      account,
      arn,
    };
    this.keys.set(keys.accessKeyId, keys);
    return keys;
  }

  addRole(role: Role): void {
    this.roles.set(role.arn, role);
  }

  issue(account: string, arn: string, seconds = this.roleSeconds): Credentials & { readonly sessionToken: string } {
    const issued = {
      accessKeyId: `ASIAFIRETRAIL${String(this.next()).padStart(7, '0')}`,
      secretAccessKey: this.secret('key'),
      sessionToken: this.secret('session'),
      account,
      arn,
      endsMs: Date.now() + seconds * 1000,
    };
    this.keys.set(issued.accessKeyId, issued);
    return issued;
  }

  /** All temporary credentials handed out so far are refused from now on. */
  endCredentials(): void {
    for (const [id, keys] of this.keys) if (keys.sessionToken !== undefined) this.keys.set(id, { ...keys, endsMs: 0 });
  }

  /** SSO's tokens are refused from now on; `withRefresh`: they cannot be renewed either. */
  endSessions(withRefresh = true): void {
    this.accessTokens.clear();
    if (withRefresh) this.refreshTokens.clear();
  }

  /** The user has said yes, or no, in the browser. */
  decide(state: DeviceState): void {
    this.newDevice = state;
    for (const code of this.devices.keys()) this.devices.set(code, state);
  }

  addFault(action: string, fault: Fault, times = 1): void {
    const faults = this.faults.get(action) ?? [];
    this.faults.set(action, [...faults, ...Array.from({ length: times }, () => fault)]);
  }

  takeFault(action: string): Fault | undefined {
    return this.faults.get(action)?.shift();
  }

  asked(action: string): readonly SignInRequest[] {
    return this.requests.filter((request) => request.action === action);
  }
}

export type Fault = { readonly status: number; readonly code: string; readonly message: string };

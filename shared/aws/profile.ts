// What is known of a profile of the AWS configuration files, and of what the user must do before it works. Never a
// secret: these go to the window and onto the terminal.

/** How a profile gets its credentials. */
export type ProfileKind =
  | 'keys' // aws_access_key_id in a file
  | 'sso' // sso_session = NAME
  | 'sso-legacy' // sso_start_url in the profile itself
  | 'role' // role_arn with source_profile or credential_source
  | 'process' // credential_process
  | 'web-identity' // web_identity_token_file
  | 'login' // login_session: `aws login`
  | 'environment' // AWS_ACCESS_KEY_ID in the environment
  | 'container' // ECS or EKS container credentials
  | 'instance' // the role of the EC2 instance
  | 'incomplete'; // nothing to get credentials from

export type Profile = {
  /** As in the files; for those that stand in no file, `(environment)`, `(container)`, `(instance)`. */
  readonly name: string;
  readonly kind: ProfileKind;
  readonly region?: string;
  /** A custom `endpoint_url`, for every service. */
  readonly endpoint?: string;
  /** For a role: the profiles it goes through, the nearest first, and what the last one gets its credentials from. */
  readonly chain?: readonly string[];
  readonly roleArn?: string;
  /** EcsContainer, Ec2InstanceMetadata or Environment. */
  readonly credentialSource?: string;
  /** The device that is asked for a code; somewhere in the chain. */
  readonly mfaSerial?: string;
  readonly ssoSession?: string;
  readonly ssoStartUrl?: string;
  readonly ssoAccountId?: string;
  readonly ssoRoleName?: string;
  /** The files it stands in, as shown: `~/.aws/config`. */
  readonly files: readonly string[];
  /** What is wrong with it, in plain sentences with the next step; it may work all the same. */
  readonly problems: readonly string[];
};

/** Something wrong with a configuration file itself. */
export type ProfileFileProblem = { readonly file: string; readonly line?: number; readonly message: string };

export type ProfileList = {
  /** In the order of the files; environment, container and instance after them. */
  readonly profiles: readonly Profile[];
  readonly problems: readonly ProfileFileProblem[];
  /** The one that AWS tools would take: AWS_PROFILE, else the environment's keys, else `default`, if there is one. */
  readonly defaultName?: string;
};

/** Who the credentials of a profile are, as STS says. */
export type Identity = {
  readonly profile: string;
  readonly account: string;
  readonly arn: string;
  /** When the credentials end, ISO 8601; absent for those that do not. */
  readonly expiresAt?: string;
};

/** What work waits for. Answered, withdrawn, or settled from outside (`aws sso login` in a terminal). */
export type Prompt =
  | {
      readonly id: number;
      /** Sign in to SSO: by `aws.signIn`, or by the command. */
      readonly kind: 'signIn';
      readonly profile: string;
      /** `aws sso login --profile prod` */
      readonly command: string;
      readonly message: string;
    }
  | {
      readonly id: number;
      readonly kind: 'mfa';
      readonly profile: string;
      readonly serial: string;
      /** That the code given before was refused. */
      readonly message?: string;
    }
  | {
      readonly id: number;
      /** Credentials that Firetrail cannot renew: goes on when they have changed, or when tried again. */
      readonly kind: 'renew';
      readonly profile: string;
      readonly message: string;
    };

/** A device authorisation that goes on: what the user must see to confirm it in the browser. */
export type DeviceSignIn = {
  readonly profile: string;
  readonly userCode: string;
  /** Opens the page with the code filled in. */
  readonly url: string;
  readonly expiresAt: string;
};

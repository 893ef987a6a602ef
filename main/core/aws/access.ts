// What the rest of the core holds of AWS: profiles, who they are, and connections that survive the end of a session.
// The only folder that knows the SDK is this one.
import type { AwsCredentialIdentityProvider } from '@smithy/types';

import type { Identity, ProfileList } from '../../../shared/aws/profile.ts';

export type AwsService = 's3' | 'sts' | 'sqs' | 'cloudtrail';

/** What a client of the SDK is made from, and how its calls are run. */
export type AwsConnection = {
  /** Absent for the SDK's own chain. */
  readonly profile: string | undefined;
  /** The profile's region, or AWS_REGION; absent where nothing says one. */
  readonly region: string | undefined;
  /** A custom endpoint: the one asked for, else the environment's, else the profile's (`services`, `endpoint_url`). */
  endpoint(service: AwsService): string | undefined;
  /** Custom endpoints and `addressing_style = path`. */
  readonly usesPathStyle: boolean;
  /** Always current: clients must not keep what it gives, and do not, since it says that it expires at once. */
  readonly credentials: AwsCredentialIdentityProvider;
  /**
   * Runs a call of the SDK and gives its failures as AppError (`aws/*`, `cancelled`); `what` names the object in them
   * (`s3://bucket/key`, `the queue orders`). A connection that waits asks the user when credentials have ended
   * (prompts.ts) and runs the call again; one that does not fails at once with aws/sign-in or aws/expired.
   */
  run<Value>(what: string, signal: AbortSignal, call: () => Promise<Value>): Promise<Value>;
};

export type ConnectOptions = {
  readonly profile?: string | undefined;
  readonly endpoint?: string | undefined;
  /** Jobs wait for the user; questions of a dialog do not. */
  readonly waits: boolean;
};

export type AwsAccess = {
  listProfiles(): Promise<ProfileList>;
  /** Errors: aws/profile. */
  connect(options: ConnectOptions): Promise<AwsConnection>;
  /** Asks STS, once for each set of credentials. Errors: aws/*. */
  identity(profile: string | undefined, signal: AbortSignal): Promise<Identity>;
  /** Device authorisation; ends when the token stands in the AWS CLI's cache. Errors: aws/*, cancelled. */
  signIn(profile: string, signal: AbortSignal): Promise<void>;
  /** Ends watching files and everything that waits. */
  close(): void;
};

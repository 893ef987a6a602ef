// A bucket as it is reached with a connection: the client of its region, which may turn out to be another than the
// connection's, and how its requests are repeated.
import { setMaxListeners } from 'node:events';
import type * as ClientS3 from '@aws-sdk/client-s3';
import type { S3Client, S3ServiceException } from '@aws-sdk/client-s3';

import { AppError } from '../../../../shared/errors.ts';
import type { AwsAccess, AwsConnection } from '../access.ts';
import { Attempts, passingKind } from './attempts.ts';

export type Sdk = typeof ClientS3;

export type BucketOptions = {
  readonly profile?: string | undefined;
  readonly endpoint?: string | undefined;
  /** A bucket's name, an access point's alias or its ARN. */
  readonly bucket: string;
  readonly requesterPays?: boolean | undefined;
  /** Jobs wait for the user when credentials have ended; questions of a dialog do not. */
  readonly waits: boolean;
  /** How long an answer may take to begin. */
  readonly answerMs?: number | undefined;
  /** Of all that is asked; many listen to it at once. */
  readonly signal: AbortSignal;
};

/** One more than downloads take at most, with room for listings beside them. */
const sockets = 80;
const defaultRegion = 'us-east-1';
const connectMs = 10_000;
const defaultAnswerMs = 30_000;
/** How long a connection is kept that nothing uses. */
const idleMs = 30_000;

/** A client, and the region that it asks in. */
type Reached = { readonly region: string; readonly client: S3Client };

export class Bucket {
  readonly name: string;
  readonly requesterPays: boolean;
  readonly sdk: Sdk;
  readonly connection: AwsConnection;
  private readonly options: Pick<ClientOptions, 'bucket' | 'answerMs'>;
  private reached: Reached;
  private isClosed = false;

  static async open(access: AwsAccess, options: BucketOptions): Promise<Bucket> {
    const { profile, endpoint, waits, signal } = options;
    setMaxListeners(0, signal);
    const connection = await access.connect({ profile, endpoint, waits });
    return new Bucket(await loadSdk(), connection, options);
  }

  private constructor(sdk: Sdk, connection: AwsConnection, options: BucketOptions) {
    const { bucket, requesterPays = false, answerMs } = options;
    this.sdk = sdk;
    this.connection = connection;
    this.name = bucket;
    this.requesterPays = requesterPays;
    this.options = { bucket, answerMs };
    this.reached = this.reach(connection.region ?? defaultRegion);
    // Ends what is under way.
    options.signal.addEventListener('abort', () => this.close(), { once: true });
  }

  /** The bucket's own, once it has answered. */
  get region(): string {
    return this.reached.region;
  }

  /** Ends its connections. */
  close(): void {
    this.isClosed = true;
    this.reached.client.destroy();
  }

  /** What every request of this bucket begins with. */
  get input(): { readonly Bucket: string; readonly RequestPayer?: 'requester' } {
    return this.requesterPays ? { Bucket: this.name, RequestPayer: 'requester' } : { Bucket: this.name };
  }

  /** One attempt, in the bucket's own region. Fails as the SDK does. */
  async send<Output>(call: (client: S3Client) => Promise<Output>, signal: AbortSignal): Promise<Output> {
    const { reached } = this;
    try {
      return await call(reached.client);
    } catch (error) {
      const region = await this.otherRegion(error, reached, signal);
      if (region === undefined || this.isClosed) throw error;
      // Another request may have found it out meanwhile.
      if (this.reached === reached) this.reached = this.reach(region);
      return call(this.reached.client);
    }
  }

  private reach(region: string): Reached {
    return { region, client: makeClient(this.sdk, this.connection, { region, ...this.options }) };
  }

  /** With as many attempts as it needs. Errors: aws/*, cancelled. */
  async ask<Output>(what: string, signal: AbortSignal, call: (client: S3Client) => Promise<Output>): Promise<Output> {
    return this.connection.run(what, signal, () => this.repeat(call, signal));
  }

  private async repeat<Output>(call: (client: S3Client) => Promise<Output>, signal: AbortSignal): Promise<Output> {
    const attempts = new Attempts();
    for (;;) {
      try {
        return await this.send(call, signal);
      } catch (error) {
        if (signal.aborted) throw new AppError('cancelled', 'Cancelled', { cause: error });
        if (!(await attempts.another(passingKind(error), signal))) throw error;
      }
    }
  }

  /** The region that an error says the bucket is in, if that is not the one it was asked in. */
  private async otherRegion(error: unknown, asked: Reached, signal: AbortSignal): Promise<string | undefined> {
    if (!(error instanceof this.sdk.S3ServiceException)) return undefined;
    const status = error.$metadata.httpStatusCode;
    const isRedirect = status === 301 || status === 307;
    const saysRegion =
      error.name === 'AuthorizationHeaderMalformed' || error.name === 'IllegalLocationConstraintException';
    if (!isRedirect && !saysRegion && status !== 400) return undefined;
    const region = regionIn(error) ?? (isRedirect ? await this.askRegion(asked, signal) : undefined);
    return region === asked.region ? undefined : region;
  }

  private async askRegion({ client }: Reached, signal: AbortSignal): Promise<string | undefined> {
    try {
      const answer = await client.send(new this.sdk.HeadBucketCommand(this.input), { abortSignal: signal });
      return answer.BucketRegion;
    } catch (error) {
      // Redirected too: the answer's header says where to. What went wrong before is what is reported.
      return error instanceof this.sdk.S3ServiceException ? regionIn(error) : undefined;
    }
  }
}

/** Loaded only where it is used: who reads local files does not pay for it. */
async function loadSdk(): Promise<Sdk> {
  return import('@aws-sdk/client-s3');
}

function regionIn(error: S3ServiceException): string | undefined {
  const header: unknown = error.$response?.headers?.['x-amz-bucket-region'];
  if (typeof header === 'string' && header !== '') return header;
  const member: unknown = 'Region' in error ? error.Region : undefined;
  return typeof member === 'string' && member !== '' ? member : undefined;
}

type ClientOptions = {
  readonly region: string;
  readonly bucket?: string;
  readonly maxAttempts?: number;
  readonly answerMs?: number | undefined;
};

/** A bucket's attempts are not counted in the SDK, so that a refusal also lessens the number of requests at once. */
function makeClient(sdk: Sdk, connection: AwsConnection, options: ClientOptions): S3Client {
  const { region, bucket = '', maxAttempts = 1, answerMs = defaultAnswerMs } = options;
  const endpoint = connection.endpoint('s3');
  const agent = { keepAlive: true, maxSockets: sockets, timeout: idleMs };
  const client = new sdk.S3Client({
    region,
    credentials: connection.credentials,
    maxAttempts,
    useArnRegion: true,
    ...(connection.profile !== undefined && { profile: connection.profile }),
    // An access point is found by its own name, never by a path.
    ...(connection.usesPathStyle && !bucket.startsWith('arn:') && { forcePathStyle: true }),
    ...(endpoint === undefined ? { ignoreConfiguredEndpointUrls: true } : { endpoint }),
    // Putting a command's middleware together takes as long as running it.
    cacheMiddleware: true,
    requestHandler: {
      connectionTimeout: connectMs,
      requestTimeout: answerMs,
      throwOnRequestTimeout: true,
      httpAgent: agent,
      httpsAgent: agent,
    },
  });
  // Writes nothing, since there is no logger, but works out what it would write.
  client.middlewareStack.remove('loggerMiddleware');
  return client;
}

const mostBucketsAPage = 1000;

/** In the order of their names. Errors: aws/*, cancelled. */
export async function listBuckets(
  connection: AwsConnection,
  signal: AbortSignal,
): Promise<readonly { readonly name: string; readonly region?: string }[]> {
  const sdk = await loadSdk();
  const client = makeClient(sdk, connection, { region: connection.region ?? defaultRegion, maxAttempts: 4 });
  const buckets: { readonly name: string; readonly region?: string }[] = [];
  let token: string | undefined;
  try {
    do {
      // Only pages of a given length say the buckets' regions.
      const input = { MaxBuckets: mostBucketsAPage, ...(token !== undefined && { ContinuationToken: token }) };
      const page = await connection.run('the list of buckets', signal, () =>
        client.send(new sdk.ListBucketsCommand(input), { abortSignal: signal }),
      );
      for (const { Name: name, BucketRegion: region } of page.Buckets ?? [])
        if (name !== undefined) buckets.push({ name, ...(region !== undefined && { region }) });
      token = page.ContinuationToken;
    } while (token !== undefined && token !== '');
    return buckets;
  } finally {
    client.destroy();
  }
}

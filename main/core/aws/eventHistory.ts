// Asks CloudTrail for the event history of one account in one region: LookupEvents.
import type { CloudTrailClient, LookupEventsCommandOutput } from '@aws-sdk/client-cloudtrail';

import type { EventHistorySource } from '../../../shared/ipc/sourceSpec.ts';
import type { AwsConnection } from './access.ts';
import { retried } from './eventHistoryRetry.ts';
import type { Span } from './eventHistorySpans.ts';
import { AppError } from '../../../shared/errors.ts';
import type { LookupRate } from './lookupRate.ts';

/** What the service gives at most. */
const pageLength = 50;
const connectMs = 10_000;
const answerMs = 60_000;

/** As LookupEvents gives it; `CloudTrailEvent` holds the record's text. */
export type LookedUpEvent = {
  readonly EventTime?: Date | undefined;
  readonly CloudTrailEvent?: string | undefined;
  readonly [member: string]: unknown;
};

/** The span and the attribute stand for the token's parameters: it is good with these only. */
export type LookupQuestion = { readonly span: Span; readonly token: string | undefined };

export type LookupAnswer =
  | { readonly kind: 'page'; readonly events: readonly LookedUpEvent[]; readonly token: string | undefined }
  /** Expired, or not good any more: what is left has to be asked for anew. */
  | { readonly kind: 'tokenRefused' };

export type LookupOptions = {
  readonly connection: AwsConnection;
  readonly account: string;
  readonly region: string;
  readonly attribute: EventHistorySource['attribute'];
  readonly rate: LookupRate;
  /** Called around each request. */
  readonly onRequest: (change: 1 | -1) => void;
};

export class Lookup {
  private readonly options: LookupOptions;
  private readonly client: CloudTrailClient;
  private hasAnswered = false;

  private constructor(options: LookupOptions, client: CloudTrailClient) {
    this.options = options;
    this.client = client;
  }

  static async open(options: LookupOptions): Promise<Lookup> {
    const { connection, region } = options;
    const sdk = await import('@aws-sdk/client-cloudtrail');
    const endpoint = connection.endpoint('cloudtrail');
    const client = new sdk.CloudTrailClient({
      region,
      credentials: connection.credentials,
      ...(endpoint === undefined ? {} : { endpoint }),
      // Attempts of the client's own would not heed the rate.
      maxAttempts: 1,
      requestHandler: { connectionTimeout: connectMs, requestTimeout: answerMs, throwOnRequestTimeout: true },
    });
    return new Lookup(options, client);
  }

  /** One page, the newest events first. Errors: aws/*, cancelled. */
  ask(question: LookupQuestion, signal: AbortSignal): Promise<LookupAnswer> {
    const { connection, region } = this.options;
    return connection.run(`the event history of ${region}`, signal, () =>
      retried(signal, () => this.attempt(question, signal)),
    );
  }

  close(): void {
    this.client.destroy();
  }

  private async attempt({ span, token }: LookupQuestion, signal: AbortSignal): Promise<LookupAnswer> {
    try {
      const answer = await this.send({ span, token }, signal);
      this.hasAnswered = true;
      const events = (answer.Events ?? []).map((event) => ({ ...event }));
      return { kind: 'page', events, token: answer.NextToken };
    } catch (error) {
      const name = error instanceof Error ? error.name : '';
      if (token !== undefined && refusedTokens.test(name)) return { kind: 'tokenRefused' };
      // Keys are good, as STS has said: so it is the region that does not know them.
      if (!this.hasAnswered && unknownHere.has(name)) throw notEnabled(this.options, error);
      throw error;
    }
  }

  private async send({ span, token }: LookupQuestion, signal: AbortSignal): Promise<LookupEventsCommandOutput> {
    const { LookupEventsCommand } = await import('@aws-sdk/client-cloudtrail');
    const { account, region, attribute, rate, onRequest } = this.options;
    const command = new LookupEventsCommand({
      StartTime: new Date(span.from * 1000),
      // Both ends are included.
      EndTime: new Date(span.to * 1000 - 1),
      MaxResults: pageLength,
      ...(attribute && { LookupAttributes: [{ AttributeKey: attribute.key, AttributeValue: attribute.value }] }),
      ...(token !== undefined && { NextToken: token }),
    });
    return rate.run(`${account} ${region}`, signal, async () => {
      onRequest(1);
      try {
        return await this.client.send(command, { abortSignal: signal });
      } finally {
        onRequest(-1);
      }
    });
  }
}

const refusedTokens = /NextToken|PaginationToken|^InvalidTokenException$/i;

/** How a region answers that the account has not enabled. */
const unknownHere: ReadonlySet<string> = new Set([
  'UnrecognizedClientException',
  'InvalidClientTokenId',
  'OptInRequired',
  'OptInRequiredException',
  'AuthFailure',
]);

function notEnabled({ account, region }: LookupOptions, cause: unknown): AppError {
  const message = `The region ${region} does not know account ${account}: it is not enabled there. Enable it, or leave it out.`;
  return new AppError('aws/denied', message, { cause });
}

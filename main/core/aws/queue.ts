// The SQS queue that is told of new objects in a trail's bucket. Messages that were received are kept from others until
// they are deleted, which is when their objects are in the workspace, or given back.
import type * as Sqs from '@aws-sdk/client-sqs';

import { AppError } from '../../../shared/errors.ts';
import type { S3Source } from '../../../shared/ipc/sourceSpec.ts';
import type { AwsAccess, AwsConnection } from './access.ts';
import { readMessage, type NotifiedObject } from './queueMessage.ts';

const longPollSeconds = 20;
/** What SQS gives, and takes, at a time. */
const batchLength = 10;
const hideSeconds = 120;
const renewEveryMs = 45_000;
const connectMs = 10_000;
const answerMs = (longPollSeconds + 20) * 1000;

export type Notification = {
  /** None for a message that only tries the way. */
  readonly objects: readonly NotifiedObject[];
  readonly messageId: string;
  readonly receiptHandle: string;
};

export type FailedMessage = { readonly messageId: string; readonly message: string };

type Parts = { readonly access: AwsAccess; readonly spec: S3Source };

/** Errors: bad-request where the source has no queue, or what it has is no URL; aws/profile. */
export async function openQueue({ access, spec }: Parts): Promise<Queue> {
  const { queueUrl = '', profile } = spec;
  const url = readUrl(queueUrl);
  // A custom endpoint of the source is that of S3. The queue's own URL says where it is.
  const connection = await access.connect({ profile, waits: true });
  const sdk = await import('@aws-sdk/client-sqs');
  const client = new sdk.SQSClient({
    region: regionOf(url) ?? connection.region ?? 'us-east-1',
    credentials: connection.credentials,
    endpoint: connection.endpoint('sqs') ?? url.origin,
    requestHandler: { connectionTimeout: connectMs, requestTimeout: answerMs, throwOnRequestTimeout: true },
  });
  return new Queue({ client, sdk, connection, queueUrl });
}

type QueueParts = {
  readonly client: Sqs.SQSClient;
  readonly sdk: typeof Sqs;
  readonly connection: AwsConnection;
  readonly queueUrl: string;
};

export class Queue {
  private readonly parts: QueueParts;
  private readonly what: string;
  private readonly held = new Map<string, string>();
  private readonly unknown = new Set<string>();
  private readonly renewal: NodeJS.Timeout;
  private readonly closing = new AbortController();
  private isRenewing = false;

  constructor(parts: QueueParts) {
    this.parts = parts;
    this.what = `the queue ${parts.queueUrl.split('/').at(-1)}`;
    this.renewal = setInterval(() => void this.renew(), renewEveryMs);
    this.renewal.unref();
  }

  /** Messages of other kinds that were met: they stay in the queue. */
  get unknownMessages(): number {
    return this.unknown.size;
  }

  /** Waits up to 20 seconds for messages; none where none came. Errors: aws/*, cancelled. */
  async receive(signal: AbortSignal): Promise<readonly Notification[]> {
    const { client, sdk, queueUrl } = this.parts;
    const command = new sdk.ReceiveMessageCommand({
      QueueUrl: queueUrl,
      MaxNumberOfMessages: batchLength,
      WaitTimeSeconds: longPollSeconds,
      VisibilityTimeout: hideSeconds,
    });
    const answer = await this.run(signal, () => client.send(command, { abortSignal: signal }));
    return (answer.Messages ?? []).flatMap((message) => this.take(message));
  }

  /** Those that could not be deleted come again. Errors: aws/*. */
  async delete(notifications: readonly Notification[]): Promise<readonly FailedMessage[]> {
    const { client, sdk, queueUrl } = this.parts;
    const failed: FailedMessage[] = [];
    for (const batch of batchesOf(notifications)) {
      const entries = batch.map((one, index) => ({ Id: String(index), ReceiptHandle: this.handleOf(one) }));
      const command = new sdk.DeleteMessageBatchCommand({ QueueUrl: queueUrl, Entries: entries });
      const answer = await this.run(this.closing.signal, () => client.send(command));
      for (const { messageId } of batch) this.held.delete(messageId);
      for (const { Id, Message: message, Code } of answer.Failed ?? [])
        failed.push({ messageId: batch[Number(Id)]?.messageId ?? '', message: message ?? Code ?? 'not deleted' });
    }
    return failed;
  }

  /** Gives messages back: whoever asks next receives them again. Errors: aws/*. */
  async release(notifications: readonly Notification[]): Promise<void> {
    const known = notifications.filter(({ messageId }) => this.held.has(messageId));
    const handles = known.map((one) => this.handleOf(one));
    for (const { messageId } of known) this.held.delete(messageId);
    await this.hide(handles, 0);
  }

  /** Messages that were not deleted are received again once they are no longer kept back. */
  close(): void {
    clearInterval(this.renewal);
    this.closing.abort();
    this.parts.client.destroy();
  }

  private run<Value>(signal: AbortSignal, call: () => Promise<Value>): Promise<Value> {
    return this.parts.connection.run(this.what, signal, call);
  }

  private take({ MessageId = '', ReceiptHandle = '', Body = '' }: Sqs.Message): readonly Notification[] {
    const objects = readMessage(Body);
    if (objects === undefined) {
      this.unknown.add(MessageId);
      return [];
    }
    this.held.set(MessageId, ReceiptHandle);
    return [{ objects, messageId: MessageId, receiptHandle: ReceiptHandle }];
  }

  /** A message that was received again has another handle. */
  private handleOf({ messageId, receiptHandle }: Notification): string {
    return this.held.get(messageId) ?? receiptHandle;
  }

  private async renew(): Promise<void> {
    if (this.isRenewing) return;
    this.isRenewing = true;
    // A message that could not be kept back is received again: its objects are known by then.
    await this.hide([...this.held.values()], hideSeconds).catch(() => undefined);
    this.isRenewing = false;
  }

  private async hide(handles: readonly string[], seconds: number): Promise<void> {
    const { client, sdk, queueUrl } = this.parts;
    for (const batch of batchesOf(handles)) {
      const entries = batch.map((ReceiptHandle, index) => ({
        Id: String(index),
        ReceiptHandle,
        VisibilityTimeout: seconds,
      }));
      const command = new sdk.ChangeMessageVisibilityBatchCommand({ QueueUrl: queueUrl, Entries: entries });
      await this.run(this.closing.signal, () => client.send(command));
    }
  }
}

function batchesOf<Value>(values: readonly Value[]): readonly (readonly Value[])[] {
  const count = Math.ceil(values.length / batchLength);
  return Array.from({ length: count }, (_, index) => values.slice(index * batchLength, (index + 1) * batchLength));
}

function readUrl(text: string): URL {
  const url = URL.canParse(text) ? new URL(text) : undefined;
  if (url?.protocol === 'https:' || url?.protocol === 'http:') return url;
  throw new AppError(
    'bad-request',
    `"${text}" is not the URL of a queue. It is as in https://sqs.eu-west-1.amazonaws.com/111122223333/logs.`,
  );
}

/** `sqs.eu-west-1.amazonaws.com`, `eu-west-1.queue.amazonaws.com`, `queue.amazonaws.com`. */
function regionOf({ hostname }: URL): string | undefined {
  if (hostname === 'queue.amazonaws.com') return 'us-east-1';
  const match = /(?:^|\.)sqs(?:-fips)?\.([a-z]+-[a-z0-9-]+-\d+)\.|^([a-z]+-[a-z0-9-]+-\d+)\.queue\./.exec(hostname);
  return match?.[1] ?? match?.[2];
}

// The queue's reader against a server that speaks SQS.
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';

import {
  CreateQueueCommand,
  GetQueueAttributesCommand,
  ReceiveMessageCommand,
  SendMessageCommand,
  SQSClient,
} from '@aws-sdk/client-sqs';
import { startFauxqs, type FauxqsServer } from 'fauxqs';
import { afterAll, afterEach, beforeAll, beforeEach, expect, test, vi } from 'vitest';

import { isCancelled } from '../../../shared/errors.ts';
import type { S3Source } from '../../../shared/ipc/sourceSpec.ts';
import { openQueue, type Queue } from '../../../main/core/aws/queue.ts';
import { lookupAccess } from '../../aws/lookupAccess.ts';

vi.setConfig({ testTimeout: 30_000 });

let server: FauxqsServer;
let client: SQSClient;
let queueUrl: string;
let queue: Queue;
let created = 0;
const never = new AbortController().signal;

beforeAll(async () => {
  server = await startFauxqs({ port: 0, logger: false });
  const credentials = { accessKeyId: 'a', secretAccessKey: 'b' };
  client = new SQSClient({ region: 'eu-west-1', endpoint: server.address, credentials });
});
afterAll(async () => {
  client.destroy();
  await server.stop();
});
beforeEach(async () => {
  created += 1;
  const made = await client.send(new CreateQueueCommand({ QueueName: `news-${created}` }));
  queueUrl = made.QueueUrl ?? '';
  queue = await open(queueUrl);
});
afterEach(() => queue.close());

function specOf(url: string): S3Source {
  return {
    kind: 's3',
    bucket: 'trail',
    prefix: '',
    layout: 'trail',
    accounts: [],
    regions: [],
    trailKinds: ['CloudTrail'],
    range: {},
    queueUrl: url,
  };
}

function open(url: string): Promise<Queue> {
  return openQueue({ access: lookupAccess({ endpoint: server.address, region: 'eu-west-1' }), spec: specOf(url) });
}

const send = async (...keys: readonly string[]): Promise<void> => {
  for (const key of keys)
    await client.send(
      new SendMessageCommand({
        QueueUrl: queueUrl,
        MessageBody: JSON.stringify({ s3Bucket: 'trail', s3ObjectKey: [key] }),
      }),
    );
};

async function counts(): Promise<readonly (string | undefined)[]> {
  const names = ['ApproximateNumberOfMessages', 'ApproximateNumberOfMessagesNotVisible'] as const;
  const command = new GetQueueAttributesCommand({ QueueUrl: queueUrl, AttributeNames: [...names] });
  const { Attributes } = await client.send(command);
  return names.map((name) => Attributes?.[name]);
}

const keysOf = (messages: Awaited<ReturnType<Queue['receive']>>): readonly string[] =>
  messages.flatMap(({ objects }) => objects.map(({ key }) => key)).toSorted();

test('messages are received, kept back, and gone once they are deleted', async () => {
  await send('a', 'b', 'c');
  const messages = [...(await queue.receive(never))];
  while (messages.length < 3) messages.push(...(await queue.receive(never)));
  expect(keysOf(messages)).toEqual(['a', 'b', 'c']);
  expect(await counts()).toEqual(['0', '3']);
  expect(await queue.delete(messages)).toEqual([]);
  expect(await counts()).toEqual(['0', '0']);
});

test('more than ten at a time are deleted', async () => {
  await send(...Array.from({ length: 23 }, (_, index) => `key-${String(index).padStart(2, '0')}`));
  const messages = [];
  while (messages.length < 23) messages.push(...(await queue.receive(never)));
  expect(await queue.delete(messages)).toEqual([]);
  expect(await counts()).toEqual(['0', '0']);
});

test('messages that cannot be deleted are named', async () => {
  const failing = createServer((_request, response) => {
    response.setHeader('content-type', 'application/x-amz-json-1.0');
    const failed = { Id: '1', SenderFault: true, Code: 'ReceiptHandleIsInvalid', Message: 'too old' };
    response.end(JSON.stringify({ Successful: [{ Id: '0' }], Failed: [failed] }));
  });
  await new Promise<void>((resolve) => failing.listen(0, '127.0.0.1', resolve));
  const { port } = failing.address() as AddressInfo;
  const other = await openQueue({
    access: lookupAccess({ endpoint: `http://127.0.0.1:${port}` }),
    spec: specOf(queueUrl),
  });
  const messages = ['one', 'two'].map((messageId) => ({ objects: [], messageId, receiptHandle: messageId }));
  expect(await other.delete(messages)).toEqual([{ messageId: 'two', message: 'too old' }]);
  other.close();
  failing.close();
});

test('messages that are given back can be received at once', async () => {
  await send('a');
  const messages = await queue.receive(never);
  expect(await counts()).toEqual(['0', '1']);
  await queue.release(messages);
  expect(keysOf(await queue.receive(never))).toEqual(['a']);
});

test('a message of another kind stays in the queue and is counted once', async () => {
  await client.send(new SendMessageCommand({ QueueUrl: queueUrl, MessageBody: 'hello' }));
  await send('a');
  const messages = [...(await queue.receive(never))];
  if (messages.length === 0) messages.push(...(await queue.receive(never)));
  await queue.delete(messages);
  expect([keysOf(messages), queue.unknownMessages]).toEqual([['a'], 1]);
  expect(await counts()).toEqual(['0', '1']);
});

test('waits for a message that comes later, and leaves at once when it is cancelled', async () => {
  const waiting = queue.receive(never);
  setTimeout(() => void send('late'), 300);
  expect(keysOf(await waiting)).toEqual(['late']);
  const abort = new AbortController();
  const startedMs = performance.now();
  setTimeout(() => abort.abort(), 200);
  const error: unknown = await queue.receive(abort.signal).catch((thrown: unknown) => thrown);
  expect(isCancelled(error)).toBe(true);
  expect(performance.now() - startedMs).toBeLessThan(1500);
});

test('what is worked on for longer than it is hidden is hidden again', async () => {
  await send('a');
  vi.useFakeTimers({ toFake: ['setInterval', 'clearInterval'] });
  const renewing = await open(queueUrl);
  try {
    const messages = await renewing.receive(never);
    // As if the two minutes were nearly over.
    const [receiptHandle] = messages.map((message) => message.receiptHandle);
    const { ChangeMessageVisibilityCommand } = await import('@aws-sdk/client-sqs');
    await client.send(
      new ChangeMessageVisibilityCommand({ QueueUrl: queueUrl, ReceiptHandle: receiptHandle, VisibilityTimeout: 2 }),
    );
    vi.advanceTimersByTime(60_000);
    await new Promise((resolve) => setTimeout(resolve, 2500));
    const { Messages = [] } = await client.send(new ReceiveMessageCommand({ QueueUrl: queueUrl, WaitTimeSeconds: 0 }));
    expect(Messages).toEqual([]);
    expect(await counts()).toEqual(['0', '1']);
    await renewing.delete(messages);
    expect(await counts()).toEqual(['0', '0']);
  } finally {
    renewing.close();
    vi.useRealTimers();
  }
});

test('a queue that is not there, and what is no queue', async () => {
  const missing = await open(queueUrl.replace('news-', 'none-'));
  await expect(missing.receive(never)).rejects.toMatchObject({
    code: 'aws/not-found',
    message: expect.stringContaining('none-'),
  });
  missing.close();
  await expect(open('orders')).rejects.toMatchObject({ code: 'bad-request' });
});

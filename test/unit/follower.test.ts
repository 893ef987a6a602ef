// Following: what becomes of a queue's messages, and that it ends when it is told to.
import { afterEach, expect, test, vi } from 'vitest';

import type { Notification, Queue } from '../../main/core/aws/queue.ts';
import { Follower, type FollowParts } from '../../main/core/follower.ts';
import { AppError } from '../../shared/errors.ts';
import type { S3Source } from '../../shared/ipc/sourceSpec.ts';

const spec: S3Source = {
  kind: 's3',
  bucket: 'trail',
  prefix: '',
  layout: 'plain',
  accounts: [],
  regions: [],
  trailKinds: ['CloudTrail'],
  range: {},
  queueUrl: 'https://sqs.eu-west-1.amazonaws.com/111122223333/news',
};

const followers: Follower[] = [];
afterEach(async () => {
  vi.useRealTimers();
  for (const follower of followers.splice(0)) await follower.stop();
});

class FakeQueue {
  readonly unknownMessages = 0;
  readonly waiting: Notification[] = [];
  readonly deleted: string[] = [];
  readonly released: string[] = [];
  isClosed = false;
  /** What giving messages back waits for. */
  giving: Promise<void> = Promise.resolve();

  add(messageId: string, ...keys: readonly string[]): void {
    const objects = keys.map((key) => ({ bucket: 'trail', key }));
    this.waiting.push({ messageId, receiptHandle: messageId, objects });
  }

  async receive(signal: AbortSignal): Promise<readonly Notification[]> {
    while (this.waiting.length === 0 && !signal.aborted) await new Promise((resolve) => setTimeout(resolve, 5));
    if (signal.aborted) throw new AppError('cancelled', 'Cancelled');
    return this.waiting.splice(0);
  }

  delete(gone: readonly Notification[]): Promise<readonly never[]> {
    this.deleted.push(...gone.map(({ messageId }) => messageId));
    return Promise.resolve([]);
  }

  async release(back: readonly Notification[]): Promise<void> {
    this.released.push(...back.map(({ messageId }) => messageId));
    if (back.length > 0) await this.giving;
  }

  close(): void {
    this.isClosed = true;
  }
}

async function follow(queue: FakeQueue, more: Partial<FollowParts>): Promise<Follower> {
  const follower = new Follower({
    remoteSources: () => Promise.resolve([{ id: 1, kind: 's3', name: 's3://trail/', spec }]),
    isChanging: () => false,
    runImport: () => Promise.resolve(),
    walk: async function* () {},
    openQueue: () => Promise.resolve(queue as unknown as Queue),
    notifiedEntries: async function* (_spec, objects) {
      for (const { key } of objects)
        yield { kind: 'file', path: `s3://trail/${key}`, name: key, sizeBytes: 1, modifiedMs: 1, version: 'second' };
    },
    isWanted: () => true,
    areRead: () => Promise.resolve(true),
    onChange: () => undefined,
    ...more,
  });
  followers.push(follower);
  await follower.start();
  return follower;
}

test('a message is deleted once its objects have been read', async () => {
  const queue = new FakeQueue();
  queue.add('one', 'a');
  await follow(queue, {});
  await vi.waitFor(() => expect(queue.deleted).toEqual(['one']));
  expect(queue.released).toEqual([]);
});

test('messages come back after an import that failed, and the failure is said', async () => {
  const queue = new FakeQueue();
  queue.add('one', 'a');
  queue.add('two', 'b');
  const runImport = (): Promise<void> => Promise.reject(new AppError('disk/full', 'The disk is full.'));
  const follower = await follow(queue, { runImport });
  await vi.waitFor(() => expect(queue.released).toEqual(['one', 'two']));
  expect(queue.deleted).toEqual([]);
  await vi.waitFor(() => expect(follower.state.remark).toBe('The disk is full.'));
});

test('it is asked for the version that was met: an older one in the workspace is not it', async () => {
  const queue = new FakeQueue();
  queue.add('one', 'a');
  const asked: unknown[] = [];
  await follow(queue, {
    runImport: async (only) => {
      const context = {
        signal: new AbortController().signal,
        whenRunning: () => Promise.resolve(),
        isKnown: () => false,
        reportConcurrency: () => undefined,
      };
      for (const walk of only) for await (const _entry of walk(context));
    },
    areRead: (_spec, _objects, met) => {
      asked.push([...met]);
      return Promise.resolve(false);
    },
  });
  await vi.waitFor(() => expect(queue.released).toEqual(['one']));
  expect(asked).toEqual([[['s3://trail/a', 'second']]]);
  expect(queue.deleted).toEqual([]);
});

test('the end of following ends an import of what it has found', async () => {
  const queue = new FakeQueue();
  queue.add('one', 'a');
  let isRunning = false;
  const follower = await follow(queue, {
    runImport: (_only, signal) => {
      isRunning = true;
      return new Promise((resolve) => signal.addEventListener('abort', () => resolve()));
    },
    areRead: () => Promise.resolve(false),
  });
  await vi.waitFor(() => expect(isRunning).toBe(true));
  await follower.stop();
  expect(queue).toMatchObject({ released: ['one'], deleted: [], isClosed: true });
});

test('a queue that takes no messages back does not hold the end up for long', async () => {
  const queue = new FakeQueue();
  queue.add('one', 'a');
  let giveUp: () => void = () => undefined;
  queue.giving = new Promise((resolve) => (giveUp = resolve));
  queue.close = () => {
    queue.isClosed = true;
    giveUp();
  };
  const follower = await follow(queue, { areRead: () => Promise.resolve(false) });
  await vi.waitFor(() => expect(queue.released).toEqual(['one']));
  const beganMs = performance.now();
  await follower.stop();
  expect(performance.now() - beganMs).toBeLessThan(4000);
  expect(queue.isClosed).toBe(true);
});
